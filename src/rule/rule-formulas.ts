import type { Formula, SearchRule, TaintRule } from "#model/rule.ts";
import { partsOf } from "#rule/metavariables.ts";

/** Every formula of a rule. */
export function formulasOf(rule: SearchRule | TaintRule): readonly Formula[] {
  if (rule.mode === "search") return [rule.formula, ...(rule.variants ?? []).map(({ formula }) => formula)];
  return [rule, ...(rule.variants ?? [])].flatMap(({ sources, sinks, sanitizers, propagators }) =>
    [sources, sinks, sanitizers, propagators].flatMap((specs) => specs.map(({ formula }) => formula)),
  );
}

/** Holds if a rule asks for facts, and not only for what is written. */
export function asksForFacts(rule: SearchRule | TaintRule): boolean {
  return formulasOf(rule).some((formula) => partsOf(formula).some(({ type }) => type === "fact"));
}
