import type { ControlFlow } from "#flow/flow-graph.ts";
import type { Refusing } from "#flow/gate-run.ts";
import { dottedName, isResponse, neverReturns } from "#flow/gate-words.ts";
import type { Node } from "#model/document.ts";

/** A refusal is looked for this many blocks, and nodes, far. */
const furthest = 12;
const mostNodes = 200;

const entries = new WeakMap<ControlFlow, readonly number[]>();

/** How many ways lead to each block. */
function entriesOf(flow: ControlFlow): readonly number[] {
  const known = entries.get(flow);
  if (known) return known;
  const counts = flow.blocks.map(() => 0);
  for (const { next } of flow.blocks) for (const { to } of next) counts[to]!++;
  entries.set(flow, counts);
  return counts;
}

/** What happens on the way that is taken where a gate has said no, until it meets others. */
export function refusalAt(flow: ControlFlow, start: number): Refusing {
  const counts = entriesOf(flow);
  let found: Refusing = "returns";
  let block = start;
  for (let step = 0; step < furthest; step++) {
    if (block === flow.thrown) return "throws";
    if (counts[block]! > 1) return found;
    const { steps, next } = flow.blocks[block]!;
    for (const each of steps) {
      const how = whatIn(each);
      if (how === "throws") return how;
      if (how) found = how;
    }
    const ways = next.filter(({ isThrow }) => !isThrow);
    if (ways.length !== 1) return found;
    block = ways[0]!.to;
  }
  return found;
}

function whatIn(step: Node): Refusing | undefined {
  const stack = [step];
  let found: Refusing | undefined;
  for (let count = 0; stack.length > 0 && count < mostNodes; count++) {
    const node = stack.pop()!;
    if (node.kind === "throw") return "throws";
    if (node.kind === "call" && neverReturns([dottedName(node.children[0])])) return "throws";
    if (isResponse(node)) found = "responds";
    for (const child of node.children) if (child.kind !== "function") stack.push(child);
  }
  return found;
}
