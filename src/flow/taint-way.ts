import { meets, wanted } from "#flow/requirement.ts";
import { labelsOf } from "#flow/taint-labels.ts";
import type { TaintContext } from "#flow/taint-run.ts";
import { isShorter, type Taint, type Taints } from "#flow/taint-set.ts";
import { unifies } from "#match/binding.ts";
import type { Mark } from "#match/taint-marks.ts";
import type { Node } from "#model/document.ts";
import type { Requirement, TaintSink, TaintSource } from "#model/rule.ts";

/** Taint that came from a source to a sink. */
export interface TaintFlow {
  readonly source: Mark<TaintSource>;
  readonly sink: Mark<TaintSink>;
  /** The places between, in the order of the way. */
  readonly steps: readonly Node[];
}

/** The shortest way of the taint that has come to a sink and that the sink asks for; undefined if none has. */
export function wayTo(sink: Mark<TaintSink>, taints: Taints, context: TaintContext): TaintFlow | undefined {
  const { requires } = sink.spec;
  const agreeing = new Map([...taints].filter(([, taint]) => agree(taint, sink, context)));
  const needed: readonly Requirement[] = isList(requires) ? requires.map(([, each]) => each) : [requires];
  if (!needed.every((each) => meets(labelsOf(agreeing), each))) return undefined;
  const labels = new Set(needed.flatMap((each) => [...wanted(each)]));
  const [best] = [...agreeing.values()]
    .filter(({ label }) => labels.size === 0 || labels.has(label))
    .sort((left, right) => (isShorter(left, right) ? -1 : isShorter(right, left) ? 1 : startOf(left) - startOf(right)));
  return best?.origin.type === "source" ? { source: best.origin.mark, sink, steps: nodesOf(best) } : undefined;
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

function startOf({ origin }: Taint): number {
  return origin.type === "source" ? origin.mark.start : 0;
}

function nodesOf({ steps }: Taint): Node[] {
  const nodes: Node[] = [];
  for (let step = steps; step; step = step.before) nodes.push(step.node);
  return nodes.reverse();
}
