import type { Node } from "#model/document.ts";
import type { Pattern, PatternItem } from "#match/pattern.ts";

/** A look at the node alone and, for a pair, at its key: most candidates end here. What passes may still fail. */
export function isPossible(pattern: Pattern, node: Node): boolean {
  switch (pattern.type) {
    case "scalar":
      return node.kind === pattern.kind ? Object.is(node.value, pattern.value) : !isData(node);
    case "ordered":
      return node.kind === pattern.kind && startsPossibly(pattern.items[0], node.children[0]);
    case "unordered": {
      const further = node.children.length - pattern.items.length;
      return node.kind === pattern.kind && (further === 0 || (further > 0 && allowsMore(pattern)));
    }
    case "metavariable":
      return !pattern.content || node.kind === "string" || !isData(node);
    case "any-string":
    case "string-regex":
      return node.kind === "string" || !isData(node);
    case "any":
    case "deep":
    default:
      return true;
  }
}

/** Holds for what is what it is: an expression of code may turn out to be a constant. */
function isData({ kind }: Node): boolean {
  return data.has(kind);
}

const data: ReadonlySet<string> = new Set([
  "mapping",
  "pair",
  "sequence",
  "string",
  "number",
  "boolean",
  "null",
  "stream",
]);

/** Of the first child only a constant is looked at: the key of a pair. */
function startsPossibly(item: PatternItem | undefined, child: Node | undefined): boolean {
  return item?.type !== "scalar" || (child !== undefined && isPossible(item, child));
}

function allowsMore(pattern: Pattern & { readonly type: "unordered" }): boolean {
  return pattern.isOpen || pattern.rest !== undefined;
}
