import type { Node } from "#model/document.ts";

/** The value nodes of a mapping under `key`, in source order: more than one where a key is written twice. */
export function valuesOf(node: Node | undefined, key: string): Node[] {
  const found: Node[] = [];
  for (const pair of pairsOf(node)) if (pair.key === key) found.push(pair.value);
  return found;
}

/** The value at a path of keys; where a key is written twice the last one counts, as for most readers of the formats. */
export function at(node: Node | undefined, ...path: readonly string[]): Node | undefined {
  let current = node;
  for (const key of path) current = valuesOf(current, key).at(-1);
  return current;
}

/** A pair of a mapping with its key as text. */
export interface Pair {
  readonly key: string;
  readonly keyNode: Node;
  readonly value: Node;
}

/** The pairs of a mapping in source order; none for every other node. Keys are text, never property names of an object. */
export function pairsOf(node: Node | undefined): Pair[] {
  if (node?.kind !== "mapping") return [];
  const pairs: Pair[] = [];
  for (const pair of node.children) {
    const [keyNode, value] = pair.children;
    if (keyNode && value) pairs.push({ key: String(keyNode.value ?? ""), keyNode, value });
  }
  return pairs;
}

/** The elements of a sequence; none for every other node. */
export function itemsOf(node: Node | undefined): readonly Node[] {
  return node?.kind === "sequence" ? node.children : [];
}

/** The text of a string node; undefined for every other node. */
export function textOf(node: Node | undefined): string | undefined {
  return node?.kind === "string" && typeof node.value === "string" ? node.value : undefined;
}

/** The scalar as text, whatever its type: formats are loose about `true` and `"true"`. */
export function scalarOf(node: Node | undefined): string | undefined {
  if (!node) return undefined;
  const scalar = node.kind === "string" || node.kind === "number" || node.kind === "boolean";
  return scalar && node.value !== undefined && node.value !== null ? String(node.value) : undefined;
}

/** Holds if the node is the boolean `true`, or the string that loose readers take for it. */
export function isTrue(node: Node | undefined): boolean {
  return node?.value === true || node?.value === "true";
}

/** Holds if the node is the boolean `false`, or the string that loose readers take for it. */
export function isFalse(node: Node | undefined): boolean {
  return node?.value === false || node?.value === "false";
}

/** The strings of a sequence, or the one string that stands where a sequence may. */
export function stringsOf(node: Node | undefined): { readonly text: string; readonly node: Node }[] {
  const nodes = node?.kind === "sequence" ? node.children : node ? [node] : [];
  return nodes.flatMap((item) => {
    const text = scalarOf(item);
    return text === undefined ? [] : [{ text, node: item }];
  });
}

/** Every node of the tree in source order, parents first; iterative, so that depth costs no stack. */
export function* walk(root: Node): Generator<Node> {
  const stack: Node[] = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    yield node;
    for (let index = node.children.length - 1; index >= 0; index--) stack.push(node.children[index]!);
  }
}
