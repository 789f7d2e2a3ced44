import { describe, expect, it } from "vitest";
import { compileSecrets } from "../../scripts/compile-secrets.ts";
import { createDetect } from "#secrets/detect.ts";
import { expandSample } from "./sample-generator.ts";

const detect = createDetect(compileSecrets("rules"));

/** No format knows it. */
const random = `${expandSample("{AN:43}", "own keys").text}=`;
const pem = expandSample(
  "-----BEGIN PRIVATE KEY-----\\nMFECAQEwBQYDK2VwBCIEI{B64:43}gSEA{B64:43}=\\n-----END PRIVATE KEY-----",
  "own keys",
).text;

const told = (text: string, path: string) =>
  detect(Buffer.from(text), path).map(({ state, name }) => `${state} ${name}`);

describe("a key that a test made for itself", () => {
  it.each([
    [`const ENCRYPTION_KEY = '${random}';`, "api/tests/unit/store.test.ts", "ENCRYPTION_KEY"],
    [`const TEST_RSA_PRIVATE_KEY =\n  '${pem}';`, "api/tests/unit/token.test.ts", "TEST_RSA_PRIVATE_KEY"],
    [`bindings: {\n  JWT_PRIVATE_KEY:\n    '${pem}',\n}`, "api/vitest.workers.config.ts", "JWT_PRIVATE_KEY"],
    [`env: { SESSION_SECRET: "${random}" }`, "playwright.config.mts", "SESSION_SECRET"],
    [`TEST_WEBHOOK_SECRET = "${random}"`, "tests/test_hooks.py", "TEST_WEBHOOK_SECRET"],
    [`env: { COOKIE_KEY: "${random}" }`, "jest.config.integration.js", "COOKIE_KEY"],
  ])("is told as one: %s in %s", (text, path, name) => expect(told(text, path)).toEqual([`test ${name}`]));

  it.each([
    [`const ENCRYPTION_KEY = '${random}';`, "api/src/store.ts", "ENCRYPTION_KEY"],
    [`const privateKey = "${pem}";`, "api/src/sign.ts", "privateKey"],
    [`const deployKey = "${pem}";`, "api/tests/unit/deploy.test.ts", "deployKey"],
    [`ENCRYPTION_KEY=${random}\n`, "tests/.env", "ENCRYPTION_KEY"],
    [`const WEBHOOK_SECRET = '${random}';`, "api/tests/unit/hooks.test.ts", "WEBHOOK_SECRET"],
    [`const apiToken = "${random}";`, "vitest.config.ts", "apiToken"],
    [`const TEST_USER_PASSWORD = "${random}";`, "playwright.config.ts", "TEST_USER_PASSWORD"],
    [`const OPENAI_SIGNING_SECRET = "${random}";`, "vitest.config.ts", "OPENAI_SIGNING_SECRET"],
    [`const ENCRYPTION_KEY = '${random}';`, "src/jest.ts", "ENCRYPTION_KEY"],
  ])("is not what stands elsewhere, or was issued: %s in %s", (text, path, name) =>
    expect(told(text, path)).toEqual([`live ${name}`]),
  );
});

describe("a private key", () => {
  it.each([
    [`signing:\n  key: |\n    ${pem.replaceAll("\\n", "\n    ")}\n`, "a.yaml", "key"],
    [`SIGNER="${pem}"\n`, "a.env", "SIGNER"],
    [`{ "tlsKey": "${pem}" }`, "a.json", "tlsKey"],
    [`const key: string = Buffer.from(\`${pem.replaceAll("\\n", "\n")}\`)`, "a.ts", "key"],
    [`const lines = [\n  "${pem.replaceAll("\\n", '",\n  "')}",\n]`, "a.ts", "lines"],
    [pem.replaceAll("\\n", "\n"), "a.pem", "undefined"],
    [`# Keys: see below\n\n${pem.replaceAll("\\n", "\n")}`, "a.md", "undefined"],
  ])("is told by the name of what holds it: %s", (text, path, name) =>
    expect(told(text, path)).toEqual([`live ${name}`]),
  );
});
