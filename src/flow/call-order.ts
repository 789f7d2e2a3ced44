import { part } from "#flow/declarations.ts";
import type { Definitions } from "#flow/definitions.ts";
import type { Names } from "#flow/entity.ts";
import type { Node } from "#model/document.ts";

/** Functions that may call each other, in turns; most are alone. */
export interface CallGroup {
  /** Those that are called stand before those that call, as far as that can be. */
  readonly members: readonly Node[];
  /** Which members use what a member does. */
  readonly callers: ReadonlyMap<Node, readonly Node[]>;
  /** Holds if one may come back to a function of the group from within. */
  readonly isRecursive: boolean;
}

/**
 * The functions of a program and the program itself, so that each group comes after those it uses. A function uses those
 * that stand in it and those that it names; of a method, only the name is asked. Iterative, each use once (Tarjan).
 */
export function callOrder(root: Node, definitions: Definitions, names: Names): readonly CallGroup[] {
  const search: Search = { states: new Map(), open: [], uses: usesOf(root, definitions, names) };
  const { states } = search;
  const groups: CallGroup[] = [];
  let finished = 0;
  for (const start of [...definitions.functions, root]) {
    if (states.has(start)) continue;
    const stack = [enter(start, search)];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const next = top.uses.next().value;
      if (next) {
        const known = states.get(next);
        if (!known) stack.push(enter(next, search));
        else if (known.isOpen) top.lowest = Math.min(top.lowest, known.index);
        continue;
      }
      stack.pop();
      top.finish = finished++;
      const outer = stack.at(-1);
      if (outer) outer.lowest = Math.min(outer.lowest, top.lowest);
      if (top.lowest === top.index) groups.push(close(top, search));
    }
  }
  return groups;
}

interface State {
  readonly node: Node;
  readonly index: number;
  lowest: number;
  /** Those that are still to be looked at. */
  readonly uses: Iterator<Node, undefined>;
  finish: number;
  isOpen: boolean;
}

function enter(node: Node, { states, open, uses }: Search): State {
  const own: Iterator<Node, undefined> = (uses.get(node) ?? new Set<Node>()).values();
  const state: State = { node, index: states.size, lowest: states.size, uses: own, finish: 0, isOpen: true };
  states.set(node, state);
  open.push(node);
  return state;
}

interface Search {
  readonly states: Map<Node, State>;
  readonly open: Node[];
  readonly uses: ReadonlyMap<Node, ReadonlySet<Node>>;
}

function close({ node }: State, { states, open, uses }: Search): CallGroup {
  const members = open.splice(open.lastIndexOf(node));
  for (const member of members) states.get(member)!.isOpen = false;
  members.sort((left, right) => states.get(left)!.finish - states.get(right)!.finish);
  const own = new Set(members);
  const callers = new Map<Node, Node[]>(members.map((member) => [member, []]));
  for (const member of members)
    for (const used of uses.get(member) ?? []) if (own.has(used)) callers.get(used)!.push(member);
  return { members, callers, isRecursive: [...callers.values()].some((each) => each.length > 0) };
}

function usesOf(root: Node, definitions: Definitions, names: Names): Map<Node, Set<Node>> {
  const methods = methodsByName(root);
  const uses = new Map<Node, Set<Node>>([[root, new Set()]]);
  const stack: { readonly node: Node; readonly owner: Node }[] = [{ node: root, owner: root }];
  for (let step = stack.pop(); step; step = stack.pop()) {
    const { node, owner } = step;
    const isFunction = node.kind === "function";
    if (isFunction) {
      uses.get(owner)!.add(node);
      uses.set(node, new Set());
    } else if (node.kind === "name") {
      for (const used of named(node, { definitions, names, methods })) uses.get(owner)!.add(used);
    }
    for (const child of node.children) stack.push({ node: child, owner: isFunction ? node : owner });
  }
  return uses;
}

interface Known {
  readonly definitions: Definitions;
  readonly names: Names;
  readonly methods: ReadonlyMap<string, readonly Node[]>;
}

/** Methods of one name that one use of it may be about: of more, each is found out when it is asked for. */
const mostCalled = 4;

/** The functions that a name may stand for. */
function named(name: Node, { definitions, names, methods }: Known): readonly Node[] {
  if (name.role === "property") {
    const called = methods.get(String(name.value)) ?? [];
    return called.length > mostCalled ? [] : called;
  }
  const entity = names.entities.get(name);
  if (!entity) return name.value === "super" ? (methods.get("constructor") ?? []) : [];
  const of = definitions.classNamed(entity);
  const own = of
    ? (definitions.method(of, "constructor") ?? definitions.method(of, "__init__"))
    : definitions.functionOf(entity);
  return own ? [own] : [];
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
