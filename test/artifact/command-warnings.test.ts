import { describe, expect, it } from "vitest";
import { commandFacts } from "#artifact/command-facts.ts";
import { instructions } from "#artifact/instructions.ts";
import { extract } from "#artifact/recorder.ts";
import type { CommandModel } from "#model/knowledge.ts";
import { parseMarkdown } from "#syntax/markdown.ts";
import { parseShell } from "#syntax/shell.ts";
import { expectProportion } from "../cost.ts";
import { collect } from "./collect.ts";

const model: CommandModel = {
  argv: ["gh", "auth", "token"],
  fact: { kind: "effect", key: "hit:$1", value: { effect: "exec", target: "$1", detail: "$line" } },
  evidence: "https://example.com/",
};

/** The facts of a shell text, with how sure they are. */
function sure(text: string): string[] {
  const { facts } = collect(
    {
      format: "commands",
      role: "source",
      claims: () => true,
      facts: (document, record) => commandFacts(document, { anchor: "skill/x" }, [model], record),
    },
    parseShell("x.sh", text),
  );
  return facts.map(({ key, confidence }) => `${key} ${confidence}`);
}

/** The facts of an instruction file, with how sure they are. */
function levels(markdown: string): string[] {
  const { facts } = extract(parseMarkdown("AGENTS.md", markdown), [instructions], {
    parserOf: (language) => (language === "bash" ? parseShell : undefined),
    parseText: parseMarkdown,
    commands: [model],
    prose: [],
  });
  return facts.map(({ key, confidence }) => `${key} ${confidence}`);
}

describe("commands that are shown, not asked for", () => {
  it.each([
    "# Never do this:\ngh auth token a",
    "# ❌ Bad\ngh auth token a",
    "# This should be blocked by the hook:\ngh auth token a",
    "#!/bin/sh\necho start\n\n# don't\necho x\ngh auth token a",
    "# fine\n# but wrong\ngh auth token a",
  ])("are told with low confidence: %j", (text) => {
    expect(sure(text)).toEqual(["hit:a low"]);
  });

  it.each([
    "gh auth token a",
    "# Get the token\ngh auth token a",
    "# Never do this:\nfoo\n\ngh auth token a",
    "# Never do this:\n\ngh auth token a",
    "# wrong\n# right\ngh auth token a",
    "# wrong\nfoo\n# right\ngh auth token a",
    "gh auth token a # not bad",
  ])("are not these: %j", (text) => {
    expect(sure(text)).toEqual(["hit:a high"]);
  });

  it("are those below a heading or sentence of a text that forbids", () => {
    const fence = "```bash\ngh auth token a\n```\n";
    expect(levels(`# Use\n\nGet the token:\n\n${fence}`)).toEqual(["hit:a high"]);
    expect(levels(`# Use\n\nNever leave your token behind:\n\n${fence}`)).toEqual(["hit:a low"]);
    expect(levels(`# Dangerous flags\n\n## Tokens\n\n${fence}`)).toEqual(["hit:a low"]);
    expect(levels(`# Anti-patterns\n\nNone.\n\n# Use\n\n${fence}`)).toEqual(["hit:a high"]);
    expect(levels(`## Problem\n\nAgents do this.\n\n${fence}\n## Solution\n\nDo that.\n\n${fence}`)).toEqual([
      // Told again without a warning: the surer telling counts.
      "hit:a high",
    ]);
  });

  it("are those of a text that is shown as a whole, though a block in it has as many marks as the text", () => {
    const block = (text: string) => `\`\`\`bash\n${text}\n\`\`\`\n`;
    const shown = (heading: string) =>
      `# Plan\n\n## ${heading}\n\n` +
      `\`\`\`markdown\n${block("make")}\`\`\`\n\n\`\`\`\nplan\n\`\`\`\n\n` +
      `\`\`\`markdown\n${block("make")}${block("gh auth token a")}\`\`\`\n`;
    expect(levels(shown("Examples"))).toEqual(["hit:a low"]);
    expect(levels(shown("Steps"))).toEqual(["hit:a high"]);
  });

  it.each([
    ["one by one", (count: number) => "# never\ngh auth token a\n".repeat(count)],
    ["all at once", (count: number) => `# never\n${"gh auth token a\n".repeat(count)}`],
  ])("cost time in proportion, warned of %s", (_, text) => {
    expectProportion({ few: 1000, many: 8000, atMost: 24 }, (count) => {
      const warned = text(count);
      return () => sure(warned);
    });
  });
});

describe("commands that somebody else runs", () => {
  const block = (...lines: string[]) => `\`\`\`bash\n${lines.join("\n")}\n\`\`\`\n`;
  const fence = block("gh auth token a");

  it.each([
    `Tell the user to run:\n\n${fence}`,
    `If it is missing, ask the user to install it with:\n\n${fence}`,
    `Show this command to the user:\n\n${fence}`,
    `The user must first sign in.\n\n${fence}`,
    `## Have the user run this\n\nOnce:\n\n${fence}`,
    block("# Ask the maintainer to run this by hand", "gh auth token a"),
  ])("are told with low confidence: %j", (markdown) => {
    expect(levels(markdown)).toEqual(["hit:a low"]);
  });

  it.each([
    `Ask the user which one, and run:\n\n${fence}`,
    `Do not ask the user to run it; run it:\n\n${fence}`,
    `Ask the user to install the app, then run:\n\n${fence}`,
    `Instead of telling the user to run it:\n\n${fence}`,
    `Tell the user to run the tests.\n\n## Token\n\n${fence}`,
    `Run this for the user:\n\n${fence}`,
  ])("are not these: %j", (markdown) => {
    expect(levels(markdown)).toEqual(["hit:a high"]);
  });
});

describe("commands of a reference", () => {
  const told = (heading: string, command: string) => levels(`# Use\n\n${heading}\n\n\`\`\`bash\n${command}\n\`\`\`\n`);

  it.each([
    ["## Quick Reference\n\n### Images", "gh auth token image:tag"],
    ["## Cheat sheet", "gh auth token myapp:latest"],
    ["## Essential commands", "gh auth token my-registry/my-app:1.0"],
    ["## Common Docker commands", "gh auth token NAME:TAG"],
    ["## Command reference", "gh auth token <registry>/app:tag"],
  ])("are told with low confidence where they name no thing: %s %s", (heading, command) => {
    expect(told(heading, command)).toEqual([expect.stringMatching(/ low$/)]);
  });

  it.each([
    ["## Quick Reference", "gh auth token acme/app:1.4.0"],
    ["## Quick Reference", "gh auth token main"],
    ["## Release", "gh auth token image:tag"],
    ["## Quick start", "gh auth token image:tag"],
  ])("are not these: %s %s", (heading, command) => {
    expect(told(heading, command)).toEqual([expect.stringMatching(/ high$/)]);
  });
});

describe("commands that a text shows as what must not be run", () => {
  const block = (...lines: string[]) => `\`\`\`bash\n${lines.join("\n")}\n\`\`\`\n`;
  const fence = block("gh auth token a");

  it.each([
    `Never run this:\n\n${fence}`,
    `**Don't:**\n\n${fence}`,
    `❌ Bad: the token in a file\n\n${fence}`,
    `# Anti-patterns\n\n## Tokens\n\n${fence}`,
    `## 7. Common anti-patterns to avoid\n\n${fence}`,
    `## Blocked commands\n\n${fence}`,
    `## Problem\n\nAgents take the token:\n\n${fence}`,
    `The following should be rejected:\n\n${fence}`,
    `Verify that the hook blocks it:\n\n${fence}`,
    block("# This should be blocked by the hook:", "gh auth token a"),
    block("# These commands skip the broker entirely", "gh auth token a"),
    block("# ❌ BAD", "# leaves it in the history", "gh auth token a"),
    block("gh auth token a  # NEVER DO THIS"),
    block("gh auth token a # should fail"),
  ])("are no facts: %j", (markdown) => {
    expect(levels(markdown)).toEqual([]);
  });

  it("are told with low confidence where only the text's own description stops their flag", () => {
    const about = "---\nname: block-token-print\ndescription: Blocks gh calls with --print-it.\n---\n\n";
    expect(levels(about + block("gh auth token a --print-it"))).toEqual(["hit:a low"]);
  });

  it.each([
    `✅ Good: with a broker\n\n${fence}`,
    `# Anti-patterns\n\n## Printed tokens\n\nInstead:\n\n${fence}`,
    `# Anti-patterns\n\n${block("# Correct", "gh auth token a")}`,
    `## The problem\n\n### Reproduce\n\nRun:\n\n${fence}`,
    `Verify that the hook blocks it:\n\n${block("# This should succeed", "gh auth token a")}`,
    block("gh auth token b # NEVER DO THIS", "gh auth token a").replace("gh auth token b", "true"),
    `Fix what the hook rejected:\n\n${fence}`,
    block("# If the push is rejected", "gh auth token a"),
    block("# Do not forget the token", "gh auth token a"),
    block("# This will fail without a token, so take one", "gh auth token a"),
    "## Blocked commands\n\n!`gh auth token a`\n",
    `## Problem\n\n\`\`\`!\ngh auth token a\n\`\`\`\n`,
    `---\nname: x\ndescription: Uses --print-it, and blocks nothing.\n---\n\n${block("gh auth token a --print-it")}`,
  ])("are not these: %j", (markdown) => {
    expect(levels(markdown).map((told) => told.split(" ")[0])).toEqual(["hit:a"]);
  });

  it("are less sure where a text says that it stops their flag: only its author says so", () => {
    const about = "name: block-token-print\ndescription: Blocks gh calls with --print-it.";
    expect(levels(`---\n${about}\n---\n\n${block("gh auth token a --print-it")}`)).toEqual(["hit:a low"]);
  });
});

describe("commands that a person agrees to first", () => {
  const asked = (markdown: string) => {
    const push: CommandModel = { ...model, fact: { ...model.fact, value: { effect: "publish", target: "npm" } } };
    const { facts } = extract(parseMarkdown("AGENTS.md", markdown), [instructions], {
      parserOf: (language) => (language === "bash" ? parseShell : undefined),
      parseText: parseMarkdown,
      commands: [push],
      prose: [],
    });
    return facts.some(({ kind, value }) => kind === "effect" && "asked" in value);
  };
  const block = "```bash\ngh auth token a\n```\n";

  it.each([
    `Ask before you publish:\n\n${block}`,
    `After the user has approved the notes, run:\n\n${block}`,
    `Wait for explicit approval.\n\n${block}`,
    `Get the maintainer's sign-off, then:\n\n${block}`,
    `Do not go on without asking.\n\n${block}`,
    "```bash\n# Apply only after plan review\ngh auth token a\n```\n",
    `After explicit approval, run:\n\n${block}`,
    "```bash\n# ask first\ngh auth token a\n```\n",
    "```bash\ngh auth token a # ask first\n```\n",
    `- Never publish without approval.\n\n# Steps\n\nRun:\n\n${block}`,
    `## Required\n\n- Guards in the script\n- Manual approval before each release\n\n# Steps\n\n${block}`,
    `- **Control**: Human sign-off required for publishing\n\n# Steps\n\n${block}`,
    `1. Approval for every release.\n\n# Steps\n\n${block}`,
    "Never publish without approval.\n\n# Steps\n\n```bash\nbash << 'EOF'\ngh auth token a\nEOF\n```\n",
  ])("are marked: %j", (text) => {
    expect(asked(text)).toBe(true);
  });

  it.each([
    block,
    `Ask which version is meant.\n\n${block}`,
    `Do not ask for confirmation:\n\n${block}`,
    `Run this without waiting for approval:\n\n${block}`,
    `Review the log after it ran:\n\n${block}`,
    `- Never delete a branch without approval.\n\nRun:\n\n${block}`,
    `- No manual approval before each release\n\n# Steps\n\n${block}`,
    `- Manual approval before releases is not needed\n\n# Steps\n\n${block}`,
    `## Not required\n\n- Manual approval before each release\n\n# Steps\n\n${block}`,
    `- Manual approval before each deletion\n\n# Steps\n\n${block}`,
    `- Release approval workflow\n\n# Steps\n\n${block}`,
    "```bash\n# ask first\necho a\n\ngh auth token a\n```\n",
  ])("are not: %j", (text) => {
    expect(asked(text)).toBe(false);
  });
});

describe("labels of several blocks", () => {
  const block = (...lines: string[]) => `\`\`\`bash\n${lines.join("\n")}\n\`\`\`\n\n`;
  const first = block("gh auth token a");
  const second = block("gh auth token b");

  it.each([
    [`**WRONG:**\n\n${first}**CORRECT:**\n\n${second}`, "b"],
    [`**CORRECT:**\n\n${first}**WRONG:**\n\n${second}`, "a"],
    [`❌ **WRONG**:\n${first}✅ **CORRECT**:\n${second}`, "b"],
    [`### Correct\n\n${first}### Wrong\n\n${second}`, "a"],
    [`**WRONG:**\n\n${first}That leaks it.\n\n**CORRECT:**\n\n${second}`, "b"],
    [`**Instead of:**\n\n${first}**Use:**\n\n${second}`, "b"],
    [`**WRONG:**\n\n${first}Now run:\n\n${second}`, "b"],
    [`${first}- Wrong\n- Slow\n\nUse a broker.\n\n${second}`, "a b"],
    [`${first}Wrong.\n\nRun this:\n\n${second}`, "a b"],
    [block("# WRONG", "gh auth token a", "# CORRECT", "gh auth token b"), "b"],
    [block("# CORRECT:", "gh auth token a", "", "# WRONG:", "gh auth token b"), "a"],
  ])("go with the block below each: %j", (markdown, keys) => {
    const told = levels(markdown).map((line) => line.replace(/^hit:(\w) .*$/, "$1"));
    expect(told.join(" ")).toBe(keys);
  });

  it.each([
    [`**WRONG:**\n\nThis leaks it.\n\n${first}**CORRECT:**\n\nThis keeps it.\n\n${second}`, "low", "high"],
    [`**CORRECT:**\n\nThis keeps it.\n\n${first}**WRONG:**\n\nThis leaks it.\n\n${second}`, "high", "low"],
    [`**Don't:**\n\nTests take long. The following prints it:\n\n${first}${second}`, "low", "high"],
    [`**WRONG:**\n\nThis leaks it.\n\n${block("# Correct", "gh auth token a")}${second}`, "high", "high"],
  ])("make a block less sure that something stands before: %j", (markdown, one, other) => {
    expect(levels(markdown)).toEqual([`hit:a ${one}`, `hit:b ${other}`]);
  });
});
