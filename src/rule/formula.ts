import type { Condition, Formula, RuleLanguage } from "#model/rule.ts";
import { nearest } from "#model/user-error.ts";
import type { SourceNode } from "#rule/source.ts";

/** Operators that may stand alone: at the top of a rule, in `pattern-either`, under a negation. */
const positive = ["pattern", "patterns", "pattern-either", "pattern-regex"] as const;

/** Operators that only `patterns` may hold. */
const conjunctive = [
  "pattern-inside",
  "pattern-not",
  "pattern-not-inside",
  "pattern-not-regex",
  "metavariable-regex",
  "metavariable-pattern",
  "metavariable-comparison",
  "focus-metavariable",
] as const;

/** Semgrep's operators that are known and refused, with the reason: silence would be a rule that does not run. */
const refused: Readonly<Record<string, string>> = {
  "metavariable-analysis": "it is not supported yet",
  "metavariable-type": "types are not supported yet",
  "metavariable-name": "it exists in Semgrep's commercial engine only",
  "pattern-where-python": "code in rules is never executed",
  "pattern-sources": "taint mode is not supported yet",
  "pattern-sinks": "taint mode is not supported yet",
  match: "the `match:` syntax is understood in graph rules only",
};

/** Every key that makes a map a formula. */
export const formulaKeys: readonly string[] = [...positive, ...conjunctive, ...Object.keys(refused)];

/** Reads the formula of a map that has exactly one operator among its keys. */
export function readFormula(node: SourceNode): Formula {
  const operators = node.entries().filter(([key]) => formulaKeys.includes(key));
  const [first, second] = operators;
  if (!first) throw unknownOperator(node);
  if (second)
    throw second[1].error(
      `'${second[0]}' stands beside '${first[0]}'; one operator is expected`,
      "Put both under `patterns`.",
    );
  return readOperator(first[0], first[1]);
}

function unknownOperator(node: SourceNode): Error {
  const [key] = node.entries()[0] ?? [""];
  const near = nearest(key, formulaKeys);
  return node.error(
    `no operator is understood here`,
    near === undefined ? `Expected one of ${positive.join(", ")}.` : `Did you mean '${near}'?`,
  );
}

function readOperator(operator: string, node: SourceNode): Formula {
  switch (operator) {
    case "pattern":
      return { type: "pattern", pattern: node.text() };
    case "pattern-regex":
      return { type: "regex", regex: node.text() };
    case "pattern-either":
      return { type: "any", of: node.items().map(readFormula) };
    case "patterns":
      return readConjunction(node);
    default:
      if (Object.hasOwn(refused, operator)) throw node.error(`'${operator}' is refused: ${refused[operator]!}`);
      throw node.error(`'${operator}' may stand only directly under 'patterns'`);
  }
}

function readConjunction(node: SourceNode): Formula {
  const of: Formula[] = [];
  const conditions: Condition[] = [];
  const focus: string[][] = [];
  for (const item of node.items()) {
    const operators = item.entries().filter(([key]) => formulaKeys.includes(key));
    const [entry] = operators;
    if (!entry) throw unknownOperator(item);
    if (operators.length > 1) throw item.error("an item of 'patterns' has exactly one operator");
    const [operator, value] = entry;
    if (operator === "focus-metavariable") focus.push(value.isList ? value.texts() : [value.text()]);
    else if (operator.startsWith("metavariable-") && !Object.hasOwn(refused, operator))
      conditions.push(readCondition(operator, value));
    else of.push(readTerm(operator, value));
  }
  if (!of.some(isPositive)) throw node.error("'patterns' needs at least one operator that is not a negation");
  return { type: "all", of, conditions, focus };
}

function isPositive(formula: Formula): boolean {
  return formula.type !== "not";
}

function readTerm(operator: string, node: SourceNode): Formula {
  switch (operator) {
    case "pattern-inside":
      return { type: "inside", formula: readNested(node) };
    case "pattern-not":
      return { type: "not", formula: readNested(node) };
    case "pattern-not-inside":
      return { type: "not", formula: { type: "inside", formula: readNested(node) } };
    case "pattern-not-regex":
      return { type: "not", formula: { type: "regex", regex: node.text() } };
    default:
      return readOperator(operator, node);
  }
}

/** A pattern written directly, or a formula. */
function readNested(node: SourceNode): Formula {
  return node.isMap ? readFormula(node) : { type: "pattern", pattern: node.text() };
}

function readCondition(operator: string, node: SourceNode): Condition {
  if (operator === "metavariable-regex") {
    node.only(["metavariable", "regex", "constant-propagation"]);
    return {
      type: "metavariable-regex",
      metavariable: node.need("metavariable").text(),
      regex: node.need("regex").text(),
    };
  }
  if (operator === "metavariable-comparison") {
    node.only(["metavariable", "comparison", "base", "strip"]);
    const metavariable = node.get("metavariable")?.text();
    const base = node.get("base")?.number();
    return {
      type: "metavariable-comparison",
      comparison: node.need("comparison").text(),
      ...(metavariable === undefined ? {} : { metavariable }),
      ...(base === undefined ? {} : { base }),
      ...(node.get("strip")?.scalar === true ? { strip: true } : {}),
    };
  }
  const language = node.get("language")?.text();
  return {
    type: "metavariable-pattern",
    metavariable: node.need("metavariable").text(),
    ...(language === undefined ? {} : { language: readLanguage(node.need("language")) }),
    formula: readMetavariableFormula(node),
  };
}

/** Under `metavariable-pattern` negations may stand without a positive term: the bound text itself is the positive one. */
function readMetavariableFormula(node: SourceNode): Formula {
  const patterns = node.get("patterns");
  if (!patterns) return readFormula(node);
  const items = patterns.items();
  const negativeOnly = items.every((item) => item.entries().some(([key]) => key.startsWith("pattern-not")));
  if (!negativeOnly) return readConjunction(patterns);
  const of = items.map((item) => readTerm(...item.entries()[0]!));
  return { type: "all", of, conditions: [], focus: [] };
}

/** Semgrep's names of languages → ours. */
const languages: Readonly<Record<string, RuleLanguage>> = {
  json: "json",
  yaml: "yaml",
  toml: "toml",
  dotenv: "dotenv",
  markdown: "markdown",
  bash: "shell",
  sh: "shell",
  generic: "generic",
  regex: "regex",
  none: "regex",
};

/** The language that a rule names. Throws for one that has no front-end. */
export function readLanguage(node: SourceNode): RuleLanguage {
  const name = node.text().toLowerCase();
  if (Object.hasOwn(languages, name)) return languages[name]!;
  throw node.error(`the language '${name}' has no front-end`, `Known: ${Object.keys(languages).join(", ")}.`);
}
