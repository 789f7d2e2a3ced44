import { describe, expect, it } from "vitest";
import { compileSecrets } from "../../scripts/compile-secrets.ts";
import { createDetect } from "#secrets/detect.ts";
import { expandSample } from "./sample-generator.ts";

const detect = createDetect(compileSecrets("rules"));
const random = expandSample("{AN:32}", "commented").text;
const chosen = ["Heron", "7!dawn"].join("");
const token = expandSample("ghp_{AN:30}{crc32-base62}", "commented").text;

const states = (text: string, path: string) => detect(Buffer.from(text), path).map(({ state }) => state);

describe("a comment at a value", () => {
  it.each([
    `// This is NOT a secret, it stands in every client.\nconst SIGNING_KEY = "${random}";`,
    `// Public by design:\n// whoever asks may see it.\nconst SIGNING_KEY =\n  "${random}";`,
    `const SIGNING_KEY = "${random}"; // safe to commit`,
    `/* It's ok to save this in git. */\nconst clientSecret = "${random}";`,
    `/**\n * Deliberately public.\n */\nconst accessToken = "${random}";`,
  ])("makes it a note by saying that it is open: %s", (text) => expect(states(text, "src/a.ts")).toEqual(["sample"]));

  it.each([
    "The client id is not a secret, the client secret below is",
    "Rotate monthly. The URL is publicly known.",
    "login page: publicly visible",
    "This value is not a secret in dev, but in prod it is",
    "isn't a token store; see vault",
    "This endpoint is not a credential check.",
    "Never public by design! keep private",
    "safe to commit only after rotating",
    "This is unsafe to commit",
  ])("leaves it one by speaking of something else, or of some time: %s", (comment) => {
    expect(states(`# ${comment}\nSERVICE_TOKEN=${random}`, "app.env")).toEqual(["live"]);
    expect(states(`SERVICE_TOKEN=${random} # ${comment}`, "app.sh")).toEqual(["live"]);
  });

  it.each([
    "Do not swap this for a fake key: the billing job needs the real one.",
    "no dummy token, this one is live",
    "Replaces the old throwaway password",
    "synthetic monitoring key",
    "never use a fake token here",
  ])("does not deny what it says of another one: %s", (comment) => {
    expect(states(`# ${comment}\nBILLING_TOKEN = "${random}"`, "src/a.py")).toEqual(["live"]);
    expect(states(`# ${comment}\nBILLING = "${token}"`, "src/a.py")).toEqual(["live"]);
    expect(states(`BILLING_TOKEN = "${random}"  # ${comment}`, "src/a.py")).toEqual(["live"]);
  });

  it.each([
    [`// Dummy signing key for the preview.\nconst SIGNING_KEY = "${random}";`, "src/a.ts"],
    [`const SIGNING_KEY = "${random}"; // not a real one`, "src/a.ts"],
    [`const password = "${chosen}"; // gitleaks:allow`, "src/a.ts"],
    [`\`\`\`js\nconst API_TOKEN = "${random}"; // never do this\n\`\`\``, "docs/a.md"],
    [`# \u274c Wrong\nAPI_TOKEN=${random}`, "docs/a.md"],
    [`- **Bad:** \`DB_PASSWORD="${chosen}"\` is seen by all`, "docs/a.md"],
    [`\u041f\u043b\u043e\u0445\u043e: \`DB_PASSWORD="${chosen}"\``, "skills/a/SKILL.md"],
  ])("makes it a sample: %s", (text, path) => expect(states(text, path)).toEqual(["sample"]));

  it.each([
    [`// The queue's name is not a secret.\n\nconst SIGNING_KEY = "${random}";`],
    [`// Not a secret manager's.\nconst SIGNING_KEY = "${random}";`],
    [`const id = 4; // public by design\nconst SIGNING_KEY = "${random}";`],
    [`const API_TOKEN = "${random}"; // never do this`],
    [`const SIGNING_KEY = "${random}"; // pragma: allowlist secret`],
    [`// Made up token of the robot\nconst GH_TOKEN = "${token}";`],
    [`const GH_TOKEN = "${token}"; // safe to commit`],
    [`const GH_TOKEN = "${token}"; // gitleaks:allow`],
  ])("leaves it one that speaks of something else, or contradicts its form: %s", (text) =>
    expect(states(text, "src/a.ts")).toEqual(["live"]),
  );
});

describe("a document", () => {
  it.each([
    `Response:\n\n\`\`\`json\n{ "verify_token": "${random}" }\n\`\`\``,
    `## Response (200)\n\n\`\`\`json\n{ "verify_token": "${random}" }\n\`\`\``,
    `The endpoint returns:\n\n\`\`\`\n{ "verify_token": "${random}" }\n\`\`\``,
    `<ResponseExample>\n{ "access_token": "${random}" }\n</ResponseExample>`,
  ])("shows an answer: %s", (text) => expect(states(text, "docs/a.mdx")).toEqual(["sample"]));

  it.each([
    `Our service answers quickly:\n\n\`\`\`yaml\nservice_token: ${random}\n\`\`\``,
    `Response:\n\n\`\`\`yaml\nproduction_api_key: ${random}\n\`\`\``,
    `The cluster returns nothing:\n\n\`\`\`\nexport DEPLOY_TOKEN=${random}\n\`\`\``,
    `Set this:\n\n\`\`\`json\n{ "verify_token": "${random}" }\n\`\`\``,
    `<ResponseExample>\n{}\n</ResponseExample>\n\n- access_token: ${random}`,
  ])("says what to use: %s", (text) => expect(states(text, "docs/a.mdx")).toEqual(["live"]));
});
