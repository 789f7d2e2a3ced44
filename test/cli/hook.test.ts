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

test("no secret value is repeated", () => {
  const token = ["ghp", "16C7e42F292c6912E7710c838347Ae178B4a"].join("_");
  const content = JSON.stringify({
    mcpServers: { hub: { command: "npx", args: ["-y", "hub"], env: { GITHUB_TOKEN: token } } },
  });
  const { out } = edit({ file_path: ".mcp.json", content });
  expect(out).toContain("server/hub");
  expect(out).not.toContain(token);
});
