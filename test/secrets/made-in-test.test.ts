import { describe, expect, it } from "vitest";
import { compileSecrets } from "../../scripts/compile-secrets.ts";
import { createDetect } from "#secrets/detect.ts";
import { expandSample } from "./sample-generator.ts";

const detect = createDetect(compileSecrets("rules"));

const random = expandSample("{AN:32}", "made in test").text;
const chosen = ["Heron", "7!dawn"].join("");
const pem = expandSample(
  "-----BEGIN PRIVATE KEY-----\\nMFECAQEwBQYDK2VwBCIEI{B64:43}gSEA{B64:43}=\\n-----END PRIVATE KEY-----",
  "made in test",
).text;

const states = (text: string, path: string) => detect(Buffer.from(text), path).map(({ state }) => state);

describe("what a test made up", () => {
  it.each([
    [`client.post("/login", {"password": "${chosen}"})`, "tests/test_login.py"],
    [`const url = "https://api.example.com"; const password = "${chosen}";`, "web/login.spec.ts"],
    [`await page.goto("http://10.0.0.4:3000"); const password = "${chosen}";`, "e2e/login.spec.ts"],
    [`await page.goto(\`http://\${host}:3000\`); const password = "${chosen}";`, "e2e/login.spec.ts"],
    [`DB_PASSWORD=${chosen}`, "tests/e2e/stack.env"],
    [`      DB_PASSWORD: ${chosen}`, "deploy/compose.integration.yaml"],
    [`DATABASE_URL: mysql://ledger:${chosen}@db:3306/books`, "tests/stack/compose.yaml"],
    [`app_password = "${random}"`, "tests/unit/test_store.py"],
    [`PASSWORD = b"${random}"\nHOST = ".ledger.dev"`, "skills/cookies/tests/test_decrypt.py"],
    [`token = "${random}"\nassert store.read("otto") == "${random}"`, "tests/test_store.py"],
    [pem.replaceAll("\\n", "\n"), "server/test-data/tls.key"],
    [`{ "signer": "${pem}" }`, "tests/fixtures/keys.json"],
    [`RSA_PRIVATE_KEY = "${pem}"`, "tests/settings.py"],
  ])("is a note: %s in %s", (text, path) => expect(states(text, path)).toContain("test"));

  it.each([
    [`await page.goto("https://stage.ledger.dev"); const password = "${chosen}";`, "e2e/login.spec.ts"],
    [`const who = { email: "robot@ledger.dev", password: "${chosen}" };`, "e2e/login.spec.ts"],
    [`DATABASE_URL: mysql://ledger:${chosen}@db.ledger.dev:3306/books`, "tests/compose.yaml"],
    [`PASSWORD='${chosen}'\ncurl -u "$USER:$PASSWORD" "https://$HOST/health"`, "src/deploy_smoke.sh"],
    [`HOST = os.environ["PROD_HOST"]\nlogin(password="${chosen}")`, "tests/test_login.py"],
    [pem.replaceAll("\\n", "\n"), "tests/fixtures/deploy.pem"],
    [`{ "prod_signer": "${pem}" }`, "tests/fixtures/keys.json"],
    [`const password = "${chosen}";`, "src/login.ts"],
    [`      DB_PASSWORD: ${chosen}`, "deploy/compose.yaml"],
    [`const ledgerToken = "${random}";`, "tests/unit/sync.test.ts"],
    [`app_password = "${random}"`, "tests/live/test_store.py"],
    [`requests.get("https://ledger.dev", auth=("otto", password := "${random}"))`, "tests/test_store.py"],
    [`token = "${random}"\nassert store.read("otto") == other`, "tests/test_store.py"],
    [pem.replaceAll("\\n", "\n"), "server/tls.key"],
    [`deploy_key = "${pem}"`, "tests/settings.py"],
    [`private_key = "${pem}"`, "settings.py"],
  ])("is not what may be in use elsewhere: %s in %s", (text, path) => expect(states(text, path)).toEqual(["live"]));

  it.each(["shop.corp.ledger.io", "test.ledger.io", "my-ledger.com", "docs.ledger.io", "10.ledger.io"])(
    "is not what is handed to a host by whatever word of it: %s",
    (host) => {
      const text = `await page.goto("https://${host}/login"); const password = "${chosen}";`;
      expect(states(text, "e2e/a.spec.ts")).toEqual(["live"]);
    },
  );
});
