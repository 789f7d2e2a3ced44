import { endsOf, reachFrom, type Reached } from "#graph/blast-radius.ts";
import type { DrawableGraph } from "#model/drawing.ts";

/** What facts reach, and what leads to them, by their numbers. */
export interface Radius {
  /** Everything on the way and at its end that no gate stands before. */
  readonly open: ReadonlySet<number>;
  readonly gated: ReadonlyMap<number, readonly number[]>;
  /** What leads here. */
  readonly sources: ReadonlySet<number>;
  readonly complete: boolean;
}

/** Facts that are gone through: a page shows no more. */
const most = 20_000;

/** Answers what some facts reach; the lists of neighbours are made once. */
export function radiusIn(graph: DrawableGraph): (from: readonly number[]) => Radius {
  const next: number[][] = graph.facts.map(() => []);
  const before: number[][] = graph.facts.map(() => []);
  for (const [from, to] of graph.edges) {
    next[from]!.push(to);
    before[to]!.push(from);
  }
  const gates = (fact: number) => graph.facts[fact]!.gates;
  return (from) => {
    const { reached, complete } = reachFrom(from, { next: (fact) => next[fact]!, gates }, most);
    const back = reachFrom(from, { next: (fact) => before[fact]!, gates: () => [] }, most);
    return {
      open: new Set(reached.filter(isOpen).map(({ id }) => id)),
      gated: new Map(reached.filter((found) => !isOpen(found)).map(({ id, gates: passed }) => [id, passed])),
      sources: new Set(back.reached.map(({ id }) => id)),
      complete,
    };
  };
}

function isOpen({ gates }: Reached<number>): boolean {
  return gates.length === 0;
}

/** Those of the facts that are reached in the end, and not only on the way. */
export function endsAmong(graph: DrawableGraph, facts: Iterable<number>): number[] {
  return [...facts].filter((fact) => endsOf.has(graph.facts[fact]!.kind));
}
