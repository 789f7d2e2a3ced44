import type { FieldChange } from "#model/delta.ts";

/** Which way a value went: to more authority, to less, or to another that is neither. */
export type Direction = FieldChange["direction"];

/** Words from the least authority to the most; an absent value has a place of its own where it says something. */
export type Ranks = ReadonlyMap<string | undefined, number>;

/** Ranks of words that stand from the least to the most. */
export function ranks(...words: readonly (string | undefined)[]): Ranks {
  return new Map(words.map((word, index) => [word, index]));
}

/** The way from one word to another; words that are not known have no order. */
export function wordDirection(order: Ranks, before: string | undefined, after: string | undefined): Direction {
  const [from, to] = [order.get(before), order.get(after)];
  if (from === undefined || to === undefined || from === to) return "other";
  return to > from ? "wider" : "narrower";
}
