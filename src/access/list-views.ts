import type { Evaluator } from "#access/evaluate.ts";
import {
  type ListItem,
  type ListValue,
  type ObjectEntry,
  type ObjectValue,
  type Value,
  unknown,
} from "#access/value.ts";

/** A list of some items. */
export function list(items: readonly ListItem[], isOpen: boolean): ListValue {
  return { kind: "list", items, isOpen };
}

/** A text as an item. */
export function plain(value: string, conditional = false): ListItem {
  return { value: { values: [{ kind: "constant", value }] }, conditional };
}

/** A number as an item. */
export function constant(value: number): ListItem {
  return { value: { values: [{ kind: "constant", value }] }, conditional: false };
}

function pairOf({ key, value, conditional }: ObjectEntry): ListItem {
  return { value: { values: [list([plain(key), { value, conditional: false }], false)] }, conditional };
}

/** Objects among the values, each as a list of what `view` makes of its entries. */
export function viewed(
  evaluator: Evaluator,
  values: readonly Value[],
  view: (entry: ObjectEntry) => ListItem,
): Value[] {
  return values.map((value) => {
    const object = evaluator.asObject(value);
    return object ? list(lastOfEach(object).map(view), object.isOpen) : unknown;
  });
}

/** The entries that count: of each key the last one. */
function lastOfEach({ entries }: ObjectValue): readonly ObjectEntry[] {
  const byKey = new Map(entries.map((entry) => [entry.key, entry] as const));
  return [...byKey.values()];
}

/** What `keys`, `values` and `entries` of an object give. */
export const views = {
  keys: ({ key, conditional }: ObjectEntry) => plain(key, conditional),
  values: ({ value, conditional }: ObjectEntry) => ({ value, conditional }),
  entries: pairOf,
};
