/** What a comment of a test file says about the line after it: `todo…` are known mistakes, which count neither way. */
export const annotationKinds = ["ruleid", "ok", "todoruleid", "todook"] as const;
export type AnnotationKind = (typeof annotationKinds)[number];

/** What is said of one rule and one line. */
export interface Annotation {
  readonly kind: AnnotationKind;
  readonly ruleId: string;
  /** 1-based: the next line that is no annotation itself. */
  readonly line: number;
}

/** What comments start with, and end with where they end before their line does. */
const comments: readonly (readonly [start: string, end?: string])[] = [
  ["#"],
  ["//"],
  ["<!--", "-->"],
  ["(*", "*)"],
  ["/*", "*/"],
  ["{/*", "*/}"],
  ["'"],
  [";;"],
  [";"],
];

/** `ruleid: a, b`; `pro` and `deep` before the word speak of engines that are not this one. */
const grammar = /^(pro|deep)?(ruleid|ok|todoruleid|todook):[ \t]*(.*)$/;

/**
 * Reads the annotations of a test file, each alone on its line in a comment: `ruleid: id` announces a finding on the next
 * line, `ok: id` none, `todoruleid: id` one that is not made yet, `todook: id` one that should not be made; several
 * ids are separated by commas.
 */
export function readAnnotations(text: string): Annotation[] {
  const lines = text.split(/\r\n|\r|\n/).map(annotationOf);
  const annotations: Annotation[] = [];
  let line = lines.length + 1;
  for (let index = lines.length - 1; index >= 0; index--) {
    const found = lines[index];
    if (!found) line = index + 1;
    else if (found.kind)
      for (const ruleId of [...found.ids].reverse()) annotations.push({ kind: found.kind, ruleId, line });
  }
  return annotations.reverse();
}

/** The annotation of a line, without a kind if it is another engine's; undefined where there is none. */
function annotationOf(line: string): { readonly kind?: AnnotationKind; readonly ids: readonly string[] } | undefined {
  const content = commentOf(line.trim());
  const [, engine, kind, rest = ""] = (content !== undefined && grammar.exec(content)) || [];
  if (kind === undefined) return undefined;
  // `ruleid: deepok: id` is about a finding of this engine that another one does not make.
  const ids = rest.replace(/^(?:(?:pro|deep)(?:ruleid|ok|todoruleid|todook):[ \t]*)+/, "").split(",");
  const named = ids.map((id) => id.trim()).filter((id) => /^[A-Za-z0-9._-]+$/.test(id));
  if (named.length === 0) return undefined;
  return engine === undefined ? { kind: kind as AnnotationKind, ids: named } : { ids: [] };
}

function commentOf(line: string): string | undefined {
  const style = comments.find(([start]) => line.startsWith(start));
  if (!style) return undefined;
  const [start, end] = style;
  const content = line.slice(start.length);
  return (end !== undefined && content.endsWith(end) ? content.slice(0, -end.length) : content).trim();
}
