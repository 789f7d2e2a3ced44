import { describe, expect, test } from "vitest";
import type { Condition, Formula } from "#model/rule.ts";
import { all, any, bound, found, inside, not, pattern, regex, search } from "./searching.ts";

const json = '{"a": {"k": 1, "v": "x"}, "b": {"k": 2, "v": "y"}, "k": 3}';
const plain = (metavariable: string, source: string): Condition => ({
  type: "metavariable-regex",
  metavariable,
  regex: source,
});
const compare = (
  comparison: string,
  more: { metavariable?: string; base?: number; strip?: boolean } = {},
): Condition => ({
  type: "metavariable-comparison",
  comparison,
  ...more,
});
const within = (
  metavariable: string,
  formula: Formula,
  language?: "generic" | "regex" | "json" | "yaml",
): Condition => ({
  type: "metavariable-pattern",
  metavariable,
  formula,
  ...(language && { language }),
});

describe("the algebra of ranges", () => {
  test.each<[string, Formula, string[]]>([
    [
      "any is a union, each match once",
      any(pattern('"k": 1'), pattern('"k": $X'), pattern('"k": 3')),
      ['"k": 1', '"k": 2', '"k": 3'],
    ],
    ["all keeps the inner range", all([pattern('"a": $Y'), pattern('"k": $X')]), ['"k": 1']],
    ["in either order", all([pattern('"k": $X'), pattern('"a": $Y')]), ['"k": 1']],
    ["inside keeps what is in it", all([pattern('"k": $X'), inside('"b": {...}')]), ['"k": 2']],
    ["a surrounding does not survive as the inner range", all([pattern('"a": {...}'), inside('"k": 1')]), []],
    ["a surrounding alone is what is found", all([inside('"a": {...}')]), ['"a": {"k": 1, "v": "x"}']],
    ["two surroundings", all([inside('"a": {...}'), inside('"k": $X')]), ['"k": 1']],
    ["not takes the same range only", all([pattern('"a": {...}'), not('"k": 1')]), ['"a": {"k": 1, "v": "x"}']],
    [
      "not takes what unifies only",
      all([pattern('{"k": $X, "v": $Y}'), not('{"k": 1, "v": $Y}')]),
      ['{"k": 2, "v": "y"}'],
    ],
    ["not inside takes what lies in it", all([pattern('"k": $X'), not(inside('"a": {...}'))]), ['"k": 2', '"k": 3']],
    [
      "not inside leaves what disagrees",
      all([pattern('"k": $X'), not(inside('{"k": $X, "v": "y"}'))]),
      ['"k": 1', '"k": 3'],
    ],
    ["not a regular expression in it", all([pattern('"k": $X'), not(regex("[12]"))]), ['"k": 3']],
    ["not in a regular expression", all([pattern('"k": $X'), not(regex("(?s).*"))]), []],
    ["a regular expression and a pattern", all([regex("[a-z]"), inside('"v": "x"')]), ["v", "x"]],
    ["all in all", all([all([pattern('"k": $X'), not('"k": 1')]), not('"k": 3')]), ['"k": 2']],
    ["any of inside", all([pattern('"k": $X'), any(inside('"a": {...}'), inside('"b": {...}'))]), ['"k": 1', '"k": 2']],
    ["nothing and something is nothing", all([pattern('"none": $X'), pattern('"k": $X')]), []],
  ])("%s", (_, formula, expected) => {
    expect(found("json", formula, json)).toEqual(expected);
  });

  test("bindings of the outer range join those of the inner one, and must agree", () => {
    const formula = all([pattern('"v": "$V"'), inside("$K: {...}")]);
    expect(bound("json", formula, "$K", json)).toEqual(['"a"', '"b"']);
    const twice = all([inside("{$K: 123, ...}"), pattern("$K: 123")]);
    expect(found("json", twice, '{"b": 123, "a": 123, "j": {"g": 123}}')).toEqual(['"b": 123', '"a": 123', '"g": 123']);
  });

  test("numbered groups never have to agree, named ones do", () => {
    expect(found("regex", all([regex("(a)(b)"), regex("(b)")]), "ab")).toEqual(["b"]);
    expect(found("regex", all([regex("(?<X>a)b"), regex("(?<X>b)")]), "ab")).toEqual([]);
  });
});

describe("focus", () => {
  const text = '{"a": {"k": "one", "v": ["two"]}}';
  test("one name moves the range", () => {
    expect(found("json", all([pattern('{"k": $X, "v": $Y}')], { focus: [["$X"]] }), text)).toEqual(['"one"']);
    expect(found("json", all([pattern('"k": "$X"')], { focus: [["$X"]] }), text)).toEqual(["one"]);
  });
  test("a list is a union, statements narrow each other", () => {
    const formula = pattern('{"k": $X, "v": $Y}');
    expect(found("json", all([formula], { focus: [["$X", "$Y"]] }), text)).toEqual(['"one"', '["two"]']);
    expect(found("json", all([formula], { focus: [["$X"], ["$Y"]] }), text)).toEqual([]);
    expect(found("json", all([pattern('"v": $Y'), pattern('"v": [$Z]')], { focus: [["$Y"], ["$Z"]] }), text)).toEqual([
      '"two"',
    ]);
  });
  test("what is not bound is no focus", () => {
    expect(found("json", all([pattern('"k": $X')], { focus: [["$NO"]] }), text)).toEqual([]);
  });
});

describe("metavariable-regex", () => {
  const text = '{"k": "curl x", "k2": "say curl", "n": 42}';
  test("is anchored, and sees the quotes of an expression but not those around a metavariable", () => {
    const under = (source: string, expression: string) =>
      found("json", all([pattern(source)], { conditions: [plain("$X", expression)] }), text);
    expect(under('$K: "$X"', "curl")).toEqual(['"k": "curl x"']);
    expect(under("$K: $X", "curl")).toEqual([]);
    expect(under("$K: $X", '"curl')).toEqual(['"k": "curl x"']);
    expect(under('$K: "$X"', ".*curl")).toEqual(['"k": "curl x"', '"k2": "say curl"']);
    expect(under("$K: $X", "4")).toEqual(['"n": 42']);
  });
  test("does not hold for what is not bound", () => {
    expect(found("json", all([pattern('"n": 42')], { conditions: [plain("$X", "")] }), text)).toEqual([]);
  });
  test("its groups bind further metavariables, where they stand", () => {
    const formula = all([pattern('"k": "$X"')], { conditions: [plain("$X", "(?<TOOL>\\w+) (.)")], focus: [["$TOOL"]] });
    expect(found("json", formula, text)).toEqual(["curl"]);
    expect(bound("json", formula, "$2", text)).toEqual(["x"]);
  });
  test("finds the one way that fits among more than are told of a place", () => {
    const numbers = JSON.stringify(Array.from({ length: 1500 }, (_, index) => index));
    const last = all([pattern("[..., $X, ...]")], { conditions: [plain("$X", "1499$")] });
    expect(found("json", last, numbers)).toEqual([numbers]);
    expect(found("json", all([any(pattern("[]"), last)], { conditions: [plain("$X", "7$")] }), numbers)).toEqual([]);
  });
  test("is asked of the innermost thing that is bound, not of what is equal to it elsewhere", () => {
    const around = pattern('{..., "n": $X, ...}');
    const conditions = [plain("$X", "1\\.0$")];
    const surrounded = all([pattern('"k": $X'), inside(around)], { conditions });
    expect(found("json", surrounded, '{"n": 1, "k": 1.0}')).toEqual(['"k": 1.0']);
    expect(found("json", surrounded, '{"n": 1.0, "k": 1}')).toEqual([]);
    const apart = all([pattern('"k": $X'), not(inside(around))], { conditions });
    expect(found("json", apart, '{"n": 1, "k": 1.0}')).toEqual([]);
    expect(found("json", apart, '{"n": 2, "k": 1.0}')).toEqual(['"k": 1.0']);
  });
});

describe("metavariable-comparison", () => {
  const text = '{"a": 10, "b": "0x1f", "c": "x", "d": [1], "e": "\'7\'"}';
  test.each<[Condition, string[]]>([
    [compare("$X > 5"), ['"a": 10']],
    [compare("int($X) == 31"), ['"b": "0x1f"']],
    [compare("$X > 5", { metavariable: "$X", strip: true }), ['"a": 10', '"b": "0x1f"', '"e": "\'7\'"']],
    [compare("$X == 31", { metavariable: "$X", base: 0 }), ['"b": "0x1f"']],
    [compare("$X == 'x'"), ['"c": "x"']],
    [compare("str($X) == '[1]'"), ['"d": [1]']],
    [compare("$X == '[1]'"), []],
    [compare("$NO == 1"), []],
    [compare("not $NO == 1"), []],
  ])("%j", (condition, expected) => {
    expect(found("json", all([pattern("$K: $X")], { conditions: [condition] }), text)).toEqual(expected);
  });
});

describe("metavariable-pattern", () => {
  const text = '{"x": {"deep": {"k": 1}}, "y": {"k": 2}, "z": "a: [npx, {k: 3}]"}';
  const under = (...conditions: readonly Condition[]) =>
    found("json", all([pattern("$K: $X"), inside("{...}")], { conditions }), text);

  test("asks the formula of what is bound", () => {
    expect(under(within("$X", pattern('"k": 1')))).toEqual(['"x": {"deep": {"k": 1}}', '"deep": {"k": 1}']);
    expect(under(within("$X", all([pattern('"k": $N'), not('"k": 1')])))).toEqual(['"y": {"k": 2}']);
  });
  test("a formula of negations takes from all that is bound", () => {
    expect(under(within("$X", all([not('{"k": $N}'), not('"..."'), not("1"), not("2")])))).toEqual([
      '"x": {"deep": {"k": 1}}',
    ]);
  });
  test("new bindings stay, known ones must agree", () => {
    const formula = all([pattern('"y": $X')], { conditions: [within("$X", pattern('"k": $N'))] });
    expect(bound("json", formula, "$N", text)).toEqual(["2"]);
    const same = all([pattern('{"p": $P, "q": $Q}')], { conditions: [within("$Q", pattern("[$P, ...]"))] });
    expect(found("json", same, '[{"p": 1, "q": [1, 2]}, {"p": 3, "q": [1, 2]}]')).toEqual(['{"p": 1, "q": [1, 2]}']);
  });
  test("with a language, the content of a string is read in it", () => {
    expect(under(within("$X", pattern("a: [npx, ...]"), "yaml"))).toEqual(['"z": "a: [npx, {k: 3}]"']);
    expect(under(within("$X", pattern("[npx, ...]"), "json"))).toEqual([]);
    expect(under(within("$X", regex("^a:"), "regex"))).toEqual(['"z": "a: [npx, {k: 3}]"']);
    expect(under(within("$X", pattern("npx ... k"), "generic"))).toEqual(['"z": "a: [npx, {k: 3}]"']);
  });
  test("what is bound in another language stands where it stands in the file, escapes apart", () => {
    const formula = all([pattern('$K: "$X"')], {
      conditions: [within("$X", pattern("a: $V"), "yaml")],
      focus: [["$V"]],
    });
    expect(found("json", formula, '{"z": "a: value"}')).toEqual(["value"]);
    expect(found("json", formula, String.raw`{"z": "a: val\u0075e"}`)).toEqual([String.raw`"a: val\u0075e"`]);
    expect(bound("json", formula, "$V", String.raw`{"z": "a: val\u0075e"}`)).toEqual(["value"]);
  });
  test("a content that cannot be read has no matches", () => {
    expect(
      found("json", all([pattern('$K: "$X"')], { conditions: [within("$X", pattern("$Y"), "json")] }), '{"z": "{]"}'),
    ).toEqual([]);
  });
});

describe("results", () => {
  test("are in source order, each once, and the one that says more stays", () => {
    const formula = any(pattern('"k": $X'), pattern('"k": $_'), pattern('"k": $X'));
    const matches = search("json", formula, json);
    const starts = matches.map(({ span }) => span.start);
    expect(starts).toEqual(starts.toSorted((left, right) => left - right));
    expect(matches).toHaveLength(3);
    expect(matches.every(({ bindings }) => bindings.has("$X"))).toBe(true);
  });
});

describe("what may stand anywhere", () => {
  const anywhere = (source: string): Formula => ({ type: "anywhere", formula: pattern(source) });
  test("decides without being around, and must agree on what is bound", () => {
    expect(found("json", all([pattern('"k": $X'), anywhere('"v": "y"')]), json)).toHaveLength(3);
    expect(found("json", all([pattern('"k": $X'), anywhere('"v": "z"')]), json)).toEqual([]);
    expect(found("json", all([pattern('"k": $X'), anywhere('"a": $X')]), '{"a": 1, "k": 1, "b": {"k": 2}}')).toEqual([
      '"k": 1',
    ]);
  });
  test("takes everything away where it is found", () => {
    expect(found("json", all([pattern('"k": $X'), not(anywhere('"v": "y"'))]), json)).toEqual([]);
    expect(found("json", all([pattern('"k": $X'), not(anywhere('"v": "z"'))]), json)).toHaveLength(3);
  });
});

test("what was found may get a name, with which other parts must agree", () => {
  const named = all([pattern('"$V"')], { bindsAs: "$S" });
  expect(bound("json", named, "$S", '["one"]')).toEqual(['"one"']);
  const twice = all([inside('{"a": $S, ...}'), named]);
  expect(found("json", twice, '{"a": "x", "b": "x", "c": "y"}')).toEqual(['"x"', '"x"']);
});
