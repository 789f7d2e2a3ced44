import type { Document, Node } from "#model/document.ts";
import type { Semantics } from "#model/semantics.ts";
import { knownValues } from "#flow/constants.ts";
import type { Flow } from "#flow/environment.ts";
import type { Entity, Names } from "#flow/entity.ts";
import { resolveNames } from "#flow/names.ts";
import { typesOf } from "#flow/types.ts";
import { unknownMeaning } from "#match/constants.ts";

const analysed = new WeakMap<Node, Semantics>();

/** What the names and values of a document are; computed on first use, and remembered as long as its tree is. */
export function analyse(document: Document): Semantics {
  const known = analysed.get(document.root);
  if (known) return known;
  const made = makeSemantics(document);
  analysed.set(document.root, made);
  return made;
}

const resolved = new WeakMap<Node, Names>();

/** What the names of a document refer to; remembered like its meaning. */
export function namesOf({ root, syntax }: Document): Names {
  const known = resolved.get(root);
  if (known) return known;
  const made = resolveNames(root, syntax === "python");
  resolved.set(root, made);
  return made;
}

function makeSemantics(document: Document): Semantics {
  const { root, syntax } = document;
  // A variable of a shell is what any command makes of it, and PromQL has none.
  if (syntax === "bash" || syntax === "promql") return unknownMeaning;
  let flow: Flow | undefined;
  const flowOf = () => (flow ??= knownValues(root, namesOf(document), syntax !== "python"));
  const known = (node: Node) => flowOf().known.get(node);
  const entity = (node: Node): Entity | undefined => namesOf(document).entities.get(node);
  const definitionOf = (node: Node): Node | undefined => {
    const followed = flowOf().definitions.get(node);
    if (followed) return isWithin(node, followed) ? undefined : followed;
    const assigned = entity(node)?.assigned ?? [];
    const only = assigned.length === 1 ? assigned[0] : undefined;
    return only && !isWithin(node, only) ? only : undefined;
  };
  return {
    pathsOf: (node) => {
      const path = entity(node)?.path;
      return path === undefined ? [] : [path];
    },
    guessedPathsOf: (node) => {
      if (node.role === "property" || entity(node)) return [];
      return namesOf(document).wildcards.map((module) => `${module}.${String(node.value)}`);
    },
    entityOf: (node) => entity(node)?.declaration,
    constantOf: (node) => {
      const value = known(node);
      return value && "constant" in value ? value.constant : undefined;
    },
    isString: (node) => {
      const value = known(node);
      return value !== undefined && ("some" in value ? value.some === "string" : typeof value.constant === "string");
    },
    definitionOf,
    typeOf: typesOf({ document, entityOf: entity, definitionOf, knownOf: known }),
  };
}

/** A name in its own definition does not stand for it. */
function isWithin(node: Node, { start, end }: Node): boolean {
  return node.start >= start && node.end <= end;
}
