import { beforeAll, describe, expect, it } from "vitest";
import { namesOf, analyse } from "#flow/analyse.ts";
import { findGates, type StandingGate } from "#flow/gates.ts";
import { loadSyntax } from "#load-syntax.ts";
import { Fuel, OutOfFuel } from "#match/fuel.ts";
import type { Node } from "#model/document.ts";
import type { GateRefusal } from "#model/rule.ts";
import { walk } from "#model/tree.ts";
import { readRules } from "#rule/load.ts";
import { syntaxes } from "#syntax/table.ts";
import { expectProportion } from "../cost.ts";

beforeAll(async () => {
  await loadSyntax("typescript");
});

function calls(root: Node, name: string): Node[] {
  return [...walk(root)].filter(({ kind, children: [callee] }) => kind === "call" && callee?.value === name);
}

/** The gates that stand before each call of `effect`; gates are the calls of `gate`, `other`. */
function standing(code: string, refuses: GateRefusal = "either", fuel = new Fuel(1e9)): (readonly StandingGate[])[] {
  const document = syntaxes.typescript("a.ts", code);
  const nodes = [...calls(document.root, "gate"), ...calls(document.root, "other")];
  const marks = nodes.sort((left, right) => left.start - right.start).map((node) => ({ node, refuses }));
  const gates = findGates({ document, marks, names: namesOf(document), semantics: analyse(document), fuel });
  return calls(document.root, "effect").map((node) => gates.gatesOf(node));
}

describe("how a gate refuses", () => {
  it.each([
    ["returns", "function f() { if (!gate()) return; effect() }"],
    ["returns", "if (gate()) { effect() }\nres.send(1)"],
    ["throws", "function f() { if (!gate()) throw new Error(); effect() }"],
    ["throws", "if (!gate()) process.exit(1);\neffect()"],
    ["responds", "function f(req, res) { if (!gate()) return res.status(403).end(); effect() }"],
    ["responds", "function f() { if (!gate()) { return new Response('no') } effect() }"],
  ])("%s: %s", (refusing, code) => {
    expect(standing(code)).toMatchObject([[{ refusing, isOnEveryWay: true }]]);
  });
});

describe("the gates before a place", () => {
  it("are those of all ways together", () => {
    const [found] = standing("if (a) { if (!gate()) throw 1 } else { if (!other()) throw 2 }\neffect()");
    expect(found?.map(({ isOnEveryWay }) => isOnEveryWay)).toEqual([false, false]);
  });

  it("are all of those in a row, in source order", () => {
    const [found] = standing("function f() { if (!other() || !gate()) return; effect() }");
    expect(found?.map(({ mark }) => mark.node.children[0]?.value)).toEqual(["other", "gate"]);
  });

  it("are none where the verdict is not read, or read for nothing", () => {
    expect(standing("gate(); effect()")).toEqual([[]]);
    expect(standing("const a = gate(); effect()")).toEqual([[]]);
    expect(standing("if (gate()) log(); effect()")).toEqual([[]]);
  });

  it("are those that throw if they are said to", () => {
    expect(standing("gate(); effect()", "throws")).toMatchObject([[{ refusing: "throws" }]]);
    expect(standing("if (!gate()) stop(); effect()", "verdict")).toEqual([[]]);
  });

  it("are the same whatever recursion there is", () => {
    const code = `function a(n) { if (!gate()) return; b(n) }
function b(n) { if (n) a(n - 1); effect() }
a(3)`;
    expect(standing(code)).toMatchObject([[{ isOnEveryWay: true }]]);
  });
});

it("reads how a gate refuses, and takes the rule out of the portable ones", () => {
  const text = (more: string) => `rules:
- id: r
  mode: taint
  languages: [typescript]
  severity: ERROR
  message: Found.
  pattern-sources: [{pattern: source()}]
  pattern-sinks: [{pattern: sink(...)}]
  pattern-sanitizers: [{pattern: gate(...)${more}}]
`;
  const read = (more: string) => readRules("r.yaml", text(more), "user")[0];
  expect(read(", gate: true")).toMatchObject({ sanitizers: [{ gate: "either" }], metadata: { class: "model-aware" } });
  expect(read(", gate: true, refuses: throws")).toMatchObject({ sanitizers: [{ gate: "throws" }] });
  expect(read("")).toMatchObject({ metadata: { class: "portable" } });
  expect(() => read(", refuses: throws")).toThrow("'refuses' is for gates");
  expect(() => read(", gate: true, refuses: maybe")).toThrow("maybe");
});

describe("work", () => {
  const program = (size: number) => {
    const gates = Array.from(
      { length: size / 4 },
      (_, i) => `  if (x${i} && !gate(${i})) { log(${i}) } else effect();\n`,
    );
    const branches = Array.from(
      { length: size },
      (_, i) => `  if (a${i}) { b = gate(${i}); c${i} = b } else { b = ${i} }\n`,
    );
    const functions = Array.from(
      { length: size / 4 },
      (_, i) => `const f${i} = (p) => { if (!p) return; f${i + 1}(p) };\n`,
    );
    return `${functions.join("")}function f() { let b;\n${branches.join("")}${gates.join("")}  if (!b) return;\n effect(b) }\nf0(gate())`;
  };

  it("grows with the code", () => {
    expectProportion({ few: 500, many: 4_000, atMost: 24 }, (size) => {
      const code = program(size);
      const document = syntaxes.typescript("a.ts", code);
      const marks = calls(document.root, "gate").map((node) => ({ node, refuses: "either" as const }));
      const question = { document, marks, names: namesOf(document), semantics: analyse(document), fuel: new Fuel(1e9) };
      const effects = calls(document.root, "effect");
      return () => {
        const gates = findGates(question);
        for (const node of effects) gates.gatesOf(node);
      };
    });
  });

  it.each([
    ["blocks", `${"if (a) { ".repeat(300)}effect()${" }".repeat(300)}`],
    ["operators", `${"!".repeat(500)}gate() && effect()`],
    ["operands", `if (${"a && ".repeat(500)}gate()) effect()`],
    ["functions", `${"(() => { ".repeat(60)}effect()${" })()".repeat(60)}`],
    ["finally", `${"try { a() } finally { ".repeat(200)}effect()${" }".repeat(200)}`],
    ["chains", `app${".get('/', a).then(b).x(c)".repeat(60)};\neffect()`],
    [
      "calls",
      `${Array.from({ length: 3_000 }, (_, i) => `function f${i}() { f${i + 1}() }\n`).join("")}function f3000() { effect() }`,
    ],
  ])("does not depend on depth: %s", (_, code) => {
    expect(standing(`function top() { if (!gate()) return;\n${code}\n}`)).toHaveLength(1);
  });
});

it("is work that is counted", () => {
  const code = (size: number) =>
    `${Array.from({ length: size }, (_, i) => `function f${i}() { if (gate(a)) b(); f${i + 1}(a) }`).join("\n")}\neffect()`;
  expect(standing(code(10), "either", new Fuel(1_000))).toHaveLength(1);
  expect(() => standing(code(1_000), "either", new Fuel(1_000))).toThrow(OutOfFuel);
});
