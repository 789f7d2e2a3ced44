import { expect, test } from "vitest";
import { readGraphTerms } from "#rule/graph-terms.ts";
import { readSource } from "#rule/source.ts";

function terms(yaml: string) {
  return readGraphTerms(readSource("rule.yaml", yaml));
}

test("a rule begins with the fact at which the finding stands", () => {
  expect(terms("[{ fact: { kind: gate, anchor: $A } }, { regex: { metavariable: $A, regex: x } }]")).toHaveLength(2);
  expect(() => terms("[{ regex: { metavariable: $A, regex: x } }, { fact: { kind: gate } }]")).toThrow(/first term/);
  expect(() => terms("[{ not: [{ fact: { kind: gate } }] }]")).toThrow(/first term/);
});

test("it may begin with alternatives, if each of them begins with a fact", () => {
  expect(terms("[{ any: [[{ fact: { kind: gate } }], [{ fact: { kind: grant } }]] }]")).toMatchObject([
    { type: "any", of: [[{ type: "fact" }], [{ type: "fact" }]] },
  ]);
  expect(terms("[{ any: [[{ any: [[{ fact: { kind: gate } }]] }]] }]")).toHaveLength(1);
  expect(() => terms("[{ any: [[{ fact: { kind: gate } }], [{ differ: [$A, $B] }]] }]")).toThrow(/first term/);
  expect(() => terms("[{ any: [] }]")).toThrow(/first term/);
  expect(() => terms("[{ any: [[]] }]")).toThrow(/first term/);
});

const begin = "{ fact: { kind: grant, id: $A } }";

test("a path begins at what is known", () => {
  expect(terms(`[${begin}, { path: { from: $A, to: $B, ungated: true, along: [uses, holds] } }]`)[1]).toEqual({
    type: "path",
    from: "$A",
    to: "$B",
    ungated: true,
    along: ["uses", "holds"],
  });
  expect(() => terms(`[${begin}, { path: { from: $B, to: $A } }]`)).toThrow(/'\$B', which no term before it binds/);
  expect(() => terms(`[${begin}, { path: { from: $A, to: $B, along: [knows] } }]`)).toThrow(/knows/);
  expect(() => terms(`[${begin}, { path: { from: $A } }]`)).toThrow(/to/);
});

test("a relation is known by its name, and about as many facts as it says", () => {
  expect(terms(`[${begin}, { relation: { name: privileged, of: [$A] } }]`)).toHaveLength(2);
  expect(() => terms(`[${begin}, { relation: { name: mightier, of: [$A] } }]`)).toThrow(/mightier/);
  expect(() => terms(`[${begin}, { relation: { name: wider, of: [$A] } }]`)).toThrow(/2 facts/);
  expect(() => terms(`[${begin}, { relation: { name: privileged, of: [$C] } }]`)).toThrow(/no term before it binds/);
});

test("a count asks for what its terms bind, and at least one", () => {
  const count = (of: string, least: number) =>
    `[${begin}, { count: { of: ${of}, least: ${least}, terms: [{ fact: { kind: effect, key: $K } }] } }]`;
  expect(terms(count("$K", 2))).toHaveLength(2);
  expect(() => terms(count("$L", 2))).toThrow(/none of its terms binds/);
  expect(() => terms(count("$K", 0))).toThrow(/at least 1/);
});
