import { closedGates, leadsOn } from "#graph/blast-radius.ts";
import type { DrawableAnchor, DrawableFact, DrawableGraph } from "#model/drawing.ts";
import type { Fact, FactId } from "#model/fact.ts";
import type { Report } from "#model/report.ts";
import { anchorParts } from "#report/agent-view.ts";
import { factText } from "#report/fact-text.ts";
import { placeOf, shorten, visible } from "#report/visible.ts";

/** UTF-16 units of a text that a box, a row or a label shows. */
const textLimit = 400;

/** The surface of a report as it is drawn: harmless texts, and numbers in place of ids. */
export function drawableGraph(report: Pick<Report, "facts" | "edges" | "joined">): DrawableGraph {
  const { facts } = report;
  const numbers = new Map<FactId, number>(facts.map(({ id }, number) => [id, number]));
  const numbersOf = (ids: readonly FactId[]) => ids.flatMap((id) => numbers.get(id) ?? []);
  const anchors = new Map<string, number>();
  for (const { anchor } of facts) if (!anchors.has(anchor)) anchors.set(anchor, anchors.size);
  const actors = new Map(facts.flatMap((fact) => (fact.kind === "principal" ? [[fact.anchor, fact.value.type]] : [])));
  const gates = closedGates(report);
  return {
    anchors: [...anchors.keys()].map(drawableAnchor),
    facts: facts.map((fact): DrawableFact => {
      const { text, alarming } = factText(fact);
      const authority = fact.kind === "credential" ? fact.value.authority : actors.get(fact.anchor);
      const system = systemOf(fact);
      return {
        kind: fact.kind,
        anchor: anchors.get(fact.anchor) ?? 0,
        text: shorten(text, textLimit),
        alarming,
        confidence: fact.confidence,
        place: fact.locations[0] ? shorten(placeOf(fact.locations[0]), textLimit) : "",
        ...(authority !== undefined && { authority: visible(authority) }),
        ...(fact.kind === "credential" && { lifetime: fact.value.lifetime }),
        ...(system !== undefined && { system: visible(shorten(system, textLimit)) }),
        ...(fact.kind === "principal" && fact.value.type === "agent" && { agent: true as const }),
        gates: numbersOf(gates(fact.id)),
      };
    }),
    edges: [...report.edges, ...(report.joined ?? [])].flatMap(({ from, relation, to }) => {
      const ends = leadsOn(relation) ? numbersOf([from, to]) : [];
      return ends.length === 2 ? [[ends[0]!, ends[1]!] as const] : [];
    }),
  };
}

function drawableAnchor(anchor: string): DrawableAnchor {
  const { type, name } = anchorParts(anchor);
  return { type: visible(shorten(type, textLimit)), name: visible(shorten(name, textLimit)) || "(no name)" };
}

/** What is reached by a fact, by the name that a reader knows it by. */
function systemOf(fact: Fact): string | undefined {
  if (fact.kind === "grant") return fact.value.system;
  if (fact.kind === "identity") return fact.value.system;
  if (fact.kind === "credential") return fact.value.issuer;
  if (fact.kind !== "effect") return undefined;
  const { effect, target } = fact.value;
  if (effect === "network") return /^[\w-]+(?:\.[\w-]+)+$/.test(target) ? target : "network";
  return systems[effect];
}

const systems = {
  exec: "shell",
  "file-read": "filesystem",
  "file-write": "filesystem",
  database: "database",
  deploy: "deployment",
  "spawn-agent": "other agents",
  "self-modify": "itself",
  publish: "publication",
} as const;
