import type { Taints } from "#flow/taint-set.ts";
import { clean, type Value } from "#flow/taint-value.ts";

/** Holds if two values say the same, ways included. */
export function sameValue(left: Value, right: Value): boolean {
  if (left === right) return true;
  if (!sameFunctions(left.functions, right.functions)) return false;
  return sameTaints(left.taints, right.taints) && sameFields(left.fields, right.fields);
}

function sameTaints(left: Taints, right: Taints): boolean {
  if (left.size !== right.size) return false;
  for (const [key, taint] of left) {
    const other = right.get(key);
    if (
      !other ||
      (other.isSame ?? false) !== (taint.isSame ?? false) ||
      other.steps?.length !== taint.steps?.length ||
      other.guard?.key !== taint.guard?.key
    )
      return false;
  }
  return true;
}

function sameFunctions(left: Value["functions"], right: Value["functions"]): boolean {
  if (left === right) return true;
  if (left?.size !== right?.size) return false;
  for (const [node, { captured, bound }] of left ?? []) {
    const other = right?.get(node);
    if (!other || other.captured.size !== captured.size || other.bound.length !== bound.length) return false;
    for (const [root, value] of captured) if (!sameValue(value, other.captured.get(root) ?? clean)) return false;
    if (bound.some(({ value }, at) => !sameValue(value, other.bound[at]!.value))) return false;
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
