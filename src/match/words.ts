import type { Node } from "#model/document.ts";
import type { Semantics } from "#model/semantics.ts";
import type { CodePattern } from "#match/code-pattern.ts";
import { partsOfPattern, type PatternItem } from "#match/pattern.ts";

/** The names that a pattern holds: a tree without one of them does not match. */
export function wordsOfPattern(pattern: CodePattern): readonly string[] {
  const words = new Set<string>();
  const stack: PatternItem[] = pattern.type === "node" ? [pattern.pattern] : [...pattern.items];
  for (let item = stack.pop(); item; item = stack.pop()) {
    if (item.type === "shape" && item.kind === "name" && item.value !== undefined) words.add(String(item.value));
    if (item.type === "scalar" && item.kind === "module-name")
      wordsIn(String(item.value)).forEach((word) => words.add(word));
    stack.push(...partsOfPattern(item));
  }
  return [...words];
}

/** No name of a module is longer. */
const longestModule = 200;

function wordsIn(path: string): string[] {
  return path.split(/[^\w$]+/).filter((word) => word !== "");
}

const known = new WeakMap<Node, ReadonlySet<string>>();

/** Every name in a tree, as it is written or as imports bring it; remembered as long as the tree is. */
export function wordsOfTree(root: Node, semantics: Semantics): ReadonlySet<string> {
  const found = known.get(root);
  if (found) return found;
  const words = new Set<string>();
  const add = (path: string) => wordsIn(path).forEach((word) => words.add(word));
  const stack = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.kind === "name") {
      words.add(String(node.value));
      semantics.pathsOf(node).forEach(add);
      semantics.guessedPathsOf(node).forEach(add);
    } else if (node.kind === "module-name") add(String(node.value));
    else if (node.kind === "string" && node.role === "key") words.add(String(node.value));
    // What `require` is given may be asked for as an import.
    else if (node.kind === "string" && node.role === "argument") add(String(node.value).slice(0, longestModule));
    for (const child of node.children) stack.push(child);
  }
  known.set(root, words);
  return words;
}
