import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { analyse, namesOf } from "#flow/analyse.ts";
import { Terms } from "#flow/guard-terms.ts";
import { type References, toData } from "#flow/summary-data.ts";
import { fromData } from "#flow/summary-from-data.ts";
import { findSummaries } from "#flow/taint.ts";
import { loadSyntax } from "#load-syntax.ts";
import { compileTaintRule } from "#match/compile-taint.ts";
import { Fuel } from "#match/fuel.ts";
import { walk } from "#model/tree.ts";
import { syntaxes } from "#syntax/table.ts";
import { guarded, taintRule } from "./taint-rule.ts";

beforeAll(() => loadSyntax("javascript"));

const rule = taintRule("javascript", {
  ...guarded,
  sources: "[{pattern: other()}, {pattern: source()}]",
  sinks: "[{pattern: sink(...)}, {pattern: drain(...)}]",
});

const statement = fc.constantFrom(
  "sink(a);",
  "if (b.mode === 'x' && b.list.length > 1) drain(a);",
  "if (!b) return a;",
  "return { k: a, l: [source(), other()] };",
  "g(a, b);",
  "return c(a, { d: [1, b] });",
  "this.k = a;",
  "state = a;",
  "b.push(a);",
  "return (x) => x + a;",
  "if (typeof b === 'string') return source();",
  "[a].map((x) => c(x));",
);
const program = fc
  .tuple(fc.array(statement, { maxLength: 5 }), fc.array(statement, { maxLength: 5 }))
  .map(
    ([f, g]) =>
      `let state;\nfunction f(a, b, c) {\n${f.join("\n")}\n}\nfunction g(a, b, c) {\n${g.join("\n")}\n}\nclass A { m(a, b, c) {\n${f.join("\n")}\n} }\nsink(f(source(), 'x', g))`,
  );

it("loses nothing of a summary", () => {
  let told = 0;
  fc.assert(
    fc.property(program, (code) => {
      const document = syntaxes.javascript("a.js", code);
      const [semantics, names, fuel] = [analyse(document), namesOf(document), new Fuel(1_000_000)];
      const marks = compileTaintRule(rule, syntaxes, analyse).marks(document, semantics, fuel);
      if (!marks) return;
      const nodes = new Map(
        Array.from(walk(document.root), (node) => [`${node.start} ${node.end} ${node.kind}`, node]),
      );
      const references: References = {
        rule,
        marks,
        terms: new Terms(),
        nodeAt: (place) => nodes.get(place.join(" "))!,
        variableAt: (declaration) => names.entities.get(declaration)!,
      };
      const options = rule.options ?? {};
      for (const summary of findSummaries({ document, marks, options, semantics, names, fuel }).values()) {
        const data = toData(summary, references);
        const text = JSON.stringify(data);
        told += data.sinks.length + data.calls.length + data.written.length + data.terms.length;
        const read = fromData(JSON.parse(text), { ...references, terms: new Terms() });
        expect(JSON.stringify(toData(read, references))).toBe(text);
        expect(read.sinks.map(({ mark, node }) => [mark, node])).toEqual(
          summary.sinks.map(({ mark, node }) => [mark, node]),
        );
        expect([...read.written.keys()]).toEqual([...summary.written.keys()]);
        // What they have captured is compared as text above: terms are numbered anew by each reader.
        expect([...(read.returned.functions?.keys() ?? [])]).toEqual([...(summary.returned.functions?.keys() ?? [])]);
      }
    }),
    { numRuns: 60 },
  );
  expect(told).toBeGreaterThan(100);
});
