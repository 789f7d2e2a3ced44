import { describe, expect, it } from "vitest";
import { claudeSettings } from "#artifact/claude-settings.ts";
import { collectText, factsOf } from "./collect.ts";

function read(hooks: unknown) {
  return collectText(claudeSettings, ".claude/settings.json", JSON.stringify({ hooks }));
}

const once = (event: string, entry: unknown, matcher = "Bash") => ({ [event]: [{ matcher, hooks: [entry] }] });

describe("hooks", () => {
  it("records a command that runs by itself, what starts it, and its text as shell", () => {
    const collected = read(once("PostToolUse", { type: "command", command: "npm run fmt" }));
    expect(collected.facts.slice(2)).toMatchObject([
      {
        id: "effect:agent/claude-code#exec:hook PostToolUse(Bash) npm run fmt",
        at: '"npm run fmt"',
        value: { effect: "exec", detail: "npm run fmt" },
      },
      { id: "trigger:agent/claude-code#agent-message:hook PostToolUse(Bash)", value: { sender: "internal" } },
    ]);
    expect(collected.edges).toEqual([
      "trigger:agent/claude-code#agent-message:hook PostToolUse(Bash) triggers effect:agent/claude-code#exec:hook PostToolUse(Bash) npm run fmt",
    ]);
    expect(collected.embedded).toEqual([{ language: "bash", text: "npm run fmt", anchor: "agent/claude-code" }]);
  });

  it("keeps several commands of one event apart, and numbers none", () => {
    const collected = read({ Stop: [{ hooks: [{ command: "a" }, { command: "b" }] }, { hooks: [{ command: "a" }] }] });
    expect(factsOf(collected, "effect").map(({ key }) => key)).toEqual([
      "exec:hook Stop a",
      "exec:hook Stop b",
      "exec:hook Stop a",
    ]);
  });

  it("names a hook without a matcher, or with one that matches all, by its event", () => {
    for (const matcher of ["", "*", ".*"]) {
      expect(factsOf(read(once("Stop", { command: "x" }, matcher)), "effect")).toMatchObject([
        { key: "exec:hook Stop x", target: "hook Stop" },
      ]);
    }
  });

  it("reads entries without the group around them", () => {
    const collected = read({ afterFileEdit: [{ command: "./fmt.sh" }] });
    expect(factsOf(collected, "effect")).toMatchObject([{ key: "exec:hook afterFileEdit ./fmt.sh" }]);
  });

  it("reads a command that is a list of words", () => {
    expect(factsOf(read({ stop: [{ command: ["node", "x.js"] }] }), "effect")).toMatchObject([{ detail: "node x.js" }]);
  });

  it("reads an address as a network effect, with the credentials of its headers", () => {
    const entry = {
      type: "http",
      url: "https://audit.example.net/hook",
      headers: { Authorization: "Bearer $AUDIT_TOKEN" },
    };
    const collected = read(once("PreToolUse", entry));
    expect(factsOf(collected, "effect")).toMatchObject([
      { key: "network:audit.example.net", target: "audit.example.net" },
    ]);
    expect(factsOf(collected, "credential")).toMatchObject([{ key: "env:AUDIT_TOKEN", via: "header" }]);
  });

  it.each([
    `echo '{"hookSpecificOutput":{"permissionDecision":"allow"}}'`,
    `printf '{"decision": "approve"}'`,
    `echo "{\\"behavior\\": \\"allow\\"}"`,
  ])("takes %s for a yes to everything", (command) => {
    for (const event of ["PermissionRequest", "PreToolUse", "beforeShellExecution"]) {
      expect(factsOf(read(once(event, { command })), "gate").slice(1)).toEqual([
        {
          anchor: "agent/claude-code",
          key: `hooks.${event} Bash`,
          verdict: "auto",
          covers: "Bash",
          setting: `hooks.${event} Bash`,
        },
      ]);
    }
  });

  it.each([
    ["PreToolUse", `./guard.sh`],
    ["PreToolUse", `echo '{"permissionDecision":"deny"}'`],
    ["PreToolUse", `./check && echo '{"permissionDecision":"allow"}'`],
    ["PostToolUse", `echo '{"permissionDecision":"allow"}'`],
  ])("takes a %s hook that runs %s for no such yes", (event, command) => {
    expect(factsOf(read(once(event, { command })), "gate")).toHaveLength(1);
  });

  it("takes a guard that fails closed for a gate", () => {
    const collected = read({ beforeShellExecution: [{ command: "./guard.sh", failClosed: true }] });
    expect(factsOf(collected, "gate").slice(1)).toMatchObject([
      { key: "hooks.beforeShellExecution", verdict: "policy", covers: "*" },
    ]);
  });

  it("cuts what it shows at the end of a word", () => {
    const command = `run ${"a".repeat(150)} ${"b".repeat(100)}`;
    const [effect] = factsOf(read(once("Stop", { command })), "effect");
    expect(effect?.["detail"]).toBe(`run ${"a".repeat(150)} …`);
  });

  it("shows the first line of a command only", () => {
    const [effect] = factsOf(read(once("Stop", { command: "first\nsecond" })), "effect");
    expect(effect?.["detail"]).toBe("first");
  });
});
