import { beforeAll, describe, expect, test } from "vitest";
import { analyse } from "#flow/analyse.ts";
import { loadSyntax } from "#load-syntax.ts";
import { compileSearchRule } from "#match/compile.ts";
import type { Condition, Formula, RuleOptions } from "#model/rule.ts";
import { parsePython } from "#syntax/python.ts";
import { syntaxes } from "#syntax/table.ts";
import { ruleOf } from "./searching.ts";

beforeAll(() => loadSyntax("python"));

/** The lines at which a formula, or a pattern alone, starts to match, from 1 on. */
function linesOf(formula: Formula | string, text: string, options: RuleOptions = {}): number[] {
  const asked: Formula = typeof formula === "string" ? { type: "pattern", pattern: formula } : formula;
  const rule = compileSearchRule({ ...ruleOf(asked, "python"), options }, syntaxes, analyse);
  const { matches } = rule.matches(parsePython("a.py", text));
  return [...new Set(matches.map(({ span }) => text.slice(0, span.start).split("\n").length))];
}

/** A pattern under a condition. */
function under(pattern: string, condition: Condition): Formula {
  return { type: "all", of: [{ type: "pattern", pattern }], conditions: [condition], focus: [] };
}

describe("a pattern, what it matches, and beside it what it must not match", () => {
  test.each([
    ["a hole with anything", 'run(f"...{...}...")', 'run(f"a {b}")\nrun("a")', [1]],
    ["code in a hole", 'run(f"...{get($X)}...")', 'run(f"a {get(b)} c")\nrun(f"{put(b)}")', [1]],
    ["a type that is written", "send($X: Reply)", "def f(a: Reply, b: Queue):\n  send(a)\n  send(b)", [2]],
    ["whole numbers", "wait($X: int)", "wait(1)\nwait(1.0)\nwait(0x1e)", [1, 3]],
    ["parameters with types", "def $F($X: int): ...", "def f(a: int): pass\ndef g(a: str): pass", [1]],
    ["a set or a dictionary", "$X = {...}", "a = {1, 2}\nb = {'k': 1}\nc = [1]", [1, 2]],
    ["strings side by side", '"..." "..."', "a = ['b' 'c', 'd']\ne = ['f', 'g']", [1]],
    ["what decorates", "cache(...)", "@cache\ndef f(): pass\n@cache(size=1)\ndef g(): pass", [1, 3]],
    ["a call behind a star", "run(...)", "a = [*run(b)]\nc = {*run(b).d}\ne = *run(b)[0], f\ng = [run]", [1, 2, 3]],
    ["a star before a whole", "[*$F(...)]", "a = [*f(1)]\nb = [*c.d(1)(2)]\ne = [*f]\ng = [f(1)]", [1, 2]],
    ["a star before a choice", "[*($A or $B)]", "a = [*b or c]\nd = [b or c]\ne = [*b]", [1]],
    ["nothing, which is a value", "f(..., k=$V)\n", "f(k=None)", [1]],
  ] as const)("%s", (_, pattern, text, lines) => {
    expect(linesOf(pattern, text)).toEqual(lines);
  });

  test("what an import names is no use of it", () => {
    expect(linesOf("web.old", "from web import old, new\nold\nnew")).toEqual([2]);
  });
});

describe("names mean what was said last", () => {
  test.each([
    ["an import that comes later", "mod.run($X)", "run(1)\nfrom mod import run\nrun(2)", [3]],
    ["one import after another", "one.run($X)", "from one import run\nrun(1)\nfrom two import run\nrun(2)", [2]],
    ["an import in a function that assigns to it", "mod.run()", "import mod as m\ndef f():\n  m.run()\n  m = 1", [3]],
  ] as const)("%s", (_, pattern, text, lines) => {
    expect(linesOf(pattern, text)).toEqual(lines);
  });
});

describe("options change what matches", () => {
  test.each([
    ["attr_expr", "cache(...)", "@cache\ndef f(): pass\ncache()", [[1, 3], [3]]],
    [
      "decorators_order_matters",
      "@a\n@b\ndef $F(...): ...",
      "@a\n@b\ndef f(): pass\n@b\n@a\ndef g(): pass",
      [[1, 4], [1]],
    ],
  ] as const)("%s", (name, pattern, text, [usual, changed]) => {
    expect(linesOf(pattern, text)).toEqual(usual);
    expect(linesOf(pattern, text, { [name]: name === "decorators_order_matters" })).toEqual(changed);
  });
});

describe("flow", () => {
  test.each([
    ["a name for a name", "use(get(key))", "a = key\nb = get(a)\nc = b\nuse(c)", [4]],
    ["what a context manager is entered with", "Session().run()", "with Session() as s:\n  s.run()", [2]],
    ["names for each other", "use(get())", "def f():\n  global a, b\n  a = b\n  b = a\n  use(a)", []],
  ] as const)("%s", (_, pattern, text, lines) => {
    expect(linesOf(pattern, text, { symbolic_propagation: true })).toEqual(lines);
  });

  test("one of two texts is a text", () => {
    expect(linesOf('use("...")', "a = t and 'x' or 'y'\nuse(a)\nb = t and u or 'y'\nuse(b)")).toEqual([2]);
  });
});

describe("conditions", () => {
  test("know constants", () => {
    const condition: Condition = { type: "metavariable-comparison", comparison: "$X > 100" };
    expect(linesOf(under("wait($X)", condition), "a = 60\nwait(a)\nb = a * 2\nwait(b)\nwait(-a)")).toEqual([4]);
  });

  test("find constants by expressions, where asked to", () => {
    const condition = { type: "metavariable-regex", metavariable: "$X", regex: "15$" } as const;
    const text = 'a = 15\nuse(f"{a}")';
    expect(linesOf(under("use($X)", condition), text)).toEqual([]);
    expect(linesOf(under("use($X)", { ...condition, propagatesConstants: true }), text)).toEqual([2]);
  });

  test("look at the statements that a metavariable stands for", () => {
    const formula: Formula = { type: "pattern", pattern: "open($X)\n...\nclose($X)" };
    const condition: Condition = { type: "metavariable-pattern", metavariable: "$...BODY", formula };
    const text = "def f():\n  open(1)\n  log(1)\n  close(1)\ndef g():\n  open(1)";
    expect(linesOf(under("def $F():\n  $...BODY", condition), text)).toEqual([1]);
  });
});
