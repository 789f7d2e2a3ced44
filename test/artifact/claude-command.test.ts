import { describe, expect, it } from "vitest";
import { claudeCommand } from "#artifact/claude-command.ts";
import { collectText, documentOf, factsOf } from "./collect.ts";

function read(text: string, path = ".claude/commands/commit.md") {
  return collectText(claudeCommand, path, text);
}

const recognises = (path: string, text: string) => claudeCommand.recognises!(documentOf(path, text, "markdown"));

describe("claude-command", () => {
  it("claims commands by path and recognises those of plugins", () => {
    expect(claudeCommand.claims(".claude/commands/git/commit.md")).toBe(true);
    expect(claudeCommand.claims(".github/prompts/x.prompt.md")).toBe(true);
    expect(claudeCommand.claims("plugins/git/commands/commit.md")).toBe(true);
    expect(claudeCommand.claims("plugins/git/commands/README.md")).toBe(false);
    expect(claudeCommand.claims("commands/commit.md")).toBe(false);
    expect(recognises("commands/a.md", "---\nallowed-tools: Read\n---\nx")).toBe(true);
    expect(recognises("commands/a.md", "Do $ARGUMENTS now.")).toBe(true);
    expect(recognises("commands/a.md", "---\ndescription: x\n---\nx")).toBe(false);
    expect(recognises("docs/a.md", "---\nallowed-tools: Read\n---\nx")).toBe(false);
  });

  it.each([".cursor/commands/ship/a.md", ".windsurf/workflows/a.md", ".agent/workflows/a.md"])(
    "claims %s, which a person alone starts",
    (path) => {
      expect(claudeCommand.claims(path)).toBe(true);
      expect(factsOf(read("Do it.\n", path), "tool")).toMatchObject([{ form: "command", modelInvocable: false }]);
    },
  );

  it("records the command as a tool, named with its folders", () => {
    const collected = read("---\ndescription: Commits\n---\nGo.\n", ".claude/commands/git/commit.md");
    expect(factsOf(collected, "tool")).toEqual([
      {
        anchor: "command/git:commit",
        key: "git:commit",
        name: "git:commit",
        form: "command",
        registration: "static",
        modelInvocable: true,
        description: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      },
    ]);
    expect(collected.prose).toEqual(["command/git:commit"]);
  });

  it("tells a changed description apart, and one that the model may not start", () => {
    const digest = (text: string) => factsOf(read(`---\ndescription: ${text}\n---\n`), "tool")[0]?.["description"];
    expect(digest("a")).not.toBe(digest("b"));
    expect(factsOf(read("---\ndisable-model-invocation: true\n---\n"), "tool")).toMatchObject([
      { modelInvocable: false },
    ]);
  });

  it("is a command without front matter too", () => {
    expect(factsOf(read("Go.\n"), "tool")).toMatchObject([{ key: "commit" }]);
    expect(factsOf(read(""), "tool")).toMatchObject([{ key: "commit" }]);
  });

  it("gives it its tools, in every spelling of the list", () => {
    for (const list of ["Bash(git add:*), Read", '["Bash(git add:*)", "Read"]', "\n  - Bash(git add:*)\n  - Read"]) {
      expect(
        factsOf(read(`---\nallowed-tools: ${list}\n---\n`), "grant").map(({ key }) => key),
        list,
      ).toEqual(["shell:git add:*", "filesystem:read *"]);
    }
  });

  it("reads the commands that run before the model sees the text", () => {
    const collected = read("Status: !`git status` and `git log`.\n\n```!\n./setup.sh\n```\n");
    expect(collected.embedded.map(({ language, text }) => [language, text.trim()])).toEqual([
      ["bash", "git status"],
      ["bash", "./setup.sh"],
    ]);
  });

  it.each(["Run !`gh pr view $ARGUMENTS`.", "Run !`gh pr view $1`.", "```!\n./x.sh $ARGUMENTS\n```"])(
    "sees that the caller writes part of the command: %s",
    (text) => {
      expect(factsOf(read(`${text}\n`), "effect")).toMatchObject([{ key: "exec:$ARGUMENTS", effect: "exec" }]);
    },
  );

  it.each([
    "Do $ARGUMENTS.",
    "Run `gh pr view $ARGUMENTS`.",
    "Run !`awk '{print $1}' x`.",
    "```bash\nx $ARGUMENTS\n```",
    "Run !`echo $12`.",
  ])("sees no such thing in: %s", (text) => {
    expect(factsOf(read(`${text}\n`), "effect")).toEqual([]);
  });
});
