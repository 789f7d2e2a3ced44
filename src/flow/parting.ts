import { choosing } from "#flow/choice-flow.ts";
import type { Node, NodeKind } from "#model/document.ts";

/** What does something when it is computed, so that it matters whether it is. */
const doing: ReadonlySet<NodeKind> = new Set<NodeKind>(["call", "new", "await", "yield", "assign"]);

/** Holds for what may be left out when its parent is computed. */
function isOptional(parent: Node, child: Node): boolean {
  if (parent.kind === "conditional") return parent.children[0] !== child;
  return parent.kind === "binary" && choosing.test(parent.label ?? "") && parent.children[0] !== child;
}

/**
 * The expressions of one function within which ways part: of `a && b()`, the second call is made only if the first
 * operand holds. Expressions that do nothing but compute are not among them. Iterative, each node once.
 */
export function partingNodes(owner: Node): ReadonlySet<Node> {
  const parents = new Map<Node, Node>();
  const parting = new Set<Node>();
  const climbed = new Set<Node>();
  const stack = [owner];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (doing.has(node.kind)) climb(node, { parents, parting, climbed });
    for (const child of node.children) {
      const isOwn = child.kind !== "function" && (child.role !== "member" || node.kind === "member");
      if (!isOwn) continue;
      parents.set(child, node);
      stack.push(child);
    }
  }
  return parting;
}

interface Found {
  readonly parents: ReadonlyMap<Node, Node>;
  readonly parting: Set<Node>;
  /** Nodes of which it is known that they do something. */
  readonly climbed: Set<Node>;
}

/** From what does something up to where that is optional, and from there on everything around it. */
function climb(start: Node, { parents, parting, climbed }: Found): void {
  let isOptionalPart = false;
  for (let node = start; ;) {
    const parent = parents.get(node);
    if (!parent) return;
    if (climbed.has(node) && (!isOptionalPart || parting.has(parent))) return;
    climbed.add(node);
    isOptionalPart ||= isOptional(parent, node);
    if (isOptionalPart) parting.add(parent);
    node = parent;
  }
}
