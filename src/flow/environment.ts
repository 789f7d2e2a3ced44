import type { Node } from "#model/document.ts";
import type { Entity } from "#flow/entity.ts";
import { join, type Known } from "#flow/fold.ts";
import { emptyNumberMap, getNumber, mergeNumbers, type NumberMap, type Numbers, withNumber } from "#flow/number-map.ts";

/** What is known of the variables at a point of a function. Copies cost nothing; what they have in common is shared. */
export class Environment {
  #held: NumberMap<Held> = emptyNumberMap;
  readonly #entities: Numbers<Entity>;

  constructor(entities: Numbers<Entity>) {
    this.#entities = entities;
  }

  get(entity: Entity): Held | undefined {
    const number = this.#entities.known(entity);
    return number === undefined ? undefined : getNumber(this.#held, number);
  }

  set(entity: Entity, held: Held): void {
    this.#held = withNumber(this.#held, this.#entities.of(entity), held);
  }

  /** Nothing is known any more. */
  clear(): void {
    this.#held = emptyNumberMap;
  }

  copy(): Environment {
    return this.#with(this.#held);
  }

  /** What holds where two ways meet. */
  joined(other: Environment): Environment {
    // What only one way has set is not known.
    return this.#with(mergeNumbers(this.#held, other.#held, (_, left, right) => either(left, right)));
  }

  #with(held: NumberMap<Held>): Environment {
    const made = new Environment(this.#entities);
    made.#held = held;
    return made;
  }
}

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
