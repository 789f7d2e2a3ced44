import type { Node } from "#model/document.ts";
import type { Constant, Semantics } from "#model/semantics.ts";

/** A document of which nothing but its tree is known. */
export const unknownMeaning: Semantics = {
  pathsOf: () => [],
  guessedPathsOf: () => [],
  entityOf: () => undefined,
  constantOf: () => undefined,
  isString: () => false,
  definitionOf: () => undefined,
  typeOf: () => undefined,
};

/** The constant that an expression is: written down, or known by the flow to it. */
export function constantOf(node: Node, semantics: Semantics): Constant | undefined {
  const { kind, value } = node;
  const isLiteral = kind === "string" || kind === "number" || kind === "boolean" || kind === "null";
  return isLiteral ? value : semantics.constantOf(node);
}

/** Holds for an expression that is a string, whatever it holds. */
export function isSomeString(node: Node, semantics: Semantics): boolean {
  return node.kind === "string" || typeof constantOf(node, semantics) === "string" || semantics.isString(node);
}
