import { blastRadii, type BlastRadius } from "#graph/blast-radius.ts";
import type { Fact, FactKind, FactOf } from "#model/fact.ts";
import { compareText } from "#model/location.ts";
import type { Reporter } from "#model/report.ts";
import { anchorParts, factsOf, neighbours } from "#report/agent-view.ts";
import { jsonText, locationJson } from "#report/json.ts";

/** Version 1 of the inventory, as `schemas/inventory-v1.schema.json` says it. */
export const inventoryJson: Reporter = ({ facts, edges, joined = [] }) => {
  const near = neighbours(facts, edges);
  const agents = factsOf(facts, "principal").filter(({ value }) => value.type === "agent");
  return jsonText({
    schemaVersion: 1,
    facts: facts.map(factJson),
    edges: [
      ...edges.map(({ from, relation, to }) => ({ from, relation, to })),
      ...joined.map(({ from, relation, to }) => ({ from, relation, to, joined: true })),
    ],
    agents: agents.map((agent) => agentJson(agent, near(agent.id))),
    blastRadius: blastRadii({ facts, edges, joined }).map(radiusJson),
  });
};

function factJson(fact: Fact) {
  const value = Object.entries(fact.value).sort(([left], [right]) => compareText(left, right));
  return {
    id: fact.id,
    kind: fact.kind,
    anchor: fact.anchor,
    key: fact.key,
    value: Object.fromEntries(value),
    origin: fact.origin,
    confidence: fact.confidence,
    locations: fact.locations.map(locationJson),
  };
}

function radiusJson({ from, gates, open, gated, complete }: BlastRadius) {
  return { id: from, gates, open, gated: gated.map(({ id, gates: passed }) => ({ id, gates: passed })), complete };
}

/** What an agent is directly related to, by kind: ids of facts, sorted. */
function agentJson(agent: FactOf<"principal">, near: readonly Fact[]) {
  const ids = (kind: FactKind) =>
    factsOf(near, kind)
      .map(({ id }) => id)
      .sort(compareText);
  return {
    id: agent.id,
    name: anchorParts(agent.anchor).name,
    triggers: ids("trigger"),
    tools: ids("tool"),
    credentials: ids("credential"),
    grants: ids("grant"),
    effects: ids("effect"),
    gates: ids("gate"),
  };
}
