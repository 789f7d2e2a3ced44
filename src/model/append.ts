/** Puts items behind those of a list. They may be any number: as arguments of `push`, too many overflow the call stack. */
export function append<Item>(list: Item[], items: Iterable<Item>): void {
  for (const item of items) list.push(item);
}
