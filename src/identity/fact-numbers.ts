import type { Fact, FactId } from "#model/fact.ts";

/**
 * Tells facts apart that say different things under one name, until the facts of all files are joined: edges lead to the
 * one that is meant.
 */
export class FactNumbers {
  readonly #known = new Map<FactId, Map<string, FactId>>();

  /** The fact, with an id of its own among those that say something else. */
  numbered(fact: Fact): Fact {
    const known = this.#known.get(fact.id) ?? new Map<string, FactId>();
    this.#known.set(fact.id, known);
    const said = JSON.stringify(fact.value);
    const id = known.get(said) ?? (known.size === 0 ? fact.id : `${fact.id}\n${known.size + 1}`);
    known.set(said, id);
    return { ...fact, id };
  }
}
