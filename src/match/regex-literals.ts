import { allOf, anyOf, inAnyCase, type Literals, shortestLiteral } from "#match/literal-groups.ts";
import type { CharacterSet, RegexNode, RegexTree } from "#match/regex-tree.ts";

/** The literals of a regular expression: runs of characters that no way through it avoids. */
export function literalsOfRegex(tree: RegexTree): Literals {
  return allOf([required(tree.root)]);
}

/** Recursive over the expression, whose depth its parser bounds. */
function required(root: RegexNode): Literals {
  const groups: (readonly string[])[] = [];
  let run = "";
  let isFolded = false;
  const endRun = () => {
    if (run.length >= shortestLiteral) groups.push(isFolded ? inAnyCase(run) : [run]);
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
