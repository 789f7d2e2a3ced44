import { allOf, anyOf, type Literals, shortestLiteral } from "#match/literal-groups.ts";
import type { RegexNode, RegexTree } from "#match/regex-tree.ts";

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
