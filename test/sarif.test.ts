import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { sarifErrors } from "./report/sarif-validate.ts";
import { countersign, makeTree } from "./tree.ts";

const skill = (name: string) => `---\nname: ${name}\ndescription: d\nallowed-tools: Bash(*)\n---\n\nRun.\n`;

/** A tree whose names, keys and texts try to break out of every field. */
const hostile = {
  "skills/a b%20#?\u202e/SKILL.md": skill("x\u001b[31m](https://evil.example)\\"),
  "skills/new\nline/SKILL.md": skill("::error file=x::y"),
  "skills/päth/SKILL.md": skill("\ud800 lone"),
  ".mcp.json": JSON.stringify({
    mcpServers: {
      "a](b)": { command: "npx", args: ["-y", "p\u0000\u0007"] },
      __proto__x: { command: "npx", args: ["-y", "q"] },
    },
  }),
  ".claude/settings.json": '{"permissions":{"defaultMode":"bypassPermissions","allow":["Bash(\\u001b]8;;x\\u0007)"]}}',
  "openclaw.json": "{channels:{discord:{enabled:true,dmPolicy:'open',allowFrom:['*']}}}",
  ".github/workflows/w.yml": "on: [",
};

describe("SARIF of the built binary is valid", () => {
  test.each<[string, () => string, (results: number) => boolean]>([
    ["with findings", () => "fixtures/support-desk", (results) => results > 3],
    ["with none", () => makeTree({ "README.md": "# x\n" }), (results) => results === 0],
    ["from a hostile tree", () => makeTree(hostile), (results) => results > 4],
    [
      "above 5,000 results",
      () =>
        makeTree(
          Object.fromEntries(
            Array.from({ length: 5100 }, (_, index) => [`skills/s${index}/SKILL.md`, skill(`s${index}`)]),
          ),
        ),
      (results) => results === 5000,
    ],
  ])("%s", (_, tree, enough) => {
    const file = join(makeTree({}), "out.sarif");
    const run = countersign(["scan", tree(), "--profile", "audit", "--format", `sarif=${file}`]);
    expect(run.err).toBe("");
    const log = readFileSync(file, "utf8");
    expect(sarifErrors(log)).toEqual([]);
    const [sarif] = (JSON.parse(log) as { runs: { results: unknown[]; tool: { driver: { rules: unknown[] } } }[] })
      .runs;
    expect(enough(sarif!.results.length)).toBe(true);
    expect(sarif!.tool.driver.rules.length).toBeGreaterThanOrEqual(25);
  });
});
