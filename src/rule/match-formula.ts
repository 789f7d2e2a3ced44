import type { Condition, Formula } from "#model/rule.ts";
import { nearest } from "#model/user-error.ts";
import { readAnalysis, readComparison, readMetavariable, readType } from "#rule/conditions.ts";
import { readFocus } from "#rule/formula.ts";
import { placed, type Places } from "#rule/formula-places.ts";
import { readLanguage } from "#rule/languages.ts";
import type { SourceNode } from "#rule/source.ts";
import { readStatedFact } from "#rule/stated-pattern.ts";

/** Semgrep's second notation: what stands under `match`, read into the same formulas as the first. */

const operators = ["pattern", "regex", "fact", "all", "any", "inside", "not", "anywhere"] as const;
type Operator = (typeof operators)[number];

/** What may stand beside an operator. */
const companions = ["where", "as", "fix"] as const;

/** Reads the formula under `match`; a text is a pattern. `beside`: other keys that may stand there. */
export function readMatch(node: SourceNode, places: Places, beside: readonly string[] = []): Formula {
  const formula = readPart(node, places, true, beside);
  if (formula.type === "not")
    throw node.error("a negation takes away from nothing here", "Put it beside a pattern, in a list under 'all'.");
  return formula;
}

/** `needsPositive`: elsewhere than under a metavariable, whose text is what negations take from. */
function readPart(node: SourceNode, places: Places, needsPositive: boolean, beside: readonly string[] = []): Formula {
  if (!node.isMap) return placed({ type: "pattern", pattern: node.text() }, node, places);
  node.only([...operators, ...companions, ...beside]);
  const found = node.entries().filter(([key]) => isOperator(key));
  const [first, second] = found;
  if (!first) throw node.error(`no operator is understood here`, `Expected one of ${operators.join(", ")}.`);
  if (second) throw second[1].error(`'${second[0]}' stands beside '${first[0]}'; one operator is expected`);
  const formula = readOperator(first[0] as Operator, first[1], places, needsPositive);
  return withCompanions(formula, node, places);
}

function isOperator(key: string): key is Operator {
  return operators.some((operator) => operator === key);
}

function readOperator(operator: Operator, node: SourceNode, places: Places, needsPositive: boolean): Formula {
  switch (operator) {
    case "pattern":
      return placed({ type: "pattern", pattern: node.text() }, node, places);
    case "regex":
      return placed({ type: "regex", regex: node.text() }, node, places);
    case "fact":
      return placed({ type: "fact", fact: readStatedFact(node) }, node, places);
    case "any":
      return placed({ type: "any", of: node.items().map((item) => readChoice(item, places)) }, node, places);
    case "inside":
    case "anywhere":
    case "not":
      return placed({ type: operator, formula: readPart(node, places, needsPositive) }, node, places);
    case "all":
    default: {
      const of = node.items().map((item) => readPart(item, places, needsPositive));
      if (needsPositive && of.every(({ type }) => type === "not"))
        throw node.error("'all' needs at least one part that is not a negation", "Add what is looked at.");
      return placed({ type: "all", of, conditions: [], focus: [] }, node, places);
    }
  }
}

function readChoice(item: SourceNode, places: Places): Formula {
  const choice = readPart(item, places, true);
  if (choice.type !== "not") return choice;
  throw item.error(
    "a negation takes away from nothing here; it may stand only directly under 'all'",
    "Put it beside the pattern that it takes from, in a list under 'all'.",
  );
}

/** `where` and `as` of any part; conditions on a list are those of the list itself. */
function withCompanions(formula: Formula, node: SourceNode, places: Places): Formula {
  const where = node.get("where")?.items() ?? [];
  const as = node.get("as");
  if (where.length === 0 && !as) return formula;
  const conditions: Condition[] = [];
  const focus: string[][] = [];
  for (const item of where) {
    const focused = item.get("focus");
    if (focused) focus.push(readFocus(item.only(["focus"]).need("focus")));
    else conditions.push(readWhere(item, places));
  }
  const bindsAs = as && { bindsAs: readMetavariable(as) };
  const of = formula.type === "all" ? formula.of : [formula];
  return placed({ type: "all", of, conditions, focus, ...bindsAs }, node, places);
}

function readWhere(item: SourceNode, places: Places): Condition {
  const has = (key: string) => item.get(key) !== undefined;
  if (has("comparison")) {
    item.only(["metavariable", "comparison", "strip", "base"]);
    return placed(readComparison(item), item.need("comparison"), places);
  }
  if (!has("metavariable")) throw unknownCondition(item);
  if (has("analyzer")) return placed(readAnalysis(item.only(["metavariable", "analyzer"])), item, places);
  if (has("type") || has("types"))
    return placed(readType(item.only(["metavariable", "type", "types", "language"])), item, places);
  return readBound(item, places);
}

function unknownCondition(item: SourceNode): Error {
  const known = ["metavariable", "comparison", "focus"];
  const [key = ""] = item.entries()[0] ?? [];
  const near = nearest(key, known);
  return item.error(
    "no condition is understood here",
    near === undefined ? `Expected one of ${known.join(", ")}.` : `Did you mean '${near}'?`,
  );
}

/** A formula that holds on what is bound; a regular expression alone is the condition of that name. */
function readBound(item: SourceNode, places: Places): Condition {
  item.only(["metavariable", "language", "constant-propagation", ...operators, ...companions]);
  const metavariable = readMetavariable(item.need("metavariable"));
  const regex = item.get("regex");
  const language = item.get("language");
  if (regex && !language && !item.get("where")) {
    const propagates = item.get("constant-propagation")?.boolean() ?? true;
    const found = { type: "metavariable-regex", metavariable, regex: regex.text() } as const;
    return placed<Condition>({ ...found, ...(propagates ? { propagatesConstants: true } : {}) }, regex, places);
  }
  const entry = item.entries().find(([key]) => isOperator(key));
  if (!entry) throw item.error("no operator is understood here", `Expected one of ${operators.join(", ")}.`);
  const part = readOperator(entry[0] as Operator, entry[1], places, false);
  return placed<Condition>(
    {
      type: "metavariable-pattern",
      metavariable,
      ...(language ? { language: readLanguage(language) } : {}),
      formula: withCompanions(part, item, places),
    },
    item,
    places,
  );
}
