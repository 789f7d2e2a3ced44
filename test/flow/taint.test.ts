import { beforeAll, describe, expect, it } from "vitest";
import { loadSyntax } from "#load-syntax.ts";
import { expectProportion } from "../cost.ts";
import { intrafile, judge, type Language, type RuleParts } from "./taint-rule.ts";

beforeAll(async () => {
  for (const name of ["javascript", "python"] as const) await loadSyntax(name);
});

/** The lines at which taint comes from `source()` to `sink(…)`, with the lines of its way. */
function ways(code: string, language: Language = "javascript", parts: RuleParts = {}): number[][] {
  const lineOf = (offset: number) => code.slice(0, offset).split("\n").length;
  const { matches, problem } = judge(code, language, {
    more: "  pattern-sanitizers: [{pattern: clean(...)}]",
    ...parts,
  });
  expect(problem).toBeUndefined();
  return matches.map(({ flow = [] }) => [...new Set(flow.map(({ start }) => lineOf(start)))]);
}

describe("taint within a function", () => {
  it.each([
    ["an assignment", "let a = source();\nlet b = a;\nsink(b)", [[1, 2, 3]]],
    ["a variable that is set anew", "let a = source();\na = 1;\nsink(a)", []],
    ["one of two ways", "let a = source();\nif (x) a = 1;\nsink(a)", [[1, 3]]],
    ["a loop", "let a, b;\nwhile (x) { b = a; a = source() }\nsink(b)", [[2, 3]]],
    ["a part of an object", "const o = { a: source(), b: 1 };\nsink(o.b);\nsink(o.a)", [[1, 3]]],
    ["destructuring", "const { a, ...r } = { a: 1, b: source() };\nsink(a);\nsink(r)", [[1, 3]]],
    ["a sanitizer", "const a = clean(source());\nsink(a)", []],
    ["what is caught", "let a = 1;\ntry { a = source(); f() } catch { sink(a) }", [[2]]],
    ["what comes after a return", "const a = source();\nif (x) return;\nreturn;\nsink(a)", []],
    ["an operand that may not be computed", "let a = 1;\nx && (a = source());\nsink(a)", [[2, 3]]],
  ])("goes through %s", (_, code, expected) => {
    const inner = `function f() {${code}}`;
    expect(ways(inner)).toEqual(expected);
  });
});

describe("taint between the functions of a file", () => {
  it.each([
    ["a parameter", "function f(a) {\n sink(a)\n}\nf(source())", [[4, 1, 2]]],
    ["a result", "const f = () => source();\nsink(f())", [[1, 2]]],
    ["a callback", "function f(g) { g(source()) }\nf((a) => sink(a))", [[1, 2]]],
    ["the elements of a list", "[source()].forEach((a) => {\n sink(a)\n})", [[1, 2]]],
    ["the object of a class", "class A {\n constructor() { this.a = source() }\n b() { sink(this.a) }\n}", [[2, 3]]],
    ["itself", "function f(a, n) {\n if (n) f(a, n - 1);\n else sink(a)\n}\nf(source())", [[5, 1, 3]]],
    [
      "what others return",
      "const t = source();\nconst f = () => t;\nconst g = () => ({ k: f() });\nsink(\n g())",
      [[1, 2, 3, 5, 4]],
    ],
    ["a result of what was given", "const f = (a) => a;\nconst b = f(\n source());\nsink(b)", [[3, 2, 1, 4]]],
    ["a captured variable", "let a;\nfunction f() { a = source() }\nf();\nsink(a)", [[2, 4]]],
  ])("goes through %s", (_, code, expected) => {
    expect(ways(code, "javascript", intrafile)).toEqual(expected);
  });

  it("is followed only where the rule asks for it", () => {
    expect(ways("function f(a) { sink(a) }\nf(source())")).toEqual([]);
  });
});

describe("taint in Python", () => {
  it.each([
    ["keyword arguments", "def f(a, b):\n  sink(b)\nf(b=source(), a=1)", [[3, 1, 2]]],
    ["a comprehension", "x = [a for a in [source()]]\nsink(x)", [[1, 2]]],
    ["a context manager", "with source() as a:\n  sink(a)", [[1, 2]]],
  ])("goes through %s", (_, code, expected) => {
    expect(ways(code, "python", intrafile)).toEqual(expected);
  });
});

it("takes time in proportion to the code", () => {
  const chain = (count: number) =>
    `let a0 = source();\n${Array.from({ length: count }, (_, i) => `if (x) { var a${i + 1} = a${i} }\n`).join("")}sink(a${count})`;
  expectProportion({ few: 100, many: 800, atMost: 24 }, (count) => {
    const code = chain(count);
    return () => ways(code);
  });
});
