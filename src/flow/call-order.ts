import type { FunctionUses } from "#flow/function-uses.ts";
import type { Node } from "#model/document.ts";

/** How the functions of a program lie to one another by what they use. */
export interface CallOrder {
  /** Functions have a lower number than those that use them, as far as that can be. */
  readonly rank: ReadonlyMap<Node, number>;
  /** Functions from which calls may come back to them, with a number that is the same for those of one circle. */
  readonly circles: ReadonlyMap<Node, number>;
}

interface State {
  readonly node: Node;
  readonly index: number;
  lowest: number;
  /** Those that are still to be looked at. */
  readonly uses: Iterator<Node, undefined>;
  isOpen: boolean;
}

interface Search {
  readonly states: Map<Node, State>;
  readonly open: Node[];
  readonly uses: (owner: Node) => ReadonlySet<Node>;
}

const none: ReadonlySet<Node> = new Set();

/**
 * The order of functions. A function uses those that stand in it and those that it names; of a method, only the name is
 * asked. Iterative, each use once (Tarjan).
 */
export function callOrder(functions: readonly Node[], { calls }: FunctionUses): CallOrder {
  const search: Search = { states: new Map(), open: [], uses: (owner) => calls.get(owner) ?? none };
  const rank = new Map<Node, number>();
  const circles = new Map<Node, number>();
  for (const start of functions) {
    if (search.states.has(start)) continue;
    const stack = [enter(start, search)];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const next = top.uses.next().value;
      if (next) {
        const known = search.states.get(next);
        if (!known) stack.push(enter(next, search));
        else if (known.isOpen) top.lowest = Math.min(top.lowest, known.index);
        continue;
      }
      stack.pop();
      rank.set(top.node, rank.size);
      const outer = stack.at(-1);
      if (outer) outer.lowest = Math.min(outer.lowest, top.lowest);
      if (top.lowest === top.index) close(top, search, circles);
    }
  }
  return { rank, circles };
}

function enter(node: Node, { states, open, uses }: Search): State {
  const own: Iterator<Node, undefined> = uses(node).values();
  const state: State = { node, index: states.size, lowest: states.size, uses: own, isOpen: true };
  states.set(node, state);
  open.push(node);
  return state;
}

/** A function alone is a circle only if it uses itself. */
function close({ node, index }: State, { states, open, uses }: Search, circles: Map<Node, number>): void {
  const members = open.splice(open.lastIndexOf(node));
  for (const member of members) states.get(member)!.isOpen = false;
  const isCircle = members.length > 1 || uses(node).has(node);
  if (isCircle) for (const member of members) circles.set(member, index);
}
