import ts from "typescript";

/** A node of the parser as it is in memory: what a cut node was goes, but its place. */
type Loose = { -readonly [Key in "kind" | "parent" | "pos" | "end"]: ts.Node[Key] } & Record<string, unknown>;

/** The kind that a cut node has: the parser makes none, and what reads its trees copies them as they are. */
export const cutType = "TSCommaListExpression";

/**
 * Makes the tree at most about twice `deepest` nodes deep, in place: a node that far down becomes a list of the largest
 * parts of it that are no higher, in their order. Nothing of the text but operators between them is left out.
 */
export function cutTree(root: ts.SourceFile, deepest: number): void {
  const heights = heightsOf(root);
  let level: readonly ts.Node[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
    level = level.flatMap((node) => {
      if ((heights.get(node) ?? 0) <= deepest) return [];
      if (depth < deepest || !isReplaceable(node)) return childrenOf(node);
      cut(node, partsOf(node, heights, deepest));
      return [];
    });
  }
}

/** What any place of its sort takes in place of another. */
function isReplaceable(node: ts.Node): boolean {
  return ts.isExpression(node) || ts.isStatement(node) || ts.isTypeNode(node);
}

function childrenOf(node: ts.Node): readonly ts.Node[] {
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => void children.push(child));
  return children;
}

/** How many nodes lie on the longest way down from each node, without recursion. */
function heightsOf(root: ts.Node): ReadonlyMap<ts.Node, number> {
  const order: ts.Node[] = [root];
  for (let index = 0; index < order.length; index++) for (const child of childrenOf(order[index]!)) order.push(child);
  const heights = new Map<ts.Node, number>();
  for (const node of order.toReversed()) {
    const height = (heights.get(node) ?? 0) + 1;
    heights.set(node, height);
    heights.set(node.parent, Math.max(heights.get(node.parent) ?? 0, height));
  }
  return heights;
}

/** The largest parts of a node that are no higher than `deepest`. */
function partsOf(node: ts.Node, heights: ReadonlyMap<ts.Node, number>, deepest: number): ts.Node[] {
  const parts: ts.Node[] = [];
  const open = [node];
  for (let current = open.pop(); current; current = open.pop()) {
    if ((heights.get(current) ?? 0) <= deepest && (isReplaceable(current) || ts.isIdentifier(current)))
      parts.push(current);
    else for (const child of childrenOf(current)) open.push(child);
  }
  return parts.sort((one, other) => one.pos - other.pos);
}

function cut(node: ts.Node, parts: readonly ts.Node[]): void {
  const { pos, end } = node;
  const loose = node as unknown as Loose;
  const kept: ReadonlySet<string> = new Set(["pos", "end", "kind", "parent", "flags", "id"]);
  for (const key of Object.keys(loose)) if (!kept.has(key)) delete loose[key];
  loose.kind = ts.SyntaxKind.CommaListExpression;
  loose["elements"] = Object.assign([...parts], { pos, end });
  for (const part of parts) (part as unknown as Loose).parent = node;
}
