import { createHmac } from "node:crypto";
import { generateKeyPairSync } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  hasWholeSignature,
  isBriefJwt,
  isSampleJwt,
  isStandInForJwt,
  lifetimeOfJwt,
  readJwt,
  isSignedForShow,
} from "#secrets/checks/jwt.ts";
import { readPrivateKey } from "#secrets/checks/pem.ts";
import { structureChecks } from "#secrets/checks/table.ts";
import { reachOf } from "#secrets/reach.ts";
import { expandSample } from "./sample-generator.ts";

const made = (template: string) => expandSample(template, template).text;

describe("checksums and structures", () => {
  it.each([
    ["crc32-base62", "ghp_{AN:30}{crc32-base62}", "ghp_{AN:36}"],
    ["crc32-base62", "npm_{AN:30}{crc32-base62}", "npm_{AN:36}"],
    ["crc32-hex", "ATATT3{U:180}={crc32-hex}", "ATATT3{U:180}={HXU:8}"],
    ["crc32-hex-le", "glsa_{AN:32}_{crc32-hex-le}", "glsa_{AN:32}_{HX:8}"],
    ["snowflake", "{b64url:{snowflake}}.{U:6}.{U:38}", "{b64url:{L:18}}.{U:6}.{U:38}"],
    ["base64-json", 'glc_{b64json:{"o":"1","n":"a"}}', "glc_{B64:40}"],
    ["base64-text", "ABSK{b64:BedrockAPIKey-{LD:20}}", "ABSK{B64:60}"],
    ["aws-account", "AKIA5{B32:15}", "AKIA0{D:15}"],
    ["macaroon", "pypi-AgEIcHlwaS5vcmc{U:60}", "pypi-{U:80}"],
  ] as const)("%s: of %s, not of %s", (check, right, wrong) => {
    expect(structureChecks[check](made(right))).toBe("ok");
    expect(structureChecks[check](made(wrong))).toBe("bad");
  });

  it("never throw", () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(...Object.keys(structureChecks)), (text, name) => {
        structureChecks[name as keyof typeof structureChecks](text);
      }),
    );
  });
});

describe("a JSON Web Token", () => {
  it("is read, and told from examples", () => {
    const jwt = readJwt(made('{jwt:{"iss":"https://login.acme.test","exp":1999999999}}'));
    expect(jwt?.algorithm).toBe("HS256");
    expect(isSampleJwt(jwt!)).toBe(false);
    for (const claims of ['{"sub":"1234567890","name":"John Doe"}', "{}"])
      expect(isSampleJwt(readJwt(made(`{jwt:${claims}}`))!)).toBe(true);
    expect(readJwt(made("eyJ{U:20}.eyJ{U:30}.{U:43}"))).toBeUndefined();
  });

  it("ends if it says so", () => {
    expect(lifetimeOfJwt(made('{jwt:{"iss":"a","exp":1}}'))).toBe("ephemeral");
    expect(lifetimeOfJwt(made('{jwt:{"iss":"a"}}'))).toBe("long-lived");
  });

  it("has a signature as long as its algorithm makes one", () => {
    const isWhole = (algorithm: string, characters: number) =>
      hasWholeSignature(`eyJ.e.${"a".repeat(characters)}`, { algorithm, claims: new Map() });
    for (const [algorithm, length] of [
      ["HS256", 43],
      ["HS384", 64],
      ["HS512", 86],
      ["ES256", 86],
      ["EdDSA", 86],
    ] as const) {
      expect(isWhole(algorithm, length)).toBe(true);
      expect(isWhole(algorithm, length - 4)).toBe(false);
    }
    expect(isWhole("RS256", 342)).toBe(true);
    expect(isWhole("RS256", 43)).toBe(false);
    expect(isWhole("made-up", 5)).toBe(true);
  });

  it("is stood in for by what has its beginning alone, a wrong signature, or none", () => {
    const whole = made('{jwt:{"iss":"https://login.acme.test","role":"writer"}}');
    const unsigned = [Buffer.from('{"alg":"none"}'), Buffer.from('{"iss":"acme"}')].map((each) =>
      each.toString("base64url"),
    );
    for (const text of [whole.slice(0, -8), "eyJhbGciOiJIUzI1NiJ9.body.sig", `acme:${unsigned.join(".")}.c2ln`])
      expect(isStandInForJwt(text)).toBe(true);
    for (const text of [whole, `acme:${whole}`, made("{AN:40}")]) expect(isStandInForJwt(text)).toBe(false);
  });

  it("says which tokens are signed with a key that everybody knows", () => {
    const part = (json: string) => Buffer.from(json).toString("base64url");
    const signed = (key: string) => {
      const text = `${part('{"alg":"HS256","typ":"JWT"}')}.${part('{"iss":"https://login.acme.test","role":"writer"}')}`;
      return `${text}.${createHmac("sha256", key).update(text).digest("base64url")}`;
    };
    const isShown = (token: string) => isSignedForShow(token, readJwt(token)!);
    expect(["secret", "test-secret", "your-256-bit-secret"].map((key) => isShown(signed(key)))).toEqual([
      true,
      true,
      true,
    ]);
    expect(isShown(signed("q8Zr".repeat(8)))).toBe(false);
  });

  it("is brief if it ends within a week", () => {
    expect(isBriefJwt(made('{jwt:{"iat":1587592561,"exp":1587765361}}'))).toBe(true);
    expect(isBriefJwt(made('{jwt:{"iat":1587592561,"exp":1687765361}}'))).toBe(false);
    expect(isBriefJwt(made('{jwt:{"exp":1587765361}}'))).toBe(false);
  });
});

describe("a private key", () => {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();

  it("is one as it is, and within a string of another language", () => {
    for (let number = 0; number < 30; number++) {
      const each = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();
      for (const text of [pem, each]) {
        expect(readPrivateKey(text)).toBe("key");
        expect(readPrivateKey(text.replaceAll("\n", "\\n"))).toBe("key");
        expect(readPrivateKey(text.replaceAll("\n", '\\n" +\n    "'))).toBe("key");
        expect(readPrivateKey(text.replaceAll("\n", "\n      "))).toBe("key");
      }
    }
  });

  it("is none if a passphrase protects it, if it is a placeholder, or cut short", () => {
    const locked = privateKey
      .export({ type: "pkcs8", format: "pem", cipher: "aes-128-cbc", passphrase: "x" })
      .toString();
    expect(readPrivateKey(locked)).toBe("none");
    expect(readPrivateKey(pem.replace(/^[A-Za-z0-9+/=]+$/gm, "..."))).toBe("none");
    expect(readPrivateKey(pem.replace(/^[A-Za-z0-9+/=]+$/gm, "s3cr3t".repeat(12)))).toBe("none");
    expect(readPrivateKey(pem.replace(/MII?G/, "MIIEabcd"))).toBe("malformed");
  });
});

describe("the reach of a pattern", () => {
  it.each([
    ["abc", 3],
    ["a{3}", 3],
    ["(?:ab|cde){2,4}x?", 13],
    [String.raw`[\w-]{20,30}T3`, 32],
    ["(?<=foo)bar(?!x{9})", 3],
    [String.raw`\[a{2}\]`, 4],
    ["(a|(b{3}|c){2})", 6],
    [String.raw`\u0041[\]a]{2}(?<name>b)?`, 4],
    ["a*", Infinity],
    ["(?:ab){2,}", Infinity],
    ["a+?", Infinity],
  ])("of %s is %d", (source, reach) => expect(reachOf(source)).toBe(reach));
});
