import { beforeAll, describe, expect, it } from "vitest";
import { loadSyntax } from "#load-syntax.ts";
import { expectProportion } from "../cost.ts";
import { guarded, intrafile, sinkLines } from "./taint-rule.ts";

beforeAll(async () => {
  for (const name of ["javascript", "python"] as const) await loadSyntax(name);
});

/** A function whose sink stands under a test, and two calls: one that the test refuses, one that it lets pass. */
const tests: readonly (readonly [language: "javascript" | "python", test: string, refused: string, passed: string])[] =
  [
    ["python", "flag", "False", "True"],
    ["python", "not flag", "1", "0"],
    ["python", "flag == 'safe'", "'other'", "'safe'"],
    ["python", "flag != 'safe'", "'safe'", "unknown()"],
    ["python", "flag == 1 or flag == 2 or flag == 3", "4", "3"],
    ["python", "flag and flag['a'] == 1", "{'a': 2}", "{'a': 1}"],
    ["python", "len(flag) > 1", "[1]", "[1, 2]"],
    ["python", "flag in ('a', 'b')", "'c'", "'b'"],
    ["python", "flag not in ('a', 'b')", "'b'", "'c'"],
    ["python", "isinstance(flag, (str, dict))", "3", "'x'"],
    ["python", "flag is None", "3", "None"],
    ["python", "3 < flag", "2", "4"],
    ["python", "flag + 1 == 3", "1", "2"],
    ["javascript", "flag", "''", "'x'"],
    ["javascript", "flag === 0", "1", "0"],
    ["javascript", "flag !== 0", "0", "'0'"],
    ["javascript", "flag.a.b", "{ a: { b: false } }", "{ a: { b: true } }"],
    ["javascript", "flag.length === 2", "[1]", "[1, 2]"],
    ["javascript", "typeof flag === 'string'", "{}", "'x'"],
    ["javascript", "!flag && true", "1", "0"],
  ];

describe("what stands under a test of a parameter", () => {
  it.each(tests)("%s: %s", (language, test, refused, passed) => {
    const [body, call] =
      language === "python"
        ? [`def f(flag, x):\n  if ${test}:\n    sink(x)\n`, (flag: string) => `def g():\n  f(${flag}, source())\n`]
        : [
            `function f(flag, x) {\nif (${test}) {\nsink(x)}}\n`,
            (flag: string) => `function g() { f(${flag}, source()) }\n`,
          ];
    expect(sinkLines(body + call(refused), language, guarded)).toEqual([]);
    expect(sinkLines(body + call(passed), language, guarded)).toEqual([3]);
    expect(sinkLines(body + call(refused), language, intrafile)).toEqual([3]);
  });

  it.each([
    ["two names of one value", "  b = a\n  if b != a:\n    sink(source())\n", []],
    ["a name of another value", "  b = other()\n  if b != a:\n    sink(source())\n", [4]],
    ["a value of the turn before", "  for c in a:\n    if b != c:\n      sink(source())\n    b = c\n", [4]],
  ])("asks of %s", (_, body, lines) => {
    expect(sinkLines(`def f(a):\n${body}`, "python", guarded)).toEqual(lines);
  });

  it.each([
    ["a call that says it by name", "f(x=source(), flag=False)", []],
    ["a default value", "f(x=source())", []],
    ["a variable", "v = False\nf(v, source())", []],
    ["a variable of two values", "v = False\nif w: v = True\nf(v, source())", [3]],
    ["a dictionary that others may change", "v = {'a': 0}\nh(v)\nf(v['a'], source())", [3]],
    ["a spread", "f(*w, x=source())", [3]],
  ])("reads %s", (_, call, expected) => {
    expect(sinkLines(`def f(flag=False, x=0):\n  if flag:\n    sink(x)\n${call}\n`, "python", guarded)).toEqual(
      expected,
    );
  });

  it.each([
    [
      "through a chain, at other places",
      "def f(a, x):\n if a: sink(x)\ndef g(x, b): f(b, x)\ndef h(): g(source(), False)",
      [],
    ],
    ["what it returns", "def f(a, x):\n if a: return x\n return 1\ndef g():\n sink(f(0, source()))", []],
    ["what it leaves in others", "def f(o, a, x):\n if a: o.y = x\no = C()\nf(o, 0, source())\nsink(o.y)", []],
    ["callbacks", "def f(c, a, x): c(a, x)\ndef g(a, x):\n if a: sink(x)\nf(g, 0, source())", []],
    [
      "what a callback returns",
      "def f(c, a, x): return c(a, x)\ndef g(a, x):\n if a: return x\nsink(f(g, 0, source()))",
      [],
    ],
    ["what contradicts itself", "def f(a, x):\n if a == 1:\n  if a == 2: sink(x)\nf(u(), source())", []],
    ["but not what was assigned to", "def f(a, x):\n if a:\n  a = h()\n  if not a: sink(x)\nf(1, source())", [4]],
    [
      "one of two ways",
      "def f(a, x):\n if a == 1: y = x\n elif a == 2: y = x\n else: y = 1\n sink(y)\nf(2, source())",
      [5],
    ],
    [
      "none of two ways",
      "def f(a, x):\n if a == 1: y = x\n elif a == 2: y = x\n else: y = 1\n sink(y)\nf(3, source())",
      [],
    ],
    ["all ways", "def f(a, x):\n if a: return x\n return x\nsink(f(0, source()))", [4]],
    ["loops", "def f(a, x):\n y = z = 1\n while w:\n  sink(y)\n  if a == 2: y = z\n  z = x\nf(2, source())", [4]],
    ["functions that call themselves", "def f(a, x):\n if a: sink(x)\n else: f(a, x)\nf(0, source())", []],
  ])("follows %s", (_, code, expected) => {
    expect(sinkLines(code, "python", guarded)).toEqual(expected);
  });

  it("takes time in proportion to a chain in which values double", () => {
    const chain = (count: number) =>
      `def f0(a, x):\n  if a == 0: sink(x)\n${Array.from({ length: count }, (_, i) => `def f${i + 1}(a, x): f${i}(a + a, x)\n`).join("")}f${count}(5, source())`;
    expectProportion({ few: 5, many: 40, atMost: 24 }, (count) => {
      const code = chain(count);
      return () => expect(sinkLines(code, "python", guarded)).toEqual([]);
    });
  });
});
