import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectCpuBelow } from "../cost.ts";
import { expandSample } from "./sample-generator.ts";

import { compileSecrets, secretSamples } from "../../scripts/compile-secrets.ts";
import { tokenPrefixes } from "../../scripts/token-prefixes.ts";
import { redact } from "#secrets/redact.ts";

/** Made up; put together here so that no scanner takes this file for a leak. */
const random = ["aB3dE5gH7jK9", "mN1pQ3sT5vW7", "yZ9bC1dE3fG5"].join("");
const hex = (length: number): string => "0a1b2c3d4e5f6978".repeat(8).slice(0, length);
const token = (prefix: string): string => prefix + random;
const keyHead = ["-----BEGIN RSA", "PRIVATE KEY-----"].join(" ");
const keyTail = ["-----END RSA", "PRIVATE KEY-----"].join(" ");

describe("values after the name of a credential", () => {
  const secret = "hunter-2-canary";
  const contexts: readonly string[] = [
    `password: ${secret}`,
    `password = ${secret}`,
    `PASSWORD=${secret}`,
    `export API_TOKEN=${secret} && run`,
    `"apiKey": "${secret}"`,
    `'client_secret': '${secret}',`,
    `{\\"token\\": \\"${secret}\\"}`,
    `{ token: \`${secret}\` }`,
    `const token: string = "${secret}";`,
    `token: Optional[str] = "${secret}"`,
    `os.environ["API_TOKEN"] = "${secret}"`,
    `process.env.API_TOKEN || "${secret}"`,
    `os.getenv("API_TOKEN", "${secret}")`,
    `api_key = SecretStr("${secret}")`,
    `if (token !== "${secret}")`,
    `login(password='${secret}')`,
    `TOKEN=b"${secret}"`,
    `--api-key ${secret}`,
    `--api-key=${secret}`,
    `-password ${secret} x`,
    `["--token", "${secret}"]`,
    `args:\n  - --token\n  - ${secret}`,
    `Authorization: Bearer ${secret}`,
    `Authorization: token ${secret}`,
    `-H "X-Api-Key: ${secret}"`,
    `headers.set("Authorization", "Bearer ${secret}")`,
    `curl -u admin:${secret} https://x`,
    `["-u", "admin:${secret}"]`,
    `https://user:${secret}@example.com/x`,
    `postgres://u:${secret}@db:5432/x`,
    `https://example.com/?a=b&token=${secret}&c=d`,
    `https://example.com/?key=${secret}`,
    `//registry.example.org/:_authToken=${secret}`,
    `machine x login y password ${secret}`,
    `ENV API_TOKEN ${secret}`,
    `<password>${secret}</password>`,
    `sshpass -p ${secret} ssh x`,
    `- name: DB_PASSWORD\n  value: ${secret}`,
    `{"name": "DB_PASSWORD", "value": "${secret}"}`,
    `password: |\n  ${secret}\n  ${secret}\nnext: x`,
    `"passwords": ["${secret}", "${secret}"]`,
    `passwords = [\n  '${secret}',\n  '${secret}',\n]`,
    `"secret": {"prod": "${secret}", "test": "${secret}"}`,
    `passwords = { prod: "${secret}" }`,
    `secrets = dict(token="${secret}")`,
    `passwords:\n  - ${secret}\n  - "${secret}"\n`,
    `{\\"passwords\\": [\\"${secret}\\"]}`,
    `a\\nPASSWORD=${secret}\\n`,
    `TOKEN=\${TOKEN:-${secret}}`,
    `"token": "${secret}`,
    `AccountKey=${secret};EndpointSuffix=x`,
    `password = """${secret}"""`,
    `secret => '${secret}'`,
    `token := "${secret}"`,
    `DB_PASSWORD?=${secret}`,
    `jwt.verify(token, "${secret}")`,
    `jwt.encode({}, key="${secret}")`,
    `createHmac("sha256", '${secret}')`,
    `const line = "run --password " + "${secret}";`,
    `password = "[redacted]" + "${secret}"`,
    `key: \${{ secrets.X || '${secret}' }}`,
    `Use the API key \`${secret}\` here`,
    `the password is ${secret}`,
    `password: !!str ${secret}`,
    `password: &anchor ${secret}`,
  ];
  it.each(contexts)("are masked in %s", (text) => {
    const masked = redact(text);
    expect(masked).toContain("[redacted]");
    expect(masked).not.toContain("canary");
    expect(masked).not.toContain("hunter");
  });

  it("are masked whole, whatever is in them, and nothing beside them", () => {
    expect(redact('password = "a b, c; (d) \\" e" # f')).toBe('password = "[redacted]" # f');
    expect(redact("TOKEN=p@ss(w)rd;x{y} next")).toBe("TOKEN=[redacted] next");
    expect(redact("password: abc1, user: joe")).toBe("password: [redacted], user: joe");
    expect(redact("postgres://joe:abc@h/d")).toBe("postgres://joe:[redacted]@h/d");
    expect(redact("Authorization: Bearer abc1")).toBe("Authorization: Bearer [redacted]");
    expect(redact('{"a": "b", "token": "xy", "c": "d"}')).toBe('{"a": "b", "token": "[redacted]", "c": "d"}');
  });

  it("are masked where only a part of them is a reference", () => {
    expect(redact('password = "hunter-${A}-two"')).toBe('password = "[redacted]"');
    expect(redact("PASSWORD=x{y}abcdefg")).toBe("PASSWORD=[redacted]");
    expect(redact("PASSWORD=${A}s3")).toBe("PASSWORD=[redacted]");
  });

  it.each([
    "token: ${TOKEN}",
    "the token is valid, the password is required",
    "Use the API key `GITHUB_TOKEN` or the token `token`",
    "jwt.decode(token, key, algorithms=['RS256'])",
    "jwt.decode(token, key, 'HS256')",
    "key: ${{ secrets.X || github.token }}",
    "https://host:8080/@scope/package@1.0.0",
    "http://example.com:80/a, then joe@example.com",
    'token = "$TOKEN"',
    "TOKEN=$TOKEN",
    "TOKEN=$(gh auth token)",
    "Authorization: Bearer ${TOKEN}",
    '"Authorization": "Bearer ${env:TOKEN}"',
    "token: ${{ secrets.GITHUB_TOKEN }}",
    "apiKey: process.env.API_KEY",
    'api_key = os.environ["API_KEY"]',
    "password: {env:DB_PASSWORD}",
    "password: %DB_PASSWORD%",
    "password: op://vault/db/password",
    "password: vault:secret/db#password",
    "token: <your token>",
    "token: ...",
    "token: your-token-here",
    "postgres://joe:${PASSWORD}@h/d",
    "token_file: ./secrets/token.txt",
    "private_key: /etc/ssl/private/server.pem",
    "webhook_url: https://example.com/hook",
    "id-token: write",
    "secrets: inherit",
    "persist-credentials: false",
    '"secrets": ["read", "write", "list"]',
    "secrets:\n  - DB_PASSWORD\n  - deploy",
    'credentials = { source: "vault", path: process.env.VAULT_PATH }',
    'passwords = ["${ONE}", getenv("TWO")]',
    "max_tokens: 4096",
    "token: string;",
    "password?: string",
    "function login(password: string, token: TokenInfo)",
    "token = getToken()",
    "token = config.token",
    "login(token=token, password=db_password)",
    "the token: a secret that is shown to nobody",
    "use --token to log in",
    "Bearer authentication and basic usage",
    '["token", "password", "secret"]',
    '"password": {"type": "string"}',
    '"@azure/core-auth": "^1.9.0"',
    "line.split('Token:')[1]",
  ])("are shown where they are none: %s", (text) => expect(redact(text)).toBe(text));
});

describe("tokens known by sight", () => {
  it.each([
    ["ghp_", "ghp_…"],
    ["gho_", "gho_…"],
    ["github_pat_", "gith…"],
    ["glpat-", "glpa…"],
    ["npm_", "npm_…"],
    ["hf_", "hf_…"],
    ["sk-", "sk-…"],
    ["sk-ant-api03-", "sk-a…"],
    ["sk-proj-", "sk-p…"],
    ["xoxb-", "xoxb…"],
    ["AIza", "AIza…"],
    ["sk_live_", "sk_l…"],
    ["dp.st.", "dp.s…"],
  ])("%s: only the prefix is left", (prefix, shown) => {
    expect(redact(`see ${token(prefix)}, and`)).toBe(`see ${shown}, and`);
  });

  it("have no prefix or a form of their own", () => {
    const segments = ["eyJhbGciOiJIUzI1NiJ9", "eyJzdWIiOiIxMjM0In0", "c2lnbmF0dXJlMTIz"];
    expect(redact(`x ${segments.join(".")}`)).toBe("x eyJ…");
    expect(redact(`id ${["AKIA", "Q3EGRIWZ7TLQ2ABC"].join("")}`)).toBe("id AKIA…");
    expect(redact(`https://hooks.slack.com/${["services", "T0001", "B0002", "abcdef"].join("/")}`)).toBe(
      "https://hooks.slack.com/services/[redacted]",
    );
    expect(redact(`bot ${["123456789", `AA${random}`.slice(0, 35)].join(":")}`)).toBe("bot [redacted]");
  });

  it("are found behind escapes and percent codes, and not within words", () => {
    expect(redact(`"a\\n${token("ghp_")}"`)).toBe('"a\\nghp_…"');
    expect(redact(`a%20${token("ghp_")}`)).toBe("a%20ghp_…");
    expect(redact("task-runner-is-here-42, risk-averse-people-1, disk-usage-analyzer2")).toBe(
      "task-runner-is-here-42, risk-averse-people-1, disk-usage-analyzer2",
    );
    expect(redact("sk-spinner-container-large")).toBe("sk-spinner-container-large");
  });

  it("do not tell their length", () => {
    for (const length of [20, 36, 200]) expect(redact(`x ghp_${"aB3".repeat(length)}`)).toBe("x ghp_…");
  });
});

describe("private keys", () => {
  it("lose their lines, and keep what announces them", () => {
    expect(redact(`a\n${keyHead}\nMIIabc\ndef=\n${keyTail}\nb`)).toBe(
      `a\n${keyHead}\n[redacted]\n[redacted]\n${keyTail}\nb`,
    );
    expect(redact(`"${keyHead}\\nMIIabc\\n${keyTail}\\n", b`)).not.toContain("MII");
    expect(redact(`k: |\n  ${keyHead}\n  Proc-Type: 4,ENCRYPTED\n\n  abc\n  ${keyTail}\nb: c`)).toContain("b: c");
  });

  it("that are cut off lose what looks like one, and a mention loses nothing", () => {
    expect(redact(`${keyHead}\n${"aB3d".repeat(16)}`)).toBe(`${keyHead}\n[redacted]`);
    const prose = `Never commit a file with ${keyHead} in it.\nAsk the owners instead.`;
    expect(redact(prose)).toBe(prose);
  });
});

describe("long random runs", () => {
  it("are masked without any name", () => {
    expect(redact(`see ${random} there`)).toBe("see [redacted] there");
    expect(redact(`see ${["wJalrXUtnFEMI", "K7MDENG", "bPxRfiCYzzzzzzKEY"].join("/")} there`)).toBe(
      "see [redacted] there",
    );
    expect(redact(`https://example.com/files/${random}/download`)).toBe(
      "https://example.com/files/[redacted]/download",
    );
  });

  it.each([
    "123e4567-e89b-12d3-a456-426614174000",
    `actions/checkout@${hex(40)}`,
    `ghcr.io/x/y@sha256:${hex(64)}`,
    `https://github.com/openclaw/skills/commit/${hex(40)}`,
    `commit: ${hex(40)}`,
    `.countersign/approvals/${hex(64)}.yaml:1:1`,
    `sha512-${"aB3d".repeat(21)}ef==`,
    "claude-opus-4-20250514-thinking",
    "src/components/Button2/index-page-3/deeply/nested",
    "test_manage_k8s_resource_with_long_name",
    "computePermit2MetadataIdOfSomething",
    "ServerlessV2ScalingConfiguration",
    "policy/BatchRoleDefaultPolicyCC6915A6",
    "/home/user/projects/mcp-neo4j-cypher/servers",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa1",
  ])("are none of these: %s", (text) => expect(redact(text)).toBe(text));
});

describe("redact", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      ...'token|password|secret: |api_key=|"|\'|`|\\|\\"|\n|\r\n|: |=| = |, |[|]|(|)|{|}|${|}}|$|<|>|@|://|?token=|&key=|-u a:|--token |Bearer |basic |Authorization: |name: |value: ||\n  |  '.split(
        "|",
      ),
      "|",
      "[redacted]",
      "ghp_…",
      "…",
      "sk-…",
      keyHead,
      keyTail,
      random,
      token("ghp_"),
      token("sk-"),
      hex(40),
      "eyJhbGciOi.eyJzdWIi.abcdef",
      "sha256:",
      "0x",
      "/",
      "+",
      "-",
      "_",
    ),
    fc.string({ maxLength: 6 }),
  );
  const text = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(""));

  it("masks everything at once: masking twice is masking once", () => {
    fc.assert(
      fc.property(text, (given) => {
        const masked = redact(given);
        expect(redact(masked)).toBe(masked);
      }),
      { numRuns: 5000 },
    );
  });

  it("leaves line breaks where they are, and makes no text much longer", () => {
    fc.assert(
      fc.property(text, (given) => {
        const masked = redact(given);
        expect(masked.match(/\r\n|\r|\n/g)).toEqual(given.match(/\r\n|\r|\n/g));
        expect(masked.length).toBeLessThanOrEqual(given.length * 4 + 10);
      }),
      { numRuns: 2000 },
    );
  });

  it("lets no token through, whatever stands around it", () => {
    const planted = [token("ghp_"), token("sk-ant-oat01-"), random];
    fc.assert(
      fc.property(
        text,
        fc.constantFrom(...planted),
        text,
        fc.constantFrom(" ", "\n", '"', "=", ": ", "("),
        (before, secret, after, border) => {
          expect(redact(before + border + secret + border + after)).not.toContain(random);
        },
      ),
      { numRuns: 3000 },
    );
  });

  const size = 300_000;
  const fill = (part: string): string => part.repeat(Math.ceil(size / part.length)).slice(0, size);
  const shapes = [
    ...'a| |=|:|-|/|_|\\|\n|aB|token=|token="|token=\'x |token: |\n|--token |Bearer |basic a1b2c3 |://a:|token=http://x?|ghp_|sk-|eyJaaaaaaa.|name: TOKEN |ENV AAA|<token|login |M|${|token=${|"token", |a_token: $A |sk-a1b2.'.split(
      "|",
    ),
    `${keyHead}\nabc `,
    "-----BEGIN ",
    random,
    `${random}/`,
    `token: ${random} `,
    '"password": "\\"',
  ].filter((part) => part !== "");

  const nested = Array.from({ length: 700 }, (_, depth) => `${" ".repeat(depth)}$A token: |`).join("\n");
  const forged = [...shapes.map(fill), nested, `token="${fill("x")}`, `://a:${fill("b")}`];
  it.each(forged.map((given) => [given.slice(0, 30), given] as const))(
    "takes time in proportion to the text, also to forged ones: %j",
    (_, given) => expectCpuBelow(1000, () => redact(given)),
  );
});

describe("what detection knows", () => {
  const samples = secretSamples("rules");

  it("is the source of the prefixes", () => {
    const written = readFileSync("src/secrets/token-prefixes.ts", "utf8");
    expect(written.match(/[^\s",]+ \d+/g)).toEqual(tokenPrefixes().match(/[^\s",]+ \d+/g));
  });

  it.each(compileSecrets("rules").detectors.filter(({ publishable }) => !publishable))("is masked: $id", ({ id }) => {
    for (const sample of samples.get(id)!) {
      const { text, secret } = expandSample(sample, `${id} ${sample}`);
      const runs = secret.replace(/-----[^-]*-----/g, "").match(/[A-Za-z0-9]+/g) ?? [];
      const longest = runs.reduce((known, run) => (run.length > known.length ? run : known), "");
      expect(redact(text === secret ? `see ${text} there` : text)).not.toContain(longest);
    }
  });
});
