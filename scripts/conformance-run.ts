import { readFileSync } from "node:fs";
import { basename, extname } from "node:path";
import { createAnalyse } from "#analyse.ts";
import { codeDialectOf } from "#match/code-dialect.ts";
import { dialectOf } from "#match/dialect.ts";
import { evaluate, type Value } from "#match/comparison-value.ts";
import { parseComparison } from "#match/comparison.ts";
import { Fuel } from "#match/fuel.ts";
import { RuleError } from "#match/rule-error.ts";
import type { Knowledge } from "#model/knowledge.ts";
import type { ProblemKind } from "#model/problem.ts";
import type { Rule } from "#model/rule.ts";
import { UserError } from "#model/user-error.ts";
import { compileRule } from "#compile-rule.ts";
import { languageNamed } from "#rule/languages.ts";
import { MissingSyntax } from "#syntax/late.ts";
import { readRuleFile } from "#rule/load.ts";
import { readSource, type SourceNode } from "#rule/source.ts";
import { boardLanguage, endings, type Mode, type Outcome, type SuiteCase } from "./conformance-case.ts";
import { bareRule, fallenOver } from "./conformance-chains.ts";

/** Facts are not asked for. */
export const noKnowledge: Knowledge = {
  rules: [],
  standards: [],
  crosswalk: [],
  commands: [],
  apis: [],
  prose: [],
  opaqueMarkers: [],
  authors: [],
  languages: [],
};

/** Tries one case. Throws nothing: what goes wrong is part of the outcome. */
export function runCase(test: SuiteCase, mode: Mode): Outcome {
  const start = performance.now();
  const outcome = { language: test.language ?? "", kind: "search", expected: [], found: [], silent: [] } as const;
  try {
    const result = runOn(test, mode);
    return { ...outcome, ...result, milliseconds: performance.now() - start };
  } catch (error) {
    if (error instanceof MissingSyntax) throw error;
    // A pattern that is refused is no fall: how a refusal reads is judged with whole targets.
    if (mode === "cut" && error instanceof RuleError) return { ...outcome, milliseconds: performance.now() - start };
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { ...outcome, error: message.slice(0, 600), milliseconds: performance.now() - start };
  }
}

type Judged = Partial<Omit<Outcome, "milliseconds">>;

function runOn(test: SuiteCase, mode: Mode): Judged {
  if (test.target !== undefined) return match(test, test.target, mode);
  if (test.board === "comparisons") return compare(test);
  const error = fallenOver(test, noKnowledge);
  return error === undefined ? {} : { error };
}

/** A comparison is expected to hold: one line stands for that. */
function compare({ rule }: SuiteCase): Judged {
  const { metavars, code } = JSON.parse(readFileSync(rule, "utf8")) as {
    metavars: Readonly<Record<string, string | number>>;
    code: string;
  };
  const valueOf = (name: string): Value | undefined => {
    const bound = metavars[name];
    if (typeof bound === "string") return { type: "string", value: bound };
    return bound === undefined ? undefined : { type: Number.isInteger(bound) ? "int" : "float", value: bound };
  };
  const value = evaluate(parseComparison(code), valueOf, new Fuel(1_000_000));
  return { expected: [1], found: value?.type === "bool" && value.value ? [1] : [] };
}

function match(test: SuiteCase, target: string, mode: Mode): Judged {
  const bytes = readFileSync(target);
  const text = bytes.toString("utf8");
  const annotated = {
    expected: test.expected ?? linesAfter(text, /\b(?:ruleid|todook):/),
    silent: linesAfter(text, /\b(?:ok|todoruleid):/),
  };
  const { languages, kind, rules, mistakes } = test.board === "pairs" ? ofPattern(test) : ofRules(test.rule);
  const language = test.language ?? languageOf(languages, target);
  const known = { language: boardLanguage(language), kind, ...annotated };
  const missing = missingPart(language);
  if (missing !== undefined) return { ...known, missing };
  if (mistakes.length > 0 && mode === "whole") return { ...known, error: mistakes.join("\n") };
  const path = pathFor(target, language);
  if (mode === "whole") return { ...known, ...linesFound(rules, path, bytes) };
  const { problems } = createAnalyse(noKnowledge, rules)(path, bytes.subarray(0, bytes.length >> 1));
  const fallen = problems.find((problem) => problem.kind === "internal-error");
  return { ...known, expected: [], silent: [], ...(fallen && { error: fallen.message }) };
}

/** 1-based numbers of the lines after those that match. */
function linesAfter(text: string, annotation: RegExp): number[] {
  return text.split("\n").flatMap((line, index) => (annotation.test(line) ? [index + 2] : []));
}

interface Subject {
  readonly languages: readonly string[];
  readonly kind: Outcome["kind"];
  readonly rules: readonly Rule[];
  readonly mistakes: readonly string[];
}

/** The formula of a rule is all that a pattern of the suite says. */
function ofPattern({ rule, language = "" }: SuiteCase): Subject {
  const named = languageNamed(language);
  const pattern = readFileSync(rule, "utf8").trimEnd();
  const search = bareRule("pattern", named ?? "generic", { type: "pattern", pattern });
  return { languages: [language], kind: "search", rules: [search], mistakes: [] };
}

function ofRules(path: string): Subject {
  const text = readFileSync(path, "utf8");
  const nodes = readSource(path, text).need("rules").items();
  const kind = nodes.some(isTaint) ? "taint" : "search";
  const languages = nodes.flatMap((node) => node.get("languages")?.texts() ?? []);
  const missing = languages.every((name) => missingPart(name) !== undefined);
  if (missing) return { languages, kind, rules: [], mistakes: [] };
  const { rules, mistakes } = readRuleFile(path, text, "user", (rule) => compileRule(rule).validate());
  return {
    languages,
    kind,
    rules: rules.map(anywhere).map((rule) => asTheSuiteRuns(rule, path)),
    mistakes: mistakes.map(told),
  };
}

/** The suites follow calls for the rules of one folder. */
function asTheSuiteRuns(rule: Rule, path: string): Rule {
  const isFollowed = rule.mode === "taint" && path.includes("cross_function_tainting");
  return isFollowed ? { ...rule, options: { ...rule.options, taint_intrafile: true } } : rule;
}

function isTaint(rule: SourceNode): boolean {
  return rule.get("mode")?.scalar === "taint" || rule.get("taint") !== undefined;
}

function told({ message, where }: UserError): string {
  return `${where?.replace(/^.*\//, "") ?? ""}: ${message}`;
}

/** The suites give the target beside the rules: where rules look otherwise does not count. */
function anywhere(rule: Rule): Rule {
  return rule.mode === "search" || rule.mode === "taint"
    ? { ...rule, scope: { ...rule.scope, roles: [], include: [], exclude: [] } }
    : { ...rule, scope: { include: [], exclude: [] } };
}

/** What the engine does not have at all of what a case needs. */
function missingPart(name: string): string | undefined {
  const language = languageNamed(name);
  const isRead =
    language !== undefined &&
    (language === "generic" ||
      language === "regex" ||
      dialectOf(language) !== undefined ||
      codeDialectOf(language) !== undefined);
  return isRead ? undefined : boardLanguage(name);
}

/** The language a target is read in: the one its name speaks for, if the rules know it, else the rules' first. */
function languageOf(languages: readonly string[], target: string): string {
  const ending = extname(target).slice(1).toLowerCase();
  return languages.find((name) => endings[boardLanguage(name)]?.includes(ending)) ?? languages[0] ?? "";
}

/** A name under which a scan reads the target in the language. */
function pathFor(target: string, language: string): string {
  const name = basename(target);
  const known = endings[boardLanguage(language)];
  return !known || known.includes(extname(name).slice(1).toLowerCase()) ? name : `${name}.${known[0]}`;
}

/** The lines at which any of the rules finds something, by the same way that a scan takes. */
function linesFound(rules: readonly Rule[], path: string, bytes: Buffer): Pick<Outcome, "found" | "error"> {
  const { matches, problems } = createAnalyse(noKnowledge, rules)(path, bytes);
  const found = [...new Set(matches.map(({ location }) => location.region.startLine))].sort(
    (one, other) => one - other,
  );
  const grave = problems.filter(({ kind }) => unjudged.has(kind));
  return { found, ...(grave.length > 0 && { error: grave.map(({ message }) => message).join("\n") }) };
}

/** Problems that keep a target from being judged at all. */
const unjudged: ReadonlySet<ProblemKind> = new Set(["internal-error", "too-complex", "too-deep", "minified", "binary"]);
