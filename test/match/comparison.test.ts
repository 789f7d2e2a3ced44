import { describe, expect, test } from "vitest";
import { ComparisonError, parseComparison } from "#match/comparison.ts";
import { type Value, evaluate } from "#match/comparison-value.ts";
import { Fuel } from "#match/fuel.ts";

const values = new Map<string, Value>([
  ["$N", { type: "int", value: 42 }],
  ["$F", { type: "float", value: 2.5 }],
  ["$S", { type: "string", value: "0x1F" }],
  ["$CODE", { type: "source", value: "f(x)" }],
  ["$T", { type: "bool", value: true }],
]);

function valueOf(source: string): unknown {
  return evaluate(parseComparison(source), (name) => values.get(name), new Fuel(1_000_000))?.value;
}

describe("comparisons", () => {
  test.each<[string, unknown]>([
    ["$N > 41.9", true],
    ["$N % 2 == 0 and $F % 0.5 == 0", true],
    ["$N in [1, 2, 42]", true],
    ["$N not in [1, 2]", true],
    ["not $N == 1", true],
    ["not ($N == 42) or $T", true],
    ["'a' in 'bab' and 'x' not in 'bab'", true],
    ["1 in 'a'", false],
    ["1 + 2 * 3 == 7", true],
    ["2 ** 3 ** 2 == 512", true],
    ["-2 ** 2 == -4", true],
    ["7 / 2", 3],
    ["-7 / 2", -3],
    ["7.0 / 2", 3.5],
    ["0x1F == 31 and 0o17 == 15 and 0b11 == 3 and 1_000 == 1000", true],
    ["int($S) == 31", true],
    ["int('x')", undefined],
    ["int('0b2')", undefined],
    ["str($N) == '42'", true],
    ["str($CODE) == 'f(x)'", true],
    ["$CODE == 'f(x)'", undefined],
    ["$NONE == 1", undefined],
    ["1 / 0", undefined],
    ["1 % 0 == 0", undefined],
    ["2 ** 1000", undefined],
    ["6 & 3 | 8 ^ 1", 11],
    ["~0 == -1", true],
    ["'a' < 'b'", undefined],
    ["$T and 1", undefined],
    ["1 == '1'", false],
    ["[1, 'a'] == [1.0, 'a']", true],
    ["parse_promql_duration('1m1s2ms') == 61_002", true],
    ["parse_promql_duration('1x')", undefined],
    ["parse_promql_duration(5)", undefined],
    ["strptime('1970-01-02') == 86400", true],
    ["strptime('1970-01-32')", undefined],
    ["strptime('soon')", undefined],
    ["re.match('0|null|false', '0x')", true],
    ["re.match(r'\\d+$', '12a')", false],
    ["re.match('b', 'ab')", false],
  ])("%s is %j", (source, expected) => {
    expect(valueOf(source)).toEqual(expected);
  });

  test.each([
    "",
    "1 +",
    "(1",
    "1 < 2 < 3",
    "today() > 1",
    "len('a') == 1",
    "$X = 1",
    "a.b",
    "f'x'",
    "int(1, 2)",
    "re.match($X, 'a')",
    "re.match('(', 'a')",
    "lambda: 1",
    "1; 2",
    "[1",
    "@",
    "9007199254740993 > 1",
  ])("%j is refused", (source) => {
    expect(() => parseComparison(source)).toThrow(ComparisonError);
  });

  test("nesting is bounded", () => {
    for (const source of [
      "(".repeat(9999),
      "-".repeat(9999),
      "not ".repeat(9999),
      "[".repeat(9999),
      "2**".repeat(9999),
    ]) {
      expect(() => parseComparison(`${source}1`)).toThrow(ComparisonError);
    }
  });

  test("a long chain of one operator is no nesting", () => {
    expect(valueOf(`${"1 + ".repeat(500)}1`)).toBe(501);
  });
});
