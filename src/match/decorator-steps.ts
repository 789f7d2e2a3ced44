import type { Node } from "#model/document.ts";
import { partOf } from "#match/code-pattern.ts";
import type { PatternItem, ShapePattern } from "#match/pattern.ts";
import type { Search } from "#match/search.ts";

/** Matches what decorates: `@d` is given nothing, as `@d()` is; a pattern that takes anything takes nothing, too. */
export function matchDecorator(search: Search, pattern: ShapePattern, node: Node): boolean {
  const item = pattern.parts[0]?.items[0];
  const [expression] = node.children;
  if (!item || !expression) return item === undefined && expression === undefined;
  if (item.type === "dots" || item.type === "rest") return true;
  if (item.type === "shape" && item.kind === "call" && expression.kind !== "call")
    return matchBareCall(search, item, node);
  const wanted = wantedBy(item, expression);
  if (wanted) search.push({ type: "node", pattern: item, node: wanted });
  return wanted !== undefined;
}

/** `@d` is a call of `d` with nothing. */
export function matchBareCall(search: Search, pattern: ShapePattern, { children: [callee] }: Node): boolean {
  if (!callee || callee.kind === "call") return false;
  for (const { role, mode, items } of pattern.parts) {
    const isOpen = mode.startsWith("optional") || items.every(({ type }) => type === "dots" || type === "rest");
    if (role !== "callee" && !isOpen) return false;
    const item = role === "callee" ? items[0] : undefined;
    if (item && item.type !== "dots" && item.type !== "rest")
      search.push({ type: "node", pattern: item, node: callee });
  }
  return true;
}

/** The decorator as the pattern would write it; undefined for one that is given what the pattern does not speak of. */
function wantedBy(item: PatternItem, expression: Node): Node | undefined {
  const isCall = expression.kind === "call";
  if (item.type === "shape" && item.kind === "call") return expression;
  if (!isCall || item.type === "any" || item.type === "deep") return expression;
  return partOf(expression, "argument") ? undefined : partOf(expression, "callee");
}
