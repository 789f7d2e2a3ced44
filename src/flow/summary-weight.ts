import type { Summary } from "#flow/taint-run.ts";
import type { Taint } from "#flow/taint-set.ts";
import type { Value } from "#flow/taint-value.ts";

/** How much a summary says; it only ever grows. */
export function weight({ returned, thrown, sinks, calls, written, filled }: Summary): number {
  const values = [returned, thrown, ...written.values(), ...filled.values()];
  const taints = values.map(sizeOf).reduce((sum, size) => sum + size, 0);
  return taints + calls.length + sinks.reduce((sum, { taints: each }) => sum + 1 + sizeOf({ taints: each }), 0);
}

function sizeOf({ taints, fields, functions }: Value): number {
  let own = Array.from(taints.values(), weightOf).reduce((sum, weighs) => sum + weighs, 0);
  for (const { captured, bound } of functions?.values() ?? []) {
    own += 1;
    for (const value of [...captured.values(), ...bound.map((each) => each.value)]) own += 1 + sizeOf(value);
  }
  return Array.from(fields?.values() ?? [], sizeOf).reduce((sum, size) => sum + size + 1, own);
}

/** The less a guard asks for, the more a taint says. */
function weightOf({ guard, isSame }: Taint): number {
  if (!guard) return isSame ? 1000 : 1001;
  return guard.clauses.reduce((sum, { length }) => sum + Math.max(1, 50 - length), 0);
}

/** What a value holds whatever the function is given. */
export function withoutInputs(value: Value): Value {
  const taints = new Map(
    [...value.taints].filter(([, { origin }]) => origin.type === "source" || origin.type === "any"),
  );
  const fields = new Map(Array.from(value.fields ?? [], ([name, part]) => [name, withoutInputs(part)] as const));
  return { taints, ...(fields.size > 0 && { fields }) };
}

/** How many taints a value and its parts have. */
export function taintsIn({ taints, fields }: Value): number {
  return Array.from(fields?.values() ?? [], taintsIn).reduce((sum, count) => sum + count, taints.size);
}
