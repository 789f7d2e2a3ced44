import type { FactKind } from "#model/fact.ts";

/** Words by which something leaves the machine, or the address that it goes to. */
const sending =
  /\b(?:send|post|upload|transmit|forward|exfiltrate|submit|e-?mail|share)s?\s(?:it|its|them|the|all|both|each|every|everything|this|that|these|those|their|your|what|to)\b|\bcurl\b[^.;]{0,80}https?:/i;
const address = /\b(?:to|into|via|toward|(?:form|page|endpoint|server|host)\sat)\s["'<`(]{0,2}https?:\/\//i;

/**
 * Holds for words that have something leave the machine: no word nearby makes that harmless. Other orders send things in
 * their own right, and count only with an address.
 */
export function sends(words: string, kind: FactKind): boolean {
  return address.test(words) || (kind === "credential" && sending.test(words));
}

/** Words that take an approval away outright, rather than name what a setting is called. */
const waiving =
  /\bwithout (?:\w+ ){0,2}?(?:asking|approval|confirm\w{0,6}|permission|consent|prompting|waiting|telling)\b|\b(?:all|every|any|each)\b/i;

/** Holds for words that count even where they are said to somebody, in a quotation or of a name: they are orders as well. */
export function countsWhereSaid(words: string, kind: FactKind): boolean {
  if (kind === "credential") return sends(words, kind);
  return kind === "gate" && waiving.test(words);
}
