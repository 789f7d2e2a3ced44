import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { makeTree } from "../tree.ts";

const binary = resolve("bin/countersign.js");
const settings = '{ "permissions": { "allow": ["Bash(npm test)"] } }';
const root = makeTree({ ".claude/settings.json": settings, "src/app.ts": "export const a = 1;\n" });

function hook(event: unknown, agent = "claude-code") {
  const input = typeof event === "string" ? event : JSON.stringify(event);
  const run = spawnSync(process.execPath, [binary, "hook", agent], { input, encoding: "utf8", cwd: root });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

function edit(tool_input: object, more: object = {}) {
  return hook({ hook_event_name: "PreToolUse", tool_name: "Edit", cwd: root, tool_input, ...more });
}

function reasonOf(out: string): string {
  const { hookSpecificOutput } = JSON.parse(out) as {
    hookSpecificOutput: { hookEventName: string; permissionDecision: string; permissionDecisionReason: string };
  };
  expect(hookSpecificOutput).toMatchObject({ hookEventName: "PreToolUse", permissionDecision: "ask" });
  return hookSpecificOutput.permissionDecisionReason;
}

describe("an edit that widens what agents may do", () => {
  test("by replacing a part of the settings asks the person", () => {
    const { code, out } = edit({
      file_path: join(root, ".claude/settings.json"),
      old_string: '"Bash(npm test)"',
      new_string: '"Bash(npm test)", "Bash(*)"',
    });
    expect(code).toBe(0);
    expect(reasonOf(out)).toMatch(/widens|adds/);
    expect(reasonOf(out)).toContain("agent/claude-code");
  });

  test("by writing a file that was not there", () => {
    const content = '{"mcpServers":{"tickets":{"command":"npx","args":["-y","tickets-mcp"]}}}';
    expect(reasonOf(edit({ file_path: ".mcp.json", content }).out)).toContain("server/tickets");
  });

  test("in several steps, of which the last one counts", () => {
    const edits = [
      { old_string: "npm test", new_string: "npm run x" },
      { old_string: "npm run x", new_string: "*" },
    ];
    expect(reasonOf(edit({ file_path: ".claude/settings.json", edits }).out)).toContain("shell");
  });
});

describe("silence", () => {
  test.each([
    ["an edit that takes away", { file_path: ".claude/settings.json", content: '{ "permissions": { "allow": [] } }' }],
    [
      "a reformatted file",
      {
        file_path: ".claude/settings.json",
        content: settings.replaceAll(" ", "\n  ").replace("npm\n  test", "npm test"),
      },
    ],
    ["source that says nothing about identities", { file_path: "src/app.ts", content: "export const a = 2;\n" }],
    [
      "a text that the edit does not fit",
      { file_path: ".claude/settings.json", old_string: "nowhere", new_string: "x" },
    ],
  ])("for %s", (_, input) => {
    expect(edit(input)).toEqual({ code: 0, out: "", err: "" });
  });

  test("for another event", () => {
    expect(edit({ file_path: ".mcp.json", content: "{}" }, { hook_event_name: "PostToolUse" }).out).toBe("");
  });
});

describe("wrong use", () => {
  test("an agent that is not known", () => {
    expect(hook("{}", "claude")).toMatchObject({ code: 2, err: expect.stringContaining("claude-code") });
  });

  test("an input that is no announcement", () => {
    expect(hook("not json")).toMatchObject({ code: 2, out: "" });
  });
});

describe("hostile input", () => {
  const announced = (tool_input: object, more: object = {}) =>
    JSON.stringify({ hook_event_name: "PreToolUse", tool_name: "Edit", cwd: root, tool_input, ...more });
  const large = makeTree({ "AGENTS.md": "a\n".repeat(1_500_000), ".mcp.json": `{"x":"${"a".repeat(4_200_000)}"}` });

  test.each([
    ["nothing", ""],
    ["what is no UTF-8", "\uFFFD{"],
    ["brackets without an end", "[".repeat(1_000_000)],
    ["a list", "[1]"],
  ])("%s is no announcement", (_, input) => {
    const { code, out, err } = hook(input);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain("is not what Claude Code gives a hook");
  });

  test.each([
    ["names that objects inherit", '{"__proto__":{"hook_event_name":"PreToolUse"},"tool_input":{"__proto__":{}}}'],
    ["deep nesting", `{"tool_input":${'{"a":'.repeat(100_000)}1${"}".repeat(100_001)}`],
    ["values of other kinds", announced({ file_path: 7, content: [] })],
    ["a path that no file can have", announced({ file_path: "a\0b.txt", content: "{}" })],
    ["a device", announced({ file_path: "/dev/zero", old_string: "a", new_string: "b" })],
    ["a folder", announced({ file_path: root, old_string: "a", new_string: "b" })],
  ])("%s is answered with silence", (_, input) => {
    expect(hook(input)).toEqual({ code: 0, out: "", err: "" });
  });

  test.each([
    ["a text that grows out of bounds", { old_string: "a", new_string: "b".repeat(10_000), replace_all: true }],
    [
      "more steps than anybody makes",
      { edits: Array.from({ length: 1000 }, () => ({ old_string: "x", new_string: "y" })) },
    ],
  ])("%s is refused", (_, change) => {
    const { code, out, err } = hook(announced({ file_path: join(large, "AGENTS.md"), ...change }));
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain("too large to be looked at");
  });

  test("an edit of a file with a role that is too large to be read is refused, not passed over", () => {
    const { code, err } = hook(
      announced({ file_path: join(large, ".mcp.json"), old_string: "a", new_string: "b" }, { cwd: large }),
    );
    expect(code).toBe(2);
    expect(err).toContain(".mcp.json");
  });

  test("an input without an end is not waited for", () => {
    expect(hook(" ".repeat(20_000_001))).toMatchObject({ code: 2, err: expect.stringContaining("longer than") });
  });
});

test("no secret value is repeated", () => {
  const token = ["ghp", "16C7e42F292c6912E7710c838347Ae178B4a"].join("_");
  const content = JSON.stringify({
    mcpServers: { hub: { command: "npx", args: ["-y", "hub"], env: { GITHUB_TOKEN: token } } },
  });
  const { out } = edit({ file_path: ".mcp.json", content });
  expect(out).toContain("server/hub");
  expect(out).not.toContain(token);
});
