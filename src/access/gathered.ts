import { mostItems } from "#access/bounds.ts";
import type { Evaluator } from "#access/evaluate.ts";
import type { ListItem, ListValue, ObjectEntry, ObjectValue } from "#access/value.ts";

/**
 * The items that a list or an object is put together from. Each takes a step, wherever it comes from: what is put
 * together from what was put together before could double each time. What is too much is left out, which leaves it open.
 */
export class Gathered<Item> {
  readonly items: Item[] = [];
  /** Holds if there may be more. */
  isOpen = false;
  readonly #evaluator: Evaluator;

  constructor(evaluator: Evaluator) {
    this.#evaluator = evaluator;
  }

  add(item: Item): void {
    if (this.items.length < mostItems && this.#evaluator.spend(1)) this.items.push(item);
    else this.isOpen = true;
  }

  addAll(items: readonly Item[], isOpen = false): void {
    this.isOpen ||= isOpen;
    const room = mostItems - this.items.length;
    for (const item of items.slice(0, room)) this.add(item);
    this.isOpen ||= items.length > room;
  }
}

type List = Omit<ListValue, "kind">;
type Entries = Omit<ObjectValue, "kind">;

/** What lists hold, one behind the other. */
export function joinedLists(evaluator: Evaluator, lists: readonly List[]): List {
  const found = new Gathered<ListItem>(evaluator);
  for (const { items, isOpen } of lists) found.addAll(items, isOpen);
  return { items: found.items, isOpen: found.isOpen };
}

/** What objects hold, one behind the other. */
export function joinedObjects(evaluator: Evaluator, objects: readonly Entries[]): Entries {
  const found = new Gathered<ObjectEntry>(evaluator);
  for (const { entries, isOpen } of objects) found.addAll(entries, isOpen);
  return { entries: found.items, isOpen: found.isOpen };
}
