import type { TextPattern } from "#match/generic-pattern.ts";
import { constantsOf } from "#match/generic-pattern.ts";
import type { CodePattern } from "#match/code-pattern.ts";
import { partsOfPattern, type PatternItem } from "#match/pattern.ts";
import type { RegexNode, RegexTree } from "#match/regex-tree.ts";

/**
 * What a text must hold for a rule to match at all: of every group at least one literal, verbatim. No groups: nothing is
 * known, and the rule must always run.
 */
export type Literals = readonly (readonly string[])[];

/** Shorter literals are in nearly every text. */
const shortestLiteral = 3;
/** More groups cost more than they save. */
const mostGroups = 6;

/** The literals of a conjunction. */
export function allOf(parts: readonly Literals[]): Literals {
  const groups = new Map(parts.flat().map((group) => [group.join("\0"), group]));
  return [...groups.values()].sort((left, right) => worth(right) - worth(left)).slice(0, mostGroups);
}

/** The literals of a disjunction: groups that all parts share, or one group that holds the best of each part. */
export function anyOf(parts: readonly Literals[]): Literals {
  const [first = [], ...others] = parts;
  const shared = first.filter((group) =>
    others.every((part) => part.some((other) => other.join("\0") === group.join("\0"))),
  );
  if (shared.length > 0) return shared;
  const best = parts.map((part) => [...part].sort((left, right) => worth(right) - worth(left))[0]);
  return best.every((group) => group !== undefined) && best.length > 0 ? [[...new Set(best.flat())]] : [];
}

/** How much a group rules out: the longer its shortest literal, the more. Escapes, which start with a backslash, do not count. */
function worth(group: readonly string[]): number {
  return Math.min(...group.filter((literal) => !literal.startsWith("\\")).map((literal) => literal.length));
}

/**
 * The same literals for a value that its syntax may write with escapes: a text without the literal can still say it with a
 * backslash before something, so every such escape stands beside it.
 */
export function escapable(literals: Literals): Literals {
  return literals.map((group) => {
    const letters = new Set(group.join("").replace(/[bfnrtvux\d]/g, ""));
    const escapes = ["\\u", "\\U", "\\x", "\\\n", "\\\r", ...Array.from(letters, (letter) => `\\${letter}`)];
    return [...group, ...[...new Set(escapes)].sort()];
  });
}

/** Kinds of nodes whose value a text says as it is. */
const isSaid: ReadonlySet<string> = new Set(["name", "keyword-argument"]);

/** The literals of a pattern over a tree: its constant strings and keys, word by word, since lines may be folded. */
export function literalsOfPattern(pattern: CodePattern, isCode: boolean): Literals {
  const words: string[] = [];
  const names: string[] = [];
  const stack: PatternItem[] = pattern.type === "node" ? [pattern.pattern] : [...pattern.items];
  for (let item = stack.pop(); item; item = stack.pop()) {
    if (item.type === "scalar" && item.kind === "string") words.push(...wordsOf(String(item.value)));
    if (item.type === "shape" && isSaid.has(item.kind) && typeof item.value === "string") names.push(item.value);
    stack.push(...partsOfPattern(item));
  }
  // In code a constant may be put together from pieces, so that only names are sure to be written as they are.
  if (isCode) return allOf([names.filter((name) => name.length >= shortestLiteral).map((name) => [name])]);
  return escapable(allOf([words.map((word) => [word])]));
}

/** Runs of plain ASCII that every syntax writes as they are, but for escapes. */
function wordsOf(text: string): string[] {
  return text.split(/[^!#-&(-[\]-~]+/).filter((word) => word.length >= shortestLiteral);
}

/** The literals of a pattern of generic mode: its words. */
export function literalsOfText(pattern: readonly TextPattern[]): Literals {
  return literalsOfWords(constantsOf(pattern));
}

/** The literals of words that must all be there. */
export function literalsOfWords(words: readonly string[]): Literals {
  return allOf([words.filter((word) => word.length >= shortestLiteral).map((word) => [word])]);
}

/** The literals of a regular expression: runs of characters that no way through it avoids. */
export function literalsOfRegex(tree: RegexTree): Literals {
  return allOf([required(tree.root)]);
}

/** Recursive over the expression, whose depth its parser bounds. */
function required(root: RegexNode): Literals {
  const groups: (readonly string[])[] = [];
  let run = "";
  const endRun = () => {
    if (run.length >= shortestLiteral) groups.push([run]);
    run = "";
  };
  for (const node of inLine(root)) {
    const character = constantOf(node);
    if (character !== undefined) {
      run += character;
    } else if (node.type !== "assertion" && node.type !== "look") {
      endRun();
      if (node.type === "choice") groups.push(...anyOf(node.options.map(required)));
      if (node.type === "repeat" && node.min > 0) groups.push(...required(node.body));
    }
  }
  endRun();
  return groups;
}

/** The parts of a sequence, with groups that only group dissolved. */
function inLine(node: RegexNode): RegexNode[] {
  if (node.type === "sequence") return node.items.flatMap(inLine);
  return node.type === "capture" || node.type === "atomic" ? inLine(node.body) : [node];
}

/** The printable ASCII character that a node stands for, if it stands for one. */
function constantOf(node: RegexNode): string | undefined {
  if (node.type !== "character" && node.type !== "set") return undefined;
  const [first, last] = node.type === "character" ? [node.code, node.code] : onlyRange(node.set);
  if (first !== last || first < 32 || first > 126) return undefined;
  const text = String.fromCodePoint(first);
  return node.ignoreCase && /[a-z]/i.test(text) ? undefined : text;
}

function onlyRange(set: (RegexNode & { readonly type: "set" })["set"]): readonly [number, number] {
  const [range] = set.ranges;
  return range && set.ranges.length === 1 && set.escapes.length === 0 && !set.negated ? range : [0, 1];
}
