import type { Condition, Formula } from "#model/rule.ts";
import type { Places } from "#rule/formula-places.ts";

/** What patterns and regular expressions bind: `$X`, `$...X`, a named group of either spelling. */
const binders = /\$(?:\.\.\.)?[A-Z_][A-Z_0-9]*|\(\?(?:P?<|')([A-Za-z_]\w*)[>']/g;

/**
 * Checks that every metavariable a condition or focus speaks of is bound by some pattern of the rule: where none does, the
 * condition can never hold. Throws a `UserError` for the first that is not. Groups by number are not checked.
 */
export function checkMetavariables(formula: Formula, places: Places): void {
  const parts = partsOf(formula);
  const bound = new Set(parts.flatMap(boundBy));
  for (const part of parts) {
    for (const name of spokenOf(part)) {
      if (bound.has(name) || /^\$\d/.test(name)) continue;
      const plain = name.replace("...", "");
      const other = [...bound].find((candidate) => candidate.replace("...", "") === plain);
      throw places
        .get(part)!
        .error(
          `${name} is bound by no pattern of this rule`,
          other === undefined
            ? "Write it in a pattern that must hold, or correct its name."
            : `Did you mean '${other}'?`,
        );
    }
  }
}

/** The metavariables that the patterns of a formula bind. */
export function metavariablesIn(formula: Formula): ReadonlySet<string> {
  return new Set(partsOf(formula).flatMap(boundBy));
}

/** All parts of a formula, conditions among them; iterative. */
export function partsOf(formula: Formula): (Formula | Condition)[] {
  const parts: (Formula | Condition)[] = [];
  const pending: (Formula | Condition)[] = [formula];
  for (let part = pending.pop(); part; part = pending.pop()) {
    parts.push(part);
    if ("of" in part) pending.push(...part.of);
    if (part.type === "all") pending.push(...part.conditions);
    if ("formula" in part) pending.push(part.formula);
  }
  return parts;
}

function boundBy(part: Formula | Condition): string[] {
  if (part.type === "fact") return part.fact.asked.flatMap(([, wanted]) => boundIn(String(wanted)));
  const text = part.type === "pattern" ? part.pattern : "regex" in part ? part.regex : undefined;
  const as = part.type === "all" && part.bindsAs !== undefined ? [part.bindsAs] : [];
  if (text === undefined) return as;
  return Array.from(text.matchAll(binders), ([found, group]) => (group === undefined ? found : `$${group}`));
}

function boundIn(wanted: string): string[] {
  return /^\$[A-Z_][A-Z_0-9]*$/.test(wanted) ? [wanted] : [];
}

function spokenOf(part: Formula | Condition): readonly string[] {
  if (part.type === "all") return part.focus.flat();
  return "metavariable" in part && part.metavariable !== undefined ? [part.metavariable] : [];
}
