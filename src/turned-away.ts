import { keyOf, placeOf, type Reached } from "#access/reached.ts";
import type { PlacedFact } from "#identity/reached-facts.ts";
import type { Fact } from "#model/fact.ts";
import { endOf, type RepoPath } from "#model/location.ts";
import type { FunctionOutline, ModuleOutline } from "#model/module-outline.ts";

/** Functions of functions: what asks further on than this asks something else. */
const deepestQuestion = 4;
/** Functions on the way from what throws to who stops by that. */
const longestThrow = 3;

/** What programs state, by the functions that it stands in. */
export type Deeds = ReadonlyMap<string, readonly PlacedDeed[]>;

interface PlacedDeed {
  readonly end: number;
  readonly isGrave: boolean;
}

/**
 * What a handler does with those whom some function asks for: nothing before they are asked (`always`), or something, or
 * nobody sees what comes of the question (`perhaps`).
 */
export type TurnedAway = "always" | "perhaps" | "never";

/** Where programs do something that whoever may start it is to be asked before. What is looked up to ask them is none. */
export function deedsOf(placed: readonly PlacedFact[], facts: ReadonlyMap<string, Fact>): Deeds {
  const found = new Map<string, PlacedDeed[]>();
  for (const { fact: id, kind, module, function: at, region } of placed) {
    if (at === undefined || !region || (kind !== "effect" && kind !== "principal")) continue;
    const key = keyOf({ module, function: at });
    found.set(key, [...(found.get(key) ?? []), { end: endOf(region), isGrave: isGrave(facts.get(id)) }]);
  }
  return found;
}

/** Settings, tables and other services are asked who somebody is. */
function isGrave(fact: Fact | undefined): boolean {
  return fact?.kind !== "effect" || !/^(?:database|network|file-write)$/.test(fact.value.effect);
}

/** Follows a handler from where it is entered up to where it, or what it calls, is left for some. */
export function turnedAway(
  starts: readonly string[],
  { calls, depths, runs }: Reached,
  { outlines, deeds }: { readonly outlines: ReadonlyMap<RepoPath, ModuleOutline>; readonly deeds: Deeds },
): TurnedAway {
  const outlineOf = (key: string): FunctionOutline | undefined => {
    const { module, function: id } = placeOf(key);
    return (depths.get(key) ?? Infinity) <= deepestQuestion ? outlines.get(module)?.functions[id] : undefined;
  };
  if (![...runs.keys()].some((key) => outlineOf(key)?.turnsAway)) return "never";
  const guards = new Guards(calls, outlineOf);
  const open = openFrom(starts, calls, guards);
  const known = [...runs.keys()].flatMap((key) => {
    const from = open.has(key) ? guards.from(key) : 0;
    return (deeds.get(key) ?? []).map(({ end, isGrave: grave }) => ({ isGrave: grave, isOpen: end < from }));
  });
  if (known.some((deed) => deed.isGrave && deed.isOpen)) return "perhaps";
  const isGuarded =
    known.length > 0
      ? known.some(({ isOpen }) => !isOpen)
      : [...open].some((key) => goesOn(outlineOf(key), guards.from(key)));
  return isGuarded ? "always" : "perhaps";
}

/** The functions that are entered for anyone. */
function openFrom(starts: readonly string[], calls: Reached["calls"], guards: Guards): ReadonlySet<string> {
  const open = new Set(starts);
  for (const key of open) {
    const from = guards.from(key);
    for (const [callee, end] of calls.get(key) ?? []) if (end <= from || end === Infinity) open.add(callee);
  }
  return open;
}

/** Holds if a function does something from where on it is guarded. */
function goesOn({ ends = [], turnsAway = [] }: Partial<FunctionOutline> = {}, from: number): boolean {
  return ends.some((end) => end > from) || (from < Infinity && turnsAway.some((turning) => turning.goesOn));
}

/** From where on functions are guarded, as `endOf` counts. */
class Guards {
  readonly #calls: Reached["calls"];
  readonly #outlineOf: (key: string) => FunctionOutline | undefined;
  readonly #throwing = new Map<string, boolean>();

  constructor(calls: Reached["calls"], outlineOf: (key: string) => FunctionOutline | undefined) {
    this.#calls = calls;
    this.#outlineOf = outlineOf;
  }

  from(key: string): number {
    const outline = this.#outlineOf(key);
    const asked = new Set(outline?.leftAfter);
    const own = outline?.turnsAway?.map(({ end }) => end) ?? [];
    const called = [...(this.#calls.get(key) ?? [])].flatMap(([callee, end]) => {
      const { name, turnsAway } = this.#outlineOf(callee) ?? {};
      const isAsked = turnsAway !== undefined && name !== undefined && asked.has(name);
      return isAsked || this.#throws(callee, longestThrow) ? [end] : [];
    });
    return Math.min(Infinity, ...own, ...called);
  }

  #throws(key: string, left: number): boolean {
    const known = this.#throwing.get(key);
    if (known !== undefined) return known;
    this.#throwing.set(key, false);
    const isThrown =
      this.#outlineOf(key)?.turnsAway?.some(({ throws }) => throws) === true ||
      (left > 0 && [...(this.#calls.get(key)?.keys() ?? [])].some((callee) => this.#throws(callee, left - 1)));
    this.#throwing.set(key, isThrown);
    return isThrown;
  }
}
