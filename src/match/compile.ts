import type { Document, Parse, SyntaxName } from "#model/document.ts";
import type { Confidence } from "#model/fact.ts";
import type { Span } from "#model/location.ts";
import type { Problem } from "#model/problem.ts";
import type { Formula, Rule, RuleLanguage, SearchRule, TaintRule } from "#model/rule.ts";
import { type Bindings, noBindings } from "#match/binding.ts";
import { areReadAlike } from "#match/code-dialect.ts";
import { compileCondition } from "#match/condition.ts";
import { evaluate, needsOf } from "#match/formula.ts";
import { factLeaf } from "#match/fact-leaf.ts";
import { Fuel, never, OutOfFuel } from "#match/fuel.ts";
import { type CompileContext, patternLeaf, regexLeaf } from "#match/leaf.ts";
import { noNeeds, textMeets } from "#match/needs.ts";
import { once } from "#match/once.ts";
import { final } from "#match/range.ts";
import { RuleError } from "#match/rule-error.ts";
import type { Term } from "#match/term.ts";
import { unknownMeaning } from "#match/constants.ts";
import type { Analyse } from "#model/semantics.ts";
import type { StatedFacts } from "#model/stated-fact.ts";
import type { Needs } from "#model/needs.ts";

/** A place where a rule holds. */
export interface Match {
  /** In the offsets of the document that was asked. */
  readonly span: Span;
  readonly bindings: Bindings;
  /** The least of the facts that it rests on, where it rests on any. */
  readonly confidence?: Confidence;
  /** The way that taint took to there, from where it began; of taint rules. */
  readonly flow?: readonly FlowStep[];
  /** Places beside it that explain it, in source order. */
  readonly remarks?: readonly Remark[];
}

/** A place with what is to be said of it. */
export interface Remark extends Span {
  readonly text: string;
}

/** A place on the way of taint. */
export interface FlowStep extends Span {
  readonly role: "source" | "step" | "sink";
  /** How many places before it are left out of a long way, if any. */
  readonly leftOut?: number;
}

/** What a rule says of one document. */
export interface Matches {
  /** In source order, each once. */
  readonly matches: readonly Match[];
  /** Set if the rule ran out of its work limit, with no matches, or holds at more places than are told. */
  readonly problem?: Problem;
}

/** A search rule ready to run. */
export interface CompiledSearchRule {
  /**
   * Where the rule holds in a document; nowhere if it is not about documents of this syntax. Never throws on input; throws
   * `OutOfTime` after the deadline, in milliseconds since 1970, if there is one.
   */
  readonly matches: (document: Document, deadline?: number) => Matches;
  /** What a file must hold for the rule to match in text of a language. */
  readonly needsIn: (language: RuleLanguage) => Needs;
  /** Compiles everything; throws `RuleError` for what is not understood. */
  readonly validate: () => void;
}

/** Steps that a rule may take in a document of no length, and for every UTF-16 unit of it. */
const baseFuel = 300_000;
const fuelPerUnit = 2;
/** Places in one document that one rule tells; Semgrep's default of `max_match_per_file`. */
const mostMatches = 10_000;
/** Formulas may nest this deep; they are evaluated by recursion. */
const deepestFormula = 40;

/** Compiles a rule; every language of it, and within it every pattern, on first use. Throws `RuleError` for a bad structure. */
export function compileSearchRule(
  rule: SearchRule,
  parsers: Readonly<Record<SyntaxName, Parse>>,
  analyse: Analyse = () => unknownMeaning,
  facts?: StatedFacts,
): CompiledSearchRule {
  const terms = new Map<RuleLanguage, Language>();
  const checks: (() => unknown)[] = [];
  for (const language of rule.scope.languages) {
    const own = { ruleId: rule.metadata.id, options: rule.options ?? {} };
    const context = { ...own, language, parsers, analyse, checks, ...(facts && { facts }) };
    const { formula } = rule.variants?.find(({ languages }) => languages.includes(language)) ?? rule;
    const alike = [...terms].find(([other, known]) => known.formula === formula && areReadAlike(other, language));
    const term = alike?.[1].term ?? compileFormula(formula, "", context);
    terms.set(language, alike?.[1] ?? { formula, term, needs: once(() => needsOf(term)) });
  }
  return {
    matches: (document, deadline = never) => {
      const read = document.syntax === "shell" && terms.has("bash") ? asBash(document, parsers.bash) : document;
      return run(rule, { terms, analyse, deadline }, read);
    },
    needsIn: (language) => terms.get(language)?.needs() ?? noNeeds,
    validate: () => checks.forEach((check) => check()),
  };
}

/** Compiles the search rules among `rules` in full; throws `RuleError` for the first that is not understood. */
export function checkSearchRules(rules: readonly Rule[], parsers: Readonly<Record<SyntaxName, Parse>>): void {
  for (const rule of rules) if (rule.mode === "search") compileSearchRule(rule, parsers).validate();
}

/** Holds if a rule for a language is about documents of a syntax. */
export function isAbout(language: RuleLanguage, syntax: SyntaxName): boolean {
  if (language === "generic" || language === "regex") return true;
  return language === syntax || (language === "bash" && syntax === "shell");
}

const bashOf = new WeakMap<Document, Document>();

/** A text of shell commands as a program; it has the same offsets. Rules share it. */
function asBash(document: Document, parse: Parse): Document {
  const known = bashOf.get(document);
  if (known) return known;
  const made = parse(document.path, document.text, document.host);
  bashOf.set(document, made);
  return made;
}

/** A rule as it is about one language. */
interface Language {
  readonly formula: Formula;
  readonly term: Term;
  readonly needs: () => Needs;
}

interface Running {
  readonly terms: ReadonlyMap<RuleLanguage, Language>;
  readonly analyse: Analyse;
  readonly deadline: number;
}

function run(rule: SearchRule, { terms, analyse, deadline }: Running, document: Document): Matches {
  // As a tree before as a text, for which nothing needs to be parsed.
  const ofTree = terms.get(document.syntax);
  const language = ofTree ?? terms.get("generic") ?? terms.get("regex");
  const { text } = document;
  // What the words alone rule out need not be parsed.
  if (!language || (ofTree && !textMeets(language.needs(), text))) return { matches: [] };
  const { term } = language;
  const root = ofTree && document.root;
  const semantics = ofTree ? analyse(document) : unknownMeaning;
  const fuel = new Fuel(baseFuel + fuelPerUnit * text.length, deadline);
  const whole = { start: 0, end: text.length };
  const subject = { document, root, text: document, base: 0, context: noBindings, whole, semantics };
  try {
    const ranges = evaluate(term, subject, fuel);
    const matches = final(ranges, fuel).map(({ start, end, bindings, confidence }) => {
      return { span: { start, end }, bindings, ...(confidence && { confidence }) };
    });
    return bounded(rule, document, matches);
  } catch (error) {
    if (!(error instanceof OutOfFuel)) throw error;
    if (error.problem) return { matches: [], problem: error.problem };
    const message = `The rule '${rule.metadata.id}' ran out of its work limit on this file; it was not judged.`;
    return { matches: [], problem: { kind: "too-complex", path: document.path, message, partial: true } };
  }
}

/** The matches, or as many of them as are told; a rule may ask for fewer. */
export function bounded(
  { metadata, options }: SearchRule | TaintRule,
  { path }: Document,
  matches: readonly Match[],
): Matches {
  const wanted = options?.["max_match_per_file"];
  const limit = typeof wanted === "number" ? Math.min(wanted, mostMatches) : mostMatches;
  if (matches.length <= limit) return { matches };
  const message = `The rule '${metadata.id}' holds at ${matches.length} places of this file; only the first ${limit} are told.`;
  return { matches: matches.slice(0, limit), problem: { kind: "too-complex", path, message, partial: false } };
}

/** Compiles a formula; `where` is its path, for mistakes. Throws `RuleError`. */
export function compileFormula(formula: Formula, where: string, context: CompileContext): Term {
  const path = where === "" || where.endsWith("/") ? `${where}${formula.type}` : `${where}.${formula.type}`;
  if (path.split(".").length > deepestFormula)
    throw new RuleError(context.ruleId, path, "the formula nests too deeply");
  switch (formula.type) {
    case "pattern":
      return patternLeaf(formula.pattern, path, context);
    case "regex":
      return regexLeaf(formula.regex, path, context);
    case "inside":
    case "anywhere":
      return { type: formula.type, term: compileFormula(formula.formula, path, { ...context, source: undefined }) };
    case "fact":
      return factLeaf(formula.fact, path, context);
    case "any":
      if (formula.of.length === 0) throw new RuleError(context.ruleId, path, "there is nothing to choose from");
      return {
        type: "any",
        terms: formula.of.map((option, index) => compileFormula(option, `${path}[${index}]`, context)),
      };
    case "not":
      throw new RuleError(context.ruleId, path, "a negation may stand only directly under `patterns`");
    case "all":
    default:
      return compileAll(formula, path, context);
  }
}

function compileAll(formula: Formula & { readonly type: "all" }, path: string, context: CompileContext): Term {
  const positive: Term[] = [];
  const negative: Term[] = [];
  for (const [index, part] of formula.of.entries()) {
    const where = `${path}[${index}]`;
    if (part.type === "not")
      negative.push(compileFormula(part.formula, `${where}.not`, { ...context, source: undefined }));
    else positive.push(compileFormula(part, where, context));
  }
  if (positive.length === 0 && !path.includes(":metavariable-pattern")) {
    throw new RuleError(context.ruleId, path, "at least one operator that is not a negation is needed");
  }
  const conditions = formula.conditions.map((condition, index) =>
    compileCondition(condition, `${path}[${index}]:${condition.type}`, context, compileFormula),
  );
  const { focus, bindsAs } = formula;
  return { type: "all", positive, negative, conditions, focus, ...(bindsAs !== undefined && { bindsAs }) };
}
