import { describe, expect, it } from "vitest";
import { instructions } from "#artifact/instructions.ts";
import { expectCpuBelow } from "../cost.ts";
import { collectText, factsOf } from "./collect.ts";

const read = (text: string) => collectText(instructions, "AGENTS.md", text);

describe("instruction files", () => {
  it.each([
    "AGENTS.md",
    "packages/x/AGENTS.override.md",
    "CLAUDE.md",
    "CLAUDE.local.md",
    "GEMINI.md",
    "workspace/SOUL.md",
    "workspace/TOOLS.md",
    "HEARTBEAT.md",
    "BOOT.md",
    ".cursorrules",
    ".clinerules",
    ".clinerules/style.md",
    ".cursor/rules/api/http.mdc",
    ".claude/rules/db.md",
    ".github/copilot-instructions.md",
    ".github/instructions/ts.instructions.md",
    ".roo/rules-code/a.md",
    ".kiro/steering/product.md",
    ".windsurf/rules/a.md",
  ])("claims %s", (path) => expect(instructions.claims(path)).toBe(true));

  it.each([
    "agents.md",
    "docs/claude.md",
    "Tools.md",
    "README.md",
    ".cursor/rules.mdc",
    ".github/instructions/ts.md",
    ".cursor/mcp.json",
  ])("does not claim %s", (path) => expect(instructions.claims(path)).toBe(false));

  it("reads prose and fences under the name of the file", () => {
    const { prose, embedded } = collectText(instructions, "app/CLAUDE.md", "Run it.\n\n```bash\nmake deploy\n```\n");
    expect(prose).toEqual(["instructions/app/CLAUDE.md"]);
    expect(embedded).toMatchObject([{ language: "bash", anchor: "instructions/app/CLAUDE.md" }]);
  });

  it.each([
    ["See @~/.aws/credentials for the keys.", "credential", "file:~/.aws/credentials"],
    ["@~/.config/gh/hosts.yml", "credential", "file:~/.config/gh/hosts.yml"],
    ["Secrets: @../../.env.", "credential", "file:.env"],
    ["Prefer @~/.claude/my-rules.md over this.", "effect", "file-read:~/.claude/my-rules.md"],
    ["- @/home/dev/notes.md", "effect", "file-read:/home/dev/notes.md"],
  ])("tells the import in: %s", (text, kind, key) => {
    expect(read(text).facts).toMatchObject([{ kind, key }]);
  });

  it.each([
    "See @docs/rules.md.",
    "Import from `@/components/button`.",
    "Write to team@example.com or @octocat.",
    "Use @../shared.md.",
    "Copy @~/.env.example.md".replace("~", "."),
  ])("tells no import in: %s", (text) => expect(read(text).facts).toEqual([]));

  it("reads a file of nothing but imports in time that its length explains", () => {
    expectCpuBelow(3000, () => {
      expect(factsOf(read("@~/a ".repeat(50_000)), "effect").length).toBeGreaterThan(0);
      read(`@~/${"a".repeat(500_000)}`);
    });
  });
});
