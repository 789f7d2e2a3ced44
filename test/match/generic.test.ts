import { describe, expect, test } from "vitest";
import { compileSearchRule } from "#match/compile.ts";
import type { RuleOptions } from "#model/rule.ts";
import { bound, found, parsers, pattern, read, ruleOf } from "./searching.ts";

/** The texts that a pattern matches under a rule's options, with line breaks and indentation folded. */
function foundWith(options: RuleOptions, source: string, text: string): string[] {
  const rule = { ...ruleOf(pattern(source), "generic"), options };
  const { matches } = compileSearchRule(rule, parsers).matches(read("generic", text));
  return matches.map(({ span }) => text.slice(span.start, span.end).replace(/\s+/g, " "));
}

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

  test("a block that is an ellipsis may be of any length", () => {
    const text = (lines: number) => `a {\n${"  x\n".repeat(lines)}}\n`;
    expect(found("generic", "a {\n  ...\n}", text(30))).toHaveLength(1);
    expect(found("generic", "a { ... }", text(30))).toHaveLength(0);
  });

  test("the options of a rule say how far an ellipsis reaches, and what a comment is", () => {
    const inOne = { generic_ellipsis_max_span: 0 };
    expect(foundWith(inOne, "a ... b", "a\nb\na x b")).toEqual(["a x b"]);
    const text = "a // b\n/* x\n */ b\na # c\nb\n/* a";
    expect(foundWith({ generic_comment_style: "cpp" }, "a b", text)).toEqual(["a // b /* x */ b"]);
    expect(foundWith({ generic_comment_style: "c" }, "a b", text)).toEqual([]);
    expect(foundWith({ generic_comment_style: "shell" }, "a b", text)).toEqual(["a # c b"]);
    expect(foundWith({ generic_engine: "aliengrep" }, "a (...)", "a (b (c))")).toEqual(["a (b (c))"]);
  });

  test("line ends of every kind end a line", () => {
    expect(found("generic", "a\n  b", "a\r\n  b\r\n")).toEqual(["a b"]);
  });
});
