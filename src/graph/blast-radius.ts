import { gatesBefore } from "#graph/gates.ts";
import type { IdentityGraph } from "#graph/link.ts";
import { indexGraph } from "#graph/graph-index.ts";
import type { Fact, FactId, FactKind, FactOf, Relation } from "#model/fact.ts";

/** Something that is reached, and the gates that are passed on the way there that passes the fewest; none: it is open. */
export interface Reached<Id> {
  readonly id: Id;
  readonly gates: readonly Id[];
}

/** What lies within reach of a fact. */
export interface BlastRadius {
  readonly from: FactId;
  /** Gates before the fact itself; what it reaches is told as for whoever has passed them. */
  readonly gates: readonly FactId[];
  /** Systems, authority and effects that are reached without passing a gate, sorted. */
  readonly open: readonly FactId[];
  /** Those that every way to passes a gate, sorted, with the gates on the way that passes the fewest. */
  readonly gated: readonly Reached<FactId>[];
  /** Holds if nothing was left out. */
  readonly complete: boolean;
}

/** Relations that lead from a fact to what it reaches: a gate stands before what it guards, and a record is no authority. */
const leading: ReadonlySet<Relation> = new Set(["uses", "holds", "triggers", "reaches", "registers", "delegates-to"]);

/** Holds if the relation leads on to what is reached. */
export function leadsOn(relation: Relation): boolean {
  return leading.has(relation);
}

/** What is reached in the end; agents, servers and tools are only on the way. */
export const endsOf: ReadonlySet<FactKind> = new Set(["credential", "token", "identity", "grant", "effect", "opaque"]);

/** Kinds of facts whose blast radius an inventory tells: agents among the principals. */
export function hasRadius(fact: Fact): boolean {
  if (fact.kind === "principal") return fact.value.type === "agent";
  return fact.kind === "tool" || fact.kind === "trigger" || fact.kind === "credential";
}

/** Facts that one radius tells, and those that all of an inventory tell together. */
const mostOfOne = 5000;
const leastOfOne = 20;
const mostOfAll = 300_000;

/** The blast radius of each agent, tool, trigger and credential, in the order of the facts. */
export function blastRadii(graph: IdentityGraph): BlastRadius[] {
  const starts = graph.facts.filter(hasRadius);
  const most = Math.max(leastOfOne, Math.min(mostOfOne, Math.floor(mostOfAll / Math.max(1, starts.length))));
  const radius = blastRadius(graph, most);
  return starts.map(({ id }) => radius(id));
}

/**
 * What each fact reaches along direct edges, with and without passing a gate; at most `most` facts are gone through,
 * the open ones first.
 */
export function blastRadius(graph: IdentityGraph, most = mostOfOne): (from: FactId) => BlastRadius {
  const { factsById, edgesFrom } = indexGraph(graph);
  const gates = closedGates(graph);
  const next = remembered((id: FactId) =>
    (edgesFrom.get(id) ?? []).flatMap((edge) => (leadsOn(edge.relation) ? [edge.to] : [])),
  );
  const isEnd = (id: FactId) => endsOf.has(factsById.get(id)?.[0]?.kind ?? "principal");
  return (from) => {
    const { reached, complete } = reachFrom([from], { next, gates }, most);
    const found = reached.filter(({ id }) => isEnd(id)).sort((one, other) => (one.id < other.id ? -1 : 1));
    return {
      from,
      gates: gates(from),
      open: found.flatMap(({ id, gates: passed }) => (passed.length === 0 ? [id] : [])),
      gated: found.filter(({ gates: passed }) => passed.length > 0),
      complete,
    };
  };
}

/** The gates before each fact that may say no, by id. */
export function closedGates(graph: IdentityGraph): (id: FactId) => readonly FactId[] {
  const before = gatesBefore(graph);
  return remembered((id) =>
    before(id)
      .filter(mayRefuse)
      .map((gate) => gate.id),
  );
}

/** Answers each question once. */
function remembered<Question, Answer>(ask: (question: Question) => Answer): (question: Question) => Answer {
  const answers = new Map<Question, Answer>();
  return (question) => {
    if (!answers.has(question)) answers.set(question, ask(question));
    return answers.get(question)!;
  };
}

function mayRefuse({ value }: FactOf<"gate">): boolean {
  return value.verdict !== "auto";
}

/** How one gets about in a graph: where each node leads, and the gates that are passed by entering it. */
export interface Ways<Id> {
  readonly next: (id: Id) => Iterable<Id>;
  readonly gates: (id: Id) => readonly Id[];
}

/** Edges that are looked at for each fact that may be told. */
const edgesPerFact = 20;

/**
 * Everything that some nodes lead to, without themselves, each with the gates of the way that enters the fewest guarded
 * nodes: first what is open, nearest first, then what lies behind one guarded node, and so on. At most `most`;
 * `complete` says whether that was all.
 */
export function reachFrom<Id>(
  starts: readonly Id[],
  { next, gates }: Ways<Id>,
  most: number,
): { readonly reached: Reached<Id>[]; readonly complete: boolean } {
  const seen = new Set(starts);
  const reached: Reached<Id>[] = [];
  let fuel = most * edgesPerFact;
  let level: Reached<Id>[] = starts.map((id) => ({ id, gates: [] }));
  while (level.length > 0) {
    const behind = new Map<Id, Reached<Id>>();
    // The level grows while it is gone through, by all that no gate stands before.
    for (const { id: from, gates: passed } of level) {
      for (const id of next(from)) {
        if (fuel-- <= 0) return { reached, complete: false };
        if (seen.has(id)) continue;
        const before = gates(id);
        if (before.length > 0) {
          const found = behind.get(id) ?? { id, gates: [...new Set([...passed, ...before])] };
          behind.set(id, found);
          continue;
        }
        if (reached.length === most) return { reached, complete: false };
        seen.add(id);
        level.push({ id, gates: passed });
        reached.push({ id, gates: passed });
      }
    }
    level = [...behind.values()];
    if (reached.length + level.length > most) return { reached, complete: false };
    for (const found of level) seen.add(found.id);
    reached.push(...level);
  }
  return { reached, complete: true };
}
