import { asList, type Place } from "#access/value.ts";
import { type Selection, selected } from "#identity/selector.ts";
import type { Selector } from "#model/api-model.ts";

/** One of several facts that a call states: the item or the key that it is about. */
export interface Turn {
  readonly selection: Pick<Selection, "item" | "key">;
  readonly conditional: boolean;
  readonly place?: Place;
}

/** The items of lists and objects at a selector that ends in `[]` or `{}`; of a list that is not known, one that is not. */
export function turnsOf(each: Selector, selection: Selection): Turn[] {
  const { evaluator } = selection;
  const values = selected(each.slice(0, -2), selection);
  if (values.length === 0) return [];
  const turns = values.flatMap((value): Turn[] => {
    if (each.endsWith("{}")) {
      const object = evaluator.asObject(value);
      const entries = object?.entries.map(({ key, value: lazy, conditional }) =>
        turn({ item: evaluator.force(lazy), key }, conditional),
      );
      return object && entries ? [...entries, ...(object.isOpen ? [turn({}, true)] : [])] : [turn({}, false)];
    }
    const list = asList(value);
    if (!list) return value.kind === "constant" ? [] : [turn({}, false)];
    const items = list.items.map(({ value: lazy, conditional }) => turn({ item: evaluator.force(lazy) }, conditional));
    return [...items, ...(list.isOpen ? [turn({}, true)] : [])];
  });
  return turns;
}

function turn(selection: Turn["selection"], conditional: boolean): Turn {
  const [first] = selection.item ?? [];
  const place = first && "at" in first ? first.at : undefined;
  return { selection, conditional, ...(place && { place }) };
}
