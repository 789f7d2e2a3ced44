import { relations } from "#graph/relations.ts";
import type { FactPattern, GraphTerm } from "#model/graph-term.ts";
import { isRegexError } from "#match/regex.ts";
import { factKinds } from "#model/fact.ts";
import { confidences } from "#model/finding.ts";
import type { SourceNode } from "#rule/source.ts";
import { valueExpression } from "#rule/value-expression.ts";
import type { ValuePattern } from "#model/value-pattern.ts";

const edgeRelations = [
  "uses",
  "holds",
  "triggers",
  "guards",
  "reaches",
  "registers",
  "delegates-to",
  "records",
] as const;

const termKeys = ["fact", "edge", "not", "any", "regex", "differ", "path", "relation", "count", "confidence"];

/**
 * Reads the conjunction of a graph rule: a list of `fact`, `edge`, `path`, `not`, `any`, `regex`, `differ`, `relation`,
 * `count` and `confidence`.
 */
export function readGraphTerms(node: SourceNode): GraphTerm[] {
  const terms = node.items().map(readTerm);
  if (!beginsWithFact(terms))
    throw node.error("the first term of 'match' must be a 'fact', or an 'any' of such: the finding stands there");
  checkKnown(terms, node, new Set());
  return terms;
}

/** A way and a relation begin at what is known: otherwise they would say nothing, and the rule be silent for ever. */
function checkKnown(terms: readonly GraphTerm[], node: SourceNode, given: ReadonlySet<string>): ReadonlySet<string> {
  const known = new Set(given);
  const need = (name: string, what: string) => {
    if (!known.has(name)) throw node.error(`${what} asks for '${name}', which no term before it binds`);
  };
  for (const term of terms) {
    if (term.type === "not" || term.type === "count") {
      const within = checkKnown(term.terms, node, known);
      if (term.type === "count" && !within.has(term.of))
        throw node.error(`'count' asks for '${term.of}', which none of its terms binds`);
    } else if (term.type === "any") {
      const branches = term.of.map((choice) => checkKnown(choice, node, known));
      for (const branch of branches) for (const name of branch) known.add(name);
    } else if (term.type === "relation") for (const name of term.of) need(name, `the relation '${term.name}'`);
    else if (term.type === "path") need(term.from, "'path'");
    for (const name of boundBy(term)) known.add(name);
  }
  return known;
}

/** The metavariables that a term itself may bind. */
function boundBy(term: GraphTerm): readonly string[] {
  if (term.type === "edge" || term.type === "path") return [term.from, term.to];
  if (term.type !== "fact") return [];
  const { id, anchor, key, origin, value } = term.fact;
  const patterns = [id, anchor, key, origin, ...value.map(([, wanted]) => wanted)];
  return patterns.filter((pattern) => typeof pattern === "string" && pattern.startsWith("$")) as readonly string[];
}

function beginsWithFact([first]: readonly GraphTerm[]): boolean {
  return first?.type === "fact" || (first?.type === "any" && first.of.length > 0 && first.of.every(beginsWithFact));
}

function readTerm(item: SourceNode): GraphTerm {
  item.only(termKeys);
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
        relation: node.need("relation").word(edgeRelations),
        to: readMetavariable(node.need("to")),
      };
    case "not":
      return { type: "not", terms: node.items().map(readTerm) };
    case "any":
      return { type: "any", of: node.items().map((choice) => choice.items().map(readTerm)) };
    case "regex":
      node.only(["metavariable", "regex"]);
      return { type: "regex", ...readRegexOf(node) };
    case "path":
      return readPath(node);
    case "relation":
      return readRelation(node);
    case "count":
      return readCount(node);
    case "confidence":
      return { type: "confidence", most: node.word(confidences) };
    default:
      return { type: "differ", metavariables: node.items().map(readMetavariable) };
  }
}

function readPath(node: SourceNode): GraphTerm {
  node.only(["from", "to", "ungated", "along"]);
  const along = node
    .get("along")
    ?.items()
    .map((item) => item.word(edgeRelations));
  return {
    type: "path",
    from: readMetavariable(node.need("from")),
    to: readMetavariable(node.need("to")),
    ungated: node.get("ungated")?.boolean() ?? false,
    ...(along === undefined ? {} : { along }),
  };
}

function readRelation(node: SourceNode): GraphTerm {
  node.only(["name", "of"]);
  const name = node.need("name").word([...relations.keys()]);
  const of = node.need("of").items().map(readMetavariable);
  const { arity } = relations.get(name)!;
  if (of.length !== arity)
    throw node.need("of").error(`the relation '${name}' is about ${arity === 1 ? "one fact" : `${arity} facts`}`);
  return { type: "relation", name, of };
}

function readCount(node: SourceNode): GraphTerm {
  node.only(["of", "least", "terms"]);
  const least = node.need("least").scalar;
  if (typeof least !== "number" || !Number.isInteger(least) || least < 1)
    throw node.need("least").error("a number of at least 1 is expected here");
  return {
    type: "count",
    of: readMetavariable(node.need("of")),
    least,
    terms: node.need("terms").items().map(readTerm),
  };
}

/** Reads `metavariable` and `regex`: an expression on what a metavariable stands for. */
export function readRegexOf(node: SourceNode): { readonly metavariable: string; readonly regex: string } {
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
