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

/** Taints that have come to a sink, and to the metavariables of which it asks something by itself. */
interface Come {
  readonly taints: Taints;
  readonly parts: ReadonlyMap<string, Taints> | undefined;
}

/** The shortest way of the taint that has come to a sink and that the sink asks for; undefined if none has. */
export function wayTo(sink: Mark<TaintSink>, { taints, parts }: Come, context: TaintContext): TaintFlow | undefined {
  const { requires } = sink.spec;
  const agreeing = (all: Taints) => new Map([...all].filter(([, taint]) => agree(taint, sink, context)));
  const come = agreeing(taints);
  const asked = isList(requires) ? requires : [["", requires] as const];
  const isMet = asked.every(([name, each]) => meets(labelsOf(agreeing(parts?.get(name) ?? taints)), each));
  if (!isMet) return undefined;
  const needed: readonly Requirement[] = asked.map(([, each]) => each);
  const labels = new Set(needed.flatMap((each) => [...wanted(each)]));
  const [best] = [...come.values()]
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
