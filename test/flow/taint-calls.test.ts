import { beforeAll, describe, expect, it } from "vitest";
import { loadSyntax } from "#load-syntax.ts";
import { intrafile, sinkLines } from "./taint-rule.ts";

beforeAll(async () => {
  for (const name of ["javascript", "python"] as const) await loadSyntax(name);
});

describe("callbacks in JavaScript", () => {
  it.each([
    ["return what they are given", "const f = (g, x) => g(x);\nsink(f((x) => x, source()))", [2]],
    ["return something else", "const f = (g, x) => g(x);\nsink(f((x) => 1, source()))", []],
    ["are unknown", "const f = (g, x) => g(x);\nsink(f(h, source()))", [2]],
    ["are handed on", "const f = (g, x) => g(x), k = (g, x) => f(g, x);\nsink(k((x) => x, source()))", [2]],
    ["are called by a callback", "const f = (g, x) => [x].map((y) => g(y));\nf((y) => {\nsink(y) }, source())", [3]],
    ["lie in an object", "function f(o) {\nreturn o.g(o.x) }\nf({ g(x) {\nsink(x) }, x: source() })", [4]],
    [
      "lie in one of two parts",
      "function f(o, t) { let g;\nif (t) g = o.a; else g = o.b;\ng(o.x) }\nf({ a: (x) => sink(x),\nb: (x) => sink(x),\nc: (x) => sink(x), x: source() })",
      [4, 5],
    ],
    ["put what they are given elsewhere", "const b = [];\n[source()].forEach((x) => b.push(x));\nsink(b)", [3]],
    [
      "are given to a builtin by others",
      "function f(xs, g) { xs.forEach(g) }\nf([source()], (x) => {\nsink(x) })",
      [3],
    ],
  ])("%s", (_, code, expected) => {
    expect(sinkLines(code, "javascript", intrafile)).toEqual(expected);
  });
});

describe("parameters", () => {
  it.each([
    ["rest of a list", "function f([a, ...b]) {\nsink(a);\nsink(b) }\nf([1, source()])", "javascript", [3]],
    ["first of a list", "function f([a, ...b]) {\nsink(a);\nsink(b) }\nf([source(), 1])", "javascript", [2]],
    ["rest parameters", "function f(a, ...b) {\nsink(b[0]);\nsink(b[1]) }\nf(1, 2, source())", "javascript", [3]],
    ["further arguments", "def f(a, *b):\n sink(b[0])\n sink(b[1])\nf(1, 2, source())", "python", [3]],
    ["further keywords", "def f(a, **b):\n sink(b['c'])\n sink(b['d'])\nf(1, c=2, d=source())", "python", [3]],
    ["a spread", "def f(a, b):\n sink(b)\nf(1, *source())", "python", [2]],
  ] as const)("%s", (_, code, language, expected) => {
    expect(sinkLines(code, language, intrafile)).toEqual(expected);
  });
});

describe("objects in Python", () => {
  it.each([
    [
      "give what nobody sees of one part nothing of another",
      "class A(B):\n def f(self):\n  self.a.b.append(source())\n def g(self):\n  self.c = self.made()\n  sink(self.c)\n  sink(self.a)",
      [7],
    ],
    [
      "give an inner object nothing of theirs",
      "class A:\n class C: pass\n def f(self): self.q.put(source())\n def g(self, k):\n  self.s[k] = self.C()\n  sink(self.s[k])\n  sink(self.q)",
      [7],
    ],
    [
      "keep what a constructor makes",
      "class A:\n def __init__(self):\n  self.k = source()\n def g(self): return self.k\nsink(A().g())\na = A()\nsink(a.g())",
      [5, 7],
    ],
    [
      "keep what a constructor is given",
      "class A:\n def __init__(self, k): self.k = k\n def g(self): return self.k\nsink(A(source()).g())\nsink(A(1).g())",
      [4],
    ],
    [
      "drop what it does not keep",
      "class A:\n def __init__(self, k): self.k = 1\n def g(self): return self.k\nsink(A(source()).g())",
      [],
    ],
    ["share it between methods", "class A:\n def f(self): self.k = source()\n def g(self):\n  sink(self.k)", [4]],
    ["inherit", "class A:\n def f(self): return source()\nclass B(A):\n def g(self):\n  sink(self.f())", [5]],
    [
      "have parts by name",
      "def f(o):\n sink(getattr(o, 'a'))\n sink(getattr(o, 'b'))\nf({'a': 1, 'b': source()})",
      [3],
    ],
  ])("%s", (_, code, expected) => {
    expect(sinkLines(code, "python", intrafile)).toEqual(expected);
  });
});

describe("variables of others in Python", () => {
  it.each([
    [
      "global",
      "x = 0\ndef f():\n global x\n x = source()\ndef g(): f()\ndef h():\n sink(x)\ndef m():\n g()\n h()",
      [7],
    ],
    ["nonlocal", "def f():\n x = 0\n def g():\n  nonlocal x\n  x = source()\n g()\n sink(x)", [7]],
    ["neither", "x = 0\ndef f():\n x = source()\ndef m():\n f()\n sink(x)", []],
  ])("%s", (_, code, expected) => {
    expect(sinkLines(code, "python", intrafile)).toEqual(expected);
  });
});
