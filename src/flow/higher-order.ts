/** How functions of the languages call what they are given. */
export interface HigherOrder {
  /** Positions of the callback's parameters that are given what the receiver, or the first other argument, holds. */
  readonly elements: readonly number[];
  /** Positions of those that are given the whole. */
  readonly whole: readonly number[];
  /** Holds if what the callback returns becomes part of the result. */
  readonly returns: boolean;
  /** Holds if the result is, or holds, what was given. */
  readonly keeps: boolean;
  /** Position of the callback that is called with what a promise was refused with, and not with what it holds. */
  readonly refusal?: number;
}

const each: HigherOrder = { elements: [0], whole: [2], returns: false, keeps: false };
const kept: HigherOrder = { elements: [0], whole: [2], returns: false, keeps: true };
const mapped: HigherOrder = { elements: [0], whole: [2], returns: true, keeps: false };
const folded: HigherOrder = { elements: [0, 1], whole: [3], returns: true, keeps: true };
const settled: HigherOrder = { elements: [], whole: [0], returns: true, keeps: true };

/** Methods that call a function with what their receiver holds. */
export const methods: ReadonlyMap<string, HigherOrder> = new Map([
  ...["forEach", "some", "every", "findIndex", "findLastIndex"].map((name) => [name, each] as const),
  ...["filter", "find", "findLast"].map((name) => [name, kept] as const),
  ...["map", "flatMap"].map((name) => [name, mapped] as const),
  ...["reduce", "reduceRight"].map((name) => [name, folded] as const),
  ["sort", { ...kept, elements: [0, 1] }],
  ["replace", { ...mapped, keeps: true }],
  ["then", { ...settled, keeps: false, refusal: 1 }],
  ["catch", { ...settled, refusal: 0 }],
  ["finally", { ...settled, whole: [], returns: false }],
]);

/** Functions that call the first thing they are given with what the others hold. */
export const functions: ReadonlyMap<string, HigherOrder> = new Map([
  ["map", mapped],
  ["filter", kept],
  ["reduce", folded],
  ["sorted", kept],
]);
