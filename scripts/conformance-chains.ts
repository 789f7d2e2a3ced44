import { createAnalyse } from "#analyse.ts";
import { analyse } from "#flow/analyse.ts";
import { compileSearchRule } from "#match/compile.ts";
import { RuleError } from "#match/rule-error.ts";
import type { Knowledge } from "#model/knowledge.ts";
import type { Formula, RuleLanguage, SearchRule } from "#model/rule.ts";
import { languageNamed } from "#rule/languages.ts";
import { syntaxes } from "#syntax/table.ts";
import { boardLanguages, endings, type SuiteCase } from "./conformance-case.ts";

/** How many operators a chain has at most. */
const longest = 200_000;
/** UTF-16 units of a text at most: a scan reads no larger files unless it is told to. */
const largest = 1_000_000;

/** Links on one line: what has longer lines is taken for minified, and not read at all. */
const perLine = 20;

const times = (link: string) => Math.min(longest, Math.floor(largest / (link.length + 1 / perLine)));
const repeated = (link: string, count: number) =>
  `${link.repeat(perLine)}\n`.repeat(Math.floor(count / perLine)) + link.repeat(count % perLine);
/** In parentheses, where lines may end anywhere. */
const chain =
  (first: string, link: string, last = "") =>
  () => {
    const [, before = "", start = first] = /^(x = )(.*)$/.exec(first) ?? [];
    return before === ""
      ? first + repeated(link, times(link)) + last
      : `${before}(${start}${repeated(link, times(link))}${last})`;
  };
const nest =
  (open: string, close: string, inner = "") =>
  () =>
    repeated(open, times(open + close)) + inner + repeated(close, times(open + close));

/** Texts that nest or chain without end, one kind each; what is none of a language's own must be survived as well. */
const chains: Readonly<Record<string, () => string>> = {
  sum: chain("x = a", " + a"),
  "string sum": chain('x = "a"', ' + "a"'),
  power: chain("x = a", " ** a"),
  comparison: chain("x = a", " < a"),
  conjunction: chain("x = a", " && a"),
  "python conjunction": chain("x = a", " and a"),
  "null coalescing": chain("x = a", " ?? a"),
  conditional: chain("x = a", " ? b : a"),
  assignment: chain("x", " = x", " = 1"),
  sequence: chain("x = a", ", a"),
  negation: chain("x = ", "!", "a"),
  "python negation": chain("x = ", "not ", "a"),
  minus: chain("x = ", "- ", "a"),
  await: chain("x = ", "await ", "a"),
  typeof: chain("x = ", "typeof ", "a"),
  members: chain("x = a", ".a"),
  "optional members": chain("x = a", "?.a"),
  subscripts: chain("x = a", "[0]"),
  calls: chain("x = f", "()"),
  "method calls": chain("x = a", ".f(1)"),
  new: chain("x = ", "new ", "A"),
  arrows: chain("x = ", "a => ", "a"),
  "python lambdas": chain("x = ", "lambda: ", "1"),
  pipes: chain("a", " | a"),
  "shell conjunction": chain("a", " && a"),
  "shell substitutions": nest("echo $(", ")"),
  "else if": chain("if (a) {}", " else if (a) {}"),
  "python elif": chain("if a: b\n", "elif a: b\n"),
  parentheses: nest("(", ")"),
  brackets: nest("[", "]"),
  braces: nest("{", "}"),
  "json objects": nest('{"a":', "}", "1"),
  "flow maps": nest("{a: ", "}", "1"),
  elements: nest("<a>", "</a>"),
  templates: nest("`${", "}`"),
  types: chain("type T = A", " | A"),
  "sequence entries": chain("", "- ", "a"),
  statements: chain("", "a;\n"),
  lines: chain("", "a\n"),
  keys: () => Array.from({ length: 20_000 }, (_, index) => `k${index}: 1\n`).join(""),
};

/** Patterns that look at everything; a language tries those that it can read. */
const patterns = [
  "$A + $B",
  "$A && $B",
  "$A | $B",
  "$F(...)",
  "$A.$B",
  "$A = $B",
  "$A = <... a ...>",
  "[..., $A, ...]",
  "{..., $A: $B, ...}",
  "$A: $B",
  '"..."',
  "( ... )",
  "a ... b",
];

/** One case for each chain in each language that has a front-end. */
export function chainCases(): SuiteCase[] {
  return boardLanguages
    .filter((language) => languageNamed(language) !== undefined)
    .flatMap((language) =>
      Object.keys(chains).map((name): SuiteCase => ({
        id: `chains/${language}/${name}`,
        board: "chains",
        rule: name,
        language,
      })),
    );
}

/** Runs every pattern of a language over one chain: the engine may say that it gave up, but not fall. */
export function fallenOver({ rule: name, language = "" }: SuiteCase, knowledge: Knowledge): string | undefined {
  const named = languageNamed(language);
  const text = chains[name]?.() ?? "";
  if (!named) return undefined;
  const path = `chain.${endings[language]?.[0] ?? "txt"}`;
  const { problems } = createAnalyse(knowledge, rulesFor(named))(path, Buffer.from(text));
  const fallen = problems.find(({ kind }) => kind === "internal-error");
  return fallen?.message;
}

function rulesFor(language: RuleLanguage): SearchRule[] {
  const formulas: readonly Formula[] =
    language === "regex"
      ? [String.raw`a\s*=\s*\w+`, "(?:a|b)+c"].map((regex) => ({ type: "regex", regex }))
      : patterns.map((pattern) => ({ type: "pattern", pattern }));
  return formulas.map((formula, index) => bareRule(`pattern-${index}`, language, formula)).filter(isReadable);
}

function isReadable(rule: SearchRule): boolean {
  try {
    compileSearchRule(rule, syntaxes, analyse).validate();
    return true;
  } catch (error) {
    // Not a front-end that is still to be loaded.
    if (!(error instanceof RuleError)) throw error;
    return false;
  }
}

/** A rule that is nothing but its formula. */
export function bareRule(id: string, language: RuleLanguage, formula: Formula): SearchRule {
  return {
    mode: "search",
    metadata: {
      id,
      pack: "user",
      title: id,
      severity: "info",
      securitySeverity: 1,
      confidence: "high",
      message: "Found.",
      help: "",
      cwe: [],
      standards: [],
      class: "portable",
    },
    scope: { languages: [language], roles: [], include: [], exclude: [] },
    formula,
  };
}
