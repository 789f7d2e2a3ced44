import { reachFrom } from "#graph/blast-radius.ts";
import type { DrawableGraph } from "#model/drawing.ts";
import type { Confidence } from "#model/fact.ts";

/** What is looked at; an empty word leaves all in. */
export interface Filter {
  /** The number of an agent's anchor. */
  readonly agent: string;
  readonly authority: string;
  readonly lifetime: string;
  /** The least sure that is shown. */
  readonly confidence: string;
  readonly search: string;
}

export const noFilter: Filter = { agent: "", authority: "", lifetime: "", confidence: "", search: "" };

/** Surest first. */
export const confidences: readonly Confidence[] = ["very-high", "high", "medium", "low"];

/** Holds if the filter leaves anything out. */
export function isNarrow(filter: Filter): boolean {
  return Object.values(filter).some((word) => word !== "");
}

/** Whether each fact passes. */
export function passing(graph: DrawableGraph, filter: Filter): (fact: number) => boolean {
  const ofAgent = filter.agent === "" ? undefined : factsOfAgent(graph, Number(filter.agent));
  const words = filter.search.toLowerCase().split(/\s+/).filter(Boolean);
  const least = filter.confidence === "" ? confidences.length : confidences.indexOf(filter.confidence as Confidence);
  return (index) => {
    const fact = graph.facts[index]!;
    if (ofAgent && !ofAgent.has(index)) return false;
    if (filter.authority !== "" && fact.authority !== filter.authority) return false;
    if (filter.lifetime !== "" && fact.lifetime !== filter.lifetime) return false;
    if (confidences.indexOf(fact.confidence) > least) return false;
    if (words.length === 0) return true;
    const { type, name } = graph.anchors[fact.anchor]!;
    const text = `${fact.kind} ${type}/${name} ${fact.text} ${fact.place} ${fact.system ?? ""}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
}

/** What hangs on an agent, what it reaches, and what stands before that or starts it. */
function factsOfAgent({ facts, edges }: DrawableGraph, anchor: number): Set<number> {
  const own = [...facts.keys()].filter((index) => facts[index]!.anchor === anchor);
  const next = new Map<number, number[]>();
  for (const [from, to] of edges) {
    const known = next.get(from);
    if (known) known.push(to);
    else next.set(from, [to]);
  }
  const ways = { next: (index: number) => next.get(index) ?? [], gates: () => [] };
  const reached = reachFrom(own, ways, facts.length).reached.map(({ id }) => id);
  const all = new Set([...own, ...reached]);
  for (const [from, to] of edges) if (facts[from]!.kind === "trigger" && all.has(to)) all.add(from);
  const gates = [...all].flatMap((index) => facts[index]!.gates);
  return new Set([...all, ...gates]);
}
