import type { Node } from "#model/document.ts";
import type { Span } from "#model/location.ts";
import { branch, pairOf } from "#syntax/node.ts";

/** A mapping that later tables and dotted keys may still add to. */
export interface TomlTable {
  start: number;
  end: number;
  readonly entries: Map<string, TomlEntry>;
}

/** What a key holds: a finished value, a table that may grow, or the tables of an array of tables. */
interface TomlEntry {
  readonly key: Node;
  readonly held: Node | TomlTable | TomlTable[];
}

/** An empty table that covers `span`. */
export function newTable({ start, end }: Span): TomlTable {
  return { start, end, entries: new Map() };
}

/** Puts `value` under the dotted key `keys` of `table`. */
export function addKey(table: TomlTable, keys: readonly Node[], value: Node): void {
  const last = keys.at(-1);
  if (!last) return;
  const inner = descend(table, keys.slice(0, -1), value);
  grow(inner, value);
  inner.entries.set(keyOf(last), { key: last, held: value });
}

/** The table that a header names: `[a.b]`, or a new element for `[[a.b]]`; `span` is that of the header and its lines. */
export function addHeader(root: TomlTable, keys: readonly Node[], array: boolean, span: Span): TomlTable {
  const last = keys.at(-1);
  if (!last) return root;
  const parent = descend(root, keys.slice(0, -1), span);
  if (!array) return descend(parent, [last], span);
  const table = newTable(span);
  const held = parent.entries.get(keyOf(last))?.held;
  if (Array.isArray(held)) held.push(table);
  else parent.entries.set(keyOf(last), { key: last, held: [table] });
  return table;
}

/** The finished mapping. Recursive; keys and nesting were bounded before. */
export function nodeOfTable(table: TomlTable): Node {
  const pairs = [...table.entries.values()].map(({ key, held }) => pairOf(key, nodeOfHeld(held)));
  return branch("mapping", table, pairs);
}

function nodeOfHeld(held: TomlEntry["held"]): Node {
  if (!Array.isArray(held)) return "entries" in held ? nodeOfTable(held) : held;
  const items = held.map(nodeOfTable);
  return branch("sequence", { start: items[0]?.start ?? 0, end: items.at(-1)?.end ?? 0 }, items);
}

/** The table under `keys`, made where there is none, widened so that it covers `span`; the last element of an array. */
function descend(table: TomlTable, keys: readonly Node[], span: Span): TomlTable {
  let current = table;
  for (const key of keys) {
    grow(current, span);
    const held = current.entries.get(keyOf(key))?.held;
    let next = Array.isArray(held) ? held.at(-1) : held;
    if (!next || !("entries" in next)) {
      next = newTable({ start: Math.min(key.start, span.start), end: span.end });
      current.entries.set(keyOf(key), { key, held: next });
    }
    current = next;
  }
  grow(current, span);
  return current;
}

function grow(table: TomlTable, { start, end }: Span): void {
  table.start = Math.min(table.start, start);
  table.end = Math.max(table.end, end);
}

function keyOf(key: Node): string {
  return String(key.value);
}
