import type { Problem } from "#model/problem.ts";

/** Thrown when a rule has used up its work limit on one document; caught where the rule is run, never seen by callers. */
export class OutOfFuel extends Error {
  /** What is told of it, where that is not for the rule to say. */
  readonly problem: Problem | undefined;

  constructor(problem?: Problem) {
    super();
    this.problem = problem;
  }
}

/** A work limit counted in steps, not in time, so that the same input ends at the same place on every machine. */
export class Fuel {
  #left: number;

  /** `steps`: how many may be spent. */
  constructor(steps: number) {
    this.#left = steps;
  }

  /** Spends `steps`; throws `OutOfFuel` when there are none left. */
  spend(steps: number): void {
    this.#left -= steps;
    if (this.#left < 0) throw new OutOfFuel();
  }
}
