import { expect } from "vitest";

/**
 * What work costs, so that noise cannot fail a test: other load on the machine makes a measure larger, never smaller,
 * so of several measures the least is nearest to the truth. Costs are milliseconds of processor time of this process,
 * the user's and the system's together: waiting adds nothing to it, and only the sum is exact.
 */
function costOf(run: () => unknown): number {
  const started = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}

/** Measures again what is not below the bound, until it was five times as much in all; the least counts. */
function expectBelow(milliseconds: number, measure: () => number): void {
  let [least, sum] = [Infinity, 0];
  while (least >= milliseconds && sum < 5 * milliseconds) {
    const cost = measure();
    least = Math.min(least, cost);
    sum += cost;
  }
  expect(least, "the least milliseconds").toBeLessThan(milliseconds);
}

/**
 * Fails unless the work costs fewer than so many milliseconds of processor time. It is done once where it does, and
 * else up to five times.
 */
export function expectCpuBelow(milliseconds: number, run: () => unknown): void {
  expectBelow(milliseconds, () => costOf(run));
}

/**
 * As `expectCpuBelow`, but in milliseconds that pass: for the work of other processes, whose processor time is not told.
 * Whatever else runs adds to them, so the bound should be many times what is usual.
 */
export function expectEndsWithin(milliseconds: number, run: () => unknown): void {
  expectBelow(milliseconds, () => {
    const started = performance.now();
    run();
    return performance.now() - started;
  });
}

/** Milliseconds: what is measured lasts at least as long, for shorter measures tell nothing. */
const shortest = 20;

/** Milliseconds that the work costs once, where it is done as often as takes `atLeast` milliseconds. */
function costOfOnce(prepare: () => () => unknown, atLeast = shortest): number {
  for (let times = 1; ; times *= 2) {
    const runs = Array.from({ length: times }, prepare);
    const cost = costOf(() => runs.forEach((run) => run()));
    if (cost >= atLeast || times >= 256) return cost / times;
  }
}

/**
 * Two sizes of work, and the factor that the cost of the larger stays below. It should lie well between those of
 * linear and of quadratic work, which are 8 and 64 where `many` is eight times `few`.
 */
export interface Proportion {
  readonly few: number;
  readonly many: number;
  readonly atMost: number;
}

/**
 * Fails unless work on many costs less than `atMost` times what work on few does, each being the least of up to eight
 * rounds. `prepare` makes the work of one size anew for each time it is done, and is itself not measured.
 */
export function expectProportion({ few, many, atMost }: Proportion, prepare: (count: number) => () => unknown): void {
  const costs = { few: Infinity, many: Infinity };
  const measureFew = (atLeast = shortest) => costOfOnce(() => prepare(few), atLeast);
  // The first runs, which the engine has not compiled yet, cost several times as much.
  measureFew(10 * shortest);
  for (let round = 0; round < 8 && !(costs.many / costs.few < atMost); round++) {
    // More often than the many: noise in this one alone could hide a cost that grows too fast.
    costs.few = Math.min(costs.few, measureFew(), measureFew(), measureFew());
    costs.many = Math.min(
      costs.many,
      costOfOnce(() => prepare(many)),
    );
  }
  expect(costs.many / costs.few, `the cost of ${many} to that of ${few}`).toBeLessThan(atMost);
}
