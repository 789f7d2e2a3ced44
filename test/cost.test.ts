import { beforeEach, describe, expect, it, vi } from "vitest";
import { expectCpuBelow, expectProportion } from "./cost.ts";

/** Milliseconds of processor time that this process seems to have taken. */
let taken = 0;

beforeEach(() => {
  const now = () => ({ user: taken * 750, system: taken * 250 });
  const spy = vi.spyOn(process, "cpuUsage").mockImplementation((since = { user: 0, system: 0 }) => {
    const { user, system } = now();
    return { user: user - since.user, system: system - since.system };
  });
  return () => spy.mockRestore();
});

/** Work that costs so many milliseconds when it is done for the first time, the second, and so on. */
function working(...costs: readonly number[]) {
  const left = [...costs];
  return vi.fn(() => {
    taken += left.shift() ?? Infinity;
  });
}

describe("a bound on processor time", () => {
  it.each([
    ["work that stays below, which is done once", [99]],
    ["noise that passes", [250, 130, 99]],
  ])("bears %s", (_, costs) => {
    const run = working(...costs);
    expectCpuBelow(100, run);
    expect(run).toHaveBeenCalledTimes(costs.length);
  });

  it.each([
    ["is over it each time", [101, 100, 110, 120, 100]],
    ["is far over it, which is not done again", [500]],
  ])("fails for work that %s", (_, costs) => {
    const run = working(...costs);
    expect(() => expectCpuBelow(100, run)).toThrow("to be less than 100");
    expect(run).toHaveBeenCalledTimes(costs.length);
  });
});

describe("a bound on growth", () => {
  const sizes = { few: 10, many: 80, atMost: 24 };

  /** Work whose cost is a function of its size, times a noise that is different each time. */
  const growing = (cost: (count: number) => number, noises: readonly number[]) => {
    let done = 0;
    return (count: number) => () => {
      taken += cost(count) * noises[done++ % noises.length]!;
    };
  };

  it.each([
    ["linear work", (n: number) => n, [1]],
    ["linear work that is short", (n: number) => n / 1000, [1]],
    ["linear work under noise", (n: number) => 10 * n, [1, 9, 1.5, 1, 1, 4, 7]],
    ["work that does not grow", () => 50, [1]],
    ["work that costs more than its size", (n: number) => n * Math.log2(n), [1]],
  ])("bears %s", (_, cost, noises) => {
    expectProportion(sizes, growing(cost, noises));
  });

  it.each([
    ["quadratic work", (n: number) => n * n, [1]],
    ["quadratic work that is short", (n: number) => (n * n) / 10_000, [1]],
    ["quadratic work under noise", (n: number) => n * n, [1, 9, 1.5, 1, 1, 4, 7]],
    ["work that is half linear for few", (n: number) => 10 * n + n * n, [1]],
  ])("fails for %s", (_, cost, noises) => {
    expect(() => expectProportion(sizes, growing(cost, noises))).toThrow("to be less than 24");
  });

  it("does not measure what is prepared", () => {
    const prepare = vi.fn((count: number) => {
      taken += count * count;
      return () => {
        taken += count;
      };
    });
    expectProportion(sizes, prepare);
    expect(prepare).toHaveBeenCalledWith(80);
  });
});
