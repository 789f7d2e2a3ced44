import { describe, expect, test } from "vitest";
import { checkSearchRules, compileSearchRule } from "#match/compile.ts";
import { RuleError } from "#match/rule-error.ts";
import type { Node } from "#model/document.ts";
import type { Formula, RuleLanguage } from "#model/rule.ts";
import { UserError } from "#model/user-error.ts";
import { expectCpuBelow } from "../cost.ts";
import { all, any, inside, not, parsers, pattern, read, regex, ruleOf } from "./searching.ts";

const matchesIn = (formula: Formula, language: RuleLanguage, text: string) =>
  compileSearchRule(ruleOf(formula, language), parsers).matches(read(language, text));

describe("what is not understood is an error at load, with its place", () => {
  test.each<[Formula, RuleLanguage, string]>([
    [pattern('{"a": '), "json", "pattern"],
    [pattern(""), "json", "pattern"],
    [pattern("   "), "yaml", "pattern"],
    [pattern('"a": 1, "b": 2'), "json", "pattern"],
    [pattern("a: [b"), "yaml", "pattern"],
    [pattern("a: 1\n---\nb: 2"), "yaml", "pattern"],
    [pattern('"a": "=~/(/"'), "json", "pattern"],
    [pattern("a = "), "toml", "pattern"],
    [pattern("a ... $...X"), "generic", "pattern"],
    [pattern(""), "generic", "pattern"],
    [pattern("("), "regex", "pattern"],
    [pattern("$X"), "markdown", "pattern"],
    [regex("("), "json", "regex"],
    [not("$X"), "json", "not"],
    [any(), "json", "any"],
    [any(not("$X")), "json", "any[0].not"],
    [all([not("$X")]), "json", "all"],
    [all([pattern("$X"), inside(all([not("$X")]))]), "json", "all[1].inside.all"],
    [all([pattern("$X"), not(regex("*"))]), "json", "all[1].not.regex"],
    [
      all([pattern("$X")], { conditions: [{ type: "metavariable-regex", metavariable: "$X", regex: "(" }] }),
      "json",
      "all[0]:metavariable-regex",
    ],
    [
      all([pattern("$X")], { conditions: [{ type: "metavariable-comparison", comparison: "today()" }] }),
      "json",
      "all[0]:metavariable-comparison",
    ],
    [
      all([pattern("$X")], { conditions: [{ type: "metavariable-comparison", comparison: "$X", strip: true }] }),
      "json",
      "all[0]:metavariable-comparison",
    ],
    [
      all([pattern("$X")], {
        conditions: [{ type: "metavariable-pattern", metavariable: "$X", language: "shell", formula: pattern("a") }],
      }),
      "json",
      "all[0]:metavariable-pattern.pattern",
    ],
  ])("%#", (formula, language, path) => {
    const load = () => checkSearchRules([ruleOf(formula, language)], parsers);
    expect(load).toThrow(RuleError);
    expect(load).toThrow(UserError);
    expect(load).toThrow(expect.objectContaining({ ruleId: "under-test", path }));
  });

  test("negations alone are a formula where something is bound", () => {
    const formula = all([pattern('"k": $X')], {
      conditions: [{ type: "metavariable-pattern", metavariable: "$X", formula: all([not("1")]) }],
    });
    expect(() => checkSearchRules([ruleOf(formula, "json")], parsers)).not.toThrow();
  });

  test("every language of a rule is checked", () => {
    expect(() => checkSearchRules([ruleOf(pattern("{a: 1"), "generic", "json")], parsers)).toThrow(RuleError);
  });

  test("a formula that nests without end is refused", () => {
    let formula = pattern("$X");
    for (let depth = 0; depth < 5000; depth++) formula = inside(formula);
    expect(() => compileSearchRule(ruleOf(formula, "json"), parsers)).toThrow(RuleError);
  });
});

describe("which documents a rule is about", () => {
  test("a rule reads documents of its languages, and generic rules read all", () => {
    const rule = (...languages: readonly RuleLanguage[]) =>
      compileSearchRule(ruleOf(pattern("a"), ...languages), parsers);
    expect(rule("json").matches(read("yaml", "a")).matches).toEqual([]);
    expect(rule("generic").matches(read("yaml", "a")).matches).toHaveLength(1);
    expect(rule("json", "yaml").matches(read("yaml", "a")).matches).toHaveLength(1);
  });

  test("a tree is preferred to a text", () => {
    const compiled = compileSearchRule(ruleOf(pattern("a: 1"), "generic", "yaml"), parsers);
    expect(compiled.matches(read("yaml", "a:   1\nb: {a: 1}")).matches).toHaveLength(2);
    expect(compiled.matches(read("yaml", "x: 'a: 1'")).matches).toEqual([]);
    expect(compiled.matches(read("generic", "x: 'a: 1'")).matches).toHaveLength(1);
  });
});

describe("hostile input", () => {
  const size = 100_000;
  const wide = `[${'"x",'.repeat(size)}"y"]`;
  const open = (count: number) =>
    `[${Array.from({ length: count }, () => "...,$X").join(",")},...]`.replace("[...,", "[...,");

  test.each<[string, Formula, RuleLanguage, string]>([
    ["many ellipses over a long list", pattern(`[${"..., $_, ".repeat(8)} "none"]`), "json", wide],
    ["many metavariables over a long list", pattern(open(4)), "json", wide],
    [
      "keys that permute",
      pattern(`{${["$A", "$B", "$C", "$D", "$E", "$F"].map((name) => `${name}: 1`).join(",")}, "none": 2, ...}`),
      "json",
      `{${Array.from({ length: 2000 }, (_, index) => `"k${index}": 1`).join(",")}}`,
    ],
    [
      "values that permute",
      pattern(`{${["$A", "$B", "$C", "$D"].map((name) => `${name}: $X`).join(",")}, ...}`),
      "json",
      `{${Array.from({ length: 2000 }, (_, index) => `"k${index}": ${index}`).join(",")}}`,
    ],
    ["each with each at one place", all([pattern("[..., $X, ...]"), pattern("[..., $Y, ...]")]), "json", wide],
    ["metavariables of one text", pattern("$A ... $B ... $C ... $A !"), "generic", "x y z w ".repeat(size / 4)],
    ["ellipses of one line", pattern("a ... b ... c ... d !"), "generic", `${"a b c ".repeat(size)}d\n\n!`],
    ["deep in deep", pattern("<... [<... [<... 2 ...>] ...>] ...>"), "json", `${"[".repeat(150)}1${"]".repeat(150)}`],
  ])("%s ends, and says so if it was not finished", (_, formula, language, text) => {
    const compiled = compileSearchRule(ruleOf(formula, language), parsers);
    // Read anew each time: what is known of a document is kept.
    expectCpuBelow(5000, () => compiled.matches(read(language, text)));
    const document = read(language, text);
    const first = compiled.matches(document);
    if (first.problem)
      expect(first).toMatchObject({ matches: [], problem: { kind: "too-complex", path: "file", partial: true } });
    expect(compiled.matches(document)).toEqual(first);
  });

  test("what is large but plain is judged in full", () => {
    expect(matchesIn(pattern('[..., "y"]'), "json", wide).matches).toHaveLength(1);
    expect(matchesIn(pattern("[$...ALL]"), "json", wide).matches).toHaveLength(1);
    expect(matchesIn(all([pattern('"x"'), inside("[...]")]), "json", wide).matches).toHaveLength(10_000);
    expect(matchesIn(all([pattern('"x"'), not("$X")]), "json", wide).matches).toEqual([]);
    expect(matchesIn(pattern("x"), "generic", "\n".repeat(size) + "x".concat(" y".repeat(size))).matches).toHaveLength(
      1,
    );
    expect(matchesIn(pattern("y"), "generic", `${"(".repeat(size)}y${")".repeat(size)}`).matches).toHaveLength(1);
  });

  test("more places than anybody reads are not told, and that is", () => {
    const told = matchesIn(regex("x"), "regex", "x".repeat(size));
    expect(told.matches).toHaveLength(10_000);
    expect(told.problem?.message).toMatch(`${size} places`);
    const rule = { ...ruleOf(regex("x"), "regex"), options: { max_match_per_file: 2 } };
    expect(compileSearchRule(rule, parsers).matches(read("regex", "xxx")).matches).toHaveLength(2);
  });

  test("depth costs no stack", () => {
    let root: Node = { kind: "number", start: 1, end: 2, value: 1, children: [] };
    for (let depth = 0; depth < size; depth++) root = { kind: "sequence", start: 0, end: 3, children: [root] };
    const document = { ...read("json", "[1]"), root };
    const compiled = (source: string) => compileSearchRule(ruleOf(pattern(source), "json"), parsers).matches(document);
    expect(compiled("1").matches).toHaveLength(1);
    expect(compiled("[<... 2 ...>]").problem?.kind).toBe("too-complex");
    expect(compiled("[$X]").problem ?? compiled("[$X]").matches.length).toBeTruthy();
  });

  test("a node that is referred to many times is visited once", () => {
    let shared: Node = { kind: "number", start: 1, end: 2, value: 1, children: [] };
    for (let level = 0; level < 60; level++)
      shared = { kind: "sequence", start: 0, end: 3, children: [shared, shared] };
    const document = { ...read("json", "[1]"), root: shared };
    const compiled = compileSearchRule(ruleOf(pattern("1"), "json"), parsers);
    expect(compiled.matches(document).matches).toHaveLength(1);
  });
});
