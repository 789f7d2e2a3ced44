import { describe, expect, it } from "vitest";
import { compileSecrets } from "../../scripts/compile-secrets.ts";
import { createDetect } from "#secrets/detect.ts";
import { expandSample } from "./sample-generator.ts";

const detect = createDetect(compileSecrets("rules"));

const random = expandSample("{AN:32}", "stand-ins").text;
const chosen = ["hunter", "2!x"].join("");

function seen(text: string, path: string) {
  const bytes = Buffer.from(text);
  return detect(bytes, path).map(({ start, end }) => ({ value: bytes.toString("utf8", start, end) }));
}

describe("what a test makes up", () => {
  it.each([
    ["a value that says how long it is", 'const SESSION_SECRET = "acme-session-secret-64-bytes";', "a.test.ts"],
    ["words of its own name with a number", 'assert answer.clientSecret == "client_secret_7"', "tests/test_a.py"],
    ["words one behind the other", 'headers: { "x-api-key": "fbk_validApiKeySecret123" },', "a.test.ts"],
    ["words that end in a number", 'const newSecret = "updatedSecretKey123";', "a.test.ts"],
    ["words that deny", 'let key = Secret::new("this-is-not-a-key!!1");', "a.rs"],
    ["an account and a password that are called so", 'p = "http://ftpuser:ftppass@ftp.acme.org:21"', "tests/test_a.py"],
    [
      "rows of a keyboard in the form of a token",
      `DISCORD_TOKEN: '${["MTQ3ODY1MTQyNzA4ODc2MDg0Mg", "ABCDEF", "qwertyuiopasdfghjklzxcvbnm12"].join(".")}',`,
      "a.test.js",
    ],
    [
      "what goes along the alphabet",
      `const body = { refresh_token: "${["zz9_", "W3kP7xQ2mR8tL4a", "CdEfGhIjKlMn"].join("")}" };`,
      "a.test.ts",
    ],
  ])("is no secret: %s", (_, text, path) => expect(seen(text, path)).toEqual([]));

  it("is told for what may be somebody's", () => {
    expect(seen('const SESSION_SECRET = "acme-session-secret-64-bytes";', "src/a.ts")).toHaveLength(1);
    expect(seen(`const SESSION_SECRET = "${random}";`, "a.test.ts")).toHaveLength(1);
    expect(seen(`const SESSION_SECRET = "acmeKey${random}";`, "a.test.ts")).toHaveLength(1);
    expect(seen(`url = "http://ftpuser:${chosen}@ftp.acme.org:21"`, "tests/test_a.py")).toHaveLength(1);
  });

  it("may stand in a module of tests within the file, in Rust", () => {
    const line = '    let client_secret = "acme_client_secret_7";\n';
    const tests = `fn f() {\n}\n\n#[cfg(test)]\nmod tests {\n${line}}\n`;
    expect(seen(tests, "src/a.rs")).toEqual([]);
    expect(seen(`${tests}fn g() {\n${line}}\n`, "src/a.rs")).toHaveLength(1);
  });
});

it("stands behind the name that an option sets", () => {
  expect(seen('acme run --secret SEARCH_KEY="$SEARCH_KEY"', "a.sh")).toEqual([]);
  expect(seen(`acme run --secret SEARCH_KEY="${random}"`, "a.sh")).toMatchObject([{ value: random }]);
  expect(seen(`acme run --secret search=${random}`, "a.sh")).toMatchObject([{ value: random }]);
});

it("belongs to nobody whose address stands in another object", () => {
  const whose = (text: string) => detect(Buffer.from(text), "a.json").map(({ provider }) => provider);
  const links = '{"links": {"code": "https://gitlab.com/acme"}, ';
  expect(whose(`${links}"search": {"apiKey": "${random}"}}`)).toEqual([undefined]);
  expect(whose(`{"url": "https://gitlab.com/api/v4", "cookieSecret": "${random}"}`)).toEqual([undefined]);
  expect(whose(`{"url": "https://gitlab.com/api/v4", "apiKey": "${random}"}`)).toEqual(["gitlab"]);
  expect(whose(`{"posthog": {"apiKey": "${expandSample("phc_{AN:42}", "stand-ins").text}"}}`)).toEqual([]);
});

describe("words for no password", () => {
  it.each(["unused", "ignored", "not-used", "notneeded", "anything", "whatever", "none", "dummy", "empty", "no-auth"])(
    "are none in an address: %s",
    (word) => expect(seen(`url: "http://root:${word}@db.acme.org:3900/shop"`, "a.yaml")).toEqual([]),
  );

  it.each(["sk-no-key-required", "doesnt-matter-1", "must-not-leak-2f9c", "expired_root_key_12345", "BASE32KEY"])(
    "are none under a name: %s",
    (value) => expect(seen(`client_secret: "${value}"`, "a.yaml")).toEqual([]),
  );

  it.each(["securepass123", "Sup3rSecretPW!", "1password", "SecureP@ss1", "wrongpassword123"])(
    "are what everybody tries: %s",
    (value) => expect(seen(`password: "${value}"`, "a.yaml")).toEqual([]),
  );

  it("are read in an address without their codes, and beside the names there", () => {
    expect(seen("url: mysql://shop:p%40ss%23word@db/ledger", "a.yaml")).toEqual([]);
    expect(seen("url: mysql://shop_reader:shop@localhost/shop", "a.yaml")).toEqual([]);
    expect(seen("url: mysql://shop_reader:shop@db.acme.org/shop", "a.yaml")).toHaveLength(1);
  });

  it.each([
    ["anyw", "here-7Qx!2"],
    ["pass", "4Gle!n7k"],
    ["none", "theless!81x"],
  ])("hide no password that begins like one: %s", (one, other) => {
    expect(seen(`url: "mysql://shop:${one}${other}@db/ledger"`, "a.yaml")).toHaveLength(1);
  });
});

it("say that they are made to pass, wherever they stand", () => {
  expect(seen('SESSION_SECRET: "e2e-test-secret-at-least-32-chars-long"', "a.yaml")).toEqual([]);
  expect(seen("JWT_SECRET=local-dev-jwt-secret-with-at-least-32-bytes", ".env")).toEqual([]);
  expect(seen(`JWT_SECRET=local-dev-${chosen}`, ".env")).toHaveLength(1);
});

it("what was encrypted, and what names a method or a place, is no secret", () => {
  expect(seen('smtp_password: "acme_enc:aesgcm-v1:q7x"', "a.yaml")).toEqual([]);
  expect(seen(`password: "vault:v1:${random}"`, "a.yaml")).toEqual([]);
  expect(seen('const password = hash.toString("base64");', "a.ts")).toEqual([]);
  expect(seen('existingSecret: "s3-credentials-2"', "values.yaml")).toEqual([]);
  expect(seen("urn:acme:auth:ws_4f9c1b77:production", "a.md")).toEqual([]);
});

it("a region within a Kubernetes Secret is none, and a password in it is", () => {
  const manifest = `kind: Secret\nstringData:\n  REGION: eu-west-1\n  DB_PASSWORD: ${chosen}\n`;
  expect(seen(manifest, "a.yaml")).toEqual([{ value: chosen }]);
});
