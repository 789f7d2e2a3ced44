import { type Definitions, objectOf } from "#flow/definitions.ts";
import type { Names } from "#flow/entity.ts";
import type { Root } from "#flow/taint-set.ts";
import type { Node } from "#model/document.ts";

/** What is captured is told of this many functions around a use. */
const furthest = 12;

/** What each function uses of the functions around it: their variables, and the object of their class. Iterative. */
export function capturesOf(root: Node, names: Names, definitions: Definitions): ReadonlyMap<Node, ReadonlySet<Root>> {
  const found = new Map<Node, Set<Root>>();
  const add = (user: Node, captured: Root) => {
    const known = found.get(user);
    if (known) known.add(captured);
    else found.set(user, new Set([captured]));
  };
  const stack: { readonly node: Node; readonly owner: Node | undefined }[] = [{ node: root, owner: undefined }];
  for (let step = stack.pop(); step; step = stack.pop()) {
    const { node, owner } = step;
    if (node.kind === "name" && owner) {
      const captured = capturedAt(node, owner, names, definitions);
      for (const user of captured ? usersOf(captured, owner, definitions) : []) add(user, captured!.root);
    }
    const inner = node.kind === "function" ? node : owner;
    for (const child of node.children) stack.push({ node: child, owner: inner });
  }
  return found;
}

interface Captured {
  readonly root: Root;
  /** The function to which it belongs; undefined for `this`, which belongs to the method around. */
  readonly until: Node | undefined;
}

function capturedAt(name: Node, owner: Node, names: Names, definitions: Definitions): Captured | undefined {
  if (name.value === "this") {
    const of = definitions.classOf(owner);
    return of && { root: of, until: undefined };
  }
  const entity = names.entities.get(name);
  return entity?.owner && { root: objectOf(entity, definitions) ?? entity, until: entity.owner };
}

/** The functions around a use, out to the one that it belongs to. */
function usersOf({ until }: Captured, owner: Node, { around }: Definitions): Node[] {
  const users: Node[] = [];
  for (let user: Node | undefined = owner; user && user !== until && users.length < furthest; user = around.get(user)) {
    // A method has an object of its own.
    if (until === undefined && user.role === "member") break;
    users.push(user);
  }
  return users;
}
