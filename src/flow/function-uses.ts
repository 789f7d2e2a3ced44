import { part } from "#flow/declarations.ts";
import type { Definitions } from "#flow/definitions.ts";
import type { Entity, Names } from "#flow/entity.ts";
import type { Node } from "#model/document.ts";

/** What the functions of a program, and the program itself, use of one another. */
export interface FunctionUses {
  /** The functions that stand in each and that it names; methods by their name, unless many have it. */
  readonly calls: ReadonlyMap<Node, ReadonlySet<Node>>;
  /** Those that each may use besides: methods of a name that many have, and those that are used without a name. */
  readonly maybe: ReadonlyMap<Node, ReadonlySet<Node>>;
  /** Which functions name a variable of the program. */
  readonly namedBy: ReadonlyMap<Entity, ReadonlySet<Node>>;
}

/** Methods of one name that one use of it may be about: of more, each is found out when it is asked for. */
const mostCalled = 4;

/** Looks through a program; iterative, each node once. */
export function functionUses(root: Node, definitions: Definitions, names: Names): FunctionUses {
  const methods = methodsByName(root);
  const calls = new Map<Node, Set<Node>>();
  const maybe = new Map<Node, Set<Node>>();
  const namedBy = new Map<Entity, Set<Node>>();
  const stack: { readonly node: Node; readonly owner: Node }[] = [{ node: root, owner: root }];
  for (let step = stack.pop(); step; step = stack.pop()) {
    const { node, owner } = step;
    const isFunction = node.kind === "function";
    for (const word of impliedMethods(node)) for (const each of methods.get(word) ?? []) addTo(maybe, owner, each);
    if (isFunction) addTo(calls, owner, node);
    else if (node.kind === "name") {
      const { used, isMany } = named(node, { definitions, names, methods });
      for (const each of used) addTo(isMany ? maybe : calls, owner, each);
      const entity = names.entities.get(node);
      if (entity && entity.owner === undefined) addTo(namedBy, entity, owner);
    }
    for (const child of node.children) {
      // What a function is called is no use of it.
      if (!isFunction || child.role !== "name") stack.push({ node: child, owner: isFunction ? node : owner });
    }
  }
  return { calls, maybe, namedBy };
}

const noMethods: readonly string[] = [];
const methodsOfCall = ["__call__"];
const methodsOfWith = ["__enter__", "__aenter__"];

/** The methods that a node may use without naming them by a property: what is called or entered, getters of parts. */
function impliedMethods(node: Node): readonly string[] {
  if (node.kind === "call") return methodsOfCall;
  if (node.kind === "with-item") return methodsOfWith;
  const key = node.role === "entry" ? part(node, "key") : undefined;
  return key?.kind === "name" ? [String(key.value)] : noMethods;
}

function addTo<Key, Item>(sets: Map<Key, Set<Item>>, key: Key, item: Item): void {
  const known = sets.get(key);
  if (known) known.add(item);
  else sets.set(key, new Set([item]));
}

interface Known {
  readonly definitions: Definitions;
  readonly names: Names;
  readonly methods: ReadonlyMap<string, readonly Node[]>;
}

/** The functions that a name may stand for. */
function named(
  name: Node,
  { definitions, names, methods }: Known,
): { readonly used: readonly Node[]; readonly isMany: boolean } {
  if (name.role === "property") {
    const used = methods.get(String(name.value)) ?? [];
    return { used, isMany: used.length > mostCalled };
  }
  const entity = names.entities.get(name);
  if (!entity) return { used: name.value === "super" ? (methods.get("constructor") ?? []) : [], isMany: false };
  const of = definitions.classNamed(entity);
  const own = of
    ? (definitions.method(of, "constructor") ?? definitions.method(of, "__init__"))
    : definitions.functionOf(entity);
  return { used: own ? [own] : [], isMany: false };
}

function methodsByName(root: Node): ReadonlyMap<string, readonly Node[]> {
  const found = new Map<string, Node[]>();
  const stack = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    for (const child of node.children) {
      stack.push(child);
      const isField = child.kind === "field";
      const value = isField ? part(child, "value") : child;
      const name = isField ? part(child, "target") : part(child, "name");
      if (child.role !== "member" || value?.kind !== "function" || !name) continue;
      const word = child.label === "constructor" ? "constructor" : String(name.value);
      const known = found.get(word);
      if (known) known.push(value);
      else found.set(word, [value]);
    }
  }
  return found;
}
