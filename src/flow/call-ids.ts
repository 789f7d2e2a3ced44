/** More calls of what a function was given are not told apart by where they come through: their number would multiply. */
const mostApart = 64;

/**
 * What the calls of one function are known by, of what it was given itself: by the places that they come through, and by
 * what is called; where there are many, by what is called alone.
 */
export class CallIds {
  readonly #apart = new Set<string>();

  /** The id of a call of what `key` names, through the places of `places`, which have no `:` in them. */
  of(places: string, key: string): string {
    const id = `${places}:${key}`;
    if (this.#apart.size >= mostApart && !this.#apart.has(id)) return `*:${key}`;
    this.#apart.add(id);
    return id;
  }
}
