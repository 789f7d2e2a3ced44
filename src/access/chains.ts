import type { GivenNames } from "#access/given-names.ts";
import { transparent } from "#access/transparent.ts";
import type { Survey } from "#access/survey.ts";
import { part, parts } from "#flow/declarations.ts";
import type { Names } from "#flow/entity.ts";
import type { Node } from "#model/document.ts";

/** A name, a call, or what stands under a key that was given, and the names that lead on from it. */
export interface Chain {
  readonly root: Node;
  readonly path: readonly string[];
}

/** A document, as far as it matters what it mentions. */
export interface Source {
  /** There, packages and modules of the tree are asked for in the same way. */
  readonly isPython: boolean;
  readonly names: Names;
  readonly survey: Survey;
  readonly given: GivenNames;
}

/** Names that lead on from a root: more say no more. */
const mostNames = 4;

/** Holds for a call, of a function or a constructor. */
export function makes({ kind }: Node): boolean {
  return kind === "call" || kind === "new";
}

/** What is called, read or handed over at a node. */
export function chainOf(node: Node, source: Source): Chain | undefined {
  const isCall = makes(node);
  const callee = isCall ? part(node, "callee") : node;
  let at = callee && transparent(callee);
  if (!at || (!isCall && at !== node)) return undefined;
  const path: string[] = [];
  while (at.kind === "member") {
    const object = part(at, "object");
    if (!object) return undefined;
    path.unshift(String(part(at, "property")?.value));
    at = transparent(object);
  }
  if (at.kind === "name") return { root: at, path: path.slice(0, mostNames) };
  const isMade = isCall && path.length > 0 && makes(at);
  return isMade || isTaken(at, source) ? { root: at, path: path.slice(0, mostNames) } : undefined;
}

/** Holds for what is taken out of something by a key that was given: `handlers[name]`, `handlers.get(name)`. */
export function isTaken(node: Node, { given }: Source): boolean {
  if (node.kind === "index") return given.isGiven(part(node, "index"));
  const callee = node.kind === "call" ? part(node, "callee") : undefined;
  const isGet = callee?.kind === "member" && part(callee, "property")?.value === "get";
  return isGet && given.isGiven(parts(node, "argument")[0]);
}

/** What the root of a chain that is taken out of something is taken out of. */
export function takenFrom(node: Node): Node | undefined {
  const holder = node.kind === "call" ? part(node, "callee") : node;
  return holder && part(holder, "object");
}

/** What stands in a node besides the names of the chain. */
export function childrenBeside(node: Node, { root }: Chain, source: Source): readonly Node[] {
  const others = makes(node) ? node.children.filter(({ role }) => role !== "callee") : [];
  if (root === node) return node.kind === "index" ? parts(node, "index") : node.children;
  return root.kind === "name" || isTaken(root, source) ? others : [root, ...others];
}
