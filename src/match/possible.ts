import type { Node } from "#model/document.ts";
import { isMetavariable } from "#match/placeholder.ts";
import type { Pattern, PatternItem } from "#match/pattern.ts";

/** A look at the node alone and, for a pair, at its key: most candidates end here. What passes may still fail. */
export function isPossible(pattern: Pattern, node: Node): boolean {
  switch (pattern.type) {
    case "scalar":
      return isScalar(pattern, node);
    case "tagged":
      return isTagName(pattern.tag) ? node.label !== undefined : node.label === pattern.tag;
    case "ordered":
      return node.kind === pattern.kind && startsPossibly(pattern.items[0], node.children[0]);
    case "unordered": {
      if (pattern.orSet && node.kind === "sequence" && node.label === "set") return true;
      const further = node.children.length - pattern.items.length;
      return node.kind === pattern.kind && (further === 0 || (further > 0 && allowsMore(pattern)));
    }
    case "metavariable":
      return !pattern.content || node.kind === "string" || !isData(node);
    case "shape":
      return pattern.kind === node.kind || (pattern.kind !== "call" && pattern.kind !== "new") || mayBeCall(node);
    case "any-string":
    case "string-regex":
      return node.kind === "string" || !isData(node);
    case "any":
    case "deep":
    default:
      return true;
  }
}

/** Holds for what may stand for a call without being one: a cast of it, a name for its value, a decorator. */
function mayBeCall({ kind }: Node): boolean {
  return kind === "cast" || kind === "name" || kind === "decorator";
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

function isScalar(pattern: Pattern & { readonly type: "scalar" }, node: Node): boolean {
  if (pattern.orUnwritten && node.kind === "null") return node.start === node.end;
  return node.kind === pattern.kind ? Object.is(node.value, pattern.value) : !isData(node);
}

/** Holds for `!$TAG`. */
export function isTagName(tag: string): boolean {
  return isMetavariable(tag.slice(1));
}

/** Of the first child only a constant is looked at: the key of a pair. */
function startsPossibly(item: PatternItem | undefined, child: Node | undefined): boolean {
  return item?.type !== "scalar" || (child !== undefined && isPossible(item, child));
}

function allowsMore(pattern: Pattern & { readonly type: "unordered" }): boolean {
  return pattern.isOpen || pattern.rest !== undefined;
}
