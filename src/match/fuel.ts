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

/** Thrown when the deadline of a scan has passed: not the rule's doing, so that nothing more is asked of the file. */
export class OutOfTime extends Error {}

/** Milliseconds since 1970 of a time that never comes. */
export const never = Infinity;

/** Throws `OutOfTime` if a time, in milliseconds since 1970, has passed. */
export function checkTime(deadline: number): void {
  if (deadline !== never && Date.now() > deadline) throw new OutOfTime();
}

/** Steps between two looks at the clock: some milliseconds. */
const stepsBetweenLooks = 16_384;

/**
 * A work limit counted in steps, not in time, so that the same input ends at the same place on every machine. Only a
 * scan that has run out of time ends it earlier.
 */
export class Fuel {
  readonly #deadline: number;
  #left: number;
  /** As long as more are left, there is nothing to look at. */
  #mark = 0;

  /** `steps`: how many may be spent; `deadline`: until when, in milliseconds since 1970. */
  constructor(steps: number, deadline = never) {
    this.#left = steps;
    this.#deadline = deadline;
    this.#setMark();
  }

  /** Steps that may still be spent. */
  get left(): number {
    return this.#left;
  }

  /** Spends `steps`; throws `OutOfFuel` when there are none left, `OutOfTime` after the deadline. */
  spend(steps: number): void {
    this.#left -= steps;
    if (this.#left < this.#mark) this.#look();
  }

  #look(): void {
    if (this.#left < 0) throw new OutOfFuel();
    checkTime(this.#deadline);
    this.#setMark();
  }

  #setMark(): void {
    if (this.#deadline !== never) this.#mark = Math.max(0, this.#left - stepsBetweenLooks);
  }
}
