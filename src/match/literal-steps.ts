import type { Node } from "#model/document.ts";
import { constantOf, isSomeString } from "#match/constants.ts";
import { isModule } from "#match/module.ts";
import type { Pattern } from "#match/pattern.ts";
import { regexTest } from "#match/regex-search.ts";
import type { Search } from "#match/search.ts";

type Leaf<Type extends Pattern["type"]> = Pattern & { readonly type: Type };

/** A constant, written down or known. */
export function matchConstant(
  { semantics }: Search,
  { kind, value, orUnwritten }: Leaf<"scalar">,
  node: Node,
): boolean {
  if (orUnwritten && node.kind === "null") return node.start === node.end;
  if (kind === "module-name") return node.kind === kind && isModule(String(value), String(node.value));
  if (node.kind === kind) return Object.is(node.value, value);
  // A key may be quoted or not.
  if (node.role === "key" && node.kind === "name") return node.value === value;
  return value !== undefined && constantOf(node, semantics) === value;
}

/** `"$X"` and `/$X/`: binds what is between the quotes. */
export function matchContent(search: Search, { name, of }: Leaf<"metavariable">, node: Node): boolean {
  const literal = node.kind === "name" ? (search.semantics.definitionOf(node) ?? node) : node;
  if (of === "regex") return literal.kind === of && search.bind(name, () => search.contentBinding(literal));
  if (node.kind === "string" || node.kind === "module-name")
    return search.bind(name, () => search.contentBinding(node));
  const constant = constantOf(node, search.semantics);
  if (typeof constant !== "string") return false;
  // What is known by its name stands where it is written.
  if (literal.kind === "string" && literal.value === constant)
    return search.bind(name, () => search.contentBinding(literal));
  return search.bind(name, () => ({ ...search.nodeBinding(node), text: constant, value: constant, content: true }));
}

/** `"=~/re/"`: a string that a regular expression finds something in. */
export function matchStringRegex(search: Search, { regex }: Leaf<"string-regex">, node: Node): boolean {
  const isText = node.kind === "string" || node.kind === "regex" || node.kind === "module-name" || node.role === "key";
  const value = isText ? node.value : constantOf(node, search.semantics);
  if (typeof value !== "string") return false;
  return regexTest(regex, value, search.fuel);
}

/** `"..."`: some string; with backquotes, some template. */
export function matchAnyString({ semantics }: Search, pattern: Leaf<"any-string">, node: Node): boolean {
  if (node.kind === "module-name") return true;
  if (pattern.isConcatenated) return node.label === "concatenated";
  if (pattern.isTemplate === true) return node.label === "f" || (node.label !== "concatenated" && isTemplate(node));
  return pattern.withHoles === true ? isTemplate(node) : isSomeString(node, semantics);
}

/** Holds for what is written with backquotes, without a function before it. */
function isTemplate({ kind, label, children }: Node): boolean {
  return kind === "template" ? children[0]?.role !== "tag" : kind === "string" && label === "template";
}
