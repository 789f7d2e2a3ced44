import { part } from "#flow/declarations.ts";
import type { Run } from "#flow/taint-run.ts";
import { fieldName } from "#flow/taint-targets.ts";
import { type Taints, unite } from "#flow/taint-set.ts";
import { allTaints, anyPart, clean, fieldOf, tainted, type Value } from "#flow/taint-value.ts";
import type { Node } from "#model/document.ts";

/** A part of a value that is known, as a `member`, an `index` or a `slice` reads it. */
export function partOf(node: Node, value: Value, run: Run): Value {
  const { safeIndexes, onlyAssignments } = run.context.assumes;
  const name = fieldName(node, run.context);
  if (name !== undefined && isComputed(node, name, value)) return tainted(allTaints(value));
  const found = name === undefined ? tainted(allTaints(value)) : fieldOf(value, name);
  let taints: Taints = clean.taints;
  for (const index of node.children) {
    if (index.role !== "object" && index.role !== "property") taints = unite(taints, allTaints(run.evaluate(index)));
  }
  if (onlyAssignments && name !== undefined && name !== anyPart && !value.fields?.has(name)) return clean;
  return safeIndexes || onlyAssignments || taints.size === 0
    ? found
    : { ...found, taints: unite(found.taints, taints) };
}

/** Holds for `[a].length`: what was not written into a list or an object at hand is made of what was. */
function isComputed(node: Node, name: string, value: Value): boolean {
  const object = node.kind === "member" ? part(node, "object") : undefined;
  const isAtHand = object?.kind === "sequence" || object?.kind === "mapping";
  return isAtHand && !value.fields?.has(name);
}
