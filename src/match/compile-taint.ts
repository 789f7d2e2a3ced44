import type { Document, Parse, SyntaxName } from "#model/document.ts";
import type { Formula, PartNeeds, RuleLanguage, TaintParts, TaintRule, TaintSink } from "#model/rule.ts";
import type { Analyse, Semantics } from "#model/semantics.ts";
import type { StatedFacts } from "#model/stated-fact.ts";
import { noBindings } from "#match/binding.ts";
import { areReadAlike } from "#match/code-dialect.ts";
import { compileFormula } from "#match/compile.ts";
import { evaluate, mayHold, needsOf } from "#match/formula.ts";
import type { Fuel } from "#match/fuel.ts";
import { allOf, anyOf, noNeeds, textMeets, unmeetable } from "#match/needs.ts";
import { once } from "#match/once.ts";
import { final } from "#match/range.ts";
import type { Mark, PropagatorMark, TaintMarks } from "#match/taint-marks.ts";
import type { Subject, Term } from "#match/term.ts";
import type { Needs } from "#model/needs.ts";

/** A taint rule of which the formulas are ready to run. */
export interface CompiledTaintRule {
  /** False if the words of a document rule out that it holds a source and a sink; nothing is parsed for it. */
  readonly mayHold: (document: Document) => boolean;
  /** What the rule finds in a document; undefined where it holds no source or no sink. Throws `OutOfFuel`. */
  readonly marks: (document: Document, semantics: Semantics, fuel: Fuel) => TaintMarks | undefined;
  /** What the rule finds in a document, part by part, whatever of it there is; undefined if it does not know the language. */
  readonly someMarks: (document: Document, semantics: Semantics, fuel: Fuel) => SomeMarks | undefined;
  /** What a text of a language must hold for each part of the rule to find something there. */
  readonly partNeeds: (language: RuleLanguage) => PartNeeds;
  /** As of search rules. */
  readonly needsIn: (language: RuleLanguage) => Needs;
  /** Compiles everything; throws `RuleError` for what is not understood. */
  readonly validate: () => void;
}

/** What a rule finds in a document, looked for when it is asked for. All throw `OutOfFuel`. */
export interface SomeMarks {
  readonly sources: () => TaintMarks["sources"];
  readonly sinks: () => TaintMarks["sinks"];
  /** Whether there is any source, or any sink: one is enough, and the rest is not looked for. */
  readonly has: (part: "sources" | "sinks") => boolean;
  readonly others: () => Omit<TaintMarks, "sources" | "sinks">;
}

const parts = ["sources", "sinks", "sanitizers", "propagators"] as const;
/** A part of a taint rule. */
export type Part = (typeof parts)[number];
type Terms = Readonly<Record<Part, readonly Term[]>>;

/** What a rule looks for in one language, and the formulas of it. */
interface Compiled {
  readonly specs: TaintParts;
  readonly terms: Terms;
  readonly needs: () => Needs;
}

/** Compiles the formulas of a taint rule for every language of it. Throws `RuleError` for a bad structure. */
export function compileTaintRule(
  rule: TaintRule,
  parsers: Readonly<Record<SyntaxName, Parse>>,
  analyse: Analyse,
  facts?: StatedFacts,
): CompiledTaintRule {
  const { byLanguage, checks } = compiledByLanguage(rule, { parsers, analyse, ...(facts && { facts }) });
  // A document is asked for its flows, and then for what it is to flows over files.
  const known = new WeakMap<Document, SomeMarks>();
  const partsOf = (compiled: Compiled, document: Document, semantics: Semantics, fuel: Fuel) => {
    const found = known.get(document) ?? someMarks(compiled, subjectOf(document, semantics), fuel);
    known.set(document, found);
    return found;
  };
  return {
    mayHold: ({ syntax, text }) => {
      const compiled = byLanguage.get(syntax);
      return compiled !== undefined && textMeets(compiled.needs(), text);
    },
    marks: (document, semantics, fuel) => {
      const compiled = byLanguage.get(document.syntax);
      return (
        compiled && allMarks(compiled, subjectOf(document, semantics), partsOf(compiled, document, semantics, fuel))
      );
    },
    someMarks: (document, semantics, fuel) => {
      const compiled = byLanguage.get(document.syntax);
      return compiled && partsOf(compiled, document, semantics, fuel);
    },
    partNeeds: (language) => {
      const terms = byLanguage.get(language)?.terms;
      const of = (...some: readonly Part[]) => {
        const own = some.flatMap((part) => terms?.[part] ?? []);
        return own.length === 0 ? unmeetable : anyOf(own.map(needsOf));
      };
      return { sources: of("sources"), sinks: of("sinks"), others: of("sanitizers", "propagators") };
    },
    needsIn: (language) => byLanguage.get(language)?.needs() ?? noNeeds,
    validate: () => checks.forEach((check) => check()),
  };
}

/** What patterns are compiled with. */
interface Tools {
  readonly parsers: Readonly<Record<SyntaxName, Parse>>;
  readonly analyse: Analyse;
  readonly facts?: StatedFacts;
}

function compiledByLanguage(rule: TaintRule, tools: Tools) {
  const byLanguage = new Map<RuleLanguage, Compiled>();
  const checks: (() => unknown)[] = [];
  for (const language of rule.scope.languages) {
    const own = { ruleId: rule.metadata.id, options: rule.options ?? {}, language };
    const context = { ...own, ...tools, checks };
    const specs = rule.variants?.find(({ languages }) => languages.includes(language)) ?? rule;
    const alike = [...byLanguage].find(([other, known]) => known.specs === specs && areReadAlike(other, language));
    if (alike) {
      byLanguage.set(language, alike[1]);
      continue;
    }
    const compiled = (part: Part): Term[] =>
      specs[part].map((spec: { readonly formula: Formula; readonly control?: boolean }, index: number) => {
        const source = part !== "sources" ? undefined : spec.control ? "control" : "data";
        return compileFormula(spec.formula, `${part}[${index}]/`, { ...context, source });
      });
    const terms = {
      sources: compiled("sources"),
      sinks: compiled("sinks"),
      sanitizers: compiled("sanitizers"),
      propagators: compiled("propagators"),
    };
    byLanguage.set(language, { specs, terms, needs: once(() => needsOfFlow({ specs, terms })) });
  }
  return { byLanguage, checks };
}

/** What a text must hold for something to come from a source to a sink in it. */
function needsOfFlow(from: Pick<Compiled, "specs" | "terms">): Needs {
  const sources = anyOf(from.terms.sources.map(needsOf));
  const sinks = from.specs.sinks.map(({ requires }, index) =>
    allOf([needsOf(from.terms.sinks[index]!), needsOfLabels(requires, from)]),
  );
  return allOf([sources, anyOf(sinks)]);
}

/** What a text must hold for taint to have the labels that a sink asks for: something that gives each of them. Recursive; rules are shallow. */
function needsOfLabels(requires: TaintSink["requires"], from: Pick<Compiled, "specs" | "terms">): Needs {
  if (!("type" in requires)) return allOf(requires.map(([, each]) => needsOfLabels(each, from)));
  if (requires.type === "and") return allOf(requires.of.map((each) => needsOfLabels(each, from)));
  if (requires.type === "or") return anyOf(requires.of.map((each) => needsOfLabels(each, from)));
  if (requires.type !== "label") return noNeeds;
  const giving = (["sources", "propagators"] as const).flatMap((part) =>
    from.terms[part].filter((_, index) => from.specs[part][index]!.label === requires.label),
  );
  return anyOf(giving.map(needsOf));
}

function subjectOf(document: Document, semantics: Semantics): Subject {
  const { text, root } = document;
  const whole = { start: 0, end: text.length };
  return { document, root, text: document, base: 0, context: noBindings, whole, semantics };
}

function allMarks({ terms }: Compiled, subject: Subject, found: SomeMarks): TaintMarks | undefined {
  // Whether there are names at all is found out before anything is looked for.
  if (![terms.sources, terms.sinks].every((some) => some.some((term) => mayHold(term, subject)))) return undefined;
  const sinks = found.sinks();
  if (sinks.length === 0) return undefined;
  const sources = found.sources();
  return sources.length === 0 ? undefined : { sources, sinks, ...found.others() };
}

function someMarks(compiled: Compiled, subject: Subject, fuel: Fuel): SomeMarks {
  const { specs, terms } = compiled;
  const sources = finder(specs.sources, terms.sources, subject, fuel);
  const sinks = finder(specs.sinks, terms.sinks, subject, fuel);
  return {
    sources: once(sources.all),
    sinks: once(sinks.all),
    has: (part) => (part === "sources" ? sources : sinks).isAny(),
    others: once(() => otherMarks(compiled, subject, fuel)),
  };
}

function otherMarks({ specs, terms }: Compiled, subject: Subject, fuel: Fuel): Omit<TaintMarks, "sources" | "sinks"> {
  const propagators = finder(specs.propagators, terms.propagators, subject, fuel)
    .all()
    .flatMap((mark): PropagatorMark[] => {
      const [from, to] = [mark.bindings.get(mark.spec.from), mark.bindings.get(mark.spec.to)];
      return from && to ? [{ ...mark, from, to }] : [];
    });
  const all = finder(specs.sanitizers, terms.sanitizers, subject, fuel).all();
  const sanitizers = all.filter(({ spec }) => spec.gate === undefined);
  const gates = all.filter(({ spec }) => spec.gate !== undefined);
  return { propagators, sanitizers, gates };
}

/** What one part of a rule finds: all of it, in the order of the document, or whether there is any. Each formula is tried once. */
function finder<Spec>(specs: readonly Spec[], terms: readonly Term[], subject: Subject, fuel: Fuel) {
  const found = terms.map((term, index) => once(() => marksOf(specs[index]!, term, subject, fuel)));
  const all = () =>
    found.flatMap((each) => each()).sort((left, right) => left.start - right.start || left.end - right.end);
  return { all, isAny: () => found.some((each) => each().length > 0) };
}

function marksOf<Spec>(spec: Spec, term: Term, subject: Subject, fuel: Fuel): readonly Mark<Spec>[] {
  return final(evaluate(term, subject, fuel), fuel).map(({ start, end, node, bindings, confidence }) => {
    const known = { ...(node && { node }), ...(confidence && { confidence }) };
    return { spec, start, end, bindings, ...known };
  });
}
