import type { Node } from "#model/document.ts";
import type { Entity } from "#flow/entity.ts";
import { join, type Known } from "#flow/fold.ts";

/** What is known of the variables at a point of a function. */
export type Environment = Map<Entity, Held>;

/** What a variable holds. */
export interface Held {
  readonly known: Known | undefined;
  /** The expression that was assigned to it. */
  readonly value: Node | undefined;
}

/** Nothing is known of it. */
export const nothing: Held = { known: undefined, value: undefined };

/** What is known of a program. */
export interface Flow {
  readonly known: ReadonlyMap<Node, Known>;
  /** The expression that each name stands for. */
  readonly definitions: ReadonlyMap<Node, Node>;
}

/** What a variable holds that was set on two ways that meet. */
function either(left: Held | undefined, right: Held | undefined): Held {
  if (!left || !right) return nothing;
  const value = left.value === right.value ? left.value : undefined;
  return { known: join(left.known, right.known), value };
}

/** What holds where two ways meet. */
export function joined(left: Environment, right: Environment): Environment {
  const both: Environment = new Map();
  // What only one way has set is not known.
  for (const entity of [...left.keys(), ...right.keys()])
    if (!both.has(entity)) both.set(entity, either(left.get(entity), right.get(entity)));
  return both;
}
