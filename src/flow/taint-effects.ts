import { parametersOf, part } from "#flow/declarations.ts";
import { sameValue } from "#flow/same-value.ts";
import type { TaintEnvironment } from "#flow/taint-environment.ts";
import type { Root, Taint, Taints } from "#flow/taint-set.ts";
import { allTaints, isClean, mapValue, type Value } from "#flow/taint-value.ts";
import { through } from "#flow/value-way.ts";
import type { Names } from "#flow/entity.ts";
import type { Node } from "#model/document.ts";

/** How a function ends. */
export interface Ending {
  readonly owner: Node;
  /** What is known in the end. */
  readonly last: TaintEnvironment;
  /** What a variable held that the function has not set. */
  readonly initial: (root: Root) => Value;
}

/** What is kept outside of a function that was not there before. */
export function writtenBy({ owner, last, initial }: Ending): ReadonlyMap<Root, Value> {
  const written = new Map<Root, Value>();
  if (owner.kind !== "function") return written;
  for (const [root, value] of last.written()) {
    if ("kind" in root && root.kind === "catch") continue;
    const before = initial(root);
    const isOther = !("declaration" in root) || !isClean(before);
    if (isOther && !sameValue(value, before)) written.set(root, beyond(value, before));
  }
  return written;
}

/** What parameters hold in the end beyond what they were given. */
export function filledBy({ owner, last }: Ending, given: readonly Value[], names: Names): ReadonlyMap<number, Value> {
  const filled = new Map<number, Value>();
  for (const [index, parameter] of parametersOf(owner).entries()) {
    const target = part(parameter, "target");
    const entity = target && names.entities.get(target);
    const own = given[index];
    if (!entity || !own || entity.assigned.length > 1) continue;
    const more = beyond(last.read(entity), through(own, target));
    if (!isClean({ taints: more.taints, ...(more.fields && { fields: more.fields }) })) filled.set(index, more);
  }
  return filled;
}

/** What a value has beyond another one. */
export function beyond(value: Value, initial: Value): Value {
  const known = allTaints(initial);
  return mapValue(value, (taints) => {
    const more = new Map<string, Taint>();
    for (const [key, taint] of taints) if (!known.has(key)) more.set(key, taint);
    return more;
  });
}

/** The taints that depend on what a function is given. */
export function givenTaints(taints: Taints): Taints {
  return new Map([...taints].filter(([, { origin }]) => origin.type === "input" || origin.type === "result"));
}
