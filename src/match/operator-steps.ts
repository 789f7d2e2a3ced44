import type { Role } from "#model/code.ts";
import type { Node } from "#model/document.ts";
import { partOf } from "#match/code-pattern.ts";
import type { Pattern, PatternItem, ShapePattern } from "#match/pattern.ts";
import type { MatchOptions } from "#match/match-options.ts";
import type { Search } from "#match/search.ts";

/** Operators of which a chain may be grouped in any way. */
const associative: ReadonlySet<string> = new Set(["&&", "||", "and", "or", "|", "&", "^"]);
/** Of these the order makes no difference either, and more operands may stand between. */
const commutative: ReadonlySet<string> = new Set(["|", "&", "^"]);

/** Of these too, where a rule asks for it. */
const equality: ReadonlySet<string> = new Set(["==", "===", "!=", "!=="]);

/** Holds for a pattern of a chain that is matched as a list of operands. */
export function isRegrouped(pattern: ShapePattern, options: MatchOptions): boolean {
  // What is said of one operator says nothing of others.
  if (partOfPattern(pattern, "modifier")) return false;
  if (isUnordered(pattern, options)) return true;
  return (
    (options.regroupsOperators && associative.has(pattern.label ?? "")) ||
    operandsOfPattern(pattern).some(({ type }) => type === "any")
  );
}

/** Matches a chain of one operator operand by operand, however it is grouped. */
export function matchChain(search: Search, pattern: ShapePattern, node: Node): boolean {
  const items = operandsOfPattern(pattern).map((item): PatternItem => (item.type === "any" ? { type: "dots" } : item));
  const nodes = operandsOf(node);
  search.fuel.spend(nodes.length);
  if (!isUnordered(pattern, search.options)) {
    // A metavariable may stand for several operands that follow each other.
    const loose = items.map((item): PatternItem =>
      isPlain(item) ? { type: "rest", name: item.name, least: 1 } : item,
    );
    search.push({ type: "items", items: isAssociative(pattern.label) ? loose : items, at: 0, nodes, from: 0 });
    return true;
  }
  const members = items.filter((item): item is Pattern => item.type !== "dots" && item.type !== "rest");
  search.push({ type: "members", items: members, rest: undefined, at: 0, nodes, from: 0, used: undefined });
  return members.length <= nodes.length;
}

/** Holds for an operator of which the operands may stand in any order. */
function isUnordered({ label = "" }: ShapePattern, options: MatchOptions): boolean {
  if (commutative.has(label)) return options.regroupsOperators;
  if (label === "&&" || label === "||" || label === "and" || label === "or") return options.commutativeBooleans;
  return options.symmetricEquality && equality.has(label);
}

function isPlain(item: PatternItem): item is PatternItem & { readonly type: "metavariable" } {
  return item.type === "metavariable" && !item.content;
}

function operandsOfPattern(pattern: ShapePattern): Pattern[] {
  const operands: Pattern[] = [];
  let current: Pattern = pattern;
  while (current.type === "shape" && current.kind === "binary" && current.label === pattern.label) {
    const left: Pattern | undefined = partOfPattern(current, "left");
    const right = partOfPattern(current, "right");
    if (!left || !right || partOfPattern(current, "modifier")) break;
    operands.unshift(right);
    current = left;
  }
  return [current, ...operands];
}

/** What stands in a role of an operator, where neither `...` nor `$...X` may stand for several. */
function partOfPattern({ parts }: ShapePattern, role: Role): Pattern | undefined {
  return parts.find((part) => part.role === role)?.items[0] as Pattern | undefined;
}

/** The operands of a chain, however it is grouped, from left to right. */
export function operandsOf(node: Node): Node[] {
  const operands: Node[] = [];
  const stack = [node];
  for (let current = stack.pop(); current; current = stack.pop()) {
    const isChain = current.kind === "binary" && current.label === node.label;
    const [left, right] = isChain ? [partOf(current, "left"), partOf(current, "right")] : [];
    if (left && right) stack.push(right, left);
    else operands.push(current);
  }
  return operands;
}

/** Holds for an operator of which a chain may be grouped in any way, so that no group of it is a thing of its own. */
export function isAssociative(operator: string | undefined): boolean {
  return associative.has(operator ?? "");
}
