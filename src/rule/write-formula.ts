import type { Condition, Formula, Requirement } from "#model/rule.ts";
import { semgrepName } from "#rule/languages.ts";
import { writeStatedFact } from "#rule/stated-pattern.ts";

/** A map of a rule file, key by key as it is written. */
export type Written = Readonly<Record<string, unknown>>;

/**
 * A formula in Semgrep's first notation, as a map with one operator that may stand at the top of a rule: what
 * `readFormula` reads back as it was. The notation has no word for `bindsAs`; see `isWritable`.
 */
export function writeFormula(formula: Formula): Written {
  const { type } = formula;
  return type === "inside" || type === "anywhere" || type === "not" ? { patterns: [term(formula)] } : term(formula);
}

/** Whether the first notation can say the formula: it gives what was found no name. */
export function isWritable(formula: Formula): boolean {
  const stack: Formula[] = [formula];
  for (let next = stack.pop(); next; next = stack.pop()) {
    if (next.type === "any") stack.push(...next.of);
    else if (next.type === "all") {
      if (next.bindsAs !== undefined) return false;
      stack.push(...next.of);
      for (const condition of next.conditions)
        if (condition.type === "metavariable-pattern") stack.push(condition.formula);
    } else if ("formula" in next) stack.push(next.formula);
  }
  return true;
}

function term(formula: Formula): Written {
  switch (formula.type) {
    case "pattern":
      return { pattern: formula.pattern };
    case "regex":
      return { "pattern-regex": formula.regex };
    case "fact":
      return { fact: writeStatedFact(formula.fact) };
    case "inside":
      return { "pattern-inside": nested(formula.formula) };
    case "anywhere":
      return { "semgrep-internal-pattern-anywhere": nested(formula.formula) };
    case "any":
      return { "pattern-either": formula.of.map(term) };
    case "not":
      return negation(formula.formula);
    case "all":
    default:
      return {
        patterns: [
          ...formula.of.map(term),
          ...formula.conditions.map((condition) => ({ [condition.type]: writeCondition(condition) })),
          ...formula.focus.map((names) => ({ "focus-metavariable": names.length === 1 ? names[0] : names })),
        ],
      };
  }
}

/** Semgrep has an operator of its own for the negations that are written most. */
function negation(formula: Formula): Written {
  if (formula.type === "inside") return { "pattern-not-inside": nested(formula.formula) };
  return formula.type === "regex" ? { "pattern-not-regex": formula.regex } : { "pattern-not": nested(formula) };
}

/** Under an operator a pattern stands by itself. */
function nested(formula: Formula): unknown {
  return formula.type === "pattern" ? formula.pattern : term(formula);
}

function writeCondition(condition: Condition): Written {
  const { type, metavariable } = condition;
  const bound = metavariable === undefined ? {} : { metavariable };
  switch (type) {
    case "metavariable-regex":
      return {
        ...bound,
        regex: condition.regex,
        ...(condition.propagatesConstants ? { "constant-propagation": true } : {}),
      };
    case "metavariable-comparison": {
      const { comparison, base, strip } = condition;
      return { ...bound, comparison, ...(base === undefined ? {} : { base }), ...(strip ? { strip } : {}) };
    }
    case "metavariable-analysis":
      return { ...bound, analyzer: condition.analyzer };
    case "metavariable-type": {
      const [only, ...more] = condition.types;
      return { ...bound, ...(more.length === 0 ? { type: only } : { types: condition.types }), ...language(condition) };
    }
    case "metavariable-pattern":
    default: {
      const { formula } = condition;
      return { ...bound, ...language(condition), ...(formula.type === "not" ? writeFormula(formula) : term(formula)) };
    }
  }
}

function language({ language: name }: Extract<Condition, { language?: unknown }>): Written {
  return name === undefined ? {} : { language: semgrepName(name) ?? name };
}

/** Labels joined by `and`, `or` and `not`: what `readRequirement` reads back as it was. */
export function writeRequirement(requirement: Requirement): string {
  switch (requirement.type) {
    case "label":
      return requirement.label;
    case "constant":
      return requirement.holds ? "True" : "False";
    case "not":
      return `not ${operand(requirement.of)}`;
    case "and":
    case "or":
    default:
      return requirement.of.map(operand).join(` ${requirement.type} `);
  }
}

function operand(requirement: Requirement): string {
  const text = writeRequirement(requirement);
  return requirement.type === "and" || requirement.type === "or" ? `(${text})` : text;
}
