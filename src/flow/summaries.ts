import { weight } from "#flow/summary-weight.ts";
import { noEffects, type Summary } from "#flow/taint-run.ts";
import type { Node } from "#model/document.ts";

/** A function that adds to what it does this often is not followed to the end. */
const mostRounds = 40;
/** Calls are followed this deep at once; what lies deeper is found out after them, and told to them then. */
const deepestCalls = 30;

/** How summaries are made. */
export interface SummaryMaking {
  /** What calling a function does, given what is known by now of those that it asks for. */
  readonly make: (owner: Node) => Summary;
  /** Those that others ask for come before these. */
  readonly rankOf: (owner: Node) => number;
  /** Holds where what is being looked at lies so deep that functions are better looked at by themselves. */
  readonly isDeep: () => boolean;
  /** A function has been gone through too often. */
  readonly cut: (owner: Node) => void;
}

/**
 * What calling functions does: found out when it is asked for, and once more for those that asked when there is more to
 * tell, until nothing changes. Summaries only grow, so that this ends.
 */
export class Summaries {
  readonly #making: SummaryMaking;
  readonly #known = new Map<Node, Summary>();
  /** The functions that have asked for what each does. */
  readonly #askers = new Map<Node, Set<Node>>();
  readonly #running = new Set<Node>();
  /** Functions that do not know all that they have asked for. */
  readonly #stale = new Set<Node>();
  readonly #rounds = new Map<Node, number>();
  #current: Node | undefined;

  constructor(making: SummaryMaking) {
    this.#making = making;
  }

  get known(): ReadonlyMap<Node, Summary> {
    return this.#known;
  }

  /** The function that is being looked at. */
  get current(): Node | undefined {
    return this.#current;
  }

  isRunning(owner: Node): boolean {
    return this.#running.has(owner);
  }

  /** What is known of a function: nothing yet while it is being found out, or where calls nest too deep. */
  of(owner: Node): Summary {
    if (!this.#known.has(owner) && !this.#running.has(owner)) {
      if (this.#running.size >= deepestCalls || this.#making.isDeep()) this.#stale.add(owner);
      else this.#run(owner);
    }
    this.#noteAsker(owner);
    return this.#known.get(owner) ?? noEffects;
  }

  /** What a function was found out to do no longer holds. */
  refresh(owner: Node): void {
    if (this.#known.has(owner)) this.#stale.add(owner);
  }

  /** Goes through functions that lack something until none does. */
  settle(): void {
    for (let owner = this.#next(); owner; owner = this.#next()) {
      this.#stale.delete(owner);
      const round = (this.#rounds.get(owner) ?? 0) + 1;
      this.#rounds.set(owner, round);
      if (round > mostRounds) this.#making.cut(owner);
      else this.#run(owner);
    }
  }

  #next(): Node | undefined {
    let next: Node | undefined;
    let lowest = Infinity;
    for (const owner of this.#stale) {
      const rank = this.#making.rankOf(owner);
      if (rank < lowest) [next, lowest] = [owner, rank];
    }
    return next;
  }

  #noteAsker(owner: Node): void {
    if (!this.#current) return;
    const askers = this.#askers.get(owner);
    if (askers) askers.add(this.#current);
    else this.#askers.set(owner, new Set([this.#current]));
  }

  #run(owner: Node): void {
    const outer = this.#current;
    this.#current = owner;
    this.#running.add(owner);
    const summary = this.#making.make(owner);
    const before = weight(this.#known.get(owner) ?? noEffects);
    this.#known.set(owner, summary);
    this.#running.delete(owner);
    this.#current = outer;
    if (weight(summary) === before) return;
    // Who asks from now on gets it.
    for (const asker of this.#askers.get(owner) ?? []) this.#stale.add(asker);
  }
}
