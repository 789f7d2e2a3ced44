import type { Node } from "#model/document.ts";
import type { Semantics } from "#model/semantics.ts";
import type { CodePattern } from "#match/code-pattern.ts";
import { constantOf } from "#match/constants.ts";
import { Fuel, OutOfFuel } from "#match/fuel.ts";
import { partsOfPattern, type PatternItem } from "#match/pattern.ts";
import type { Regex } from "#match/regex.ts";
import { regexTest } from "#match/regex-search.ts";

/** What a pattern asks of the texts of a tree. */
export interface TextNeeds {
  /** Constants that it holds. */
  readonly strings: readonly string[];
  readonly expressions: readonly Regex[];
}

/** What a pattern asks of texts: a tree with none that fits does not match. */
export function textNeedsOf(pattern: CodePattern): TextNeeds {
  const strings = new Set<string>();
  const expressions: Regex[] = [];
  const stack: PatternItem[] = pattern.type === "node" ? [pattern.pattern] : [...pattern.items];
  for (let item = stack.pop(); item; item = stack.pop()) {
    if (item.type === "string-regex") expressions.push(item.regex);
    if (item.type === "scalar" && item.kind === "string" && typeof item.value === "string") strings.add(item.value);
    stack.push(...partsOfPattern(item));
  }
  return { strings: [...strings], expressions };
}

/** Steps that a look may cost; what takes longer is not looked at before. */
const mostSteps = 500_000;

/** Holds unless no text of a tree is one of the strings, or fits one of the expressions. */
export function mayFit({ strings, expressions }: TextNeeds, root: Node, semantics: Semantics): boolean {
  if (strings.length === 0 && expressions.length === 0) return true;
  const texts = textsOfTree(root, semantics);
  if (!strings.every((text) => texts.has(text))) return false;
  const fuel = new Fuel(mostSteps);
  try {
    return expressions.every((expression) => someFits(texts, expression, fuel));
  } catch (error) {
    if (error instanceof OutOfFuel) return true;
    throw error;
  }
}

function someFits(texts: ReadonlySet<string>, expression: Regex, fuel: Fuel): boolean {
  for (const text of texts) if (regexTest(expression, text, fuel)) return true;
  return false;
}

const known = new WeakMap<Node, ReadonlySet<string>>();

/** Every text that is written in a tree, or known of an expression, once; remembered as long as the tree is. */
function textsOfTree(root: Node, semantics: Semantics): ReadonlySet<string> {
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
  known.set(root, texts);
  return texts;
}
