import { parts } from "#flow/declarations.ts";
import type { Node, NodeKind } from "#model/document.ts";

/** What may throw, or be given to what does. */
const throwing: ReadonlySet<NodeKind> = new Set<NodeKind>(["call", "new", "throw", "await", "function", "member"]);

/** The `catch` clauses that what is thrown at a place comes to, in the same function; iterative. */
export function catchesIn(root: Node): ReadonlyMap<Node, readonly Node[]> {
  const found = new Map<Node, readonly Node[]>();
  const stack: { readonly node: Node; readonly catches: readonly Node[] }[] = [{ node: root, catches: [] }];
  for (let step = stack.pop(); step; step = stack.pop()) {
    const { node, catches } = step;
    if (catches.length > 0 && throwing.has(node.kind)) found.set(node, catches);
    const own = node.kind === "try" ? parts(node, "catch") : [];
    for (const child of node.children) {
      const isCaught = own.length > 0 && child.role === "body";
      stack.push({ node: child, catches: node.kind === "function" ? [] : isCaught ? own : catches });
    }
  }
  return found;
}
