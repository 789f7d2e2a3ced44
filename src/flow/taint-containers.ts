import { part } from "#flow/declarations.ts";
import type { Call } from "#flow/taint-arguments.ts";
import type { Run } from "#flow/taint-run.ts";
import { fill } from "#flow/taint-targets.ts";
import { allTaints, anyPart, clean, composed, elementOf, isClean, join, type Value } from "#flow/taint-value.ts";

/** What a method does with what it is given: puts the things themselves into its receiver, or all that they hold. */
const keeping: ReadonlyMap<string, "things" | "contents"> = new Map([
  ..."push unshift append appendleft add insert set setdefault put enqueue"
    .split(" ")
    .map((name) => [name, "things"] as const),
  ...["extend", "update"].map((name) => [name, "contents"] as const),
]);

/** A list of which each place holds the same. */
export function listOf(value: Value): Value {
  return isClean(value) ? clean : composed(new Map([[anyPart, value]]));
}

/** Holds for a list of which all places are known. */
export function isList({ taints, fields }: Value): boolean {
  return taints.size === 0 && fields !== undefined && [...fields.keys()].every((name, at) => name === String(at));
}

/** Puts into a container what a method of it is given; each thing keeps its parts. */
export function keepGiven({ callee, called, receiver, given }: Call, run: Run): void {
  const how = keeping.get(String(callee && part(callee, "property")?.value));
  if (!receiver || !how || called.functions) return;
  let kept: Value = clean;
  for (const { node, value } of given) {
    if (node.kind === "keyword-argument") kept = join(kept, composed(new Map([[String(node.value), value]])));
    else kept = join(kept, how === "things" && node.kind !== "spread" ? listOf(value) : contentsOf(value));
  }
  if (allTaints(kept).size > 0) fill(receiver.node, kept, run);
}

/** What a container holds, where the places of a list say nothing of where it will be. */
function contentsOf(value: Value): Value {
  return isList(value) ? listOf(elementOf(value)) : value;
}
