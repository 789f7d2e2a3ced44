import type { Rule, SearchRule } from "#model/rule.ts";

/**
 * Rules of one file that say the same of different languages under one id, as one rule: a pattern is a piece of one
 * language, and a rule may need several. Rules that differ in more than that stay as they are.
 */
export function joinVariants(rules: readonly Rule[]): Rule[] {
  const joined: Rule[] = [];
  /** Where the first rule stands that says the same. */
  const places = new Map<string, number>();
  for (const rule of rules) {
    const saying = rule.mode === "search" ? whatItSays(rule) : undefined;
    const at = saying === undefined ? undefined : places.get(saying);
    const first = at === undefined ? undefined : joined[at];
    if (at !== undefined && first?.mode === "search" && rule.mode === "search" && areApart(first, rule)) {
      joined[at] = withVariant(first, rule);
      continue;
    }
    if (saying !== undefined && at === undefined) places.set(saying, joined.length);
    joined.push(rule);
  }
  return joined;
}

function areApart(first: SearchRule, { scope: { languages } }: SearchRule): boolean {
  return languages.every((language) => !first.scope.languages.includes(language));
}

/** What variants have in common. The first one alone gives the rest of the metadata. */
function whatItSays({ metadata: { id, message, severity }, scope, options, fix, fixRegex }: SearchRule): string {
  const { roles, include, exclude } = scope;
  return JSON.stringify([id, message, severity, roles, include, exclude, options, fix, fixRegex]);
}

function withVariant(first: SearchRule, { scope: { languages }, formula }: SearchRule): SearchRule {
  return {
    ...first,
    scope: { ...first.scope, languages: [...first.scope.languages, ...languages] },
    variants: [...(first.variants ?? []), { languages, formula }],
  };
}
