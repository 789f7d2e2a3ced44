import { describe, expect, it } from "vitest";
import { compileSecrets } from "../../scripts/compile-secrets.ts";
import { createDetect } from "#secrets/detect.ts";
import { expandSample } from "./sample-generator.ts";

const detect = createDetect(compileSecrets("rules"));
const chosen = ["Heron", "7!dawn"].join("");
const random = expandSample("{HX:32}", "no choice").text;

const seen = (text: string, path: string) => detect(Buffer.from(text), path).length;

describe("under the name of a secret", () => {
  it.each([
    ["POSTGRES_USER: heron77\nPOSTGRES_PASSWORD: heron77", "compose.yaml"],
    ["login(username='heron77', password='heron77')", "tests/test_login.py"],
    ["AWS_SECRET_ACCESS_KEY=local-storage-1", "a.env"],
    ["REDIS_PASSWORD=redis_dev_pw1", "a.env"],
    ["url: postgres://herons:herons_dev_pw@db:5432/ledger", "a.yaml"],
    ["- **api_password**: Icinga2 API Password", "a.md"],
    ["export const stepPass = 'plan-execute:step-1:done';", "a.ts"],
    ["gpg --list-secret-keys --keyid-format=long", "a.sh"],
    ['case "${PROXY_PASSWORD:+has-password-1}" in', "a.sh"],
    ["JWT_SECRET=super-secret-jwt-key-12345", "a.env"],
    ["DB_PASSWORD=ihr_passwort_1", "a.env"],
    ['apiKey: "keychain:mail-2"', "a.ts"],
    [`new Set(["\\u002Fcredentials","\\u002Fdashboard\\u002F[botId]\\u002F7Qx2LmB04Z"])`, "a.js"],
    [`CATALOG_KEY = "${expandSample("{UUID}", "no choice").text}"`, "a.py"],
    [`"obj_token": "${expandSample("doxcn{AN:22}", "no choice").text}"`, "a.json"],
    [`lark-cli base +table-list --app-token ${expandSample("{AN:27}", "no choice").text}`, "SKILL.md"],
    [
      `// Mints of Solana.\nconst USDC_TOKEN = "${expandSample("{AN:44}", "no choice").text.replaceAll(/[0OIl]/g, "7")}";`,
      "a.ts",
    ],
    [`{ "type": "dns-01", "token": "${expandSample("{AN:43}", "no choice").text}" }`, "a.json"],
    [`SPREADSHEET_KEY = "${expandSample("1{U:43}", "no choice").text}"`, "a.py"],
    ["Set the key with `&lt;secret:NAME&gt;` first", "a.html"],
  ])("stands none: %s", (text, path) => expect(seen(text, path)).toBe(0));

  it.each([
    [`POSTGRES_USER=heron\nPOSTGRES_PASSWORD=${chosen}`, "a.env"],
    [`REDIS_PASSWORD=redis_${chosen}`, "a.env"],
    [`url: postgres://herons:${chosen}@db:5432/ledger`, "a.yaml"],
    [`- **api_password**: ${chosen}`, "a.md"],
    [`"\${PROXY_PASSWORD:-${chosen}}"`, "a.sh"],
    [`const apiToken = "${random}";`, "src/redis-lock.ts"],
    ['db = dict(username="reporting77", password="reporting77")', "src/a.py"],
    ["POSTGRES_USER: heron77\nPOSTGRES_PASSWORD: heron77", "compose.prod.yaml"],
    [`# author: J. Clark\nAPP_TOKEN = "${expandSample("{AN:27}", "no choice").text}"`, "a.py"],
    [
      `// On solana.\nconst botToken = "${expandSample("{AN:44}", "no choice").text.replaceAll(/[0OIl]/g, "7")}";`,
      "a.ts",
    ],
    [`CLIENT_SECRET = "${expandSample("{UUID}", "no choice").text}"`, "a.py"],
    [`acme-cli run --app-token ${expandSample("{AN:27}", "no choice").text}`, "SKILL.md"],
    [`const USDC_TOKEN = "${expandSample("{AN:44}", "no choice").text}";`, "a.ts"],
  ])("stands one: %s", (text, path) => expect(seen(text, path)).toBe(1));
});

it.each([
  ["i18n.lock", 0],
  ["web/pnpm-lock.yaml", 0],
  ["package-lock.json", 0],
  ["Cargo.lock", 0],
  ["packages.lock.json", 0],
  ["go.sum", 0],
  ["i18n.yaml", 1],
  ["door-lock.env", 1],
  ["deploy.lock", 1],
  ["yarn-lock.lock", 1],
])("a file of versions is known by its name: %s", (path, count) =>
  expect(seen(`reset_password: ${random}`, path)).toBe(count),
);

describe("a word of a name that elsewhere says that the value opens nothing", () => {
  const names = "BASE COMMIT LOCK ACK DELTA TRACE RESUME"
    .split(" ")
    .map((word) => `${word}_TOKEN`)
    .concat("RELEASE PACKAGE CATALOG WORKFLOW JOB".split(" ").map((word) => `${word}_KEY`));

  it.each(names)("leaves what the environment is given and was drawn at random one: %s", (name) => {
    expect(seen(`${name}=${random}`, "deploy/app.env")).toBe(1);
    expect(seen(`{"mcpServers": {"x": {"command": "x", "env": {"${name}": "${random}"}}}}`, ".mcp.json")).toBe(1);
    expect(seen(`${name}=${chosen}`, "deploy/app.env")).toBe(0);
    expect(seen(`${name} = "${random}"`, "a.py")).toBe(0);
  });

  it.each([
    "REDIS_SENTINEL_PASSWORD",
    "SENTINEL_API_KEY",
    "SPREADSHEET_API_TOKEN",
    "SEALED_SECRET",
    "LAUNCHPAD_MASKED_PASSWORD",
  ])("says nothing of another word behind it: %s", (name) => expect(seen(`${name} = "${random}"`, "a.py")).toBe(1));
});
