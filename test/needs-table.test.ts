import fc from "fast-check";
import { expect, test } from "vitest";
import type { Needs } from "#model/needs.ts";
import type { Rule } from "#model/rule.ts";
import { LiteralNumbers, NeedsTable } from "#needs-table.ts";
import { packRules, unpackRules } from "#packed-needs.ts";

const words = ["ab", "cd", "ef", "gh"];

const { needs: anyNeeds } = fc.letrec<{ needs: Needs }>((tie) => ({
  needs: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(...words),
    fc.array(tie("needs"), { maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie("needs"), { maxLength: 3 }).map((any) => ({ any })),
  ),
}));

/** What the words of a need mean, one by one. */
function holds(needs: Needs, there: ReadonlySet<string>): boolean {
  if (typeof needs === "string") return there.has(needs);
  return "all" in needs ? needs.all.every((each) => holds(each, there)) : needs.any.some((each) => holds(each, there));
}

test("a table says of each of its needs what it says by itself", () => {
  fc.assert(
    fc.property(fc.array(anyNeeds, { maxLength: 8 }), fc.subarray(words), (all, there) => {
      const literals = new LiteralNumbers();
      // Numbers that no need has are those of words that others look for.
      literals.numberOf("elsewhere");
      const table = new NeedsTable(literals);
      const numbers = all.map(table.numberOf);
      const isMet = table.metBy(["elsewhere", ...there].map(literals.numberOf));
      expect(numbers.map(isMet)).toEqual(all.map((needs) => holds(needs, new Set(there))));
    }),
  );
});

test("what several need has one number", () => {
  const table = new NeedsTable();
  const shared = { any: ["ab", "cd"] };
  const number = table.numberOf({ all: ["ef", shared] });
  expect(table.numberOf({ all: ["ef", { any: ["ab", "cd"] }] })).toBe(number);
  expect(table.entries).toHaveLength(5);
});

test("rules that were packed need what they needed", () => {
  fc.assert(
    fc.property(anyNeeds, anyNeeds, (one, other) => {
      const parts = { sources: one, sinks: other, others: { any: [one, other] } };
      const rules = [
        { mode: "search", needs: { python: one, javascript: other } },
        { mode: "taint", needs: { python: other }, partNeeds: { python: parts } },
        { mode: "graph" },
      ] as unknown as Rule[];
      const packed: unknown = JSON.parse(JSON.stringify(packRules(rules)));
      expect(unpackRules(packed as ReturnType<typeof packRules>)).toEqual(rules);
    }),
  );
});
