import type { RuleLanguage } from "#model/rule.ts";
import { nearest } from "#model/user-error.ts";
import type { SourceNode } from "#rule/source.ts";

/** Semgrep's names of languages → ours. */
const languages: ReadonlyMap<string, RuleLanguage> = new Map<string, RuleLanguage>([
  ["json", "json"],
  ["yaml", "yaml"],
  ["toml", "toml"],
  ["dotenv", "dotenv"],
  ["markdown", "markdown"],
  ["javascript", "javascript"],
  ["js", "javascript"],
  ["typescript", "typescript"],
  ["ts", "typescript"],
  ["python", "python"],
  ["python3", "python"],
  ["py", "python"],
  ["bash", "bash"],
  ["sh", "bash"],
  ["promql", "promql"],
  ["generic", "generic"],
  ["spacegrep", "generic"],
  ["regex", "regex"],
  ["none", "regex"],
]);

/** The language of one of Semgrep's names; undefined where it has no front-end. */
export function languageNamed(name: string): RuleLanguage | undefined {
  return languages.get(name.toLowerCase());
}

/** Languages of ours that Semgrep does not read. */
const unknownToSemgrep: ReadonlySet<RuleLanguage> = new Set(["toml", "dotenv", "markdown"] as const);

/** Semgrep's name of a language: ours, since those are from there; undefined for one that it does not read. */
export function semgrepName(language: RuleLanguage): string | undefined {
  return unknownToSemgrep.has(language) ? undefined : language;
}

/** The language that a rule names. Throws for one that has no front-end. */
export function readLanguage(node: SourceNode): RuleLanguage {
  const name = node.text();
  const language = languageNamed(name);
  if (language !== undefined) return language;
  const near = nearest(name, languages.keys());
  throw node.error(
    `the language '${name}' has no front-end`,
    near === undefined ? `Known: ${[...languages.keys()].join(", ")}.` : `Did you mean '${near}'?`,
  );
}

/** The languages of a rule. Those that read text stand alone: a rule is about trees or about text. */
export function readLanguages(node: SourceNode): RuleLanguage[] {
  const read = node.items().map(readLanguage);
  if (read.length === 0) throw node.error("at least one language is needed", "Name one, such as `languages: [yaml]`.");
  return [...new Set(read)];
}
