import type { FactPattern, GraphTerm } from "#model/rule.ts";
import { isRegexError } from "#match/regex.ts";
import { factKinds } from "#model/fact.ts";
import type { SourceNode } from "#rule/source.ts";
import { valueExpression } from "#rule/value-expression.ts";
import type { ValuePattern } from "#model/value-pattern.ts";

const relations = ["uses", "holds", "triggers", "guards", "reaches", "registers", "delegates-to", "records"] as const;

/** Reads the conjunction of a graph rule: a list of `fact`, `edge`, `not`, `any`, `regex` and `differ`. */
export function readGraphTerms(node: SourceNode): GraphTerm[] {
  const terms = node.items().map(readTerm);
  if (!beginsWithFact(terms))
    throw node.error("the first term of 'match' must be a 'fact', or an 'any' of such: the finding stands there");
  return terms;
}

function beginsWithFact([first]: readonly GraphTerm[]): boolean {
  return first?.type === "fact" || (first?.type === "any" && first.of.length > 0 && first.of.every(beginsWithFact));
}

function readTerm(item: SourceNode): GraphTerm {
  item.only(["fact", "edge", "not", "any", "regex", "differ"]);
  const [entry, more] = item.entries();
  if (!entry || more) throw item.error("a term has exactly one key");
  const [key, node] = entry;
  switch (key) {
    case "fact":
      return { type: "fact", fact: readFactPattern(node) };
    case "edge":
      node.only(["from", "relation", "to"]);
      return {
        type: "edge",
        from: readMetavariable(node.need("from")),
        relation: node.need("relation").word(relations),
        to: readMetavariable(node.need("to")),
      };
    case "not":
      return { type: "not", terms: node.items().map(readTerm) };
    case "any":
      return { type: "any", of: node.items().map((choice) => choice.items().map(readTerm)) };
    case "regex":
      return { type: "regex", ...readRegexTerm(node) };
    default:
      return { type: "differ", metavariables: node.items().map(readMetavariable) };
  }
}

/** Reads `metavariable` and `regex`: an expression on what a metavariable stands for. */
export function readRegexTerm(node: SourceNode): { readonly metavariable: string; readonly regex: string } {
  node.only(["metavariable", "regex"]);
  return { metavariable: readMetavariable(node.need("metavariable")), regex: readExpression(node.need("regex")) };
}

function readMetavariable(node: SourceNode): string {
  const name = node.text();
  if (!/^\$[A-Z_][A-Z_0-9]*$/.test(name)) throw node.error(`'${name}' is no metavariable; they are written $NAME`);
  return name;
}

function readExpression(node: SourceNode): string {
  const source = node.text();
  checkExpression(source, node);
  return source;
}

function checkExpression(source: string, node: SourceNode): void {
  const expression = valueExpression(source);
  if (!isRegexError(expression)) return;
  throw node.error(`'${source}' is no regular expression: ${expression.message}`, "It is read as PCRE does.");
}

function readFactPattern(node: SourceNode): FactPattern {
  node.only(["kind", "id", "anchor", "key", "origin", "value"]);
  return { kind: node.need("kind", `Kinds are: ${factKinds.join(", ")}.`).word(factKinds), ...readStatedPattern(node) };
}

/** Reads what a pattern asks of a fact or an entry besides its kind. */
export function readStatedPattern(node: SourceNode): Omit<FactPattern, "kind"> {
  const parts: { -readonly [Name in "id" | "anchor" | "key" | "origin"]?: ValuePattern } = {};
  for (const name of ["id", "anchor", "key", "origin"] as const) {
    const part = node.get(name);
    if (part) parts[name] = readValuePattern(part);
  }
  const value = node.get("value")?.entries() ?? [];
  return {
    ...parts,
    value: value.map(([name, wanted]) => [name, readValuePattern(wanted)] as const),
  };
}

function readValuePattern(node: SourceNode): ValuePattern {
  if (!node.isList) return readScalar(node);
  return node.items().map((item) => {
    const scalar = readScalar(item);
    if (scalar === null) throw item.error("a choice of a list cannot be null");
    return scalar;
  });
}

function readScalar(node: SourceNode): string | number | boolean | null {
  const { scalar } = node;
  if (scalar === undefined) throw node.error("a text, number, boolean or null is expected here");
  if (typeof scalar === "string" && scalar.startsWith("=~/")) checkExpression(scalar, node);
  return scalar;
}
