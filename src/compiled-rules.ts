import { buildPrefilter, type Prefilter } from "#discover/prefilter.ts";
import { compileRule, type CompiledRule, knownNeeds } from "#compile-rule.ts";
import { once } from "#match/once.ts";
import { isAbout } from "#match/compile.ts";
import { readLiteral } from "#match/needs.ts";
import type { Role } from "#model/artifact.ts";
import type { Document, SyntaxName } from "#model/document.ts";
import type { RepoPath } from "#model/location.ts";
import type { PartNeeds, Rule, RuleLanguage, SearchRule, TaintRule } from "#model/rule.ts";
import { type IsMet, LiteralNumbers, NeedsTable } from "#needs-table.ts";
import type { StatedFacts } from "#model/stated-fact.ts";
import { sharedPathFilters } from "#rule/path-filter.ts";

/** The rules about files of a scan with the automaton that says, from a file's bytes, which of them can match. */
export interface RuleSet {
  readonly prefilter: Prefilter;
  /** The literals the prefilter looks for; a hit is an index into them. */
  readonly literals: readonly string[];
  /** What the rules need. */
  readonly needs: NeedsTable;
  /** The number under which the prefilter tells the places of the first keyword of secrets; the others follow. */
  readonly firstKeyword: number;
  readonly rules: readonly PreparedRule[];
  /** Those that follow taint over files. */
  readonly followed: readonly PreparedRule[];
}

/** What a file must hold for each part of a rule to find something there: numbers in the table of needs. */
export type NumberedParts = Readonly<Record<keyof PartNeeds, number>>;

/** A rule about files, ready to run. */
export interface PreparedRule {
  readonly rule: SearchRule | TaintRule;
  /** Compiled when it is first asked for: most files are about few rules. */
  readonly compiled: CompiledRule;
  /** What a text of each of its languages must hold: numbers in the table of needs. */
  readonly needs: ReadonlyMap<RuleLanguage, number>;
  /** The same for the parts of a rule that follows taint over files. */
  readonly parts: ReadonlyMap<RuleLanguage, NumberedParts> | undefined;
  readonly inScope: (path: RepoPath) => boolean;
}

/**
 * Makes the rules about files among `rules` ready; `markers` are further literals to look for, `keywords` those of
 * secrets, `facts` what calls state. Throws for a rule that is not understood, unless somebody has compiled it before to know its literals.
 */
export function compileRules(
  rules: readonly Rule[],
  markers: readonly string[],
  keywords: readonly string[] = [],
  facts?: StatedFacts,
): RuleSet {
  const literals = new LiteralNumbers();
  for (const marker of markers) literals.numberOf(marker);
  const needs = new NeedsTable(literals);
  const making: Making = { needs, filterOf: sharedPathFilters(), ...(facts && { facts }) };
  const prepared = rules.flatMap((rule) =>
    rule.mode === "search" || rule.mode === "taint" ? [prepare(rule, making)] : [],
  );
  const texts = literals.all;
  return {
    prefilter: buildPrefilter([
      ...texts.map(readLiteral),
      ...keywords.map((text) => ({ text, ignoreCase: true, everywhere: true })),
    ]),
    literals: texts,
    needs,
    firstKeyword: texts.length,
    rules: prepared,
    followed: prepared.filter(({ parts }) => parts !== undefined),
  };
}

/** What all rules of a set share. */
interface Making {
  readonly needs: NeedsTable;
  readonly filterOf: ReturnType<typeof sharedPathFilters>;
  readonly facts?: StatedFacts;
}

function prepare(rule: SearchRule | TaintRule, { needs: table, filterOf, facts }: Making): PreparedRule {
  const compiled = once(() => compileRule(rule, facts));
  const { numberOf } = table;
  const numberedParts = ({ sources, sinks, others }: PartNeeds) => {
    return { sources: numberOf(sources), sinks: numberOf(sinks), others: numberOf(others) };
  };
  const { needs = {}, partNeeds }: Pick<TaintRule, "needs" | "partNeeds"> = rule.needs
    ? rule
    : knownNeeds(rule, compiled());
  return {
    rule,
    get compiled() {
      return compiled();
    },
    needs: byLanguage(needs, numberOf),
    parts: partNeeds && byLanguage(partNeeds, numberedParts),
    inScope: filterOf(rule.scope),
  };
}

function byLanguage<From, To>(
  known: Readonly<Partial<Record<RuleLanguage, From>>>,
  of: (from: From) => To,
): ReadonlyMap<RuleLanguage, To> {
  return new Map(Object.entries(known).map(([language, from]) => [language as RuleLanguage, of(from)]));
}

/** A file as it is known before rules look at it. */
export interface CandidateFile {
  readonly path: RepoPath;
  readonly roles: ReadonlySet<Role>;
  /** What it is written in, and what is embedded in it. */
  readonly syntaxes: ReadonlySet<SyntaxName>;
  /** Tells what of the rules' needs it meets. */
  readonly isMet: IsMet;
}

/** The rules that may match a file: in scope by path and role, with a hit for everything they need in a language of it. */
export function candidateRules(set: RuleSet, { path, roles, syntaxes, isMet }: CandidateFile): PreparedRule[] {
  const mayMatch = ([language, needs]: [RuleLanguage, number]) =>
    [...syntaxes].some((syntax) => isAbout(language, syntax)) && isMet(needs);
  return set.rules.filter(
    ({ rule, needs, inScope }) =>
      (rule.scope.roles.length === 0 || rule.scope.roles.some((role) => roles.has(role))) &&
      [...needs].some(mayMatch) &&
      inScope(path),
  );
}

/** Holds if the rule reads documents of this syntax; text rules read all. */
export function reads({ rule }: PreparedRule, { syntax }: Document): boolean {
  return rule.scope.languages.some((language) => isAbout(language, syntax));
}
