import type { Node } from "#model/document.ts";
import { itemsOf, pairsOf } from "#model/tree.ts";

/** Settings deeper than this are none that the product reads; it bounds the length of a path. */
const deepest = 24;

/** A setting somewhere in a tree of mappings and sequences. */
export interface Setting {
  /** The keys that lead to it; the elements of sequences count as their index, or as their `id` where they have one. */
  readonly path: readonly string[];
  readonly key: string;
  readonly keyNode: Node;
  readonly value: Node;
}

interface Level {
  readonly node: Node;
  readonly path: readonly string[];
}

/** Every pair below `root` in source order, parents first; iterative. */
export function* settingsOf(root: Node): Generator<Setting> {
  const stack: Level[] = [{ node: root, path: [] }];
  for (let level = stack.pop(); level; level = stack.pop()) {
    const { node, path } = level;
    if (path.length > deepest) continue;
    const below: Level[] = [];
    for (const { key, keyNode, value } of pairsOf(node)) {
      const inner = [...path, key];
      yield { path: inner, key, keyNode, value };
      if (value.children.length > 0) below.push({ node: value, path: inner });
    }
    itemsOf(node).forEach((item, index) => {
      if (item.children.length > 0) below.push({ node: item, path: [...path, nameOf(item) ?? String(index)] });
    });
    for (let index = below.length - 1; index >= 0; index--) stack.push(below[index]!);
  }
}

/** What an element of a sequence is called: a name outlives reordering, an index does not. */
function nameOf(item: Node): string | undefined {
  for (const { key, value } of pairsOf(item)) {
    if ((key === "id" || key === "name") && typeof value.value === "string") return value.value;
  }
  return undefined;
}
