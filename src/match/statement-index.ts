import type { Node, NodeKind } from "#model/document.ts";

/** Where a statement stands among all of a document. */
export interface StatementPlace {
  /** Its number in source order, parents first. */
  readonly at: number;
  /** The number after the last statement within it. */
  readonly end: number;
}

/** All statements of a tree, numbered: those within a statement follow it directly. */
export interface StatementIndex {
  readonly all: readonly Node[];
  readonly placeOf: ReadonlyMap<Node, StatementPlace>;
  /** Per node that holds statements: the numbers of its first one and after its last one, with all that lie within. */
  readonly rangeOf: ReadonlyMap<Node, StatementPlace>;
}

const indexes = new WeakMap<Node, StatementIndex>();

/** The statements under `root`; remembered as long as the tree is. */
export function statementIndex(root: Node): StatementIndex {
  const known = indexes.get(root);
  if (known) return known;
  const index = build(root);
  indexes.set(root, index);
  return index;
}

/** What is still to be visited: a node to enter, or one whose statements have all been numbered. */
interface Step {
  readonly node: Node;
  readonly number?: number;
}

function build(root: Node): StatementIndex {
  const all: Node[] = [];
  const placeOf = new Map<Node, StatementPlace>();
  const rangeOf = new Map<Node, StatementPlace>();
  const steps: Step[] = [{ node: root }];
  for (let step = steps.pop(); step; step = steps.pop()) {
    const { node, number } = step;
    if (number !== undefined) {
      const place = { at: number, end: all.length };
      if (isStatement(node)) placeOf.set(node, place);
      if (holdsStatements(node)) rangeOf.set(node, { at: isStatement(node) ? number + 1 : number, end: all.length });
      continue;
    }
    if (node.children.length === 0 && !isStatement(node) && !holdsStatements(node)) continue;
    steps.push({ node, number: all.length });
    if (isStatement(node)) all.push(node);
    for (let index = node.children.length - 1; index >= 0; index--) steps.push({ node: node.children[index]! });
  }
  return { all, placeOf, rangeOf };
}

/** Holds for what stands in a body, be it a class's. */
export function isStatement({ role }: Node): boolean {
  return role === "statement" || role === "member";
}

const holders: ReadonlySet<NodeKind> = new Set<NodeKind>(["block", "program", "class", "substitution", "subshell"]);

function holdsStatements({ kind }: Node): boolean {
  return holders.has(kind);
}
