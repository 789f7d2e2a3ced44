import type { ControlFlow, Edge } from "#flow/flow-graph.ts";
import { type Frame, termOf } from "#flow/guard-reading.ts";
import { both, either, type Guard, guardOf, isNever } from "#flow/guards.ts";

/** Under which tests of the parameters the blocks of a function are reached. */
export interface PathGuards {
  readonly guardAt: (block: number) => Guard | undefined;
  /** Holds for a way that is never taken. */
  readonly isImpossible: (edge: Edge) => boolean;
}

/** Finds the guards of all blocks, each once: a way back into a loop asks for what the way into it asked for. */
export function pathGuards({ blocks, order }: ControlFlow, frame: Frame): PathGuards {
  const guards = new Map<number, Guard | undefined>([[0, undefined]]);
  const guardOn = ({ when }: Edge) => when && guardOf({ term: termOf(when.test, frame), holds: when.holds });
  const impossible = new Set<Edge>();
  for (const block of order) {
    // A block that only ways back lead to is reached in ways that are not known.
    const guard = guards.get(block);
    for (const edge of blocks[block]!.next) {
      const own = guardOn(edge);
      if (isNever(own)) impossible.add(edge);
      const arriving = both(guard, own);
      guards.set(edge.to, guards.has(edge.to) ? either(guards.get(edge.to), arriving) : arriving);
    }
  }
  return { guardAt: (block) => guards.get(block), isImpossible: (edge) => impossible.has(edge) };
}
