import { describe, expect, test } from "vitest";
import { bound, found } from "./searching.ts";

describe("generic patterns", () => {
  test.each<[pattern: string, text: string, expected: string[]]>([
    ["a b", "x a\n\n  b c", ["a b"]],
    ["foo(5)", "foo ( 5 ) foo(55)", ["foo ( 5 )"]],
    ["foo(...)", "foo(1, bar(2), 3) foo()", ["foo(1, bar(2)", "foo()"]],
    ["a ... b", "a x b y b", ["a x b"]],
    ["a ... b", "a a b", ["a b"]],
    ["a ...", "(a b c) d", ["a b c"]],
    ["a ...", "a b\n  c\nd", ["a b c d"]],
    ["a.b", "a . b", ["a . b"]],
    ["a....b", "a....b a...b", ["a....b"]],
    ["$X = $X", "p = q; r = r", ["r = r"]],
    ["$X-$Y", "foo-bar-baz", ["foo-bar", "bar-baz"]],
    ["$x", "a $x b", ["$x"]],
    ["é", "né", ["é"]],
    ["if:\n  x", "if:\n  x\n", ["if: x"]],
    ["if:\n  x", "if: x", []],
    ["if:\n  x", "if:\n  x\n  y\n", []],
    ["if:\n  x\n  ...", "if:\n  x\n  y\nz", ["if: x y"]],
    ["if:\n  ...\nelse", "if:\n  x\n    y\nelse", ["if: x y else"]],
    ["if: x", "if:\n  x\n", ["if: x"]],
    ["x y", "  x\ny", []],
    ["a", "", []],
  ])("%j on %j", (source, text, expected) => {
    expect(found("generic", source, text)).toEqual(expected);
  });

  test("an ellipsis reaches over ten lines, two over twenty", () => {
    const text = (lines: number) => `a${"\nx".repeat(lines)} b`;
    expect(found("generic", "a ... b", text(10))).toHaveLength(1);
    expect(found("generic", "a ... b", text(11))).toHaveLength(0);
    expect(found("generic", "a ... ... b", text(20))).toHaveLength(1);
    expect(found("generic", "a ... ... b", text(21))).toHaveLength(0);
  });

  test("the later choice is taken where the first one leads nowhere", () => {
    expect(bound("generic", "a ... $X = 1", "$X", "a p q = 2, r = 1")).toEqual(["r"]);
    expect(found("generic", "$X ... $X !", "a b a b !")).toEqual(["b a b !"]);
  });

  test("an ellipsis with a name binds the text it stands for", () => {
    expect(bound("generic", "<b>$...X</b>", "$...X", "<b>one, two</b>")).toEqual(["one, two"]);
    expect(bound("generic", "f($...A) g($...A)", "$...A", "f(1 2) g(1 2)\nf(1) g(2)")).toEqual(["1 2"]);
    expect(bound("generic", "a: $...X", "$...X", "a: b c\n")).toEqual([" b c"]);
  });

  test("line ends of every kind end a line", () => {
    expect(found("generic", "a\n  b", "a\r\n  b\r\n")).toEqual(["a b"]);
  });
});
