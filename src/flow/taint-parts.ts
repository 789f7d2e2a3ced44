import type { Run } from "#flow/taint-run.ts";
import { fieldName } from "#flow/taint-targets.ts";
import { allTaints, clean, fieldOf, join, tainted, type Taints, unite, type Value } from "#flow/taint-value.ts";
import type { Node } from "#model/document.ts";

/** A part of a value that is known, as a `member`, an `index` or a `slice` reads it. */
export function partOf(node: Node, value: Value, run: Run): Value {
  const { safeIndexes, onlyAssignments } = run.context.assumes;
  const name = fieldName(node, run.context);
  if (name !== undefined) {
    const found = fieldOf(value, name);
    return onlyAssignments && !value.fields?.has(name) ? clean : found;
  }
  const whole = allTaints(value);
  let taints: Taints = clean.taints;
  for (const index of node.children) {
    if (index.role !== "object") taints = unite(taints, allTaints(run.evaluate(index)));
  }
  return tainted(safeIndexes || onlyAssignments ? whole : unite(whole, taints));
}

/** Any of the things that a value holds. */
export function elementOf(value: Value): Value {
  return Array.from(value.fields?.values() ?? []).reduce(join, tainted(value.taints));
}
