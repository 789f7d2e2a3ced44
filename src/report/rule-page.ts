import type { RuleMetadata } from "#model/rule.ts";

/** Where the project describes itself. */
export const homepage = "https://www.npmjs.com/package/countersign";

/** The address of a rule's description, which never changes; rules that a user brings have none. */
export function rulePage(rule: RuleMetadata): string | undefined {
  return rule.pack === "user" ? undefined : `${homepage}#${encodeURIComponent(rule.id)}`;
}
