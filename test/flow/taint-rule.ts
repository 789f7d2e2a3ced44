import { expect } from "vitest";
import { compileRule } from "#compile-rule.ts";
import type { Matches } from "#match/compile.ts";
import type { TaintRule } from "#model/rule.ts";
import { readRules } from "#rule/load.ts";
import { syntaxes } from "#syntax/table.ts";

export type Language = "javascript" | "typescript" | "python";

/** What a rule says besides the usual, as YAML. */
export interface RuleParts {
  readonly sources?: string;
  readonly sinks?: string;
  readonly options?: string;
  /** Further keys, each on a line of its own behind two spaces. */
  readonly more?: string;
}

/** Options of rules that follow calls. */
export const intrafile: RuleParts = { options: "{taint_intrafile: true}" };
export const guarded: RuleParts = { options: "{taint_intrafile: true, guarded_taint_signatures: true}" };

/** A rule from `source()` to `sink(…)`. */
export function taintRule(language: Language, parts: RuleParts = {}): TaintRule {
  const { sources = "[{pattern: source()}]", sinks = "[{pattern: sink(...)}]", options, more = "" } = parts;
  const [rule] = readRules(
    "r.yaml",
    `rules:
- id: r
  mode: taint
  languages: [${language}]
  severity: ERROR
  message: Found.
  pattern-sources: ${sources}
  pattern-sinks: ${sinks}
${
  options === undefined
    ? ""
    : `  options: ${options}
`
}${more}`,
    "user",
  );
  if (rule?.mode !== "taint") throw new Error("no taint rule");
  return rule;
}

/** What such a rule finds in a code. */
export function judge(code: string, language: Language, parts?: RuleParts): Matches {
  return compileRule(taintRule(language, parts)).matches(syntaxes[language]("a.x", code));
}

/** The lines of the sinks that taint comes to, where nothing was left out. */
export function sinkLines(code: string, language: Language, parts?: RuleParts): number[] {
  const { matches, problem } = judge(code, language, parts);
  expect(problem).toBeUndefined();
  return matches.map(({ span }) => code.slice(0, span.start).split("\n").length);
}
