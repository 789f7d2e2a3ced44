import type { Node, NodeKind } from "#model/document.ts";
import type { Entity } from "#flow/entity.ts";

/** Entities that are remembered of all nodes together; nodes that would need more have "everything". */
const mostRemembered = 500_000;

/** What is assigned somewhere within a node. */
export type Assigned = ReadonlySet<Entity> | "everything";

/** Statements of which it is asked what they assign: loops, and those of which an unknown part runs. */
const holders: ReadonlySet<NodeKind> = new Set<NodeKind>([
  "while",
  "for",
  "for-each",
  "try",
  "switch",
  "with",
  "labelled",
  "export",
]);

interface Holder {
  readonly entities: Set<Entity>;
  isFull: boolean;
  readonly outer: Holder | undefined;
}

/**
 * What is assigned within each loop, each `try` and its body, and each other statement that may run in part. Made in one
 * walk, so that loops within loops cost no walk a level.
 */
export function assignedWithin(root: Node, entities: ReadonlyMap<Node, Entity>): (node: Node) => Assigned {
  const made = new Map<Node, Holder>();
  let left = mostRemembered;
  const remember = (entity: Entity, innermost: Holder | undefined) => {
    // Where an inner one knows it, those around it do.
    for (let holder = innermost; holder && !holder.entities.has(entity); holder = holder.outer) {
      if (left-- > 0) holder.entities.add(entity);
      else holder.isFull = true;
    }
  };
  const stack: (readonly [Node, Holder | undefined])[] = [[root, undefined]];
  for (let entry = stack.pop(); entry; entry = stack.pop()) {
    const [node, outer] = entry;
    const isHolder = holders.has(node.kind) || node.role === "body";
    const own = isHolder ? { entities: new Set<Entity>(), isFull: false, outer } : outer;
    if (isHolder && own) made.set(node, own);
    const entity = isAssigned(node) ? entities.get(node) : undefined;
    if (entity) remember(entity, own);
    for (const child of node.children) stack.push([child, own]);
  }
  return (node) => {
    const holder = made.get(node);
    return !holder || holder.isFull ? "everything" : holder.entities;
  };
}

/** Holds for a name that something is assigned to. */
export function isAssigned({ kind, role }: Node): boolean {
  return kind === "name" && (role === "target" || role === "operand" || role === "item");
}
