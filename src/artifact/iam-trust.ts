import { append } from "#model/append.ts";
import { templateTexts } from "#artifact/iam-text.ts";
import { abridged } from "#artifact/subject.ts";
import type { Node } from "#model/document.ts";
import { compareText } from "#model/location.ts";
import { at, pairsOf, stringsOf } from "#model/tree.ts";

/** Who a statement speaks of. */
export interface Principal {
  readonly text: string;
  readonly node: Node;
  /** Holds for identities of another provider, which only their subject tells apart. */
  readonly federated: boolean;
}

/** The principals of a statement: `"*"`, or by kind one or more of each. */
export function principalsOf(statement: Node): Principal[] {
  const principal = at(statement, "Principal");
  const found = stringsOf(principal?.kind === "mapping" ? undefined : principal).map((item) => ({
    ...item,
    federated: false,
  }));
  for (const { key, value } of pairsOf(principal))
    for (const { text, node } of templateTexts(value)) found.push({ text, node, federated: key === "Federated" });
  return found;
}

/** Holds for the actions by which somebody takes an identity on, or marks the session. */
export function isTrustAction(action: string): boolean {
  return /^sts:(assumerole\w*|\*|tagsession|setsourceidentity|setcontext)$/i.test(action.trim());
}

/** The subjects that a condition names, sorted, and whether they leave anybody out. */
export interface Subjects {
  readonly texts: readonly string[];
  readonly narrow: boolean;
}

/** What a statement is given or refused under, in one line, whatever the order it is written in; undefined for nothing. */
export function conditionText(statement: Node): string | undefined {
  const exceptions = ["NotResource", "NotPrincipal"].flatMap((key) => {
    const node = at(statement, key);
    const lists = node?.kind === "mapping" ? pairsOf(node).map(({ value }) => value) : [node];
    const texts = lists.flatMap((list) => templateTexts(list).map(({ text }) => text));
    return texts.length === 0 ? [] : [`${key} ${texts.sort(compareText).join(", ")}`];
  });
  const conditions = pairsOf(at(statement, "Condition")).flatMap(({ key: operator, value }) =>
    pairsOf(value).map(({ key, value: wanted }) => {
      const values = templateTexts(wanted).map(({ text }) => text);
      return `${operator} ${key} ${values.sort(compareText).join(", ")}`;
    }),
  );
  const tests = [...conditions, ...exceptions];
  return tests.length === 0 ? undefined : abridged(tests.sort(compareText).join("; "));
}

/** The subject claims of a condition: `…:sub`, and the claims that providers put in its place. */
const subjectKey =
  /:(sub|repository|repository_id|job_workflow_ref|project_path|environment)$|^saml:(sub|namequalifier)$/i;

/** Reads whom a trust condition lets in. An audience alone says which service is meant, not who may come. */
export function subjectsOf(condition: Node | undefined): Subjects {
  const texts: string[] = [];
  let narrow = false;
  for (const { key: operator, value: tests } of pairsOf(condition)) {
    if (/not|null|ifexists|^forallvalues:/i.test(operator)) continue;
    for (const { key, value } of pairsOf(tests)) {
      if (!subjectKey.test(key)) continue;
      const values = stringsOf(value).map(({ text }) => text);
      append(texts, values);
      narrow ||= values.length > 0 && values.every((text) => !isWideSubject(text, /like/i.test(operator)));
    }
  }
  return { texts: [...new Set(texts)].sort(compareText), narrow };
}

/**
 * Holds if a subject leaves the tenant or repository open: a wildcard among its first three parts
 * (`repo:acme/*`, `system:serviceaccount:*:*`); later ones (branch, environment) only widen within it.
 */
function isWideSubject(subject: string, patterned: boolean): boolean {
  if (!patterned) return false;
  return subject
    .split(/[:/]/)
    .slice(0, 3)
    .some((part) => /[*?]/.test(part));
}
