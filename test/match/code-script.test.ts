import { beforeAll, describe, expect, test } from "vitest";
import { analyse } from "#flow/analyse.ts";
import { loadSyntax } from "#load-syntax.ts";
import { compileSearchRule } from "#match/compile.ts";
import { textMeets } from "#match/needs.ts";
import type { Formula, RuleOptions } from "#model/rule.ts";
import { syntaxes } from "#syntax/table.ts";
import { ruleOf } from "./searching.ts";

beforeAll(async () => {
  await loadSyntax("typescript");
});

/** The lines at which a formula holds in a script, from 1 on. */
function linesOf(formula: Formula | string, text: string, options: RuleOptions = {}): number[] {
  const whole = typeof formula === "string" ? ({ type: "pattern", pattern: formula } as const) : formula;
  const rule = compileSearchRule({ ...ruleOf(whole, "typescript"), options }, syntaxes, analyse);
  const { matches, problem } = rule.matches(syntaxes.typescript("a.tsx", text));
  expect(problem).toBeUndefined();
  return [...new Set(matches.map(({ span }) => text.slice(0, span.start).split("\n").length))];
}

describe("a pattern, what it matches, and beside it what it must not match", () => {
  test.each([
    ["a declared type", "save(($K: Key))", "declare const k: Key, n: Note;\nsave(k);\nsave(n);", [2]],
    ["the type of a literal", "wait(($T: number))", "wait(3);\nwait('3');\nwait(x);", [1]],
    [
      "the type of what is made",
      "($S: Store).get(...)",
      "const s = new Store(), m = new Map();\ns.get(1);\nm.get(1);",
      [2],
    ],
    ["the type of a parameter", "($X: Role).id", "function f(a: Role, b) {\na.id;\nb.id;\n}", [2]],
    [
      "the type of a field",
      "($X: Http).get(...)",
      "class A {\nconstructor(private h: Http, g: Http) {}\nm() {\nthis.h.get();\nthis.g.get();\n}\n}",
      [4],
    ],
    ["any loop that counts", "for (...) { ... }", "for (let i = 0; i < 3; i++) f(i);\nwhile (x) g();", [1]],
    ["a catch that names nothing", "try { ... } catch ($E) { }", "try { f(); } catch {}\ntry { f(); } finally {}", [1]],
    ["flags of an expression", "/.../g", "f(/a/g);\nf(/a/);", [1]],
    ["an attribute's value", "<a href=$X>...</a>", '<a href="x">y</a>;\n<a href={u}>y</a>;\n<a>y</a>;', [1, 2]],
    ["attributes that are spread", "<$E {...$P} />", "<A {...p} b />;\n<A p={p} />;", [1]],
    ["the text of an element", "<b>$T</b>", "<b>hello</b>;\n<b></b>;", [1]],
    ["a module by any name", "import x from $M", 'import x from "m";\nimport y from "m";', [1]],
    ["a template", "log(`...`)", "log(`a`);\nlog('a');", [1]],
    [
      "a decorator with and without parentheses",
      "class A { @In() $F: string }",
      "class A { @In f: string }\nclass A { f: string }",
      [1],
    ],
    ["what an export decorates", "@M(...)\nclass $X { ... }", "@M({})\nexport class A {}\nexport class B {}", [1]],
    ["what follows to the end of the body", "{ open(); ... }", "{ open(); f(); }\n{ f(); }", [1]],
    ["objects within a pattern's spread", "f({...$X})", "f({ ...a });\nf({ a });", [1]],
    [
      "a method of an object",
      "R: { $M(a, b) { ... } }",
      "x = { R: { m(a, b) { return 1; } } };\nx = { R: { m: 1 } };",
      [1],
    ],
  ] as const)("%s", (_, pattern, text, lines) => {
    expect(linesOf(pattern, text)).toEqual(lines);
  });
});

describe("options change what matches", () => {
  test.each([
    ["symbolic_propagation", "f(g())", "const x = g();\nf(x);", [[], [2]]],
    ["constant_propagation", "f(1)", "const x = 1;\nf(x);\nf(1);", [[2, 3], [3]]],
    ["let_is_var", "var $X = 1", "var x = 1;\nlet y = 1;", [[1, 2], [1]]],
    ["vardef_assign", "x = 1", "var x = 1;\nx = 1;", [[1, 2], [2]]],
    ["arrow_is_function", "$F = (...) => { ... }", "a = () => 1;\nb = function () {};", [[1, 2], [1]]],
    ["implicit_ellipsis", "f({ a: 1 })", "f({ a: 1 });\nf({ a: 1, b: 2 });", [[1, 2], [1]]],
    ["xml_attrs_implicit_ellipsis", "<A />", "<A />;\n<A b />;", [[1, 2], [1]]],
    ["xml_singleton_loose_matching", "<A />", "<A />;\n<A>b</A>;", [[1, 2], [1]]],
    ["symmetric_eq", "a == b", "a == b;\nb == a;", [[1], [1, 2]]],
    ["commutative_boolop", "a && b", "a && b;\nb && a;", [[1], [1, 2]]],
  ] as const)("%s", (name, pattern, text, [usual, changed]) => {
    const isOn = changed.length > usual.length;
    expect(linesOf(pattern, text)).toEqual(usual);
    expect(linesOf(pattern, text, { [name]: isOn })).toEqual(changed);
  });
});

describe("conditions", () => {
  test("hold for what has a type", () => {
    const formula: Formula = {
      type: "all",
      of: [{ type: "pattern", pattern: "$R.send($M)" }],
      conditions: [{ type: "metavariable-type", metavariable: "$R", types: ["Reply", "Answer"] }],
      focus: [],
    };
    expect(linesOf(formula, "function f(a: Reply, b: Queue) {\na.send(1);\nb.send(1);\n}")).toEqual([2]);
  });

  test("one name for two things joins nothing", () => {
    const formula: Formula = {
      type: "all",
      of: [
        { type: "pattern", pattern: "use($T)" },
        { type: "not", formula: { type: "inside", formula: { type: "pattern", pattern: "...\ncheck($T);\n..." } } },
      ],
      conditions: [],
      focus: [],
    };
    const text = "function a(t) {\nuse(t);\n}\nfunction b(t) {\ncheck(t);\nuse(t);\n}";
    expect(linesOf(formula, text)).toEqual([2]);
  });

  test("a constant is bound where it is written", () => {
    const formula: Formula = {
      type: "all",
      of: [{ type: "pattern", pattern: '$K = "$V";\n...\nsign($K);' }],
      conditions: [],
      focus: [["$V"]],
    };
    expect(linesOf(formula, 'let k;\nk = "v";\nsign(k);')).toEqual([2]);
  });
});

describe("flow", () => {
  test.each([
    ["what was assigned last", "const a = 1;\nlet x = f();\nx = g();\nuse(x);", "use(g())", [4]],
    ["what one of two ways assigned", "let x = f();\nif (c) x = g();\nuse(x);", "use(g())", []],
    ["what a parameter is given", "function h(x) { use(x); x = g(); }", "use(g())", []],
    ["its own value", "let x = g();\nx = f(x);\nuse(x);", "use(f(g()))", [3]],
  ] as const)("%s", (_, text, pattern, lines) => {
    expect(linesOf(pattern, text, { symbolic_propagation: true })).toEqual(lines);
  });
});

describe("names that are written with escapes", () => {
  test.each([
    ["run$it", "ru\\u006e$it(1)"],
    ["run$it", "run\\u{24}it(1)"],
    ["run_3", "run_\\u0033(1)"],
    ["läuft", "l\\u00e4uft(1)"],
  ])("%s is %s, and the prefilter lets it pass", (name, text) => {
    const { needsIn } = compileSearchRule(
      ruleOf({ type: "pattern", pattern: `${name}($X)` }, "typescript"),
      syntaxes,
      analyse,
    );
    const mayHold = (code: string) => textMeets(needsIn("typescript"), code);
    expect(linesOf(`${name}($X)`, text)).toEqual([1]);
    expect([mayHold(text), mayHold("other('\\n', 1)")]).toEqual([true, false]);
  });
});
