import { describe, expect, it } from "vitest";
import { compileSecrets } from "../../scripts/compile-secrets.ts";
import { createDetect } from "#secrets/detect.ts";
import { samplesInDocument } from "#secrets/sample-document.ts";
import { expectCpuBelow } from "../cost.ts";
import { expandSample } from "./sample-generator.ts";

const detect = createDetect(compileSecrets("rules"));
const random = expandSample("{AN:32}", "samples").text;
const github = expandSample("ghp_{AN:30}{crc32-base62}", "samples").text;

const states = (text: string, path: string) => detect(Buffer.from(text), path).map(({ state }) => state);

describe("a secret in a description of an interface", () => {
  const body = { access_token: random };
  const json = (example: unknown, root: object = { openapi: "3.1.0" }) =>
    JSON.stringify(
      { ...root, components: { schemas: { Token: { type: "object", ...(example as object) } } } },
      null,
      2,
    );

  it.each([
    ["YAML", `openapi: 3.0.3\npaths:\n  "/a":\n    example:\n      access_token: ${random}\n`, "api.yaml"],
    ["YAML of Swagger", `swagger: "2.0"\nx-ms-examples:\n  a:\n    token: ${random}\n`, "api.yml"],
    ["a list as far left as its key", `asyncapi: 3.0.0\nexamples:\n- name: a\n  token: ${random}\n`, "api.yml"],
    ["a collection in one line", `openapi: 3.1.0\na:\n  b: { example: { token: "${random}" } }\n`, "api.yaml"],
    ["a value by itself", `openapi: 3.1.0\napi_key:\n  type: string\n  example: ${github}\n`, "api.yaml"],
    [
      "a root at the end",
      `a:\n  examples:\n    b:\n      value:\n        api_token: ${random}\nopenapi: 3.1.0\n`,
      "api.yaml",
    ],
    ["JSON", json({ example: body }), "openapi.json"],
    ["JSON, several", json({ examples: [{ value: body }] }), "openapi.json"],
    ["JSON in one line", JSON.stringify(JSON.parse(json({ "x-example": body }))), "api.json"],
    ["a JSON schema", json({ default: body }, { $schema: "https://json-schema.org/draft/2020-12/schema" }), "a.json"],
    ["JSON in a YAML file", json({ example: body }), "api.yaml"],
  ])("is a sample under the key for one: %s", (_, text, path) => expect(states(text, path)).toEqual(["sample"]));

  it.each([
    ["no description", `example:\n  access_token: ${random}\n`, "config.yaml"],
    ["another key", `openapi: 3.0.3\nexample: a\nx-backend:\n  access_token: ${random}\n`, "api.yaml"],
    ["behind a sample", `openapi: 3.0.3\na:\n  example:\n    b: c\n  access_token: ${random}\n`, "api.yaml"],
    ["the word within", `service:\n  openapi: 3.0.3\nexample:\n  access_token: ${random}\n`, "api.yaml"],
    ["another file", `openapi: 3.0.3\nexample:\n  access_token: ${random}\n`, "api.txt"],
    ["JSON, another key", json({ "x-backend": body }), "openapi.json"],
    ["JSON, behind a sample", json({ example: { a: [1, "}"] }, ...body }), "openapi.json"],
    ["JSON without a root", json({ example: body }, { info: { openapi: "3.1.0" } }), "a.json"],
    ["a file with a schema", json({ example: body }, { $schema: "https://acme.test/schema.json" }), "a.json"],
  ])("is one elsewhere: %s", (_, text, path) => expect(states(text, path)).toEqual(["live"]));

  it.each([
    ["brackets", "[", "a.json"],
    ["keys", '{"example":', "a.json"],
    ["quotes", '"', "a.json"],
    ["escapes", '"\\', "a.json"],
    ["dashes", "- ", "a.yaml"],
    ["spaces", " ", "a.yaml"],
    ["lines that go in", `${" ".repeat(200)}a:\n`, "a.yaml"],
  ])("costs time in proportion to its size: %s", (_, piece, path) => {
    const text = `openapi: 3.1.0\n{"swagger": "2.0",${piece.repeat(Math.ceil(1_000_000 / piece.length))}`;
    for (const whole of [text, text.slice(15)]) {
      expectCpuBelow(1000, () => samplesInDocument(whole, path, [whole.length - 1]));
    }
  });
});

describe("a secret in a test of what hides secrets", () => {
  const assigned = (before: string, behind = "") => `${before}\nconst token = "${github}";\n${behind}\n`;

  it.each([
    ["a title", assigned('it("redacts tokens", () => {'), "test/log.test.ts"],
    ["a function", assigned("", "expect(maskApiKey(token)).toBe(masked);"), "src/__tests__/format.ts"],
    ["words", assigned("# leaves no credentials in what it logs: sanitized credentials"), "tests/test_format.py"],
    ["a scanner", assigned("def test_scans_for_secrets():"), "tests/test_rules.py"],
    ["the file's name", assigned("beforeEach(() => {"), "pkg/redact_test.go"],
    ["what is hidden", assigned("", 'expect(out).toContain("[REDACTED]");'), "spec/output_spec.rb"],
    ["a detector", assigned("describe('SecretDetector', () => {"), "spec/output.spec.js"],
  ])("is a sample: %s", (_, text, path) => expect(states(text, path)).toEqual(["sample"]));

  it.each([
    ["another test", assigned('it("signs in", () => {', "expect(signIn(token)).toBe(true);"), "test/login.test.ts"],
    ["other words", assigned("// sanitize the HTML; mask the lower bits"), "test/login.test.ts"],
    ["far away", assigned(`it("redacts tokens", () => {});\n${"// …\n".repeat(600)}`), "test/log.test.ts"],
    ["no test", assigned("const hidden = redact(token);"), "src/log.ts"],
    ["documentation", assigned("Tokens are redacted:"), "docs/log.md"],
  ])("is one elsewhere: %s", (_, text, path) => expect(states(text, path)).toEqual(["live"]));
});
