import type { Node } from "#model/document.ts";
import { type Bindings, type Binding, bindNode, bindText, unifies } from "#match/binding.ts";
import { couldState, fieldOf, type FieldTest, fieldTestsOf } from "#match/fact-fields.ts";
import { Fuel, OutOfFuel } from "#match/fuel.ts";
import { type CompileContext, lazily } from "#match/leaf.ts";
import { anyOf } from "#match/needs.ts";
import type { Range } from "#match/range.ts";
import { RuleError } from "#match/rule-error.ts";
import type { Subject, Term } from "#match/term.ts";
import type { ApiModel } from "#model/api-model.ts";
import type { Document } from "#model/document.ts";
import type { RuleLanguage } from "#model/rule.ts";
import type { StatedFact, StatedFacts } from "#model/stated-fact.ts";
import { compareText } from "#model/location.ts";
import type { StatedPattern } from "#model/value-pattern.ts";

const programOf: ReadonlyMap<RuleLanguage, ApiModel["language"]> = new Map([
  ["javascript", "script"],
  ["typescript", "script"],
  ["python", "python"],
]);

/** Steps for looking through the rows once. */
const fuelForRows = 5_000_000;

/** Compiles what is asked of facts. Throws `RuleError` where it can never be stated; `where` is its path in the rule. */
export function factLeaf(pattern: StatedPattern, where: string, context: CompileContext): Term {
  const { facts, language, ruleId } = context;
  const refused = (message: string, suggestion?: string) => new RuleError(ruleId, where, message, suggestion);
  const program = programOf.get(language);
  if (!program)
    throw refused(`'fact' is not known of '${language}'`, "Calls of TypeScript, JavaScript and Python state facts.");
  if (!facts) throw refused("'fact' means nothing here: no interfaces are known");
  const tests = fieldTestsOf(pattern);
  if ("mistake" in tests) throw refused(tests.mistake, "Expressions are read as PCRE does.");
  const rows = lazily(context, () => {
    const all = rowsOf(facts, pattern, program);
    const found = all.filter((row) => tests.every((test) => couldState(row, test, new Fuel(fuelForRows))));
    if (found.length === 0) throw refused(...nothingStates(pattern, tests, all));
    return found;
  });
  const source = pattern.kind === "trigger" || pattern.kind === "tool" ? context.source : undefined;
  const find = (subject: Subject, fuel: Fuel): Range[] => {
    if (!subject.root) return [];
    const { problem, facts: stated } = facts.statedIn(subject.document);
    if (problem) throw new OutOfFuel(problem);
    return stated.flatMap((fact) => rangesOf(fact, { pattern, tests, source }, subject, fuel));
  };
  const mayHold = ({ document }: Subject) => {
    const present = facts.rowsIn(document);
    return rows().some((row) => present.has(row));
  };
  return { type: "leaf", find, mayHold, needs: () => anyOf(rows().map(facts.needsOf)) };
}

/** The rows that may state a kind in a language; tools whose names nobody knows are told as opaque places. */
function rowsOf({ rows }: StatedFacts, { kind }: StatedPattern, program: ApiModel["language"]): readonly ApiModel[] {
  const isKind = (other: string) => other === kind || (kind === "opaque" && other === "tool");
  return rows.filter(({ language, fact }) => language === program && isKind(fact.kind));
}

/** What is wrong with a pattern that no row fits, and what would fit. */
function nothingStates(
  { kind }: StatedPattern,
  tests: readonly FieldTest[],
  rows: readonly ApiModel[],
): [message: string, suggestion: string] {
  if (rows.length === 0) return [`no call that is known states a '${kind}'`, "Ask for another kind."];
  const fuel = new Fuel(fuelForRows);
  const alone = tests.find((test) => !rows.some((row) => couldState(row, test, fuel)));
  if (!alone) return [`no call that is known states all of this at once`, "Ask for less."];
  const known = rows.flatMap(({ system, fact }) => fact.value[alone.name] ?? (alone.name === "system" ? system : []));
  const words = [...new Set(known.flat().map(String))].filter((word) => !word.includes("$(")).sort(compareText);
  const told = words.length > mostWords ? [...words.slice(0, mostWords), "…"] : words;
  return [
    `no call that is known states a '${kind}' with this '${alone.name}'`,
    told.length === 0 ? `They say nothing of '${alone.name}'.` : `Known are: ${told.join(", ")}.`,
  ];
}

/** Words of a suggestion. */
const mostWords = 12;

interface Asked {
  readonly pattern: StatedPattern;
  readonly tests: readonly FieldTest[];
  /** Given if what is looked for is what is given to what the call registers, or that it runs. */
  readonly source: "data" | "control" | undefined;
}

function rangesOf(fact: StatedFact, { pattern, tests, source }: Asked, subject: Subject, fuel: Fuel): Range[] {
  const { root, document } = subject;
  fuel.spend(1 + tests.length);
  const { node } = fact;
  if (fact.kind !== pattern.kind || node.start < root!.start || node.end > root!.end) return [];
  let bindings: Bindings = subject.context;
  for (const test of tests) {
    const value = fieldOf(fact, test.name);
    if (!isAsAsked(fact, test, value, fuel)) return [];
    if (!test.metavariable || test.metavariable === "$_") continue;
    const binding = boundTo(fact, test.name, value, document);
    const known = bindings.get(test.metavariable);
    if (known && !unifies(known, binding, { fuel, semantics: subject.semantics })) return [];
    if (!known) bindings = new Map([...bindings, [test.metavariable, binding]]);
  }
  const found = source === undefined ? [node] : sourcesOf(fact, source);
  return found.map(({ start, end }, index): Range => {
    return { start, end, kind: "plain", bindings, node: found[index]!, confidence: fact.confidence };
  });
}

/**
 * What is given to the handlers; the call itself where none is known, unless it is asked what runs: what stands behind
 * the registration of a tool is not run by it. A handler that is given nothing is no source of data, and yet runs.
 */
function sourcesOf({ kind, node, handlers }: StatedFact, source: "data" | "control"): readonly Node[] {
  if (handlers.length === 0) return kind === "tool" && source === "control" ? [] : [node];
  return handlers.flatMap(({ inputs, beginning }) =>
    inputs.length > 0 || source === "data" ? inputs : (beginning ?? []),
  );
}

/** Nothing is only what an interface has a place for, at which nothing is given. */
function isAsAsked(
  fact: StatedFact,
  { name, wanted, metavariable, fits }: FieldTest,
  value: unknown,
  fuel: Fuel,
): boolean {
  if (wanted === null) return value === undefined && fact.isGiven(name) === false;
  if (metavariable) return value !== undefined || fact.isGiven(name) === true;
  return value !== undefined && fits(value, fuel);
}

/** What is written for a field among the arguments; else what is known of it, at the place of the call. */
function boundTo(fact: StatedFact, name: string, value: unknown, document: Document): Binding {
  const place = fact.placeOf(name);
  const text = value === undefined ? undefined : (Array.isArray(value) ? value : [value]).join(", ");
  if (place) return { ...bindNode(document, place), ...(text !== undefined && { value: text }) };
  if (text === undefined) return bindNode(document, fact.node);
  return bindText(text, { start: fact.node.start, end: fact.node.end });
}
