import { part } from "#flow/declarations.ts";
import type { Node, NodeKind } from "#model/document.ts";

/** Operators of which the second operand is computed only if it matters. */
export const choosing = /^(?:&&|\|\||\?\?|and|or)$/;

/** What does something when it is computed, so that it matters whether it is. */
const doing: ReadonlySet<NodeKind> = new Set<NodeKind>(["call", "new", "await", "yield", "assign"]);

/** What a target consists of that takes a value apart. */
export const patterns: ReadonlySet<NodeKind> = new Set<NodeKind>([
  "sequence",
  "mapping",
  "pair",
  "spread",
  "define",
  "cast",
]);

/** Assignments that are made only if what is there asks for it. */
export const assigningMaybe = /^(?:&&|\|\||\?\?)=$/;

const chained = new WeakMap<Node, boolean>();

/** Holds for what is computed only as far as its object is there: `a?.b`, and `a?.b.c(d)`, of which `d` is a part. */
export function isChained(top: Node): boolean {
  const path: Node[] = [];
  let holds = false;
  for (let node: Node | undefined = top; node; node = headOf(node)) {
    const known = node.label === "?." ? true : chained.get(node);
    if (known !== undefined) {
      holds = known;
      break;
    }
    path.push(node);
  }
  for (const node of path) chained.set(node, holds);
  return holds;
}

/** What the first part of a chain is computed from. */
export function headOf(node: Node): Node | undefined {
  switch (node.kind) {
    case "call":
      return part(node, "callee");
    case "member":
    case "index":
      return part(node, "object");
    case "cast":
      return part(node, "expression");
    default:
      return undefined;
  }
}

/** Holds for what may be left out when its parent is computed. */
function isOptional(parent: Node, child: Node, defaults: ReadonlySet<Node>): boolean {
  switch (parent.kind) {
    case "conditional":
      return parent.children[0] !== child;
    case "binary":
      return choosing.test(parent.label ?? "") && parent.children[0] !== child;
    case "comparison":
      return parent.children[0] !== child && parent.children[1] !== child;
    case "assign":
      return child.role === "value" && (defaults.has(parent) || assigningMaybe.test(parent.label ?? ""));
    case "call":
    case "index":
      return (child.role === "argument" || child.role === "index") && isChained(parent);
    default:
      return false;
  }
}

/**
 * The expressions of one function within which ways part: of `a && b()`, the second call is made only if the first
 * operand holds. Expressions that do nothing but compute are not among them. Iterative, each node once.
 */
export function partingNodes(owner: Node): ReadonlySet<Node> {
  const parents = new Map<Node, Node>();
  const parting = new Set<Node>();
  const climbed = new Set<Node>();
  const targets = new Set<Node>();
  const defaults = new Set<Node>();
  const stack = [owner];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (doing.has(node.kind)) climb(node, { parents, parting, climbed, defaults });
    const isPattern = targets.has(node) && patterns.has(node.kind);
    if (targets.has(node) && node.kind === "assign") defaults.add(node);
    for (const child of node.children) {
      const isOwn = child.kind !== "function" && (child.role !== "member" || node.kind === "member");
      if (!isOwn) continue;
      if (child.role === "target" || (isPattern && child.role !== "key" && child.role !== "type")) targets.add(child);
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
  /** What stands in a target with a value for what is missing. */
  readonly defaults: ReadonlySet<Node>;
}

/** From what does something up to where that is optional, and from there on everything around it. */
function climb(start: Node, { parents, parting, climbed, defaults }: Found): void {
  let isOptionalPart = false;
  for (let node = start; ;) {
    const parent = parents.get(node);
    if (!parent) return;
    if (climbed.has(node) && (!isOptionalPart || parting.has(parent))) return;
    climbed.add(node);
    isOptionalPart ||= isOptional(parent, node, defaults);
    if (isOptionalPart) parting.add(parent);
    node = parent;
  }
}
