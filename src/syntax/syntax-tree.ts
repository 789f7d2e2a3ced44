/** A node of a grammar's tree, in memory of our own. Offsets are UTF-16. */
export interface Syntax {
  readonly type: string;
  /** The name that the grammar gives the place of the node in its parent. */
  readonly field: string | undefined;
  readonly start: number;
  readonly end: number;
  /** Holds for what the grammar names; the rest are words and signs. */
  readonly named: boolean;
  /** Holds for what the parser added, which is not in the text. */
  readonly missing: boolean;
  readonly children: readonly Syntax[];
}

/** What a grammar makes of a text. */
export interface Parsed {
  readonly root: Syntax;
  readonly hasError: boolean;
  /** How often the grammar read a stretch of the text. */
  readonly reads: number;
  /** The grammar read too often, and was stopped: the tree holds nothing. */
  readonly isCut: boolean;
}

/** The named children of a node, without comments. */
export function namedChildren(node: Syntax): readonly Syntax[] {
  return node.children.filter(({ named, type }) => named && type !== "comment" && type !== "line_continuation");
}

/** The children of a node in a field. */
export function inField(node: Syntax, field: string): readonly Syntax[] {
  return node.children.filter((child) => child.field === field && child.named && child.type !== "comment");
}

/** The largest named nodes below a node that nest no deeper than `deepest`, in source order; without recursion. */
export function shallowParts(root: Syntax, deepest: number): Syntax[] {
  const heights = heightsOf(root);
  const parts: Syntax[] = [];
  const stack = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (heights.get(node)! <= deepest) parts.push(node);
    else for (const child of namedChildren(node).toReversed()) stack.push(child);
  }
  return parts;
}

/** How many nodes lie on the longest way down from each node below one. */
function heightsOf(root: Syntax): ReadonlyMap<Syntax, number> {
  const order = [{ node: root, above: root }];
  for (let index = 0; index < order.length; index++) {
    const above = order[index]!.node;
    for (const node of above.children) order.push({ node, above });
  }
  const heights = new Map<Syntax, number>();
  for (const { node, above } of order.toReversed()) {
    const height = (heights.get(node) ?? 0) + 1;
    heights.set(node, height);
    if (above !== node) heights.set(above, Math.max(heights.get(above) ?? 0, height));
  }
  return heights;
}
