import { describe, expect, test } from "vitest";
import { compileRule } from "#compile-rule.ts";
import type { SearchRule } from "#model/rule.ts";
import { readRuleFile, readRules } from "#rule/load.ts";

const head = "  languages: [yaml]\n  severity: WARNING\n  message: Found.\n";

function load(text: string) {
  return readRuleFile("r.yaml", text, "user", (rule) => compileRule(rule).validate());
}

/** The rules of a file whose only rule has these lines under its head. */
function loadRule(...lines: readonly string[]) {
  return load(`rules:\n- id: x\n${head}${lines.map((line) => `  ${line}\n`).join("")}`);
}

function ruleOf(...lines: readonly string[]): SearchRule {
  const { rules, mistakes } = loadRule(...lines);
  expect(mistakes).toEqual([]);
  return rules[0] as SearchRule;
}

describe("a mistake is told once, with its place, the rule's id and what to do", () => {
  test.each<[string, readonly string[], string, RegExp, RegExp]>([
    ["an operator that is misspelt", ["paterns:", "- pattern: a"], "7:3", /key 'paterns'/, /'patterns'/],
    ["an operator that nobody knows", ["pattern-sideways: a"], "6:21", /operator 'pattern-sideways'/, /./],
    ["a negation at the top", ["pattern-not: a"], "6:16", /only under 'patterns'/, /list under 'patterns'/],
    ["a negation to choose", ["pattern-either:", "- pattern: a", "- pattern-not: b"], "8:18", /takes away/, /beside/],
    ["negations alone", ["patterns:", "- pattern-not: a"], "7:3", /not a negation/, /Add/],
    ["no operator", [], "2:3", /no operator/, /pattern/],
    ["two operators in one item", ["patterns:", "- pattern: a", "  pattern-not: b"], "8:18", /beside/, /hyphen/],
    ["a text in a list", ["patterns:", "- a"], "7:5", /map is expected/, /- pattern:/],
    ["a pattern that is no YAML", ["pattern: '{a: '"], "6:12", /cannot be read/, /piece of yaml/],
    ["an expression that ends early", ["pattern-regex: '(a'"], "6:18", /unmatched \(/, /PCRE/],
    ["an expression beyond all bounds", ["pattern-regex: 'a{99999}'"], "6:18", /repetition/, /PCRE/],
    ["an expression of endless size", ["pattern-regex: '(a{1000}b){1000}'"], "6:18", /too large/, /at most \d+ parts/],
    [
      "a condition at the top",
      ["metavariable-regex:", "  metavariable: $X", "  regex: a"],
      "7:5",
      /only under 'patterns'/,
      /beside a pattern/,
    ],
    [
      "a metavariable without its sigil",
      ["patterns:", "- pattern: $X", "- metavariable-regex:", "    metavariable: x", "    regex: a"],
      "9:21",
      /'x' is no metavariable/,
      /'\$X'/,
    ],
    [
      "a metavariable that nothing binds",
      ["patterns:", "- pattern: $X", "- metavariable-regex:", "    metavariable: $Y", "    regex: a"],
      "10:14",
      /\$Y is bound by no pattern/,
      /./,
    ],
    [
      "a focus on what nothing binds",
      ["patterns:", "- pattern: $...X", "- focus-metavariable: $X"],
      "7:3",
      /\$X is bound by no pattern/,
      /'\$\.\.\.X'/,
    ],
    [
      "a broken expression deep inside",
      [
        "patterns:",
        "- pattern: $X",
        "- metavariable-pattern:",
        "    metavariable: $X",
        "    patterns:",
        "    - pattern-not-regex: '['",
      ],
      "11:28",
      /unmatched \[/,
      /PCRE/,
    ],
    [
      "a comparison that is none",
      ["patterns:", "- pattern: $X", "- metavariable-comparison:", "    comparison: $X >"],
      "9:19",
      /ends too early/,
      /Python/,
    ],
    [
      "a word that is none of an option's",
      ["pattern: a", "options: {generic_engine: spacegrp}"],
      "7:29",
      /spacegrp/,
      /spacegrep/,
    ],
    [
      "an option that is misspelt",
      ["pattern: a", "options: {generic_ellipsis_maxspan: 1}"],
      "7:39",
      /not known/,
      /span/,
    ],
    [
      "an option that is none",
      ["pattern: a", "options: {nosuch: 1}"],
      "7:21",
      /'nosuch' is not known/,
      /taint_intrafile/,
    ],
    ["a taint rule", ["pattern-sources:", "- pattern: a"], "7:3", /taint rules/, /./],
    ["both notations", ["pattern: a", "match: b"], "6:12", /beside 'match'/, /./],
  ])("%s", (...[, lines, place, message, suggestion]) => {
    const { rules, mistakes } = loadRule(...lines);
    expect(rules).toEqual([]);
    expect(mistakes).toHaveLength(1);
    const [mistake] = mistakes;
    expect(mistake!.where).toBe(`r.yaml:${place}`);
    expect(mistake!.message).toMatch(/^rule 'x': /);
    expect(mistake!.message).toMatch(message);
    expect(mistake!.suggestion).toMatch(suggestion);
  });

  test("what is wrong with one rule keeps none of the others from being read", () => {
    const rule = (id: string, pattern: string) => `- id: ${id}\n${head}  pattern: ${pattern}\n`;
    const { rules, mistakes } = load(`rules:\n${rule("a", "x")}${rule("b", "'['")}- c\n${rule("d", "y")}`);
    expect(rules.map(({ metadata }) => metadata.id)).toEqual(["a", "d"]);
    expect(mistakes.map(({ where }) => where)).toEqual(["r.yaml:11:12", "r.yaml:12:3"]);
  });

  test("a file that is no YAML, or holds no rules, is one mistake", () => {
    for (const text of ["rules: [", "a: 1", "1", ""]) expect(load(text).mistakes).toHaveLength(1);
  });

  test("the build stops at the first", () => {
    expect(() => readRules("r.yaml", `rules:\n- id: x\n${head}`, "own")).toThrow(/rule 'x': no operator/);
  });
});

describe("what is read", () => {
  test("rules without a key above them", () => {
    expect(load(`- id: x\n${head}  pattern: a\n`).rules).toHaveLength(1);
  });

  test("severity words of both generations", () => {
    const words = ["ERROR", "WARNING", "INFO", "INVENTORY", "EXPERIMENT", "CRITICAL", "HIGH", "MEDIUM", "LOW"];
    const rules = words.map((word) => `- {id: ${word}, languages: [yaml], severity: ${word}, message: m, pattern: a}`);
    expect(load(rules.join("\n")).rules.map(({ metadata }) => metadata.severity)).toEqual([
      "high",
      "medium",
      "info",
      "info",
      "info",
      "critical",
      "high",
      "medium",
      "low",
    ]);
  });

  test("fixes and options are kept", () => {
    const rule = ruleOf(
      "pattern: a",
      "fix: b",
      "fix-regex: {regex: a, replacement: b, count: 1}",
      "options: {symbolic_propagation: true, generic_ellipsis_max_span: 0}",
    );
    expect(rule.fix).toBe("b");
    expect(rule.fixRegex).toEqual({ regex: "a", replacement: "b", count: 1 });
    expect(rule.options).toEqual({ symbolic_propagation: true, generic_ellipsis_max_span: 0 });
  });

  test.each<[string, boolean]>([
    ["min-version: 1.44.0", true],
    ["min-version: 1000.0.0", false],
    ["max-version: 50.0.0", true],
    ["max-version: 1.2.3", false],
  ])("%s", (line, isRead) => {
    const { rules, mistakes, notes } = loadRule("pattern: a", line);
    expect(mistakes).toEqual([]);
    expect(rules).toHaveLength(isRead ? 1 : 0);
    expect(notes).toHaveLength(isRead ? 0 : 1);
  });

  test("a rule for another version is passed over before it is understood", () => {
    expect(loadRule("min-version: 99.0.0", "pattern-later: a").mistakes).toEqual([]);
  });

  test("the metadata of others may hold anything", () => {
    for (const metadata of [
      "metadata:",
      "metadata: {title: [1], cwe: {a: b}, standards: x, security-severity: none}",
    ]) {
      expect(ruleOf("pattern: a", metadata).metadata).toMatchObject({ title: "Found", cwe: [], standards: [] });
    }
  });

  test.each<[string, string]>([
    ["A refund is paid. Nobody asked for it.", "A refund is paid"],
    ["One sentence alone", "One sentence alone"],
    ["'$CMD' is run. Do not.", "x"],
    [`${"long ".repeat(40)}.`, "x"],
  ])("where no title is given, the message gives it if it can: %s", (message, title) => {
    const text = `- {id: x, languages: [yaml], severity: LOW, message: "${message}", pattern: a}\n`;
    expect(load(text).rules[0]?.metadata.title).toBe(title);
  });

  test("surroundings may be chosen from", () => {
    const { formula } = ruleOf(
      "patterns:",
      "- pattern: a",
      "- pattern-either:",
      "  - pattern-inside: b",
      "  - pattern: c",
    );
    expect(formula).toMatchObject({ of: [{ type: "pattern" }, { type: "any", of: [{ type: "inside" }, {}] }] });
  });
});

describe("the second notation means the same as the first", () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ["a pattern", ["match: a"], ["pattern: a"]],
    ["a choice", ["match: {any: [a, {pattern: b}]}"], ["pattern-either: [{pattern: a}, {pattern: b}]"]],
    ["an expression", ["match: {regex: a}"], ["pattern-regex: a"]],
    [
      "a conjunction",
      ["match: {all: [$X, {inside: b}, {not: c}, {not: {inside: d}}]}"],
      ["patterns: [{pattern: $X}, {pattern-inside: b}, {pattern-not: c}, {pattern-not-inside: d}]"],
    ],
    [
      "conditions",
      [
        "match:",
        "  pattern: $X",
        "  where:",
        "  - {metavariable: $X, pattern: a}",
        "  - {comparison: $X > 1}",
        "  - {metavariable: $X, analyzer: entropy}",
        "  - {focus: $X}",
      ],
      [
        "patterns:",
        "- pattern: $X",
        "- metavariable-pattern: {metavariable: $X, pattern: a}",
        "- metavariable-comparison: {comparison: $X > 1}",
        "- metavariable-analysis: {metavariable: $X, analyzer: entropy}",
        "- focus-metavariable: $X",
      ],
    ],
  ])("%s", (_, second, first) => {
    expect(ruleOf(...second).formula).toEqual(ruleOf(...first).formula);
  });

  test.each<[string, readonly string[], RegExp]>([
    ["a negation alone", ["match: {not: a}"], /takes away from nothing/],
    ["a negation to choose", ["match: {any: [a, {not: b}]}"], /takes away from nothing/],
    ["negations alone", ["match: {all: [{not: a}]}"], /not a negation/],
    ["an unknown operator", ["match: {al: [a]}"], /'al' is not known/],
    ["an unknown condition", ["match: {pattern: a, where: [{focuss: $X}]}"], /no condition/],
  ])("%s is a mistake", (_, lines, message) => {
    expect(loadRule(...lines).mistakes[0]?.message).toMatch(message);
  });

  test("negations may stand alone where they take from what is bound", () => {
    const rule = ruleOf("match:", "  pattern: $X", "  where:", "  - {metavariable: $X, all: [{not: a}]}");
    expect(rule.formula).toMatchObject({ conditions: [{ formula: { type: "all", of: [{ type: "not" }] } }] });
  });
});

describe("what a graph rule tells once", () => {
  const graph = (...more: readonly string[]) =>
    load(
      `rules:\n- id: x\n  mode: graph\n  severity: LOW\n  message: Found.\n  metadata: { title: T, help: H., security-severity: 3, confidence: high, cwe: [CWE-1], standards: [] }\n  match:\n  - fact: { kind: effect, value: { detail: $X } }\n${more.map((line) => `  ${line}\n`).join("")}`,
    );

  test("is what the first group of an expression matches", () => {
    const { rules, mistakes } = graph("once-for: { metavariable: $X, regex: 'add (a+)' }");
    expect(mistakes).toEqual([]);
    expect(rules[0]).toMatchObject({ onceFor: { metavariable: "$X", regex: "add (a+)", inTree: false } });
    expect(graph("once-for: { metavariable: $X, regex: 'add (a+)', in: tree }").rules[0]).toMatchObject({
      onceFor: { inTree: true },
    });
  });

  test("is refused where the expression cannot be read, and in other rules", () => {
    expect(graph("once-for: { metavariable: $X, regex: '(a' }").mistakes).toHaveLength(1);
    expect(graph("once-for: { metavariable: $X, regex: a, in: folder }").mistakes).toHaveLength(1);
    expect(graph("once-for: { metavariable: X, regex: a }").mistakes).toHaveLength(1);
    expect(loadRule("pattern: a", "once-for: { metavariable: $X, regex: a }").mistakes).toHaveLength(1);
    expect(loadRule("pattern: a", "once-for: { in: tree }").mistakes).toHaveLength(1);
  });

  test("is all of a file for a rule about code", () => {
    expect(loadRule("pattern: a", "once-for: { in: file }").rules[0]).toMatchObject({
      oncePerFile: true,
      metadata: { class: "model-aware" },
    });
  });
});
