import type { Node } from "#model/document.ts";
import type { Pattern } from "#match/pattern.ts";
import type { Search } from "#match/search.ts";

type TypedPattern = Pattern & { readonly type: "typed" };

/** What patterns may call the types of literals, besides as the language does. */
const otherWords: ReadonlyMap<string, string> = new Map([
  ["int", "number"],
  ["float", "number"],
  ["double", "number"],
  ["str", "string"],
  ["String", "string"],
  ["bool", "boolean"],
]);

/** `($X: T)`: an expression whose type is written or plain to see. */
export function matchTyped(search: Search, pattern: TypedPattern, node: Node): boolean {
  const type = search.semantics.typeOf(node);
  if (!type) return false;
  search.fuel.spend(1);
  if (isLiteralType(pattern.of, type)) return search.bind(pattern.name, () => search.nodeBinding(node));
  search.push({ type: "node", pattern: pattern.of, node: type, isRoot: true });
  return search.bind(pattern.name, () => search.nodeBinding(node));
}

function isLiteralType(asked: Pattern, { kind, value }: Node): boolean {
  if (asked.type !== "shape" || asked.kind !== "name" || kind !== "name") return false;
  const [one, other] = [String(asked.value), String(value)];
  // What is only known to be a number may be either.
  const isNarrow = other === "int" || other === "float";
  return one === other || (!isNarrow && otherWords.get(one) === (otherWords.get(other) ?? other));
}
