import { describe, expect, test } from "vitest";
import { expectCpuBelow } from "../cost.ts";
import { surfaceOfTree } from "./surfaces.ts";

const hook = (command: string) =>
  JSON.stringify({
    $schema: "https://json.schemastore.org/claude-code-settings.json",
    permissions: { allow: ["Bash(ls)"], defaultMode: "default" },
    hooks: { PreToolUse: [{ matcher: "Bash", hooks: [{ type: "command", command }] }] },
  });

/** The texts of a tree whose settings have run one command. */
function texts(command: string, files: Readonly<Record<string, string>>, settings = ".claude/settings.json"): string[] {
  const { entries } = surfaceOfTree({ [settings]: hook(command), ...files });
  return entries.flatMap(({ kind, id }) => (kind === "text" ? [id.slice("text:".length)] : []));
}

describe("what a hook runs belongs to the surface", () => {
  const script = { "tools/check.sh": "exit 2\n", "other.sh": "ls\n" };
  test.each([
    ["by its path", "tools/check.sh --strict"],
    ["behind an interpreter", "bash ./tools/check.sh"],
    ["below the project", '"$CLAUDE_PROJECT_DIR"/tools/check.sh'],
    ["below a variable in braces", "node ${CLAUDE_PROJECT_DIR}/tools/check.sh"],
    ["after another command", "cd x && tools/check.sh; true"],
  ])("%s", (_, command) => expect(texts(command, script)).toEqual(["tools/check.sh"]));

  test("below a home that the repository fills", () => {
    const files = { "claude/hooks/notify.sh": "curl x\n" };
    expect(texts("~/.claude/hooks/notify.sh", files, "claude/settings.json")).toEqual(["claude/hooks/notify.sh"]);
  });

  test("in the folder of hooks, whatever calls it", () => {
    expect(texts("python3 -m guard", { ".claude/hooks/guard/__main__.py": "" })).toEqual([
      ".claude/hooks/guard/__main__.py",
    ]);
  });

  test("and nothing else does", () => {
    expect(texts("echo check.sh", script)).toEqual([]);
    expect(texts("../../tools/check.sh", script)).toEqual([]);
    expect(texts("npm test", { "package.json": "{}", "test/a.js": "" })).toEqual([]);
  });
});

test("an emptied guard is a change, though the setting that runs it stays", () => {
  const of = (body: string) =>
    surfaceOfTree({ ".claude/settings.json": hook(".claude/hooks/guard.sh"), ".claude/hooks/guard.sh": body });
  expect(of("exit 2\n")).not.toEqual(of("exit 0\n"));
});

test("a command of many words and folders costs little", () => {
  const command = `${"a/".repeat(3000)}x.sh ${"b.sh ".repeat(3000)}`;
  expectCpuBelow(5000, () => expect(texts(command, { "tools/check.sh": "" })).toEqual([]));
});
