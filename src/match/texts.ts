import type { Node } from "#model/document.ts";
import type { Semantics } from "#model/semantics.ts";
import type { CodePattern } from "#match/code-pattern.ts";
import { constantOf } from "#match/constants.ts";
import { Fuel, OutOfFuel } from "#match/fuel.ts";
import { partsOfPattern, type PatternItem } from "#match/pattern.ts";
import type { Regex } from "#match/regex.ts";
import { regexTest } from "#match/regex-search.ts";

/** The expressions that a pattern asks of strings: a tree with none that fits does not match. */
export function expressionsOfPattern(pattern: CodePattern): readonly Regex[] {
  const found: Regex[] = [];
  const stack: PatternItem[] = pattern.type === "node" ? [pattern.pattern] : [...pattern.items];
  for (let item = stack.pop(); item; item = stack.pop()) {
    if (item.type === "string-regex") found.push(item.regex);
    stack.push(...partsOfPattern(item));
  }
  return found;
}

/** Steps that a look may cost; what takes longer is not looked at before. */
const mostSteps = 500_000;

/** Holds unless no text of a tree fits one of the expressions. */
export function mayFit(expressions: readonly Regex[], root: Node, semantics: Semantics): boolean {
  if (expressions.length === 0) return true;
  const texts = textsOfTree(root, semantics);
  const fuel = new Fuel(mostSteps);
  try {
    return expressions.every((expression) => texts.some((text) => regexTest(expression, text, fuel)));
  } catch (error) {
    if (error instanceof OutOfFuel) return true;
    throw error;
  }
}

const known = new WeakMap<Node, readonly string[]>();

/** Every text that is written in a tree, or known of an expression, once; remembered as long as the tree is. */
function textsOfTree(root: Node, semantics: Semantics): readonly string[] {
  const found = known.get(root);
  if (found) return found;
  const texts = new Set<string>();
  const stack = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    const value = node.value === undefined ? constantOf(node, semantics) : node.value;
    if (typeof value === "string") texts.add(value);
    const constant = node.kind === "name" ? semantics.constantOf(node) : undefined;
    if (typeof constant === "string") texts.add(constant);
    for (const child of node.children) stack.push(child);
  }
  const all = [...texts];
  known.set(root, all);
  return all;
}
