import type { Definitions } from "#flow/definitions.ts";
import type { FunctionUses } from "#flow/function-uses.ts";
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
export function callOrder(root: Node, { functions }: Definitions, { calls }: FunctionUses): readonly CallGroup[] {
  const search: Search = { states: new Map(), open: [], uses: (owner) => calls.get(owner) ?? none };
  const { states } = search;
  const groups: CallGroup[] = [];
  let finished = 0;
  for (const start of [...functions, root]) {
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

const none: ReadonlySet<Node> = new Set();

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
  const own: Iterator<Node, undefined> = uses(node).values();
  const state: State = { node, index: states.size, lowest: states.size, uses: own, finish: 0, isOpen: true };
  states.set(node, state);
  open.push(node);
  return state;
}

interface Search {
  readonly states: Map<Node, State>;
  readonly open: Node[];
  readonly uses: (owner: Node) => ReadonlySet<Node>;
}

function close({ node }: State, { states, open, uses }: Search): CallGroup {
  const members = open.splice(open.lastIndexOf(node));
  for (const member of members) states.get(member)!.isOpen = false;
  members.sort((left, right) => states.get(left)!.finish - states.get(right)!.finish);
  const own = new Set(members);
  const callers = new Map<Node, Node[]>(members.map((member) => [member, []]));
  for (const member of members) for (const used of uses(member)) if (own.has(used)) callers.get(used)!.push(member);
  return { members, callers, isRecursive: [...callers.values()].some((each) => each.length > 0) };
}

/** What the members of a group use, the last first. */
export function usedBy({ members }: CallGroup, { calls }: FunctionUses): Node[] {
  return members.flatMap((member) => [...(calls.get(member) ?? none)]).reverse();
}
