import { labelsOf, propagated } from "#flow/taint-labels.ts";
import { meets } from "#flow/requirement.ts";
import type { Run } from "#flow/taint-run.ts";
import { nameTaken } from "#flow/taint-containers.ts";
import { cleanse, fill, placeOf } from "#flow/taint-targets.ts";
import { type Taint, type Taints, unite } from "#flow/taint-set.ts";
import { allTaints, fieldOf, mapValue, tainted, type Value } from "#flow/taint-value.ts";
import type { NodeMarks, Placed } from "#flow/marked-nodes.ts";
import type { PropagatorMark } from "#match/taint-marks.ts";
import type { Node } from "#model/document.ts";
import type { TaintSource } from "#model/rule.ts";

/** Takes taint away where the rule says so; undefined where it does not. */
export function sanitized(node: Node, run: Run): boolean {
  const sanitizers = run.context.marks.nodes.get(node)?.sanitizers ?? [];
  if (sanitizers.length === 0) return false;
  if (sanitizers.some(({ mark, isWhole }) => isWhole && mark.spec.bySideEffect)) cleanse(node, run);
  return true;
}

/** What a rule says of a node: taint that begins here, or comes here through a propagator, or must not come here. */
export function applyMarks(node: Node, value: Value, run: Run): Value {
  const marks = run.context.marks.nodes.get(node);
  if (!marks) return value;
  let after = fromSources(node, value, marks, run);
  let taints = after.taints;
  for (const mark of marks.to) taints = unite(taints, run.environment.sentBy(mark));
  if (taints !== after.taints) after = { ...after, taints };
  // What has just come through one propagator goes on through the next.
  for (const mark of marks.from) propagate(mark, allTaints(takenBy(mark, node, after, run)), run);
  for (const mark of marks.sinks) run.reaches({ mark, node, taints: allTaints(after) });
  return after;
}

function fromSources(node: Node, value: Value, { sources }: NodeMarks, run: Run): Value {
  let after = value;
  const known = labelsOf(allTaints(value));
  for (const source of sources) {
    const { bySideEffect, requires } = source.mark.spec;
    if (requires && !meets(known, requires)) continue;
    const taint = taintOf(source);
    const own: Taints = new Map([[taint.key, taint]]);
    if (source.mark.spec.control) {
      run.environment.control = unite(run.environment.control, own);
      continue;
    }
    if (bySideEffect !== "no" && source.isWhole && placeOf(node, run)) fill(node, tainted(own), run);
    // What begins here is in every part, whatever was kept in that before.
    if (bySideEffect !== "only") after = mapValue(after, (taints) => unite(taints, own));
  }
  return after;
}

function taintOf({ mark }: Placed<TaintSource>): Taint {
  const { label } = mark.spec;
  const bound = Array.from(mark.bindings, ([name, { span }]) => `${name}:${span.start}`).join();
  return {
    key: `${mark.start}:${mark.end}:${bound}|${label}`,
    origin: { type: "source", mark },
    label,
    steps: undefined,
  };
}

/** What a propagator takes: where it leads to `o.get("a")` from `o`, only what is kept there under that name. */
function takenBy(mark: PropagatorMark, node: Node, value: Value, run: Run): Value {
  const { assumes, marks } = run.context;
  const [call, ...more] = marks.destinations.get(mark) ?? [];
  const name = assumes.followsCalls && call && more.length === 0 ? nameTaken(call, node, run) : undefined;
  return name === undefined ? value : fieldOf(value, name);
}

/** Sends taint on to where the propagator leads, whatever is computed first. */
function propagate(mark: PropagatorMark, taints: Taints, run: Run): void {
  if (taints.size === 0) return;
  const { spec } = mark;
  const sent = propagated(taints, spec);
  if (sent.size === 0) return;
  run.environment.send(mark, sent);
  if (!spec.bySideEffect) return;
  for (const node of run.context.marks.destinations.get(mark) ?? [])
    if (placeOf(node, run)) fill(node, tainted(sent), run);
}
