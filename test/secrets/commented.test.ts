import { describe, expect, it } from "vitest";
import { compileSecrets } from "../../scripts/compile-secrets.ts";
import { createDetect } from "#secrets/detect.ts";
import { expandSample } from "./sample-generator.ts";

const detect = createDetect(compileSecrets("rules"));
const random = expandSample("{AN:32}", "commented").text;
const token = expandSample("ghp_{AN:30}{crc32-base62}", "commented").text;

const states = (text: string, path: string) => detect(Buffer.from(text), path).map(({ state }) => state);

describe("a comment at a value", () => {
  it.each([
    `// This is NOT a secret, it stands in every client.\nconst SIGNING_KEY = "${random}";`,
    `// Public by design:\n// whoever asks may see it.\nconst SIGNING_KEY =\n  "${random}";`,
    `const SIGNING_KEY = "${random}"; // safe to commit`,
    `/* It's ok to save this in git. */\nconst clientSecret = "${random}";`,
    `/**\n * Deliberately public.\n */\nconst accessToken = "${random}";`,
  ])("makes it none by saying so: %s", (text) => expect(states(text, "src/a.ts")).toEqual([]));

  it.each([
    [`// Dummy signing key for the preview.\nconst SIGNING_KEY = "${random}";`, "src/a.ts"],
    [`const SIGNING_KEY = "${random}"; // not a real one`, "src/a.ts"],
    [`const SIGNING_KEY = "${random}"; // gitleaks:allow`, "src/a.ts"],
    [`\`\`\`js\nconst API_TOKEN = "${random}"; // never do this\n\`\`\``, "docs/a.md"],
    [`# \u274c Wrong\nAPI_TOKEN=${random}`, "docs/a.md"],
  ])("makes it a sample: %s", (text, path) => expect(states(text, path)).toEqual(["sample"]));

  it.each([
    [`// The queue's name is not a secret.\n\nconst SIGNING_KEY = "${random}";`],
    [`// Not a secret manager's.\nconst SIGNING_KEY = "${random}";`],
    [`const id = 4; // public by design\nconst SIGNING_KEY = "${random}";`],
    [`const API_TOKEN = "${random}"; // never do this`],
    [`const GH_TOKEN = "${token}"; // safe to commit`],
    [`const GH_TOKEN = "${token}"; // gitleaks:allow`],
  ])("leaves it one that speaks of something else, or contradicts its form: %s", (text) =>
    expect(states(text, "src/a.ts")).toEqual(["live"]),
  );
});

describe("a document", () => {
  it.each([
    `Response:\n\n\`\`\`json\n{ "verify_token": "${random}" }\n\`\`\``,
    `<ResponseExample>\n{ "access_token": "${random}" }\n</ResponseExample>`,
  ])("shows an answer: %s", (text) => expect(states(text, "docs/a.mdx")).toEqual(["sample"]));

  it.each([
    `Set this:\n\n\`\`\`json\n{ "verify_token": "${random}" }\n\`\`\``,
    `<ResponseExample>\n{}\n</ResponseExample>\n\n- access_token: ${random}`,
  ])("says what to use: %s", (text) => expect(states(text, "docs/a.mdx")).toEqual(["live"]));
});
