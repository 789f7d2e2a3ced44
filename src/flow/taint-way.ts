import { meets, wanted } from "#flow/requirement.ts";
import { labelsOf } from "#flow/taint-labels.ts";
import type { TaintContext } from "#flow/taint-run.ts";
import { firstSteps, isShorter, type Taint, type Taints } from "#flow/taint-set.ts";
import { unifies } from "#match/binding.ts";
import type { Mark } from "#match/taint-marks.ts";
import type { Node } from "#model/document.ts";
import type { Requirement, TaintSink, TaintSource } from "#model/rule.ts";

/** Taint that came from a source to a sink. */
export interface TaintFlow {
  readonly source: Mark<TaintSource>;
  readonly sink: Mark<TaintSink>;
  /** The places between, in the order of the way; of a long one where it begins and where it ends. */
  readonly steps: readonly PassedPlace[];
  /** Where the rest came from that the sink asks for, of other metavariables than the one whose way is told. */
  readonly besides: readonly Mark<TaintSource>[];
}

/** A place that taint went through. */
export interface PassedPlace {
  readonly node: Node;
  /** How many places before it are left out, if any. */
  readonly leftOut?: number;
}

/** Places of one way that are told, and of all ways of a rule in one document: each way tells fewer if there are many. */
const mostTold = 18;
const mostOfAll = 20_000;
const leastTold = 2;

/** How many places each of so many ways tells. */
export function toldOfEach(ways: number): number {
  return Math.max(leastTold, Math.min(mostTold, Math.floor(mostOfAll / ways)));
}

/** Taints that have come to a sink, and to the metavariables of which it asks something by itself. */
interface Come {
  readonly taints: Taints;
  readonly parts: ReadonlyMap<string, Taints> | undefined;
  /** How many places of the way are told. */
  readonly told: number;
}

/**
 * The shortest way of the taint that has come to a sink and that the sink asks for; undefined if none has.
 * Of a sink that asks for several things, the way of the last one.
 */
export function wayTo(
  sink: Mark<TaintSink>,
  { taints, parts, told }: Come,
  context: TaintContext,
): TaintFlow | undefined {
  const { requires } = sink.spec;
  const agreeing = (all: Taints) => new Map([...all].filter(([, taint]) => agree(taint, sink, context)));
  const asked = (isList(requires) ? requires : [["", requires] as const]).map(([name, wants]) => {
    return { wants, come: agreeing(parts?.get(name) ?? taints) };
  });
  if (!asked.every(({ come, wants }) => meets(labelsOf(come), wants))) return undefined;
  const ways = asked.map(({ come, wants }) => nearest(come, wanted(wants)));
  // A part that asks only for what must not be there has no way of its own.
  const way = ways.at(-1) ?? nearest(agreeing(taints), new Set(asked.flatMap(({ wants }) => [...wanted(wants)])));
  if (way?.origin.type !== "source") return undefined;
  const source = way.origin.mark;
  const others = ways.flatMap((each) => (each?.origin.type === "source" ? [each.origin.mark] : []));
  return { source, sink, steps: toldOf(way, told), besides: [...new Set(others)].filter((mark) => mark !== source) };
}

/** The taint with one of the labels, or with any if none is asked for, that has come the shortest way. */
function nearest(taints: Taints, labels: ReadonlySet<string>): Taint | undefined {
  let best: Taint | undefined;
  for (const taint of taints.values())
    if ((labels.size === 0 || labels.has(taint.label)) && (!best || isBefore(taint, best))) best = taint;
  return best;
}

/** What a source and a sink bind under one name is the same, if the rule asks for that. */
function agree({ origin }: Taint, sink: Mark<TaintSink>, { assumes, fuel, semantics }: TaintContext): boolean {
  if (!assumes.unifies || origin.type !== "source") return true;
  return [...sink.bindings].every(([name, binding]) => {
    const other = origin.mark.bindings.get(name);
    return !other || unifies(binding, other, { fuel, semantics });
  });
}

function isList(requires: TaintSink["requires"]): requires is readonly (readonly [string, Requirement])[] {
  return Array.isArray(requires);
}

function isBefore(left: Taint, right: Taint): boolean {
  if (isShorter(left, right)) return true;
  return !isShorter(right, left) && startOf(left) < startOf(right);
}

function startOf({ origin }: Taint): number {
  return origin.type === "source" ? origin.mark.start : 0;
}

function toldOf({ steps }: Taint, most: number): PassedPlace[] {
  const leftOut = (steps?.length ?? 0) - most;
  const first = leftOut > 0 ? Math.floor(most / 2) : 0;
  const last: PassedPlace[] = [];
  for (let step = steps; step && last.length < most - first; step = step.before) last.push({ node: step.node });
  if (leftOut > 0) last.push({ ...last.pop()!, leftOut });
  const beginning = leftOut > 0 ? firstSteps(steps).slice(0, first) : [];
  return [...beginning.map((node) => ({ node })), ...last.reverse()];
}
