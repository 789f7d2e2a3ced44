import { beforeAll, describe, expect, it } from "vitest";
import { compileRule } from "#compile-rule.ts";
import { loadSyntax } from "#load-syntax.ts";
import { syntaxes } from "#syntax/table.ts";
import { expectProportion } from "../cost.ts";
import { guarded, taintRule } from "./taint-rule.ts";

beforeAll(() => loadSyntax("javascript"));

const rule = taintRule("javascript", guarded);

/** Finds the one flow that there is, in a code that is parsed before. */
function findingOne(code: string): () => void {
  const document = syntaxes.javascript("a.js", code);
  const compiled = compileRule(rule);
  return () => {
    const { matches, problem } = compiled.matches(document);
    expect(problem).toBeUndefined();
    expect(matches).toHaveLength(1);
  };
}

const lines = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => line(i)).join("\n");

/** `a0, a1, …` */
const names = (count: number) => Array.from({ length: count }, (_, i) => `a${i}`).join(", ");

it("what builds its result of its own results is followed to the end", () => {
  const code = `function serialize(value, seen) {
  if (value instanceof Error) {
    const out = { name: value.name, message: value.message };
    if (value.stack) out.stack = value.stack;
    if ("cause" in value) out.cause = serialize(value.cause, seen);
    for (const [key, entry] of Object.entries(value)) out[key] = serialize(entry, seen);
    return out;
  }
  if (Array.isArray(value)) return value.map((item) => serialize(item, seen));
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, serialize(entry, seen)]));
}
sink(serialize({ a: { b: source() } }, new WeakSet()));
sink(serialize({ a: "b" }, new WeakSet()));`;
  findingOne(code)();
});

it("the parts of what holds many things are told apart", () => {
  const held = "{ a: source(), b: source(), c: source(), d: source() }";
  const entries = Array.from({ length: 30 }, (_, index) => `key${index}: ${held}`).join(", ");
  const code = `function load() { return { ${entries}, port: 80 }; }
const config = load();
sink(config.port);
sink(config.key7.b);`;
  findingOne(code)();
});

it.each([
  ["written at once", (fields: string) => `const load = () => ({ ${fields}, key: source(), port: 80 });`],
  [
    "set one by one",
    (fields: string) =>
      `function load() { const c = {}; ${fields.replaceAll(/(\w+): (\w+\(\d+\)),?/g, "c.$1 = $2;")} c.key = source(); return c; }`,
  ],
])("what has more harmless parts than are told apart keeps its others by themselves: %s", (_name, make) => {
  const fields = Array.from({ length: 70 }, (_, index) => `part${index}: Number(${index})`).join(", ");
  findingOne(`${make(fields)}\nconst config = load();\nsink(config.key);\nsink(config.port);\nsink(config.part60);`)();
});

const shapes: readonly (readonly [name: string, count: number, make: (count: number) => string])[] = [
  [
    "a chain of functions",
    500,
    (n) =>
      `${lines(n, (i) => `function f${i}(a) { return f${i + 1}(a) }`)}\nfunction f${n}(a) { return a }\nsink(f0(source()))`,
  ],
  [
    "a chain of sinks",
    500,
    (n) => `${lines(n, (i) => `function f${i}(a) { f${i + 1}(a) }`)}\nfunction f${n}(a) { sink(a) }\nf0(source())`,
  ],
  [
    "a ring",
    500,
    (n) =>
      `${lines(n, (i) => `function f${i}(a, b) { if (b) return a; return f${(i + 1) % n}(a) }`)}\nsink(f0(source()))`,
  ],
  [
    "a ring that comes to a sink",
    500,
    (n) =>
      `${lines(n, (i) => `function f${i}(a) { f${(i + 1) % n}(a) }`)}\nfunction g(a) { sink(a); f0(a) }\n g(source())`,
  ],
  [
    "callbacks within callbacks",
    100,
    (n) => `const f = (g, a) => g(a);\n${"f((x) => ".repeat(n)}sink(source())${", 1)".repeat(n)}`,
  ],
  [
    "functions that give callbacks on, twice each",
    28,
    (n) =>
      `${lines(n, (i) => `function f${i}(g, a) { f${i + 1}(g, 1); return f${i + 1}(g, a) }`)}\nfunction f${n}(g, a) { return g(a) }\nsink(f0((a) => a, source()))`,
  ],
  [
    "functions that give each other callbacks of their callbacks",
    12,
    (n) =>
      `${lines(
        n,
        (i) => `function f${i}(o, done, a) {
        if (!o.ok) return done(o.error);
        ${lines(4, (j) => `f${(i * 3 + j * 5 + 1) % n}({ ...o, done, k${j}: (v) => o.done(v, ${j}) }, (e) => { o.log(e); done(e, ${j}) }, a);`)}
        o.done(a);
      }`,
      )}\nf0({ ok: 1, done: (v) => sink(v), log: (e) => 1 }, (e) => 1, source())`,
  ],
  [
    "functions that give callbacks on",
    200,
    (n) =>
      `${lines(n, (i) => `function f${i}(g, a) { return f${i + 1}(g, a) }`)}\nfunction f${n}(g, a) { return g(a) }\nsink(f0((a) => a, source()))`,
  ],
];

describe("between many functions", () => {
  it.each(shapes)("%s takes time in proportion", (_, count, make) => {
    expectProportion({ few: count / 4, many: 2 * count, atMost: 24 }, (size) => findingOne(make(size)));
  });

  it("takes time in proportion to the calls where all call all", () => {
    const all = (n: number) =>
      `${lines(n, (i) => `function f${i}(a) { ${lines(n, (j) => `f${j}(a);`)} }`)}\nfunction g(a) { sink(a); f0(a) }\ng(source())`;
    expectProportion({ few: 10, many: 30, atMost: 27 }, (size) => findingOne(all(size)));
  });
});

describe("functions that call each other", () => {
  it.each([
    ["itself", "function f(a, n) { if (n) f(a, n - 1); else sink(a) }\nf(source())"],
    ["what it returns through itself", "function f(a, n) { return n ? f(a, n - 1) : a }\nsink(f(source()))"],
    [
      "one another",
      "function f(a, n) { if (n) return g(a, n - 1); return 1 }\nfunction g(a, n) { if (n) return f(a, n); return a }\nsink(f(source(), 9))",
    ],
    [
      "in a ring of three, entered anywhere",
      "function f(a) { g(a) }\nfunction g(a) { h(a); if (x) sink(a) }\nfunction h(a) { f(a) }\nh(source())",
    ],
    [
      "with arguments that change places",
      "function f(a, b, n) { if (n) f(b, a, n - 1); else sink(a) }\nf(1, source(), 21)",
    ],
    ["through a callback", "function f(g, a) { if (x) f(g, a); else g(a) }\nf((a) => sink(a), source())"],
    [
      "with more places than a few rounds bring a value through",
      `function f(${names(20)}, n) { if (n) f(1, ${names(19)}, n - 1); else sink(a19) }\nf(source())`,
    ],
    [
      "in as many parts as there are",
      "function f(a) { sink(a.v); f(a.l); f(a.r); f(a.m) }\nf({ m: { l: { v: source() } } })",
    ],
  ])("%s", (_, code) => {
    findingOne(code)();
  });
});
