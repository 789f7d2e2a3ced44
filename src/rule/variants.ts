import type { Rule, RuleScope, SearchRule, TaintRule } from "#model/rule.ts";

/**
 * Rules of one file that say the same of different languages under one id, as one rule: a pattern is a piece of one
 * language, and a rule may need several. Rules that differ in more than that stay as they are.
 */
export function joinVariants(rules: readonly Rule[]): Rule[] {
  const joined: Rule[] = [];
  /** Where the first rule stands that says the same. */
  const places = new Map<string, number>();
  for (const rule of rules) {
    const saying = rule.mode === "search" || rule.mode === "taint" ? whatItSays(rule) : undefined;
    const at = saying === undefined ? undefined : places.get(saying);
    const variant = at === undefined ? undefined : withVariant(joined[at]!, rule);
    if (at !== undefined && variant) {
      joined[at] = variant;
      continue;
    }
    if (saying !== undefined && at === undefined) places.set(saying, joined.length);
    joined.push(rule);
  }
  return joined;
}

/** What variants have in common. The first one alone gives the rest of the metadata. */
function whatItSays(rule: SearchRule | TaintRule): string {
  const { mode, metadata, scope, options, fix, fixRegex } = rule;
  const { id, message, severity } = metadata;
  const { roles, include, exclude } = scope;
  return JSON.stringify([mode, id, message, severity, roles, include, exclude, options, fix, fixRegex]);
}

/** The first rule with what the second one looks for; undefined where both speak of one language. */
function withVariant(first: Rule, second: Rule): SearchRule | TaintRule | undefined {
  if (first.mode === "search" && second.mode === "search" && areApart(first, second)) {
    const variant = { languages: second.scope.languages, formula: second.formula };
    return { ...first, scope: bothScopes(first, second), variants: [...(first.variants ?? []), variant] };
  }
  if (first.mode === "taint" && second.mode === "taint" && areApart(first, second)) {
    const { sources, sinks, sanitizers, propagators } = second;
    const variant = { languages: second.scope.languages, sources, sinks, sanitizers, propagators };
    return { ...first, scope: bothScopes(first, second), variants: [...(first.variants ?? []), variant] };
  }
  return undefined;
}

type Scoped = Pick<SearchRule, "scope">;

function areApart(first: Scoped, second: Scoped): boolean {
  return second.scope.languages.every((language) => !first.scope.languages.includes(language));
}

function bothScopes(first: Scoped, second: Scoped): RuleScope {
  return { ...first.scope, languages: [...first.scope.languages, ...second.scope.languages] };
}
