import { type Match, compileSearchRule } from "#match/compile.ts";
import type { Document, Node, Parse, SyntaxName } from "#model/document.ts";
import type { Formula, RuleLanguage, SearchRule } from "#model/rule.ts";
import { parseDotenv } from "#syntax/dotenv.ts";
import { parseJson } from "#syntax/json.ts";
import { parseToml } from "#syntax/toml.ts";
import { parseYaml } from "#syntax/yaml.ts";

const parseText: Parse = (path, text) => {
  const root: Node = { kind: "opaque-text", start: 0, end: text.length, children: [] };
  return { path, syntax: "text", text, root, comments: [], problems: [] };
};

/** The front-ends that the tests compile with. */
export const parsers: Readonly<Record<SyntaxName, Parse>> = {
  json: parseJson,
  yaml: parseYaml,
  toml: parseToml,
  dotenv: parseDotenv,
  markdown: parseText,
  shell: parseText,
  text: parseText,
  javascript: parseText,
  typescript: parseText,
  python: parseText,
  bash: parseText,
  promql: parseText,
};

/** A rule that is nothing but its formula. */
export function ruleOf(formula: Formula, ...languages: readonly RuleLanguage[]): SearchRule {
  return {
    mode: "search",
    metadata: {
      id: "under-test",
      pack: "test",
      title: "Under test",
      severity: "low",
      securitySeverity: 1,
      confidence: "high",
      message: "Found.",
      help: "None.",
      cwe: [],
      standards: [],
      class: "portable",
    },
    scope: { languages, roles: [], include: [], exclude: [] },
    formula,
  };
}

/** A document of the language: generic and regex read plain text. */
export function read(language: RuleLanguage, text: string): Document {
  return parsers[language === "generic" || language === "regex" ? "text" : language]("file", text);
}

/** Where a formula holds in a text. Throws where the rule runs out of its work limit. */
export function search(language: RuleLanguage, formula: Formula, text: string): readonly Match[] {
  const compiled = compileSearchRule(ruleOf(formula, language), parsers);
  const { matches, problem } = compiled.matches(read(language, text));
  if (problem) throw new Error(problem.message);
  return matches;
}

/** The matched texts, with line breaks and indentation folded. */
export function found(language: RuleLanguage, formula: Formula | string, text: string): string[] {
  const parsed: Formula = typeof formula === "string" ? pattern(formula) : formula;
  return search(language, parsed, text).map(({ span }) => text.slice(span.start, span.end).replace(/\s+/g, " "));
}

/** What `name` is bound to in every match. */
export function bound(
  language: RuleLanguage,
  formula: Formula | string,
  name: string,
  text: string,
): (string | undefined)[] {
  const parsed: Formula = typeof formula === "string" ? pattern(formula) : formula;
  return search(language, parsed, text).map(({ bindings }) => bindings.get(name)?.text);
}

export const pattern = (source: string): Formula => ({ type: "pattern", pattern: source });
export const regex = (source: string): Formula => ({ type: "regex", regex: source });
export const inside = (formula: Formula | string): Formula => ({
  type: "inside",
  formula: typeof formula === "string" ? pattern(formula) : formula,
});
export const not = (formula: Formula | string): Formula => ({
  type: "not",
  formula: typeof formula === "string" ? pattern(formula) : formula,
});
export const any = (...of: readonly Formula[]): Formula => ({ type: "any", of });

type All = Formula & { readonly type: "all" };
/** A conjunction with its conditions and focus. */
export function all(
  of: readonly Formula[],
  more: Partial<Pick<All, "conditions" | "focus" | "bindsAs">> = {},
): Formula {
  return { type: "all", of, conditions: [], focus: [], ...more };
}
