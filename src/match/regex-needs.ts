import { allOf, anyOf, inAnyCase, shortestLiteral } from "#match/needs.ts";
import type { CharacterSet, RegexNode, RegexTree } from "#match/regex-tree.ts";
import type { Needs } from "#model/needs.ts";

/** What a text must hold for a regular expression to match in it: runs of characters that no way through it avoids. */
export function needsOfRegex(tree: RegexTree): Needs {
  return required(tree.root);
}

/** Recursive over the expression, whose depth its parser bounds. */
function required(root: RegexNode): Needs {
  const needs: Needs[] = [];
  let run = "";
  let isFolded = false;
  const endRun = () => {
    if (run.length >= shortestLiteral) needs.push(isFolded ? inAnyCase(run) : run);
    run = "";
    isFolded = false;
  };
  for (const node of inLine(root)) {
    const character = constantOf(node);
    if (character !== undefined) {
      run += character.text;
      isFolded ||= character.isFolded;
    } else if (node.type !== "assertion" && node.type !== "look") {
      endRun();
      if (node.type === "choice") needs.push(anyOf(node.options.map(required)));
      if (node.type === "repeat" && node.min > 0) needs.push(required(node.body));
    }
  }
  endRun();
  return allOf(needs);
}

/** The parts of a sequence, with groups that only group dissolved. */
function inLine(node: RegexNode): RegexNode[] {
  if (node.type === "sequence") return node.items.flatMap(inLine);
  return node.type === "capture" || node.type === "atomic" ? inLine(node.body) : [node];
}

/** The printable ASCII character that a node stands for, if it stands for one; or for a letter in upper and lower case. */
function constantOf(node: RegexNode): { readonly text: string; readonly isFolded: boolean } | undefined {
  if (node.type !== "character" && node.type !== "set") return undefined;
  const code = node.type === "character" ? node.code : onlyCode(node.set);
  if (code === undefined || code < 32 || code > 126) return undefined;
  const text = String.fromCodePoint(code);
  const isBoth = node.type === "set" && node.set.ranges.length > 1;
  return { text, isFolded: /[a-z]/i.test(text) && (node.ignoreCase || isBoth) };
}

/** The one character of a set, or the capital of the one letter that it holds twice. */
function onlyCode({ negated, ranges, escapes }: CharacterSet): number | undefined {
  const codes = new Set(ranges.flat());
  if (negated || escapes.length > 0 || ranges.some(([from, to]) => from !== to)) return undefined;
  const [first = -1, second, ...more] = [...codes].sort((one, other) => one - other);
  const isBoth = first >= 65 && first <= 90 && second === first + 32;
  return more.length === 0 && (second === undefined || isBoth) ? first : undefined;
}
