import { describe, expect, test } from "vitest";
import { EdgeSet } from "#graph/edge-set.ts";
import { indexGraph } from "#graph/graph-index.ts";
import { link } from "#graph/link.ts";
import { answer } from "#graph/query.ts";
import { withQuestions } from "#identity/asked-triggers.ts";
import { FactNumbers } from "#identity/fact-numbers.ts";
import { factId, type Edge, type Fact } from "#model/fact.ts";
import type { Location } from "#model/location.ts";
import { readGraphTerms } from "#rule/graph-terms.ts";
import { readSource } from "#rule/source.ts";
import { valueTester } from "#rule/value-expression.ts";
import { expectProportion } from "../cost.ts";

const growth = { few: 250, many: 2000, atMost: 24 };

function places(count: number): Location[] {
  return Array.from({ length: count }, (_, index) => {
    const region = { startLine: index + 1, startColumn: 1, endLine: index + 1, endColumn: 2 };
    return { path: "bot.ts", region };
  });
}

function triggerAt(locations: readonly Location[]): Fact {
  const value = { type: "chat", source: "discord", sender: "open" } as const;
  const known = { kind: "trigger", anchor: "module/bot.ts", key: "discord", value } as const;
  return { ...known, id: factId("trigger", known.anchor, known.key), locations, confidence: "high", origin: "code" };
}

const effects = Array.from({ length: 4 }, (_, index): Fact => {
  const value = { effect: "exec", target: `tool${index}` } as const;
  const known = { kind: "effect", anchor: "module/bot.ts", key: value.target, value } as const;
  return {
    ...known,
    id: factId("effect", known.anchor, known.key),
    locations: places(1),
    confidence: "high",
    origin: "code",
  };
});

/** What handlers at all these places reach: one trigger, and an edge of each place to each effect. */
function reached(count: number): { facts: Fact[]; edges: Edge[] } {
  const at = places(count);
  const trigger = triggerAt(at);
  const edges = at.flatMap((place) =>
    effects.map(({ id }): Edge => ({ from: trigger.id, relation: "reaches", to: id, at: [place] })),
  );
  return { facts: [trigger, ...effects], edges };
}

describe("a trigger that is handled at many places", () => {
  test("an edge of several places holds of each; one without places of all", () => {
    const [first, second, third] = places(3) as [Location, Location, Location];
    const edge = { from: "trigger:a", relation: "reaches", to: "effect:b" } as const;
    const known = new EdgeSet();
    for (const place of [second, first, second]) known.add({ ...edge, at: [place] });
    expect(known.sorted()).toEqual([{ ...edge, at: [first, second] }]);
    known.add(edge);
    known.add({ ...edge, at: [third] });
    expect(known.sorted()).toEqual([edge]);
  });

  test("is linked in time for its places", () => {
    expectProportion(growth, (count) => {
      const stated = reached(count);
      return () => link([stated]);
    });
  });

  test("is parted into those that ask and those that do not in time for its places", () => {
    expectProportion(growth, (count) => {
      const { facts, edges } = link([reached(count)]);
      const answers = places(count).map((place, index) => ({
        place,
        answer: index % 2 === 0 ? ("never" as const) : ("always" as const),
      }));
      const turned = new Map([[triggerAt([]).id, answers]]);
      return () => withQuestions({ facts, edges }, turned, new FactNumbers());
    });
  });

  test("is asked for by rules in time for its places", () => {
    const terms = readGraphTerms(
      readSource(
        "rule.yaml",
        `
        - fact: { kind: trigger, id: $T }
        - edge: { from: $T, relation: reaches, to: $E }
        - edge: { from: $T, relation: reaches, to: $F }
        `,
      ),
    );
    expectProportion(growth, (count) => {
      const index = indexGraph(link([reached(count)]));
      return () => answer(terms, index, valueTester());
    });
  });
});
