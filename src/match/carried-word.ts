import type { Node } from "#model/document.ts";
import { placeholderOf } from "#match/placeholder.ts";
import { wordOf } from "#match/text-pattern.ts";

/** Nodes that only carry the one within them: what it stands for stands for them. */
const carriers: ReadonlySet<string> = new Set([
  "expression-statement",
  "parameter",
  "field",
  "specifier",
  "pair",
  "spread",
  "interpolation",
  "jsx-attribute",
  "with-item",
  "simple-command",
]);

/** The name of the metric in a selector that is nothing else, and written without braces: `a`, but not `a{}`. */
export function bareMetric({ kind, children, start, end }: Node): Node | undefined {
  const [only, ...more] = children;
  const isBare = kind === "mapping" && more.length === 0 && only?.start === start && only.end === end;
  return isBare ? only.children.find(({ role }) => role === "right") : undefined;
}

/** The word that a node consists of, carried by others or not. */
export function carriedWord(node: Node): string | undefined {
  let current = bareMetric(node) ?? node;
  // A hole of a string is one hole, whatever stands in it.
  if (node.kind === "interpolation" && node.role === "part") return undefined;
  while (carriers.has(current.kind)) {
    const [only, ...more] = current.children;
    // `{ x }` holds its one word twice.
    if (!only || (more.length > 0 && current.label !== "shorthand")) return undefined;
    current = only;
  }
  if (current.kind === "jsx-text" || (current.kind === "string" && current.label === "piece")) {
    return current.value === "..." || String(current.value).startsWith("$...") ? String(current.value) : undefined;
  }
  return shellWord(current) ?? wordOf(current) ?? (current.kind === "modifier" ? String(current.value) : undefined);
}

/** The placeholder that a word of a shell is. */
function shellWord(node: Node): string | undefined {
  if (node.kind !== "variable" && node.kind !== "string") return undefined;
  const [name, ...operands] = node.kind === "variable" ? node.children : [node];
  const text = String(name?.value);
  return operands.length === 0 && placeholderOf(text) ? text : undefined;
}
