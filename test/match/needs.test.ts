import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileSearchRule } from "#match/compile.ts";
import { compileTaintRule } from "#match/compile-taint.ts";
import { unknownMeaning } from "#match/constants.ts";
import { textMeets } from "#match/needs.ts";
import type { Formula, RuleLanguage, TaintRule } from "#model/rule.ts";
import { readRules } from "#rule/load.ts";
import { syntaxes } from "#syntax/table.ts";
import { shownNeeds } from "./shown-needs.ts";
import { all, any, inside, not, parsers, pattern, read, regex, ruleOf } from "./searching.ts";

/** What a text of a language must hold. */
function needs(formula: Formula, language: RuleLanguage): string {
  return shownNeeds(compileSearchRule(ruleOf(formula, language), parsers).needsIn(language));
}

describe("what a text must hold", () => {
  test.each<[Formula, string]>([
    [pattern('{"command": "npx", "args": [..., "$PKG", ...]}'), "args & command & npx"],
    [pattern('"a": "=~/curl/"'), "curl"],
    [pattern('"url": "two words"'), "two & url & words"],
    [pattern('"k": <... "deep" ...>'), "deep"],
    [any(pattern('"one": $X'), pattern('"other": $X')), "one | other"],
    [any(pattern('"one": $X'), pattern("$X")), ""],
    [any(all([pattern('"same": 1'), pattern('"one": 1')]), pattern('"same": 2')), "(one & same) | same"],
    [
      any(all([pattern('"same": 1'), pattern('"one": 1')]), all([pattern('"same": 1'), pattern('"other": 1')])),
      "(one & same) | (other & same)",
    ],
    [all([pattern("$X"), inside('"outer": {...}'), not('"never": $Y')]), "outer"],
    [
      all([pattern('"k": "$X"')], {
        conditions: [{ type: "metavariable-regex", metavariable: "$X", regex: "curl.*wget" }],
      }),
      "curl & wget",
    ],
  ])("%#", (formula, expected) => {
    expect(needs(formula, "json")).toBe(expected);
  });

  test.each<[string, string]>([
    ["AKIA[A-Z0-9]{16}", "AKIA"],
    ["(?i)token", "(?i)token | \u212A"],
    ["[tT]oken", "(?i)token | \u212A"],
    ["[tT\\w]oken", "oken"],
    ["(?i)12345SALT", "(?i)12345salt | \u017F"],
    ["(?i:a)bc", "(?i)abc"],
    ["foo(bar)?baz", "baz & foo"],
    ["foo(bar)+", "bar & foo"],
    ["(?:abc|def)ghi", "(abc | def) & ghi"],
    ["(?:abc|d)ghi", "ghi"],
    ["a\\.b\\bc", "a.bc"],
    ["x{0}abc", "abc"],
    ["(?:abc){0,3}", ""],
    ["(?!abc)def", "def"],
    ["ab", ""],
    ["a|bcd", ""],
  ])("of the expression %s", (source, expected) => {
    expect(needs(regex(source), "regex")).toBe(expected);
  });

  test("of generic patterns: words", () => {
    expect(needs(pattern("curl ... | bash $X"), "generic")).toBe("bash & curl");
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
    const compiled = compileTaintRule(rule as TaintRule, syntaxes, () => unknownMeaning);
    expect(shownNeeds(compiled.needsIn("typescript"))).toBe("((decode & other) | (decode & sink)) & source");
    expect(shownNeeds(compiled.partNeeds("typescript").sinks)).toBe("other | sink");
    expect(textMeets(compiled.partNeeds("typescript").others, "whatever it says")).toBe(false);
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
      expect(textMeets(compiled.needsIn("json"), text)).toBe(true);
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
        expect(textMeets(compiled.needsIn("regex"), target)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
