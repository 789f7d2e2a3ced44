import { type Bindings, type Comparison, isNumbered, unifies } from "#match/binding.ts";
import type { Fuel } from "#match/fuel.ts";
import type { Node } from "#model/document.ts";
import type { Confidence } from "#model/fact.ts";
import { type Span, compareText } from "#model/location.ts";

/** A stretch of a document that a part of a formula found, in the making of a match. */
export interface Range extends Span {
  /**
   * What found it, which decides how it counts against others: a pattern, `pattern-inside`, a regular expression, or
   * something that may stand anywhere.
   */
  readonly kind: "plain" | "inside" | "regex" | "anywhere";
  readonly bindings: Bindings;
  /** What was found, where it is one node. */
  readonly node?: Node;
  /** The least of the facts that it rests on, where it rests on any. */
  readonly confidence?: Confidence;
}

/** Making a range costs more than looking at one. */
const joinCost = 4;

/** Holds if `inner` lies in `outer` and they agree on every metavariable that both bind; everything lies in what may stand anywhere. */
function liesIn(inner: Range, outer: Range, work: Comparison): boolean {
  const isNested = inner.start >= outer.start && inner.end <= outer.end;
  if (!isNested && outer.kind !== "anywhere") return false;
  for (const [name, binding] of inner.bindings) {
    const other = outer.bindings.get(name);
    if (other && other !== binding && !isNumbered(name) && !unifies(binding, other, work)) return false;
  }
  return true;
}

/** Calls `visit` for every pair of which the first may lie in the second by its place; near-linear where ranges nest. */
function forNested(
  inner: readonly Range[],
  outer: readonly Range[],
  fuel: Fuel,
  visit: (inner: Range, outer: Range) => void,
): void {
  const [somewhere, placed] = [outer.filter(isAnywhere), outer.filter((range) => !isAnywhere(range))];
  fuel.spend(inner.length * somewhere.length);
  for (const range of inner) for (const other of somewhere) visit(range, other);
  const byStart = (left: Range, right: Range) => left.start - right.start;
  const outers = placed.sort(byStart);
  let active: Range[] = [];
  let next = 0;
  for (const range of [...inner].sort(byStart)) {
    for (; next < outers.length && outers[next]!.start <= range.start; next++) active.push(outers[next]!);
    fuel.spend(1 + active.length);
    active = active.filter(({ end }) => end >= range.start);
    for (const other of active) if (other.end >= range.end) visit(range, other);
  }
}

function isAnywhere({ kind }: Range): boolean {
  return kind === "anywhere";
}

/** Semgrep's conjunction: of each nested pair the inner one, with the bindings of both. */
export function intersect(left: readonly Range[], right: readonly Range[], work: Comparison): Range[] {
  const found: Range[] = [];
  const join = (inner: Range, outer: Range) => {
    // What was found as a surrounding never takes the place of what was found as itself.
    if (inner.kind === "inside" && outer.kind !== "inside") return;
    work.fuel.spend(joinCost);
    if (!liesIn(inner, outer, work)) return;
    const confidence = lessConfident(inner.confidence, outer.confidence);
    found.push({ ...inner, bindings: joined(inner.bindings, outer.bindings), ...(confidence && { confidence }) });
  };
  forNested(left, right, work.fuel, join);
  forNested(right, left, work.fuel, join);
  return distinct(found);
}

const confidences: readonly (Confidence | undefined)[] = ["low", "medium", "high", "very-high"];

/** The lesser one of what two things rest on; undefined where neither rests on a fact. */
export function lessConfident(one: Confidence | undefined, other: Confidence | undefined): Confidence | undefined {
  return confidences.find((each) => each === one || each === other);
}

function joined(own: Bindings, others: Bindings): Bindings {
  const added = [...others].filter(([name]) => !own.has(name));
  return added.length === 0 ? own : new Map([...own, ...added]);
}

/**
 * Semgrep's negation: takes from `ranges` what lies in one of `negative` found as a surrounding, what has the same place as
 * one found by a pattern, and what lies in or around one found by a regular expression.
 */
export function subtract(ranges: readonly Range[], negative: readonly Range[], work: Comparison): Range[] {
  const removed = new Set<Range>();
  forNested(ranges, negative, work.fuel, (range, other) => {
    if (removed.has(range)) return;
    const isSame = range.start === other.start && range.end === other.end;
    const isTaken = other.kind === "anywhere" || ((isSame || other.kind !== "plain") && liesIn(range, other, work));
    if (isTaken) removed.add(range);
  });
  const expressions = negative.filter(({ kind }) => kind === "regex");
  forNested(expressions, ranges, work.fuel, (other, range) => {
    if (!removed.has(range) && liesIn(other, range, work)) removed.add(range);
  });
  return ranges.filter((range) => !removed.has(range));
}

/** Each range once: the same place with the same bindings is the same. In source order. */
function distinct(ranges: readonly Range[]): Range[] {
  return byPlace(ranges).flatMap((alike) => once(alike, (range) => `${range.kind} ${keyOf(range)}`));
}

/**
 * The ranges in source order, each once; of those with the same place, one that another one adds bindings to is left out,
 * because it says less.
 */
export function final(ranges: readonly Range[], fuel: Fuel): Range[] {
  return byPlace(ranges).flatMap((alike) => withoutPoorer(once(alike, keyOf), fuel));
}

/** The ranges in source order, those with the same place together. */
function byPlace(ranges: readonly Range[]): Range[][] {
  const sorted = [...ranges].sort((left, right) => left.start - right.start || left.end - right.end);
  const groups: Range[][] = [];
  for (const range of sorted) {
    const group = groups.at(-1);
    const first = group?.[0];
    if (group && first?.start === range.start && first.end === range.end) group.push(range);
    else groups.push([range]);
  }
  return groups;
}

/** Each range of a group once, in the order of what they bind. */
function once(alike: readonly Range[], key: (range: Range) => string): readonly Range[] {
  if (alike.length === 1) return alike;
  const byKey = new Map<string, Range>();
  for (const range of alike) {
    const text = key(range);
    if (!byKey.has(text)) byKey.set(text, range);
  }
  return [...byKey].sort(([left], [right]) => compareText(left, right)).map(([, range]) => range);
}

/** Bindings and their places as text. */
function keyOf({ bindings }: Range): string {
  const parts = Array.from(bindings, ([name, { span }]) => `${name}:${span.start}:${span.end}`);
  return parts.sort(compareText).join(" ");
}

function withoutPoorer(alike: readonly Range[], fuel: Fuel): readonly Range[] {
  const sizes = new Set(alike.map(({ bindings }) => bindings.size));
  if (sizes.size === 1) return alike;
  fuel.spend(alike.length * alike.length);
  return alike.filter((range) => !alike.some((other) => other !== range && adds(other, range)));
}

function adds(richer: Range, poorer: Range): boolean {
  if (richer.bindings.size <= poorer.bindings.size) return false;
  for (const [name, { span }] of poorer.bindings) {
    const other = richer.bindings.get(name)?.span;
    if (other?.start !== span.start || other.end !== span.end) return false;
  }
  return true;
}
