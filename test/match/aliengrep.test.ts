import { describe, expect, test } from "vitest";
import { matchAlien } from "#match/aliengrep.ts";
import { alienStyle, readAlienPattern } from "#match/aliengrep-pattern.ts";
import { Fuel } from "#match/fuel.ts";
import type { RuleOptions } from "#model/rule.ts";

const line: RuleOptions = { generic_multiline: false };

function matches(pattern: string, text: string, options: RuleOptions = {}, steps = 1_000_000) {
  const style = alienStyle(options);
  return matchAlien(readAlienPattern(pattern, style), { text }, style, new Fuel(steps));
}

function found(pattern: string, text: string, options?: RuleOptions): string[] {
  return matches(pattern, text, options).map(({ span }) => text.slice(span.start, span.end));
}

function bound(pattern: string, text: string, name: string, options?: RuleOptions): (string | undefined)[] {
  return matches(pattern, text, options).map(({ bindings }) => bindings.get(name)?.text);
}

describe("the second engine for text", () => {
  test.each<[string, string, readonly string[], RuleOptions?]>([
    ["a", "a b ab a_", ["a"]],
    ["a b", "a\n b", ["a\n b"]],
    ["a b", "a\n b", [], line],
    ["a b", "a \t b", ["a \t b"], line],
    ["a ... b", "a x b b", ["a x b"]],
    ["a ... b", "a x\ny b", ["a x\ny b"]],
    ["a ... b", "a x\ny b", [], line],
    ["a .... b", "a x\ny b", ["a x\ny b"], line],
    ["(... x)", "((a) x)", ["((a) x)"]],
    ["(...x)", "()x)", []],
    ["f(...)", "f(g(1), [2)]) + f()", ["f(g(1), [2)])", "f()"]],
    ["f(...)", "f(1", []],
    ["$A = $A", "x = x, y = z", ["x = x"]],
    ["$...A = $...A;", "f(1) = f(1);", ["f(1) = f(1);"]],
    ["a ...", "x a b\nc\n", ["a b\nc"]],
    ["a ...", "x a b\nc\n", ["a b"], line],
    ["... a", "x y\nb a c", ["b a"], line],
    ["A b", "a B", []],
    ["A b", "a B", ["a B"], { generic_caseless: true }],
    ["x-y", "ax-y x-y", ["x-y"], { generic_extra_word_characters: ["-"] }],
    ["<...>", "<a <b> c>", ["<a <b> c>"], { generic_extra_braces: [["<", ">"]] }],
    ["(...)", "(a)", ["(a)"], { generic_braces: [["<", ">"]] }],
  ])("%j in %j", (pattern, text, expected, options) => {
    expect(found(pattern, text, options)).toEqual(expected);
  });

  test("names bind words, and what ellipses stand for without the space around it", () => {
    expect(bound("key = $X", "key = one two", "$X")).toEqual(["one"]);
    expect(bound("key = $...X ;", "key =  one + (two) ;", "$...X")).toEqual(["one + (two)"]);
    expect(bound("f($...X)", "f()", "$...X")).toEqual([""]);
  });

  test("brackets that never close, however many, cost no stack and end with the work limit", () => {
    const text = "(".repeat(100_000);
    expect(() => matches("a (...)", `a ${text}`, {}, 300_000)).not.toThrow(RangeError);
  });
});
