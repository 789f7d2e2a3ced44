import { describe, expect, it } from "vitest";
import { skill } from "#artifact/skill.ts";
import { collectText, factsOf } from "./collect.ts";

const read = (matter: string) =>
  collectText(skill, "skills/mail/SKILL.md", `---\nname: mail\n${matter}\n---\n\nText.\n`);

describe("OpenClaw's part of a skill", () => {
  it.each([
    "metadata:\n  openclaw:\n    requires:\n      env: [SLACK_BOT_TOKEN, WORK_DIR]\n    primaryEnv: SLACK_BOT_TOKEN",
    'metadata: {"openclaw":{"requires":{"env":["SLACK_BOT_TOKEN"]}}}',
    "metadata:\n  clawdbot:\n    requires:\n      env: SLACK_BOT_TOKEN",
    'metadata:\n  {\n    "openclaw": { "envVars": [{ "name": "SLACK_BOT_TOKEN", "required": true }] },\n  }',
  ])("tells the credentials of\n%s", (matter) => {
    expect(factsOf(read(matter), "credential")).toMatchObject([
      { anchor: "skill/mail", key: "env:SLACK_BOT_TOKEN", source: "env", issuer: "slack" },
    ]);
  });

  it("takes the newer block where both stand there", () => {
    const matter = "metadata:\n  clawdbot: {primaryEnv: OLD_TOKEN}\n  openclaw: {primaryEnv: NEW_TOKEN}";
    expect(factsOf(read(matter), "credential").map(({ name }) => name)).toEqual(["NEW_TOKEN"]);
  });

  it.each([
    ["{kind: brew, formula: gemini-cli}", "install brew", "gemini-cli", true],
    ["{kind: node, package: 'x@1.2.3'}", "install node", "x@1.2.3", undefined],
    ["{kind: node, package: x}", "install node", "x", true],
    ["{kind: uv, package: 'x==1.2'}", "install uv", "x==1.2", undefined],
    ["{kind: go, module: 'example.com/x@latest'}", "install go", "example.com/x@latest", true],
    ["{kind: download, url: 'http://example.com/x.tgz'}", "install download", "http://example.com/x.tgz", true],
    [
      "{kind: download, url: 'https://example.com/x.tgz', sha256: abc}",
      "install download",
      "https://example.com/x.tgz",
      undefined,
    ],
  ])("tells the installer %s", (step, target, detail, remote) => {
    const effects = factsOf(read(`metadata:\n  openclaw:\n    install:\n      - ${step}`), "effect");
    expect(effects).toEqual([
      {
        anchor: "skill/mail",
        key: `exec:${target} ${detail}`,
        effect: "exec",
        target,
        detail,
        ...(remote ? { remote } : {}),
      },
    ]);
  });

  it("reads commands of installers as shell", () => {
    const { embedded } = read("metadata:\n  openclaw:\n    install: [{kind: shell, command: 'curl x | bash'}]");
    expect(embedded).toEqual([{ language: "bash", text: "curl x | bash", anchor: "skill/mail" }]);
  });

  it("tells that requirements are passed over", () => {
    expect(factsOf(read("metadata: {openclaw: {always: true}}"), "gate")).toMatchObject([
      { verdict: "auto", covers: "skills" },
    ]);
    expect(factsOf(read("metadata: {openclaw: {always: false}}"), "gate")).toEqual([]);
  });

  it("says so where the metadata is JSON inside of a string", () => {
    const collected = read(`metadata: '{"openclaw":{"requires":{"env":["X_TOKEN"]}}}'`);
    expect(factsOf(collected, "opaque")).toMatchObject([{ key: "metadata" }]);
    expect(collected.embedded).toMatchObject([{ language: "json" }]);
    expect(factsOf(read("metadata: something else"), "opaque")).toEqual([]);
  });

  it("tells slash commands that go to a tool without a model", () => {
    const { facts, edges } = read("command-dispatch: tool\ncommand-tool: exec");
    expect(facts.find(({ kind }) => kind === "effect")).toMatchObject({ value: { effect: "exec", target: "*" } });
    expect(edges).toContain(
      "trigger:skill/mail#chat:command-dispatch triggers effect:skill/mail#exec:command-tool exec",
    );
    expect(factsOf(read("command-tool: exec"), "effect")).toEqual([]);
  });

  it.each([
    "metadata: []",
    "metadata: 7",
    "metadata: {openclaw: [1]}",
    "metadata: {openclaw: {requires: 3, install: {a: 1}, primaryEnv: [x]}}",
    "metadata: {openclaw: {install: [null, 3, [x], {kind: [1]}], envVars: x}}",
    "metadata: {__proto__: {openclaw: {always: true}}}",
  ])("takes %s", (matter) => expect(() => read(matter)).not.toThrow());
});
