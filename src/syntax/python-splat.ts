import type { Node, NodeKind } from "#model/document.ts";
import type { PythonLowering } from "#syntax/python-lower.ts";

/** What a star stands before as a whole, wherever in it the grammar puts the star. */
const starred: ReadonlySet<NodeKind> = new Set<NodeKind>([
  "call",
  "member",
  "index",
  "binary",
  "comparison",
  "conditional",
]);

/**
 * The star of `*f(a)` belongs to what the call returns. The grammar reads it as the call of `*f` in lists, so it is put
 * around the whole here; inner expressions come first, so that each level moves it by one.
 */
export function withSplatOutside(node: Node, to: PythonLowering): Node {
  if (!starred.has(node.kind)) return node;
  const at = node.children.findIndex(({ start }) => start === node.start);
  const splat = node.children[at];
  const inner = splat?.kind === "spread" && splat.label === "*" ? splat.children[0] : undefined;
  if (!splat || !inner) return node;
  const children = node.children.with(at, { ...inner, ...(splat.role && { role: splat.role }) });
  const whole = { ...node, start: inner.start, children };
  return to.make("spread", node, [to.as("value", whole)], { label: "*" });
}
