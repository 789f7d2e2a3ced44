import type { Taints } from "#flow/taint-set.ts";
import type { Value } from "#flow/taint-value.ts";

/** Holds if two values say the same, ways included. */
export function sameValue(left: Value, right: Value): boolean {
  if (left === right) return true;
  if (left.functions?.size !== right.functions?.size) return false;
  return sameTaints(left.taints, right.taints) && sameFields(left.fields, right.fields);
}

function sameTaints(left: Taints, right: Taints): boolean {
  if (left.size !== right.size) return false;
  for (const [key, taint] of left) {
    const other = right.get(key);
    if (!other || other.steps?.length !== taint.steps?.length || other.guard?.key !== taint.guard?.key) return false;
  }
  return true;
}

function sameFields(left: Value["fields"], right: Value["fields"]): boolean {
  if (left?.size !== right?.size) return false;
  for (const [name, part] of left ?? []) {
    const other = right?.get(name);
    if (!other || !sameValue(part, other)) return false;
  }
  return true;
}
