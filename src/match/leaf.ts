import type { Parse, SyntaxName } from "#model/document.ts";
import type { Analyse } from "#model/semantics.ts";
import type { RuleLanguage, RuleOptions } from "#model/rule.ts";
import type { StatedFacts } from "#model/stated-fact.ts";
import { type Binding, type Bindings, bindText, isNumbered, unifies } from "#match/binding.ts";
import { codeDialectOf, compileCodePattern } from "#match/code-dialect.ts";
import type { CodePattern } from "#match/code-pattern.ts";
import { dialectOf } from "#match/dialect.ts";
import type { Fuel } from "#match/fuel.ts";
import type { TextMatch, TextSource } from "#match/generic.ts";
import { needsOfPattern } from "#match/pattern-needs.ts";
import { noNeeds } from "#match/needs.ts";
import { needsOfRegex } from "#match/regex-needs.ts";
import { once } from "#match/once.ts";
import { matchOptions, withoutConstants } from "#match/match-options.ts";
import { matchCode } from "#match/match.ts";
import { compilePattern } from "#match/pattern.ts";
import { PatternError } from "#match/pattern-error.ts";
import type { Range } from "#match/range.ts";
import { type Regex, isRegexError, searching, translateRegex } from "#match/regex.ts";
import { type RegexMatch, allMatches } from "#match/regex-search.ts";
import { mayFit, textNeedsOf } from "#match/texts.ts";
import { wordsOfPattern, wordsOfTree } from "#match/words.ts";
import { RuleError } from "#match/rule-error.ts";
import type { Subject, Term } from "#match/term.ts";
import { textFinder } from "#match/text-finder.ts";

/** What compiling a part of a rule needs to know of where it stands. */
export interface CompileContext {
  readonly ruleId: string;
  /** The language that patterns are written in here. */
  readonly language: RuleLanguage;
  readonly parsers: Readonly<Record<SyntaxName, Parse>>;
  /** What the names of a document mean. */
  readonly analyse: Analyse;
  readonly options: RuleOptions;
  /** What calls state; absent where no interfaces are known. */
  readonly facts?: StatedFacts;
  /** Of the formula of a source of taint: whether it gives data, or taints what runs after it. */
  readonly source?: "data" | "control" | undefined;
  /** Everything that is compiled on first use; calling all of it finds every mistake. */
  readonly checks: (() => unknown)[];
}

/** A value made on first use, and the promise to the checks of the rule that it can be made. */
export function lazily<T>(context: CompileContext, make: () => T): () => T {
  const get = once(make);
  context.checks.push(get);
  return get;
}

/** Compiles the pattern of a leaf for the language of its place; `where` is its path in the rule. */
export function patternLeaf(source: string, where: string, context: CompileContext): Term {
  const { language } = context;
  if (language === "generic") return textLeaf(source, where, context);
  if (language === "regex") return regexLeaf(source, where, context);
  const compile = compilerOf(language, context);
  if (!compile) throw new RuleError(context.ruleId, where, `patterns cannot be written for the language '${language}'`);
  const pattern = lazily(context, () => told(context, where, () => compile(source)));
  const options = matchOptions(context.options);
  const dialect = codeDialectOf(language);
  const isCode = dialect !== undefined;
  const words = once(() => (isCode ? wordsOfPattern(pattern()) : []));
  const texts = once(() => textNeedsOf(pattern()));
  const mayHold = ({ document, root, semantics }: Subject) => {
    if (!root || !isCode) return true;
    const present = wordsOfTree(document.root, semantics);
    return words().every((word) => present.has(word)) && mayFit(texts(), document.root, semantics);
  };
  const find = ({ document, root, context: bindings, semantics: known, ...rest }: Subject, fuel: Fuel): Range[] => {
    if (!root) return [];
    const semantics = options.knowsConstants ? known : withoutConstants(known);
    const { guards, within } = rest;
    const asked = { ...(guards && { guards }), ...(within && { within }) };
    const subject = { document, root, bindings, semantics, options, ...asked };
    return matchCode(pattern(), subject, fuel).map((match) => ({ ...match, kind: "plain" }));
  };
  const isSequence = () => pattern().type !== "node";
  const needs = () => (dialect?.foldsNames ? noNeeds : needsOfPattern(pattern(), isCode));
  return { type: "leaf", find, mayHold, isSequence, needs };
}

function compilerOf(
  language: SyntaxName,
  { parsers, options }: CompileContext,
): ((source: string) => CodePattern) | undefined {
  const parse = parsers[language];
  const dialect = codeDialectOf(language);
  const matching = matchOptions(options);
  if (dialect) return (source) => compileCodePattern(source, { dialect, parse, options: matching });
  const data = dialectOf(language);
  return data && ((source) => ({ type: "node", pattern: compilePattern(source, data, parse) }));
}

function textLeaf(source: string, where: string, context: CompileContext): Term {
  const finder = lazily(context, () => told(context, where, () => textFinder(source, context.options)));
  const find = (subject: Subject, fuel: Fuel) => placed(finder().find(subject.text, fuel), "plain", subject, fuel);
  return { type: "leaf", find, needs: () => finder().needs };
}

/** Compiles the regular expression of a leaf. */
export function regexLeaf(source: string, where: string, context: CompileContext): Term {
  const regex = lazily(context, () => compiledRegex(source, where, context));
  const find = (subject: Subject, fuel: Fuel) =>
    placed(matchRegex(regex(), subject.text, fuel), "regex", subject, fuel);
  return { type: "leaf", find, needs: () => needsOfRegex(regex().tree) };
}

/** Translates a regular expression of a rule, or says where the rule is wrong. */
export function compiledRegex(source: string, where: string, { ruleId }: CompileContext, use = searching): Regex {
  const regex = translateRegex(source, use);
  if (isRegexError(regex)) {
    throw new RuleError(
      ruleId,
      where,
      `the regular expression cannot be read: ${regex.message}, at offset ${regex.at}`,
      regex.help ?? "It is read as PCRE does; a backslash takes the meaning from a character.",
    );
  }
  return regex;
}

/** Turns what is wrong with a pattern into what is wrong with the rule. */
function told<T>({ ruleId, language }: CompileContext, where: string, compile: () => T): T {
  try {
    return compile();
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    const suggestion = `A pattern is a piece of ${language}, with '...' and '$X' for what may differ.`;
    throw new RuleError(ruleId, where, error.message, suggestion);
  }
}

/** Every match of a regular expression, with its groups as `$1`, `$2`, … and by name. */
function matchRegex(regex: Regex, { text }: TextSource, fuel: Fuel): TextMatch[] {
  return Array.from(allMatches(regex, text, fuel), (found) => ({
    span: { start: found.start, end: found.end },
    bindings: groupsOf(regex, found, text),
  }));
}

/** What the groups of a regular expression bind; offsets are those of the searched text. */
export function groupsOf({ tree }: Regex, { groups }: RegexMatch, text: string): Bindings {
  const bindings = new Map<string, Binding>();
  const bind = (name: string, index: number) => {
    const span = groups[index];
    if (span) bindings.set(name, bindText(text.slice(span.start, span.end), span));
  };
  for (let index = 1; index <= tree.captures; index++) bind(`$${index}`, index);
  for (const { name, index } of tree.names) bind(`$${name}`, index);
  return bindings;
}

/** Matches in a text as ranges of the document, if they agree with what is bound already. */
function placed(
  matches: readonly TextMatch[],
  kind: Range["kind"],
  { base, context, semantics }: Subject,
  fuel: Fuel,
): Range[] {
  return matches.flatMap(({ span, bindings }) => {
    const joined = new Map(context);
    for (const [name, binding] of bindings) {
      const known = context.get(name);
      if (known && !isNumbered(name) && !unifies(known, binding, { fuel, semantics })) return [];
      if (!known) joined.set(name, shifted(binding, base));
    }
    return [{ start: span.start + base, end: span.end + base, kind, bindings: joined }];
  });
}

/** A binding whose place is counted from another start. */
export function shifted(binding: Binding, by: number): Binding {
  const { start, end } = binding.span;
  return by === 0 ? binding : { ...binding, span: { start: start + by, end: end + by } };
}
