import { mapTaints, type Step, stepTo, type Taint } from "#flow/taint-set.ts";
import { mapValue, type Value } from "#flow/taint-value.ts";
import type { Node } from "#model/document.ts";

/** Places of a way, from its end, among which one is looked for. */
const mostPassed = 100;

/** The value after it went through one more place. */
export function through(value: Value, node: Node): Value {
  if (value.taints.size === 0 && !value.fields) return value;
  return mapValue(value, (taints) => mapTaints(taints, (taint) => ({ ...taint, steps: stepTo(node, taint.steps) })));
}

/** The value as a function returns it, by an expression: a name adds nothing to what was bound to it in the function. */
export function returned(value: Value, expression: Node): Value {
  if (value.taints.size === 0 && !value.fields) return value;
  const isTold = ({ origin }: Taint) =>
    expression.kind !== "name" || (origin.type === "input" && origin.input.type === "captured");
  return mapValue(value, (taints) =>
    mapTaints(taints, (taint) => (isTold(taint) ? { ...taint, steps: stepTo(expression, taint.steps) } : taint)),
  );
}

/** The value as a call returns it: taint that it was given went through it on the way in, all other comes out of it. */
export function outOf(value: Value, call: Node): Value {
  if (value.taints.size === 0 && !value.fields) return value;
  return mapValue(value, (taints) =>
    mapTaints(taints, (taint) => (passed(taint.steps, call) ? taint : { ...taint, steps: stepTo(call, taint.steps) })),
  );
}

/** Holds if one of the last places of a way is this one; what was passed before that is passed again. */
function passed(steps: Step | undefined, node: Node): boolean {
  let step = steps;
  for (let at = 0; step && at < mostPassed; at++, step = step.before) if (step.node === node) return true;
  return false;
}
