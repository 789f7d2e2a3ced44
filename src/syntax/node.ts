import type { Node, NodeKind } from "#model/document.ts";
import type { Span } from "#model/location.ts";
import type { ProblemSink } from "#syntax/problem.ts";

/** The nesting of data beyond which no reader of settings goes: deeper text is a problem, not a tree. */
export const deepestData = 200;

const none: readonly Node[] = [];

/** A node without children. */
export function leaf(kind: NodeKind, { start, end }: Span, value: string | number | boolean | null): Node {
  return { kind, start, end, value, children: none };
}

/** A node with children and no value. */
export function branch(kind: NodeKind, { start, end }: Span, children: readonly Node[]): Node {
  return { kind, start, end, children };
}

/** A key and its value; the span covers both, in whatever order a format writes them. */
export function pairOf(key: Node, value: Node): Node {
  const start = Math.min(key.start, value.start);
  return { kind: "pair", start, end: Math.max(key.end, value.end), children: [key, value] };
}

/** The root that stands for a text of which nothing could be read. */
export function unread(text: string): Node {
  return leaf("null", { start: 0, end: text.length }, null);
}

/** A mapping; the first key written twice becomes a problem, and all pairs stay. */
export function mappingOf(span: Span, pairs: readonly Node[], problems: ProblemSink): Node {
  const seen = new Set<unknown>();
  for (const pair of pairs) {
    const key = pair.children[0];
    if (!key || key.value === undefined) continue;
    const text = String(key.value);
    if (seen.has(text)) {
      problems.add("duplicate-key", key, "A key is written twice in one mapping");
      break;
    }
    seen.add(text);
  }
  return branch("mapping", span, pairs);
}
