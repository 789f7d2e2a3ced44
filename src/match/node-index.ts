import type { Role } from "#model/code.ts";
import type { Node, NodeKind } from "#model/document.ts";
import { isAssociative } from "#match/operator-steps.ts";

/** The nodes of a tree in source order, parents first, each once, however often it is referred to. */
export interface NodeIndex {
  readonly all: readonly Node[];
  /** Under `call` stand decorators, too, that call without that being written. */
  readonly byKind: ReadonlyMap<NodeKind, readonly Node[]>;
  /** Of code, what computes a value; of data, everything. */
  readonly expressions: readonly Node[];
  /** The calls that decorate. */
  readonly decorating: ReadonlySet<Node>;
}

/** Roles of what is written to say something about something else: it has no value of its own. */
const unvalued: ReadonlySet<Role | undefined> = new Set<Role>([
  "name",
  "property",
  "key",
  "type",
  "result",
  "type-argument",
  "type-parameter",
  "base",
  "implements",
  "source",
  "specifier",
  "alias",
  "modifier",
  "parameter",
]);

/** Kinds that compute nothing. */
const statements: ReadonlySet<NodeKind> = new Set<NodeKind>([
  "program",
  "block",
  "define",
  "type-alias",
  "decorator",
  "modifier",
  "import",
  "specifier",
  "module-name",
  "export",
  "expression-statement",
  "if",
  "while",
  "for",
  "for-each",
  "switch",
  "case",
  "try",
  "catch",
  "with",
  "with-item",
  "return",
  "throw",
  "assert",
  "delete",
  "jump",
  "labelled",
  "scope",
  "empty",
  "parameter",
  "field",
  "pair",
  "jsx-attribute",
  "jsx-text",
  "keyword-argument",
  "clause",
  "interpolation",
  "type",
]);

const indexes = new WeakMap<Node, NodeIndex>();

/** The nodes of the tree under `root`; remembered as long as the tree is, because every rule asks. */
export function nodeIndex(root: Node): NodeIndex {
  const known = indexes.get(root);
  if (known) return known;
  const index = buildIndex(root);
  indexes.set(root, index);
  return index;
}

const parents = new WeakMap<Node, ReadonlyMap<Node, Node>>();

/** What each node of a tree is a child of; remembered as long as the tree is. */
export function parentsOf(root: Node): ReadonlyMap<Node, Node> {
  const known = parents.get(root);
  if (known) return known;
  const found = new Map<Node, Node>();
  for (const node of nodeIndex(root).all) for (const child of node.children) found.set(child, node);
  parents.set(root, found);
  return found;
}

interface Step {
  readonly node: Node;
  readonly isValued: boolean;
  /** Part of a chain that may be grouped in any way: no thing of its own. */
  readonly isGroup: boolean;
}

function buildIndex(root: Node): NodeIndex {
  const all: Node[] = [];
  const expressions: Node[] = [];
  const byKind = new Map<NodeKind, Node[]>();
  const decorating = new Set<Node>();
  const seen = new Set<Node>();
  const stack: Step[] = [{ node: root, isValued: true, isGroup: false }];
  const isData = root.kind !== "program";
  const add = (kind: NodeKind, node: Node) => {
    const alike = byKind.get(kind);
    if (alike) alike.push(node);
    else byKind.set(kind, [node]);
  };
  for (let step = stack.pop(); step; step = stack.pop()) {
    const { node } = step;
    if (seen.has(node)) continue;
    seen.add(node);
    all.push(node);
    const isValued = step.isValued && !unvalued.has(node.role);
    if (node.kind === "decorator" && node.children[0]) {
      // `@d` calls `d`, as `@d()` does.
      if (node.children[0].kind === "call") decorating.add(node.children[0]);
      else add("call", node);
    }
    if (!step.isGroup) {
      if (isData || (isValued && !statements.has(node.kind) && !isDeclaration(node))) expressions.push(node);
      add(node.kind, node);
    }
    // A parameter or a key has no value, but what it is computed from has.
    const below = step.isValued && !isType(node.role);
    for (let index = node.children.length - 1; index >= 0; index--)
      stack.push({ node: node.children[index]!, isValued: below, isGroup: isGroup(node, node.children[index]!) });
  }
  return { all, byKind, expressions, decorating };
}

function isGroup(node: Node, child: Node): boolean {
  return node.kind === "binary" && child.kind === "binary" && child.label === node.label && isAssociative(node.label);
}

function isType(role: Role | undefined): boolean {
  return role === "type" || role === "result" || role === "type-argument" || role === "type-parameter";
}

/** Functions and classes that stand as statements; their own names and the targets of definitions are no values either. */
function isDeclaration({ kind, role, label }: Node): boolean {
  if (kind === "function") return label === undefined || !values.has(label);
  return kind === "class" ? role === "statement" || role === "declaration" : role === "target";
}

/** Functions that are values, by their label. */
const values: ReadonlySet<string> = new Set(["expression", "arrow", "lambda"]);
