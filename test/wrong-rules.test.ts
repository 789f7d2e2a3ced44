import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { countersign, makeTree } from "./tree.ts";

const good = "  - { id: good, languages: [python], severity: ERROR, message: m, pattern: danger(...) }";

/** A rule on one line, with what it looks for. */
function rule(language: string, formula: string): string {
  return `rules:\n  - { id: wrong, languages: [${language}], severity: ERROR, message: m, ${formula} }\n${good}\n`;
}

/** Scans a file of Python with a file of rules. */
function scanWith(rules: string, code = "danger(1)\n") {
  const root = makeTree({ "a.py": code });
  const file = join(makeTree({ "rules.yaml": rules }), "rules.yaml");
  return countersign(["scan", root, "--rules", file, "--format", "json"]);
}

describe("a rule that is wrong is told once, with its place, its id and what to do; the others run", () => {
  test.each([
    ["a key that does not exist", rule("python", "patern: f()"), /'patern' is not known/, /Did you mean 'pattern'/],
    [
      "a negation of nothing",
      rule("python", "pattern-either: [{ pattern-not: f() }]"),
      /takes away from nothing/,
      /Put/,
    ],
    ["a pattern that is no code", rule("python", 'pattern: "f(("'), /pattern cannot be read/, /A pattern is a piece/],
    [
      "a pattern that its parser cannot read",
      rule("bash", 'pattern: "if ((("'),
      /read$/,
      /A pattern is a piece of bash/,
    ],
    [
      "a word for a list",
      `rules:\n  - { id: wrong, languages: javascript, severity: ERROR, message: m, pattern: f() }\n${good}\n`,
      /languages: a list is expected/,
      /Write \[javascript\]\./,
    ],
    ["a map for a list", rule("python", "patterns: { pattern: f() }"), /a list is expected/, /one entry a line/],
    [
      "a fact of no kind",
      rule("python", "fact: { operation: sign }"),
      /'kind' is missing/,
      /Kinds are: principal, credential/,
    ],
    ["a language that is not known", rule("cobol", "pattern: f()"), /'cobol' has no front-end/, /Known: json/],
    ["a broken expression", rule("regex", 'pattern-regex: "(a"'), /unmatched \(/, /as PCRE does/],
    ["a huge expression", rule("regex", 'pattern-regex: "((a|b){1000}){100}"'), /too large/, /at most 200000 parts/],
  ])("%s", (_, rules, message, help) => {
    const { code, out, err } = scanWith(rules);
    const told = err.split("\n").filter((line) => line.startsWith("error:"));
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/rules\.yaml:2:\d+: rule 'wrong'/);
    expect(told[0]).toMatch(message);
    expect(err).toMatch(help);
    const { findings } = JSON.parse(out) as { readonly findings: readonly { readonly ruleId: string }[] };
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(["good"]);
    expect(code).toBe(2);
  });

  test("an expression that never ends gives up, and the others run", () => {
    const rules = rule("regex", 'pattern-regex: "(a+)+$"');
    const { code, out } = scanWith(rules, `danger(1)\nx = "${"a".repeat(15_000)}!"\n`);
    expect(out).toContain('"good"');
    expect(code).toBe(1);
  });
});

test("rules of the user's find the same in one thread and in several", () => {
  const files = Array.from({ length: 12 }, (_, index) => [`a${index}.py`, "danger(1)\n"] as const);
  const root = makeTree({ ...Object.fromEntries(files), "b.ts": "danger(1);\n" });
  const rules = `rules:\n${good}\n${good.replace("good", "script").replace("python", "typescript")}\n`;
  const file = join(makeTree({ "rules.yaml": rules }), "rules.yaml");
  const found = ["1", "2"].map((jobs) =>
    countersign(["scan", root, "--rules", file, "--format", "json", "--jobs", jobs]),
  );
  expect(found[0]?.code).toBe(1);
  expect(found[1]).toEqual(found[0]);
  expect(JSON.parse(found[0]!.out)).toMatchObject({ summary: { byRule: { good: 12, script: 1 } } });
});
