import type { Direction } from "#lock/order-word.ts";

/** Holds if one item stands for everything that another stands for. */
export type Covers = (outer: string, inner: string) => boolean;

/** Comparisons of two lists after which what is left counts as not covered: real lists need a thousandth. */
const mostComparisons = 200_000;

/** The items of `inner` that no single item of `outer` covers. */
export function uncovered(outer: readonly string[], inner: readonly string[], covers: Covers): string[] {
  const same = new Set(outer);
  let left = mostComparisons;
  return inner.filter((item) => !same.has(item) && !outer.some((whole) => left-- > 0 && covers(whole, item)));
}

/** The way from one list to another: wider if it only gained, narrower if it only lost; undefined if both say the same. */
export function setDirection(gained: readonly string[], lost: readonly string[]): Direction | undefined {
  if (gained.length === 0) return lost.length === 0 ? undefined : "narrower";
  return lost.length === 0 ? "wider" : "other";
}
