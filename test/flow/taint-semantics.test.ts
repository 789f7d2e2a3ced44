import { beforeAll, describe, expect, it } from "vitest";
import { loadSyntax } from "#load-syntax.ts";
import { type Language, sinkLines } from "./taint-rule.ts";

beforeAll(async () => {
  for (const name of ["javascript", "python"] as const) await loadSyntax(name);
});

describe("parts of values", () => {
  it.each<[string, Language, string, number[]]>([
    ["an element whose place is not known taints any", "python", "x[i] = source()\nsink(x[j])\nsink(x[0])", [2, 3]],
    ["one that is clean cleans all", "python", "x[i] = source()\nx[j] = 1\nsink(x[k])", []],
    ["a place counted from the end", "python", "x = [1, source()]\nsink(x[0])\nsink(x[-1])", [3]],
    ["parts of parts", "javascript", "x.a.b.c = source();\nsink(x.a.b.d);\nsink(x.a.b.c.e);\nsink(x.a)", [3, 4]],
    [
      "a clean part of a tainted whole",
      "javascript",
      "x = source();\nx.a[i].b = 1;\nsink(x.a[j].b);\nsink(x.a[j])",
      [4],
    ],
    [
      "what is left does not hold what was taken",
      "javascript",
      "const { a, ...r } = o(source());\nsink(r.a);\nsink(r)",
      [3],
    ],
    [
      "what is left of a list",
      "javascript",
      "const [a, ...r] = [source(), 1, source()];\nsink(r[0]);\nsink(r[1])",
      [3],
    ],
    ["what is made of a list at hand", "javascript", "sink([source()].length)", [1]],
    ["what an index is tainted by", "javascript", "sink(a[source()])", [1]],
  ])("%s", (_, language, code, expected) => {
    expect(sinkLines(code, language)).toEqual(expected);
  });

  it("end where they are told to: a value has no more parts than can be looked at", () => {
    const doubled = Array.from({ length: 40 }, (_, i) => `t = { l: t, r: t, n${i}: [t, t] };`).join("\n");
    expect(sinkLines(`let t = source();\n${doubled}\nsink(t)`, "javascript")).toEqual([42]);
  });
});

describe("what is computed where it is written", () => {
  it.each<[string, Language, string, number[]]>([
    ["a parameter's default", "python", "def f(a=source()):\n  sink(a)", [2]],
    ["a call in a default", "python", "def f(a=sink(source())):\n  pass", [1]],
    ["a field of a class", "javascript", "class A {\n a = sink(source())\n b = () => { sink(source()) }\n}", [2, 3]],
    ["the names that a case gives", "python", "match source():\n  case [a, *b]:\n    sink(a)\n    sink(b)", [3, 4]],
    [
      "a key that a case gives",
      "python",
      'match {"k": source(), "l": 1}:\n  case {"k": v, "l": w}:\n    sink(v)\n    sink(w)',
      [3],
    ],
    ["the guard of a case", "python", "match x:\n  case 1 if sink(source()):\n    pass", [2]],
    ["a case of a switch gives no names", "javascript", "let a = 1;\nswitch (source()) { case a: sink(a) }", []],
  ])("%s", (_, language, code, expected) => {
    expect(sinkLines(code, language)).toEqual(expected);
  });
});

describe("what a rule says of", () => {
  it("a source that is written to", () => {
    const sources = '[{by-side-effect: true, patterns: [{pattern-inside: $O.key = "..."}, {pattern: $O}]}]';
    expect(sinkLines('o = {};\no.key = "a";\nsink(o);\nsink(p)', "javascript", { sources })).toEqual([3]);
  });

  it("a source in every part, whatever was kept there", () => {
    expect(sinkLines("root.a = 1;\nsink(root.a)", "javascript", { sources: "[{pattern: root}]" })).toEqual([2]);
  });

  it("a call that a pattern names, in its outcome; a stretch that a rule speaks of otherwise, in all parts", () => {
    const code = "const a = read(\n  sink(b),\n);\nsink(a);";
    expect(sinkLines(code, "javascript", { sources: "[{pattern: read(...)}]" })).toEqual([4]);
    expect(sinkLines(code, "javascript", { sources: "[{patterns: [{pattern: read(...)}]}]" })).toEqual([4]);
    expect(sinkLines(code, "javascript", { sources: "[{patterns: [{pattern-inside: read(...)}]}]" })).toEqual([2, 4]);
  });

  it("a name that takes a part out of another value", () => {
    const sources = '[{patterns: [{pattern: "({..., $P, ...} = this.props)"}, {focus-metavariable: $P}]}]';
    expect(sinkLines("const { a, b } = this.props;\nsink(b)", "javascript", { sources })).toEqual([2]);
  });

  it("control: what runs after a source runs", () => {
    const sources = "[{pattern: source(), control: true}]";
    const code = "def f():\n  sink()\n  if a():\n    source()\n  sink()\ndef g():\n  sink()";
    expect(sinkLines(code, "python", { sources })).toEqual([5]);
  });

  it("a sink at the exit: where the function ends after it", () => {
    const sinks = "[{pattern: sink(...), at-exit: true}]";
    const code = "def f():\n  a = source()\n  sink(a)\n  if b:\n    sink(a)\n  else:\n    return sink(a)";
    expect(sinkLines(code, "python", { sinks })).toEqual([5, 7]);
  });

  it("a sink that is not exact: any part of it", () => {
    const code = "sink(1 if source() else 2)\nsink(x[f(source())])";
    expect(sinkLines(code, "python", { sinks: "[{pattern: sink(...), exact: false}]" })).toEqual([1, 2]);
    expect(sinkLines(code, "python")).toEqual([2]);
  });

  it("an exact sanitizer: only its result is clean", () => {
    const code = "clean(sink(source()))\nsink(clean(source()))";
    const sanitizers = (exact: boolean) => `  pattern-sanitizers: [{pattern: clean(...), exact: ${exact}}]\n`;
    expect(sinkLines(code, "python", { more: sanitizers(true) })).toEqual([1]);
    expect(sinkLines(code, "python", { more: sanitizers(false) })).toEqual([]);
  });

  it("a propagator to what is called, and to a parameter of a function at hand", () => {
    const called = `  pattern-propagators:
  - {by-side-effect: false, patterns: [{pattern-inside: $F($X)}, {focus-metavariable: $F}, {pattern: f}], from: $X, to: $F}\n  options: {taint_assume_safe_functions: true}\n`;
    expect(sinkLines("sink(source())\nsink(g(source()))", "python", { more: called })).toEqual([1]);
    const given = "  pattern-propagators: [{pattern: '$A.each(($X) => { ... })', from: $A, to: $X}]\n";
    expect(sinkLines("a = source();\na.each((x) => {\n  sink(x)\n});", "javascript", { more: given })).toEqual([3]);
  });

  it("a propagator within a function that asks for labels, or gives one", () => {
    const parts = {
      sources: "[{pattern: a(), label: A}, {pattern: b(), label: B}]",
      sinks: "[{pattern: sink(...), requires: C}]",
      more: "  pattern-propagators: [{pattern: '$TO.put($FROM)', from: $FROM, to: $TO, requires: A, label: C}]\n  options: {taint_intrafile: true}\n",
    };
    const code = "def f(x):\n  o = []\n  o.put(x)\n  return o\nsink(f(a()))\nsink(f(b()))\nsink(a())";
    expect(sinkLines(code, "python", parts)).toEqual([5]);
  });

  it.each([[""], ["  options: {taint_intrafile: true}\n"]])("each metavariable of a sink by itself %s", (more) => {
    const parts = {
      sources: "[{pattern: a(), label: A}, {pattern: b(), label: B}]",
      sinks: "[{pattern: 'sink($X, $Y)', requires: [{$X: A}, {$Y: B}]}]",
      more,
    };
    expect(sinkLines("sink(a(), b())\nsink(b(), a())\nsink(a() + b(), 1)", "python", parts)).toEqual([1]);
    const within = "def f(x, y):\n  sink(x, y)\n";
    expect(sinkLines(`${within}f(a(), b())`, "python", parts)).toEqual(more === "" ? [] : [2]);
    expect(sinkLines(`${within}f(b(), a())`, "python", parts)).toEqual([]);
  });

  it("one propagator after another", () => {
    const sinks = "[{patterns: [{pattern: 'f($X, $Y, $Z)'}, {focus-metavariable: $Z}]}]";
    const step = (from: string, to: string) =>
      `  - {by-side-effect: false, pattern: 'f($X, $Y, $Z)', from: ${from}, to: ${to}}\n`;
    const more = `  pattern-propagators:\n${step("$X", "$Y")}${step("$Y", "$Z")}`;
    expect(sinkLines("f(source(), a, b)", "python", { sinks, more })).toEqual([1]);
    expect(sinkLines("f(a, source(), b)\nf(a, b, c)", "python", { sinks, more })).toEqual([1]);
  });
});

describe("ways that are never taken", () => {
  it.each<[string, Language, string, number[]]>([
    [
      "the length of a list",
      "python",
      "a = [1]\nif len(a) == 2:\n  sink(source())\nif len(a) == 1:\n  sink(source())",
      [5],
    ],
    ["the size of a set", "python", "a = {1, 2, 2}\nif len(a) > 2:\n  sink(source())", []],
    ["a list that grows", "python", "a = [1]\na.append(2)\nif len(a) == 2:\n  sink(source())", [4]],
    ["a list that others hold", "python", "a = [1]\nf(a)\nif len(a) == 2:\n  sink(source())", [4]],
    ["a list of lists", "javascript", "const a = [1, ...b];\nif (a.length === 2) sink(source())", [2]],
  ])("%s", (_, language, code, expected) => {
    expect(sinkLines(code, language)).toEqual(expected);
  });
});

describe("kinds of values", () => {
  const safe = "  options: {taint_assume_safe_numbers: true, taint_assume_safe_booleans: true}\n";
  it.each<[string, Language, string, number[]]>([
    ["a comparison", "python", "sink(source() == 1)", []],
    ["a number added", "python", "sink(source() + 1)", []],
    ["a number joined to a text", "javascript", "sink(source() + 1)", [1]],
    ["a text joined to a text", "python", 'sink(source() + "a")', [1]],
    ["a text that is repeated", "python", 'sink("a" * source())', [1]],
    ["a text that is formatted", "python", 'sink("%s" % source())', [1]],
    ["a difference", "javascript", "sink(source() - a)", []],
    ["a length", "python", "sink(len(source()))", []],
    ["a choice", "python", 'sink(source() or "a")', [1]],
  ])("%s", (_, language, code, expected) => {
    expect(sinkLines(code, language, { more: safe })).toEqual(expected);
  });
});
