import { analyse } from "#flow/analyse.ts";
import { compileSearchRule } from "#match/compile.ts";
import type { RuleLanguage, SearchRule, TaintRule } from "#model/rule.ts";
import type { StatedFacts } from "#model/stated-fact.ts";
import { syntaxes } from "#syntax/table.ts";
import { type CompiledFlowRule, compileFlowRule } from "#compile-flow-rule.ts";

/** A rule about files, ready to run on one. */
export type CompiledRule = CompiledFlowRule;

/** Compiles a rule about files. Throws `RuleError` for what is not understood; `facts`: for rules that ask for some. */
export function compileRule(rule: SearchRule | TaintRule, facts?: StatedFacts): CompiledRule {
  return rule.mode === "search" ? compileSearchRule(rule, syntaxes, analyse, facts) : compileFlowRule(rule, facts);
}

/** What files of each language of a rule must hold for it to match, and for its parts to find something. */
export function knownNeeds(
  { scope }: SearchRule | TaintRule,
  { needsIn, followed }: CompiledRule,
): Pick<TaintRule, "needs" | "partNeeds"> {
  const by = <Of>(of: (language: RuleLanguage) => Of) =>
    Object.fromEntries(scope.languages.map((language) => [language, of(language)]));
  return { needs: by(needsIn), ...(followed && { partNeeds: by(followed.needs) }) };
}
