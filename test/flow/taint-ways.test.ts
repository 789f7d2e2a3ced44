import { beforeAll, describe, expect, it } from "vitest";
import { loadSyntax } from "#load-syntax.ts";
import { expectProportion } from "../cost.ts";
import { intrafile, judge } from "./taint-rule.ts";

beforeAll(() => loadSyntax("javascript"));

const repeated = (count: number, code: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => code(i)).join("\n");

/** The lines that the only way tells, and how many places it leaves out. */
function only(code: string, parts = {}) {
  const { matches, problem } = judge(code, "javascript", { sources: "[{pattern: source(...)}]", ...parts });
  expect(problem).toBeUndefined();
  expect(matches).toHaveLength(1);
  const { flow = [] } = matches[0]!;
  return {
    lines: flow.map(({ start }) => code.slice(0, start).split("\n").length),
    leftOut: flow.map(({ leftOut = 0 }) => leftOut).reduce((sum, each) => sum + each),
  };
}

describe("a long way", () => {
  it("tells where it begins and where it ends, and how much is left out between", () => {
    const { lines, leftOut } = only(`let p = source();\n${repeated(200, () => "p = [p];")}\nsink(p)`);
    expect(lines.slice(0, 4)).toEqual([1, 1, 2, 3]);
    expect(lines.slice(-4)).toEqual([199, 200, 201, 202]);
    expect(lines.length - 2 + leftOut).toBe(201);
  });

  it("is told whole where it is not long", () => {
    const { lines, leftOut } = only(`let p = source();\n${repeated(16, () => "p = [p];")}\nsink(p)`);
    expect([lines.length, leftOut]).toEqual([19, 0]);
  });

  it("counts what lies in the functions that it leads through", () => {
    const inner = repeated(100, () => "a = [a];");
    const { leftOut } = only(`function f(a) {\n${inner}\nreturn a }\nconst p = f(source());\nsink(p)`, intrafile);
    expect(leftOut).toBeGreaterThan(80);
  });

  it("tells fewer places where many ways are told", () => {
    const code = `let p = source();\n${repeated(100, () => "p = [p];")}\n${repeated(3000, () => "sink(p)")}`;
    const { matches } = judge(code, "javascript");
    expect(matches).toHaveLength(3000);
    expect(matches.reduce((sum, { flow = [] }) => sum + flow.length, 0)).toBeLessThan(30_000);
  });
});

it("tells no more places than a search would, and says so", () => {
  const { matches, problem } = judge(`let p = source();\n${repeated(10_001, () => "sink(p);")}`, "javascript");
  expect(matches).toHaveLength(10_000);
  expect(problem).toMatchObject({ kind: "too-complex", partial: false });
});

describe("of more sources than are told apart", () => {
  it("tells the one that is nearest", () => {
    const { lines } = only(`let p = 1;\n${repeated(150, (i) => `p = [p, source(${i})];`)}\nsink(p)`);
    expect(lines[0]).toBe(151);
  });

  it("keeps one of another label that came in time", () => {
    const sources = "[{pattern: source(...), label: A}, {pattern: rare(), label: B}]";
    const code = `let p = rare();\n${repeated(150, (i) => `p = [p, source(${i})];`)}\nsink(p)`;
    const { lines } = only(code, { sources, sinks: "[{pattern: sink(...), requires: B}]" });
    expect(lines[0]).toBe(1);
  });
});

describe("takes time in proportion to", () => {
  it.each<[string, (count: number) => string]>([
    ["sinks behind a long way", (n) => `${repeated(n, () => "a = [a];")}${repeated(n, () => "sink(a);")}`],
    ["calls on a long way", (n) => `const g = (b) => b;${repeated(n, () => "a = g(a);")}sink(a)`],
    [
      "ways of one length that meet again and again",
      (n) => `let b = a;${repeated(n, () => "a = [a]; b = [b];")}${repeated(n, () => "c = x ? a : b;")}sink(c)`,
    ],
  ])("%s", (_, code) => {
    expectProportion({ few: 300, many: 2400, atMost: 24 }, (count) => {
      const text = `let a = source();${code(count)}`;
      return () => judge(text, "javascript", intrafile);
    });
  });
});
