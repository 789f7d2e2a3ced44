import type { RegexNode } from "#match/regex-tree.ts";

/** The way from the root to a node: each ancestor, with which of its parts the way goes through. */
type Way = readonly { readonly node: RegexNode; readonly part: number }[];

/**
 * References to groups that cannot have taken part when they are asked for: the group holds the reference, stands behind
 * it, or in another alternative. In PCRE they fail; JavaScript would let them match the empty text. Where a repetition
 * holds both, an earlier round may have set the group, and nothing is said.
 */
export function unsetReferences(root: RegexNode): ReadonlySet<RegexNode> {
  const ways = new Map<RegexNode, Way>();
  const captures = new Map<number, RegexNode>();
  collect(root, [], ways, captures);
  const unset = new Set<RegexNode>();
  for (const [node, way] of ways) {
    if (node.type !== "backreference") continue;
    const group = captures.get(node.index);
    if (group && isNeverBefore(group, ways.get(group)!, way)) unset.add(node);
  }
  return unset;
}

/** Recursive over the expression, whose depth its parser bounds. */
function collect(node: RegexNode, way: Way, ways: Map<RegexNode, Way>, captures: Map<number, RegexNode>): void {
  if (node.type === "backreference" || node.type === "capture") ways.set(node, way);
  if (node.type === "capture") captures.set(node.index, node);
  const parts = node.type === "sequence" ? node.items : node.type === "choice" ? node.options : [];
  for (const [part, item] of parts.entries()) collect(item, [...way, { node, part }], ways, captures);
  if ("body" in node) collect(node.body, [...way, { node, part: 0 }], ways, captures);
}

function isNeverBefore(group: RegexNode, toGroup: Way, toReference: Way): boolean {
  for (const [depth, step] of toReference.entries()) {
    if (step.node.type === "repeat" && step.node.max > 1) return false;
    if (step.node === group) return true;
    const other = toGroup[depth];
    if (!other || other.part === step.part) continue;
    return step.node.type === "choice" || (step.node.type === "sequence" && other.part > step.part);
  }
  return false;
}
