import type { Node } from "#model/document.ts";
import type { Semantics } from "#model/semantics.ts";
import type { ShapePattern } from "#match/pattern.ts";

const expanded = new WeakMap<Node, readonly Node[]>();

/**
 * What a name stands for, written out: after `import { exec } from "child_process"` the name `exec` is also
 * `child_process.exec`. All nodes of it have the place of the name.
 */
export function expansionsOf(pattern: ShapePattern, node: Node, semantics: Semantics): readonly Node[] {
  if (node.kind === "name" && pattern.kind === "regex") {
    const definition = semantics.definitionOf(node);
    return definition?.kind === "regex" ? [definition] : [];
  }
  if (node.kind !== "name" || (pattern.kind !== "name" && pattern.kind !== "member")) return [];
  // Of a module that is imported as a whole only what a pattern calls by its name is meant.
  const guessed = isConstant(pattern) ? semantics.guessedPathsOf(node) : [];
  return [...knownExpansions(node, semantics), ...guessed.map((path) => writtenOut(path, node))];
}

function knownExpansions(node: Node, semantics: Semantics): readonly Node[] {
  const known = expanded.get(node);
  if (known) return known;
  const nodes = semantics.pathsOf(node).map((path) => writtenOut(path, node));
  // What is written out is not written out again.
  for (const made of [...nodes, ...nodes.flatMap(({ children }) => children)]) expanded.set(made, []);
  expanded.set(node, nodes);
  return nodes;
}

function isConstant(pattern: ShapePattern): boolean {
  return pattern.parts.every(({ items }) => items.every((item) => item.type === "shape" && isConstant(item)));
}

function writtenOut(path: string, { start, end }: Node): Node {
  const [first = "", ...others] = path.split(".");
  let node: Node = { kind: "name", value: first, start, end, children: [] };
  for (const word of others) {
    const property: Node = { kind: "name", value: word, start, end, role: "property", children: [] };
    const object: Node = { ...node, role: "object" };
    node = { kind: "member", start, end, children: [object, property] };
  }
  return node;
}
