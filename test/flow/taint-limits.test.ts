import { beforeAll, describe, expect, it } from "vitest";
import { analyse, namesOf } from "#flow/analyse.ts";
import { findFlows } from "#flow/taint.ts";
import { loadSyntax } from "#load-syntax.ts";
import { compileTaintRule } from "#match/compile-taint.ts";
import { Fuel, OutOfFuel } from "#match/fuel.ts";
import { syntaxes } from "#syntax/table.ts";
import { expectCpuBelow, expectProportion } from "../cost.ts";
import { intrafile, judge, type Language, type RuleParts, taintRule } from "./taint-rule.ts";

beforeAll(async () => {
  for (const name of ["javascript", "python"] as const) await loadSyntax(name);
});

const anySource: RuleParts = { sources: "[{pattern: source(...)}]" };

const repeated = (count: number, code: (index: number) => string) => Array.from({ length: count }, (_, i) => code(i));

/** What is asked of a document in JavaScript by a rule from `source(…)` to `sink(…)`, but for the work limit. */
function questionOf(code: string) {
  const document = syntaxes.javascript("a.js", code);
  const semantics = analyse(document);
  const compiled = compileTaintRule(taintRule("javascript", anySource), syntaxes, analyse);
  const marks = compiled.marks(document, semantics, new Fuel(1_000_000))!;
  return { document, marks, options: {}, semantics, names: namesOf(document) };
}

describe("what is not looked at is told", () => {
  it("names the function in which the work limit was reached", () => {
    const question = questionOf(`sink(1);\nfunction g() { ${"a = source(a);".repeat(500)} }`);
    const { exhausted, flows } = findFlows({ ...question, fuel: new Fuel(3_500) });
    expect(exhausted?.start).toBe(9);
    expect(flows).toEqual([]);
    expect(findFlows({ ...question, fuel: new Fuel(1_000_000) }).exhausted).toBeUndefined();
  });

  it("needs as much for a document after another one as by itself", () => {
    const small = questionOf("let a = source(); if (x) a = [a]; sink(a)");
    const ends = (steps: number) => {
      try {
        return findFlows({ ...small, fuel: new Fuel(steps) }).exhausted === undefined;
      } catch (error) {
        if (error instanceof OutOfFuel) return false;
        throw error;
      }
    };
    let least = 1;
    while (!ends(least)) least++;
    const many = repeated(50, (i) => `if (x) { a = [a, source(${i})] }`).join(" ");
    findFlows({ ...questionOf(`let a; ${many} sink(a)`), fuel: new Fuel(1_000_000) });
    expect(ends(least)).toBe(true);
    expect(ends(least - 1)).toBe(false);
  });

  it("names the function in which a loop hands a value on through too many variables", () => {
    const handed = repeated(300, (i) => `v${300 - i} = v${299 - i};`).join("\n");
    const { problem } = judge(
      `function g() { let v0 = source();\nwhile (x) { ${handed} }\nsink(v300) }`,
      "javascript",
      anySource,
    );
    expect(problem).toMatchObject({ region: { startLine: 1, startColumn: 1 } });
    expect(problem?.message).toContain("the function 'g' of line 1");
  });

  it("names the function that nests deeper than is followed, and keeps what was found", () => {
    const nested = `${"if (x) { ".repeat(200)}sink(source())${" }".repeat(200)}`;
    const { matches, problem } = judge(`sink(source());\nfunction g() { ${nested} }`, "javascript", anySource);
    expect(matches).toHaveLength(1);
    expect(problem?.message).toContain("the function 'g' of line 2");
  });

  it("names a function that has more to tell after many rounds with those that it calls, and that call it", () => {
    const handed = (count: number) => repeated(count, (i) => `a${i}`).join(", ");
    const { problem } = judge(
      `x();\nfunction f(${handed(70)}, n) { if (n) f(1, ${handed(69)}, n - 1); else sink(a69) }\nf(source())`,
      "javascript",
      intrafile,
    );
    expect(problem?.message).toContain("the function 'f' of line 2");
  });

  it("ends soon where many methods that call each other keep and hand on what nobody knows", () => {
    const method = (i: number) => `
    def m${i}(self, command):
        self.last${i} = command[${i % 5}].name
        self.shown(self.last${(i * 3) % 40}, command)
        found = self.session.find(command, self.last${(i * 7) % 40})
        if found:
            return self.m${(i * 11 + 1) % 40}(found.parts[0])
        return self.m${(i * 5 + 2) % 40}([found.name, self.last${i}])
`;
    const code = `class P:${repeated(40, method).join("")}\nsink(P().m0(source()))\n`;
    expectCpuBelow(20_000, () => judge(code, "python", intrafile));
  });

  it("names the place where functions are given to functions without an end", () => {
    const { problem } = judge("const f = (g) => g(f);\nf(f);\nsink(source())", "javascript", intrafile);
    expect(problem?.message).toContain("the code outside of functions");
  });

  it("names the function in which more taints come together than are told apart, unless others come to the sink", () => {
    const sources = "[{pattern: source(...), label: A}, {pattern: rare(), label: B}]";
    const all = (rest: string) =>
      `function g() { sink([${repeated(70, (i) => `source(${i})`).join(" + ")} + ${rest}]) }`;
    const asked = (label: string) => ({ sources, sinks: `[{pattern: sink(...), requires: ${label}}]` });
    expect(judge(all("rare()"), "javascript", asked("B")).problem?.message).toContain("the function 'g' of line 1");
    expect(judge(all("rare()"), "javascript", asked("A"))).toMatchObject({ matches: [{}] });
    expect(judge(all("rare()"), "javascript", asked("A")).problem).toBeUndefined();
  });

  it("says nothing where functions that call each other were followed to the end, however deep they lie", () => {
    const inner = (code: string) => `${"[".repeat(60)}${code}${"]".repeat(60)}`;
    const chain = repeated(55, (i) => `function f${i}(a) { return ${inner(`f${i + 1}(a)`)} }`).join("\n");
    const { matches, problem } = judge(`${chain}\nfunction f55(a) { sink(a) }\nf0(source())`, "javascript", intrafile);
    expect(matches).toHaveLength(1);
    expect(problem).toBeUndefined();
  });
});

describe("takes time in proportion to", () => {
  it.each<[string, (count: number) => string]>([
    ["statements", (n) => `let a = source();${repeated(n, (i) => `a = g(a); b${i} = a;`).join("\n")}`],
    ["choices", (n) => `let a = source();${repeated(n, (i) => `let v${i} = a; if (x) a = g(v${i});`).join("\n")}`],
    ["what may throw", (n) => `let a; try {${repeated(n, () => "if (x) a = g(a);").join("\n")}} catch { sink(a) }`],
    [
      "variables in a loop",
      (n) => `let v0 = source(); while (x) {${repeated(n, (i) => `v${i + 1} = v${i};`).join("\n")}}`,
    ],
    ["sources and sinks", (n) => `let a;${repeated(n, (i) => `if (x) a = source(${i}); sink(a);`).join("\n")}`],
    ["parts", (n) => `let a = {};${repeated(n, (i) => `a.b${i % 90}.c${i % 70}.d = source();`).join("\n")}sink(a)`],
  ])("%s", (_, code) => {
    expectProportion({ few: 100, many: 800, atMost: 24 }, (count) => {
      const text = `function f() {${code(count)} sink(a) }`;
      return () => judge(text, "javascript", anySource);
    });
  });
});

describe("code of any width and depth", () => {
  it.each<[string, Language, string]>([
    ["a template of very many parts", "javascript", `sink(\`${"${t}".repeat(130_000)}\`)`],
    ["a list of very many items", "python", `sink([${"t,".repeat(130_000)}])`],
    ["a long sum", "python", `sink(t${" + a".repeat(5000)})`],
    ["a long chain", "python", `sink(t${".a()".repeat(5000)})`],
    ["a long sum", "javascript", `sink(t${" + a".repeat(5000)})`],
  ])("hides no flow: %s in %s", (_, language, sink) => {
    expect(judge(`t = source()\n${sink}\n`, language).matches).toHaveLength(1);
  });
});
