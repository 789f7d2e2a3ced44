import { describe, expect, test } from "vitest";
import type { Report } from "#model/report.ts";
import { scanTree } from "./tree.ts";

const token = (letter: string) => ["gh", "p_", `${letter}7Lm3Xc8Vb1Np2Zq9`.repeat(3).slice(0, 36)].join("");

const everything = (report: Report) => JSON.stringify({ ...report, sources: [...report.sources] });

describe("what gets into a report beside the analysis", () => {
  test("a file's name holds a token: it is masked wherever the file is spoken of", async () => {
    const agent = "---\npermissionMode: bypassPermissions\n---\n";
    const report = await scanTree({
      [`.claude/agents/${token("a")}.md`]: agent,
      [`.claude/agents/${token("b")}.md`]: `${agent}another\n`,
      [`x/${token("c")}/.mcp.json`]: "{",
      ".claude/agents/plain.md": agent,
    });
    expect(report.findings.length).toBeGreaterThan(2);
    expect(report.problems.length).toBeGreaterThan(0);
    for (const letter of ["a", "b", "c"]) expect(everything(report)).not.toContain(token(letter).slice(6));
    // Two names that look the same now: no lines rather than those of the other.
    expect([...report.sources.keys()]).toEqual([".claude/agents/plain.md"]);
  });

  test("an ignore names a token as its rule, its date or its reason", async () => {
    const ignore = (text: string) => `# countersign-ignore: ${text}\n`;
    const report = await scanTree({
      ".codex/config.toml": `${ignore(`x-${token("a")} -- y`)}a = 1\n${ignore(`x -- y until ${token("b")}`)}b = 1\n${ignore(
        `approval-bypassed-by-config -- ${token("c")}`,
      )}approval_policy = "never"\nsandbox_mode = "danger-full-access"\n`,
    });
    expect(report.findings.some((finding) => finding.suppressed)).toBe(true);
    expect(report.problems.map((problem) => problem.kind)).toContain("bad-ignore");
    for (const letter of ["a", "b", "c"]) expect(everything(report)).not.toContain(token(letter).slice(6));
  });

  test("names of files that only look long stay as they are", async () => {
    const path = ".claude/agents/4f9d8c7b6a5e4d3c2b1a0f9e8d7c6b5a.md";
    const report = await scanTree({ [path]: "---\npermissionMode: bypassPermissions\n---\n" });
    expect(report.findings[0]?.location.path).toBe(path);
    expect([...report.sources.keys()]).toEqual([path]);
  });
});
