import type { Node, NodeKind } from "#model/document.ts";

/** The nodes of a tree in source order, parents first, each once, however often it is referred to. */
export interface NodeIndex {
  readonly all: readonly Node[];
  readonly byKind: ReadonlyMap<NodeKind, readonly Node[]>;
}

const indexes = new WeakMap<Node, NodeIndex>();

/** The nodes of the tree under `root`; remembered as long as the tree is, because every rule asks. */
export function nodeIndex(root: Node): NodeIndex {
  const known = indexes.get(root);
  if (known) return known;
  const index = buildIndex(root);
  indexes.set(root, index);
  return index;
}

function buildIndex(root: Node): NodeIndex {
  const all: Node[] = [];
  const byKind = new Map<NodeKind, Node[]>();
  const seen = new Set<Node>();
  const stack: Node[] = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    all.push(node);
    const alike = byKind.get(node.kind);
    if (alike) alike.push(node);
    else byKind.set(node.kind, [node]);
    for (let index = node.children.length - 1; index >= 0; index--) stack.push(node.children[index]!);
  }
  return { all, byKind };
}
