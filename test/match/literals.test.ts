import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileSearchRule } from "#match/compile.ts";
import { compileTaintRule } from "#match/compile-taint.ts";
import { unknownMeaning } from "#match/constants.ts";
import { holdsLiterals } from "#match/literal-groups.ts";
import type { Formula, RuleLanguage, TaintRule } from "#model/rule.ts";
import { readRules } from "#rule/load.ts";
import { syntaxes } from "#syntax/table.ts";
import { all, any, inside, not, parsers, pattern, read, regex, ruleOf } from "./searching.ts";

/** The groups without the escapes that stand beside a literal. */
function literals(formula: Formula, ...languages: readonly RuleLanguage[]): string[][] {
  const groups = compileSearchRule(ruleOf(formula, ...languages), parsers).literals;
  return groups.map((group) => group.filter((literal) => !literal.startsWith("\\"))).sort();
}

describe("required literals", () => {
  test.each<[Formula, string[][]]>([
    [pattern('{"command": "npx", "args": [..., "$PKG", ...]}'), [["args"], ["command"], ["npx"]]],
    [pattern('"a": "=~/curl/"'), []],
    [pattern('"url": "two words"'), [["two"], ["url"], ["words"]]],
    [pattern('"k": <... "deep" ...>'), [["deep"]]],
    [any(pattern('"one": $X'), pattern('"other": $X')), [["one", "other"]]],
    [any(pattern('"one": $X'), pattern("$X")), []],
    [any(all([pattern('"same": 1'), pattern('"one": 1')]), pattern('"same": 2')), [["same"]]],
    [
      any(all([pattern('"same": 1'), pattern('"one": 1')]), all([pattern('"same": 1'), pattern('"other": 1')])),
      [["one", "other"], ["same"]],
    ],
    [all([pattern("$X"), inside('"outer": {...}'), not('"never": $Y')]), [["outer"]]],
    [
      all([pattern('"k": "$X"')], {
        conditions: [{ type: "metavariable-regex", metavariable: "$X", regex: "curl.*wget" }],
      }),
      [["curl"], ["wget"]],
    ],
  ])("%#", (formula, expected) => {
    expect(literals(formula, "json")).toEqual(expected);
  });

  test.each<[string, string[][]]>([
    ["AKIA[A-Z0-9]{16}", [["AKIA"]]],
    ["(?i)token", [["(?i)token", "\u212A"]]],
    ["[tT]oken", [["(?i)token", "\u212A"]]],
    ["[tT\\w]oken", [["oken"]]],
    ["(?i)12345SALT", [["(?i)12345salt", "\u017F"]]],
    ["(?i:a)bc", [["(?i)abc"]]],
    ["foo(bar)?baz", [["baz"], ["foo"]]],
    ["foo(bar)+", [["bar"], ["foo"]]],
    ["(?:abc|def)ghi", [["abc", "def"], ["ghi"]]],
    ["(?:abc|d)ghi", [["ghi"]]],
    ["a\\.b\\bc", [["a.bc"]]],
    ["x{0}abc", [["abc"]]],
    ["(?:abc){0,3}", []],
    ["(?!abc)def", [["def"]]],
    ["ab", []],
    ["a|bcd", []],
  ])("of the expression %s", (source, expected) => {
    expect(literals(regex(source), "regex")).toEqual(expected);
  });

  test("of generic patterns: words", () => {
    expect(literals(pattern("curl ... | bash $X"), "generic")).toEqual([["bash"], ["curl"]]);
  });

  test("of several languages: what all of them need", () => {
    expect(literals(pattern('{"key": "value", ...}'), "yaml", "json")).toEqual([["key"], ["value"]]);
    expect(literals(pattern("key: value"), "yaml", "generic")).toEqual([["key"], ["value"]]);
  });

  test("of taint: words of what gives the label that a sink asks for", () => {
    const [rule] = readRules(
      "r.yaml",
      `rules:
  - id: r
    mode: taint
    languages: [javascript, typescript]
    severity: INFO
    message: m
    pattern-sources: [{ pattern: source(), label: A }]
    pattern-propagators: [{ pattern: "$TO = decode($FROM)", from: $FROM, to: $TO, requires: A, label: B }]
    pattern-sinks: [{ pattern: sink($X), requires: B }, { pattern: other($X), requires: B }]
`,
      "user",
    );
    const { literals: found } = compileTaintRule(rule as TaintRule, syntaxes, () => unknownMeaning);
    const words = found.map((group) => group.filter((literal) => !literal.startsWith("\\")));
    expect(words.sort()).toEqual([["decode"], ["sink", "other"], ["source"]]);
  });

  test("of conditions in any case: where the word is the name of a function, and not where it may be put together", () => {
    const named = (source: string) => {
      const condition = { type: "metavariable-regex", metavariable: "$X", regex: "(?i)check" } as const;
      const formula = all([pattern(source)], { conditions: [condition] });
      return compileSearchRule(ruleOf(formula, "typescript"), syntaxes).literals.flat();
    };
    expect(named("function $X(...) { ... }")).toContain("(?i)check");
    expect(named('f("$X")')).toEqual([]);
  });

  test("a text that says a literal with an escape is not passed over", () => {
    const compiled = compileSearchRule(ruleOf(pattern('"command": "npx/y"'), "json"), parsers);
    for (const text of [
      String.raw`{"comm\u0061nd": "npx/y"}`,
      String.raw`{"\command": "np\x78/y"}`,
      String.raw`{"command": "npx\/y"}`,
      '{"comm\\\nand": "npx/y"}',
    ]) {
      expect(compiled.matches(read("json", text)).matches).toHaveLength(1);
      expect(compiled.literals.every((group) => group.some((literal) => text.includes(literal)))).toBe(true);
    }
  });

  test("no match without its literals, whatever the expression", () => {
    const atom = fc.constantFrom(
      "abc",
      "x",
      "(?:foo|barn)",
      "(?:q|zed)",
      "[a-c]",
      ".",
      "\\d",
      "(?i:key)",
      "^",
      "\\b",
      "(tok)",
    );
    const part = fc
      .tuple(atom, fc.constantFrom("", "", "", "?", "*", "+", "{2}", "{0,1}"))
      .map(([what, often]) => (what.startsWith("^") || what === "\\b" ? what : `(?:${what})${often}`));
    const expression = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(""));
    const text = fc
      .array(
        fc.constantFrom("abc", "x", "foo", "barn", "q", "zed", "a", "1", "KEY", "kEy", "\u212Aey", " ", "tok", "\n"),
        {
          maxLength: 8,
        },
      )
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(expression, text, (source, target) => {
        const compiled = compileSearchRule(ruleOf(regex(source), "regex"), parsers);
        fc.pre(compiled.matches(read("regex", target)).matches.length > 0);
        expect(holdsLiterals(compiled.literals, target)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
