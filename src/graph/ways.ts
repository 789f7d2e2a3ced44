import { closedGates, leadsOn } from "#graph/blast-radius.ts";
import type { GraphIndex } from "#graph/graph-index.ts";
import type { FactId, Relation } from "#model/fact.ts";

/** What a rule asks of a way. */
export interface Way {
  /** Holds if no gate that may refuse stands before anything on the way; before its start there may be some. */
  readonly ungated: boolean;
  /** The relations that it goes along; absent: all that lead on. */
  readonly along?: readonly Relation[];
}

/** Ways from one fact are kept for so many starts. */
const mostKept = 2000;

/** Finds the shortest ways between facts, each start once. */
export class Ways {
  readonly #index: GraphIndex;
  readonly #gates: (id: FactId) => readonly FactId[];
  readonly #known = new Map<string, ReadonlyMap<FactId, FactId>>();
  /** Takes the cost of one edge; false if there is nothing left. */
  readonly #pay: () => boolean;

  constructor(index: GraphIndex, pay: () => boolean) {
    this.#index = index;
    this.#gates = closedGates(index.graph);
    this.#pay = pay;
  }

  /** Everything that a fact leads to in such a way, without itself, the nearest first. */
  reachedFrom(start: FactId, way: Way): Iterable<FactId> {
    return this.#cameFrom(start, way).keys();
  }

  /** The facts between a start and what it leads to; undefined where no such way leads there. */
  between(start: FactId, end: FactId, way: Way): readonly FactId[] | undefined {
    const cameFrom = this.#cameFrom(start, way);
    if (!cameFrom.has(end)) return undefined;
    const passed: FactId[] = [];
    for (let id = cameFrom.get(end); id !== undefined && id !== start; id = cameFrom.get(id)) passed.unshift(id);
    return passed;
  }

  /** Of everything that is reached, what comes before it. */
  #cameFrom(start: FactId, way: Way): ReadonlyMap<FactId, FactId> {
    const key = `${start}\n${way.ungated}\n${way.along?.join(" ") ?? ""}`;
    const known = this.#known.get(key);
    if (known) return known;
    const found = this.#follow(start, way);
    if (this.#known.size < mostKept) this.#known.set(key, found);
    return found;
  }

  #follow(start: FactId, { ungated, along }: Way): ReadonlyMap<FactId, FactId> {
    const cameFrom = new Map<FactId, FactId>();
    const queue = [start];
    for (let next = 0; next < queue.length; next++) {
      for (const { relation, to } of this.#index.edgesFrom.get(queue[next]!) ?? []) {
        if (!this.#pay()) return cameFrom;
        if (!leadsOn(relation) || (along && !along.includes(relation))) continue;
        if (to === start || cameFrom.has(to) || (ungated && this.#gates(to).length > 0)) continue;
        cameFrom.set(to, queue[next]!);
        queue.push(to);
      }
    }
    return cameFrom;
  }
}
