import type { Condition, Formula } from "#model/rule.ts";
import { nearest } from "#model/user-error.ts";
import { type ConditionKey, conditionKeys, readCondition, readMetavariable } from "#rule/conditions.ts";
import { placed, type Places } from "#rule/formula-places.ts";
import type { SourceNode } from "#rule/source.ts";
import { readStatedFact } from "#rule/stated-pattern.ts";

/** Operators that may stand alone at the top of a rule. */
const topOperators = ["pattern", "patterns", "pattern-either", "pattern-regex", "fact"] as const;

/** Operators that find something, so that `pattern-either` may choose between them. */
const positive = [...topOperators, "pattern-inside", "semgrep-internal-pattern-anywhere"] as const;

/** Operators that take something away: only `patterns` may hold them. */
const negations = ["pattern-not", "pattern-not-inside", "pattern-not-regex"] as const;

/** Operators that are known and refused, with the reason: silence would be a rule that does not run. */
const refused: ReadonlyMap<string, readonly [reason: string, suggestion?: string]> = new Map([
  ["metavariable-name", ["it exists in Semgrep's commercial engine only"]],
  ["semgrep-internal-metavariable-name", ["it exists in Semgrep's commercial engine only"]],
  ["pattern-where-python", ["code in rules is never executed", "Use 'metavariable-comparison'."]],
  ["metavariable-regexp", ["it is written otherwise", "Did you mean 'metavariable-regex'?"]],
  ["r2c-internal-patterns-from", ["patterns of other files are not read"]],
]);

/** Every key that makes a map a formula. */
const operators: readonly string[] = [
  ...positive,
  ...negations,
  ...conditionKeys,
  "focus-metavariable",
  ...refused.keys(),
];

/** The keys of a rule that speak of its formula. */
export const formulaKeys: readonly string[] = operators;

/** Reads the formula of a rule, which has exactly one operator among its keys. */
export function readFormula(node: SourceNode, places: Places): Formula {
  const [operator, value] = onlyOperator(node);
  if (topOperators.some((name) => name === operator) || refused.has(operator)) return readTerm(operator, value, places);
  throw value.error(
    `'${operator}' may stand only under 'patterns'`,
    "Put it in a list under 'patterns', beside a pattern.",
  );
}

/** The one operator among the keys of a map. */
function onlyOperator(node: SourceNode): readonly [string, SourceNode] {
  const [first, second] = node.entries().filter(([key]) => operators.includes(key));
  if (!first) throw unknownOperator(node);
  if (second)
    throw second[1].error(
      `'${second[0]}' stands beside '${first[0]}'; one operator is expected`,
      "Put both into a list under 'patterns', each with a hyphen of its own.",
    );
  return first;
}

function unknownOperator(node: SourceNode): Error {
  const [key] = node.entries().find(([name]) => /pattern|metavar|focus/.test(name)) ?? node.entries()[0] ?? [""];
  const near = nearest(key, operators);
  return node.error(
    `no operator is understood here`,
    near === undefined ? `Expected one of ${positive.join(", ")}.` : `Did you mean '${near}'?`,
  );
}

/** Reads the value of an operator that stands where a negation may stand, too. */
function readTerm(operator: string, node: SourceNode, places: Places): Formula {
  switch (operator) {
    case "pattern":
      return placed({ type: "pattern", pattern: node.text() }, node, places);
    case "pattern-regex":
      return placed({ type: "regex", regex: node.text() }, node, places);
    case "fact":
      return placed({ type: "fact", fact: readStatedFact(node) }, node, places);
    case "pattern-either":
      return placed({ type: "any", of: node.items().map((item) => readChoice(item, places)) }, node, places);
    case "patterns":
      return readConjunction(node, places, true);
    case "pattern-inside":
      return placed({ type: "inside", formula: readNested(node, places) }, node, places);
    case "semgrep-internal-pattern-anywhere":
      return placed({ type: "anywhere", formula: readNested(node, places) }, node, places);
    case "pattern-not":
      return placed({ type: "not", formula: readNested(node, places) }, node, places);
    case "pattern-not-inside": {
      const inside = placed<Formula>({ type: "inside", formula: readNested(node, places) }, node, places);
      return placed({ type: "not", formula: inside }, node, places);
    }
    case "pattern-not-regex": {
      const regex = placed<Formula>({ type: "regex", regex: node.text() }, node, places);
      return placed({ type: "not", formula: regex }, node, places);
    }
    default:
      throw misplaced(operator, node);
  }
}

function misplaced(operator: string, node: SourceNode): Error {
  const [reason, suggestion] = refused.get(operator) ?? [];
  if (reason !== undefined) return node.error(`'${operator}' is refused: ${reason}`, suggestion);
  return node.error(`'${operator}' may stand only directly under 'patterns'`);
}

/** An item of `pattern-either`. */
function readChoice(item: SourceNode, places: Places): Formula {
  if (!item.isMap) throw item.error("a map is expected here", "Write `- pattern: …`.");
  const [operator, value] = onlyOperator(item);
  if (negations.some((name) => name === operator))
    throw value.error(
      `'${operator}' takes away from nothing here; a negation may stand only directly under 'patterns'`,
      "Put it beside the pattern that it takes from, in a list under 'patterns'.",
    );
  return readTerm(operator, value, places);
}

/** A list under `patterns`. `needsPositive`: elsewhere than under a metavariable, whose text is what is taken from. */
function readConjunction(node: SourceNode, places: Places, needsPositive: boolean): Formula {
  const of: Formula[] = [];
  const conditions: Condition[] = [];
  const focus: string[][] = [];
  for (const item of node.items()) {
    if (!item.isMap) throw item.error("a map is expected here", "Write `- pattern: …`.");
    const [operator, value] = onlyOperator(item);
    if (operator === "focus-metavariable") focus.push(readFocus(value));
    else if (isCondition(operator)) conditions.push(readCondition(operator, value, places, readBound));
    else of.push(readTerm(operator, value, places));
  }
  if (needsPositive && of.every(({ type }) => type === "not"))
    throw node.error(
      "'patterns' needs at least one operator that is not a negation",
      "Add a `pattern` or `pattern-inside` that says what is looked at.",
    );
  return placed({ type: "all", of, conditions, focus }, node, places);
}

/** The metavariables of one `focus-metavariable`. */
export function readFocus(node: SourceNode): string[] {
  return node.isList ? node.items().map(readMetavariable) : [readMetavariable(node)];
}

function isCondition(operator: string): operator is ConditionKey {
  return conditionKeys.some((key) => key === operator);
}

/** A pattern written directly, or a formula. */
function readNested(node: SourceNode, places: Places): Formula {
  if (!node.isMap) return placed({ type: "pattern", pattern: node.text() }, node, places);
  const [operator, value] = onlyOperator(node);
  return readTerm(operator, value, places);
}

/** The formula of a `metavariable-pattern`: negations may stand alone, the bound text is what they take from. */
function readBound(node: SourceNode, places: Places): Formula {
  const [operator, value] = onlyOperator(node);
  if (operator === "patterns") return readConjunction(value, places, false);
  if (!positive.some((name) => name === operator)) throw misplaced(operator, value);
  return readTerm(operator, value, places);
}
