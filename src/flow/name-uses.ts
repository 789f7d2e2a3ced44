import type { Entity, Names } from "#flow/entity.ts";
import type { Node } from "#model/document.ts";

/** Where something is used, and what may come of that. */
export interface Use {
  readonly name: Node;
  /** `changes`: it, or a part of it, is set there, or a method of it is called; `leaves`: others may get hold of it. */
  readonly effect: "none" | "changes" | "leaves";
}

/** The uses of everything that has a name, in source order; iterative. */
export function usesOf(root: Node, names: Names): ReadonlyMap<Entity, readonly Use[]> {
  const found = new Map<Entity, Use[]>();
  const stack: Place[] = [{ node: root, holder: root, call: undefined }];
  for (let place = stack.pop(); place; place = stack.pop()) {
    const { node, call } = place;
    const entity = node.kind === "name" && node.role !== "property" ? names.entities.get(node) : undefined;
    if (entity) {
      const uses = found.get(entity);
      const use: Use = { name: node, effect: effectOf(place) };
      if (uses) uses.push(use);
      else found.set(entity, [use]);
    }
    for (let index = node.children.length - 1; index >= 0; index--) {
      const child = node.children[index]!;
      // Of `a.b[c]`, it matters for `a` what is done with the whole.
      const isObject = child.role === "object";
      stack.push({ node: child, holder: isObject ? place.holder : child, call: isObject ? call : node });
    }
  }
  return found;
}

interface Place {
  readonly node: Node;
  /** The whole of which the node is the object, and what that is a child of. */
  readonly holder: Node;
  readonly call: Node | undefined;
}

const harmless = /^(?:len|isinstance|print|str|int|bool|repr|type|String|Number|Boolean)$/;

function effectOf({ node, holder, call }: Place): Use["effect"] {
  switch (holder.role) {
    case "target":
      return holder === node ? "none" : "changes";
    case "callee":
      return holder === node ? "none" : "changes";
    case "operand":
      return call?.kind === "unary" && /^(?:\+\+|--|delete)/.test(call.label ?? "") ? "changes" : "none";
    case "argument": {
      const callee = call?.children.find(({ role }) => role === "callee");
      return callee?.kind === "name" && harmless.test(String(callee.value)) ? "none" : "leaves";
    }
    case "value":
      return call?.kind === "delete" ? "changes" : call?.kind === "return" ? "none" : "leaves";
    case "item":
    case "iterable":
    case "default":
      return "leaves";
    default:
      return "none";
  }
}
