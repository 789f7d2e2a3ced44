import { builtinMethods } from "#access/builtin-names.ts";
import { transparent } from "#access/outline-expressions.ts";
import type { Survey } from "#access/survey.ts";
import { part } from "#flow/declarations.ts";
import type { Entity, Names } from "#flow/entity.ts";
import type { Node } from "#model/document.ts";

/** A name, or a call, and the names that lead on from it. */
export interface Chain {
  readonly root: Node;
  readonly path: readonly string[];
}

/** What a function names, and the functions that it makes without giving them a name. */
interface Named {
  readonly chains: Chain[];
  readonly lambdas: Node[];
  /** Holds if it makes a part of a page: no tool or trigger calls that for what it does. */
  draws?: true;
}

interface Source {
  /** There, packages and modules of the tree are asked for in the same way. */
  readonly isPython: boolean;
  readonly names: Names;
  readonly survey: Survey;
}

/** Names that lead on from a root: more say no more. */
const mostNames = 4;

/** What each function of a document names that may lead to another one. One walk; time in proportion to its size. */
export function mentionsIn(root: Node, source: Source): ReadonlyMap<Node, Named> {
  const found = new Map<Node, Named>();
  const components = new Set<Node>();
  const stack: Standing[] = [{ node: root, owner: undefined, parent: root }];
  for (let at = stack.pop(); at; at = stack.pop()) {
    const { node, owner, parent } = at;
    if (node.kind === "function" && isComponent(node, parent)) components.add(node);
    const named = owner && (found.get(owner) ?? { chains: [], lambdas: [] });
    const chain = named && chainOf(node);
    if (named) {
      found.set(owner, named);
      if (node.kind === "jsx" && components.has(owner)) named.draws = true;
      if (node.kind === "function" && !isBound(node, parent)) named.lambdas.push(node);
      if (chain && counts(chain, node, source)) named.chains.push(chain);
    }
    const inner = chain ? childrenBeside(node, chain) : node.children;
    for (const child of inner.toReversed()) stack.push({ node: child, owner: ownerOf(child, at), parent: node });
  }
  return found;
}

/** A node, the function that it stands in, and what it is a part of. */
interface Standing {
  readonly node: Node;
  readonly owner: Node | undefined;
  readonly parent: Node;
}

function ownerOf(child: Node, { node, owner }: Standing): Node | undefined {
  return node.kind === "function" && child.role !== "name" && child.role !== "decorator" ? node : owner;
}

/** What is called, read or handed over at a node. */
function chainOf(node: Node): Chain | undefined {
  const isCall = node.kind === "call" || node.kind === "new";
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
  const isMade = isCall && path.length > 0 && (at.kind === "call" || at.kind === "new");
  return isMade ? { root: at, path: path.slice(0, mostNames) } : undefined;
}

/** What stands in a node besides the names of the chain. */
function childrenBeside(node: Node, { root }: Chain): readonly Node[] {
  const others =
    node.kind === "call" || node.kind === "new" ? node.children.filter(({ role }) => role !== "callee") : [];
  return root.kind === "name" ? others : [root, ...others];
}

/** Holds for what may lead to a function of the tree, or to what something is made of. */
function counts({ root, path }: Chain, node: Node, source: Source): boolean {
  const { names, survey } = source;
  const isCall = node.kind === "call" || node.kind === "new";
  const last = path.at(-1);
  if (root.kind !== "name") return startsInTree(root, source) && !builtinMethods.has(last ?? "");
  if (survey.owners.has(root)) return isCall || path.length === 1;
  const entity = names.entities.get(root);
  if (!entity) return path.length > 0 && survey.modules.has(String(root.value));
  return entity.declaration !== root && leadsOn(entity, { isCall, last: last ?? "" }, source);
}

/** The same of a name that the document declares: of the top of a module whatever it is, of a function what has functions. */
function leadsOn(
  entity: Entity,
  { isCall, last }: { readonly isCall: boolean; readonly last: string },
  source: Source,
): boolean {
  const bindings = source.survey.bindings.get(entity) ?? [];
  if (entity.owner === undefined) return isOfTree(entity, source.survey);
  const isFunction = bindings.some(({ from }) => "value" in from && from.value.kind === "function");
  if (!isCall || isFunction) return isFunction;
  return !builtinMethods.has(last) && bindings.some(({ from }) => !("loop" in from) && isTold(from, source));
}

/** What a call gives of something of another package that it makes step by step leads to no function of the tree. */
function startsInTree(made: Node, { names, survey }: Source): boolean {
  const chain = chainOf(made);
  if (!chain || chain.root.kind !== "name") return false;
  if (survey.owners.has(chain.root)) return true;
  const entity = names.entities.get(chain.root);
  return entity !== undefined && isOfTree(entity, survey);
}

/** Holds for what may be of the tree: not what stands in Node itself. */
function isOfTree(entity: Entity, survey: Survey): boolean {
  return (survey.bindings.get(entity) ?? []).some(
    ({ from }) => !("module" in from) || !from.module.startsWith("node:"),
  );
}

/** Holds for a value of which it may be known what its methods are: an object that is made, or what a function of the tree gives. */
function isTold(
  from: { readonly value: Node } | { readonly parameter: Node } | { readonly module: string },
  source: Source,
): boolean {
  if ("module" in from) return true;
  if ("parameter" in from) return part(from.parameter, "type") !== undefined;
  const value = transparent(from.value);
  if (value.kind === "call") return startsInTree(value, source) && (source.isPython || !isOfPackage(value, source));
  return (
    value.kind === "new" ||
    value.kind === "name" ||
    value.kind === "member" ||
    value.kind === "function" ||
    value.kind === "conditional"
  );
}

/** Holds for a call of what a script imports from a package, and so not by a path. */
function isOfPackage(call: Node, { names, survey }: Source): boolean {
  const root = chainOf(call)?.root;
  const entity = root && names.entities.get(root);
  return (
    (entity &&
      survey.bindings
        .get(entity)
        ?.some(
          ({ from }) => "module" in from && /^[\w@][^/]*(?:\/|$)/.test(from.module) && !from.module.startsWith("@/"),
        )) ??
    false
  );
}

/** Holds for a function that is named as the parts of pages are. */
function isComponent(node: Node, parent: Node): boolean {
  const name = part(node, "name") ?? (parent.kind === "define" ? part(parent, "target") : undefined);
  return /^[A-Z]/.test(String(name?.value ?? ""));
}

/** Holds for a function that whoever gets hold of it calls by a name, and not what it is handed to. */
function isBound(node: Node, { kind }: Node): boolean {
  if (part(node, "name") !== undefined || node.role === "body") return true;
  return kind === "define" || kind === "assign" || kind === "field" || kind === "return";
}
