import type { Condition, Formula } from "#model/rule.ts";
import type { SourceNode } from "#rule/source.ts";

/** Where the parts of a formula stand in the rule's file. */
export type Places = Map<Formula | Condition, SourceNode>;

/** Remembers where a part of a formula stands. */
export function placed<Part extends Formula | Condition>(part: Part, node: SourceNode, places: Places): Part {
  places.set(part, node);
  return part;
}

/**
 * The place of the part that a path of the compiler leads to (`all[1].not.pattern`, `all[0]:metavariable-regex`); of
 * the innermost part on the way whose place is known, where the path leads further.
 */
export function placeOf(formula: Formula, path: string, places: Places): SourceNode | undefined {
  let part: Formula | Condition | undefined = formula;
  let place = places.get(formula);
  for (const step of path.split(".")) {
    if (part === undefined) break;
    part = follow(part, step);
    place = (part && places.get(part)) ?? place;
  }
  return place;
}

/** One step: the name of the part itself, then, where it holds several, which of them. */
function follow(from: Formula | Condition, step: string): Formula | Condition | undefined {
  const part = from.type === "metavariable-pattern" ? from.formula : from;
  const index = Number(/\[(\d+)\]/.exec(step)?.[1] ?? Number.NaN);
  if (part.type === "all") return step.includes("]:") ? part.conditions[index] : part.of[index];
  if (part.type === "any") return part.of[index];
  return "formula" in part ? part.formula : part;
}
