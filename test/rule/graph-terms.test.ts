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
