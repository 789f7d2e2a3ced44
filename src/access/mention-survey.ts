import { builtinMethods } from "#access/builtin-names.ts";
import type { GivenNames } from "#access/given-names.ts";
import { transparent } from "#access/outline-expressions.ts";
import type { Survey } from "#access/survey.ts";
import { partsByGiven } from "#access/ways.ts";
import { part, parts } from "#flow/declarations.ts";
import type { Entity, Names } from "#flow/entity.ts";
import type { Node } from "#model/document.ts";

/** A name, a call, or what stands under a key that was given, and the names that lead on from it. */
export interface Chain {
  readonly root: Node;
  readonly path: readonly string[];
}

/** A chain, and the call or the expression that it is. */
export interface PlacedChain extends Chain {
  readonly node: Node;
}

/** What a function names, and the functions that it makes without giving them a name. */
interface Named {
  readonly chains: PlacedChain[];
  readonly lambdas: Node[];
  /** Holds if its ways may part by something that it was given. */
  parts?: true;
  /** Holds if it makes a part of a page: no tool or trigger calls that for what it does. */
  draws?: true;
}

interface Source {
  /** There, packages and modules of the tree are asked for in the same way. */
  readonly isPython: boolean;
  readonly names: Names;
  readonly survey: Survey;
  readonly given: GivenNames;
}

/** Names that lead on from a root: more say no more. */
const mostNames = 4;

/** What each function of a document names that may lead to another one. One walk; time in proportion to its size. */
export function mentionsIn(root: Node, source: Source): ReadonlyMap<Node, Named> {
  const found = new Map<Node, Named>();
  const components = new Set<Node>();
  const called = calledIn(source.survey);
  const stack: Standing[] = [{ node: root, owner: undefined, parent: root }];
  for (let at = stack.pop(); at; at = stack.pop()) {
    const { node, owner, parent } = at;
    if (node.kind === "function" && isComponent(node, parent)) components.add(node);
    const named = owner && (found.get(owner) ?? { chains: [], lambdas: [] });
    const told = named && chainOf(node, source);
    const chain = told && isRun(told, node, { parent, called }) ? told : undefined;
    if (named) {
      found.set(owner, named);
      if (!named.parts && partsByGiven(node, source.given)) named.parts = true;
      if (node.kind === "jsx" && components.has(owner)) named.draws = true;
      if (node.kind === "function" && !isBound(node, parent)) named.lambdas.push(node);
      if (chain && counts(chain, node, source)) named.chains.push({ ...chain, node });
    }
    const inner = chain ? childrenBeside(node, chain, source) : node.children;
    for (const child of inner.toReversed()) stack.push({ node: child, owner: ownerOf(child, at), parent: node });
  }
  return found;
}

/** The names of what is called, or of what something is called of. */
function calledIn({ calls }: Survey): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { node } of calls) {
    let at = part(node, "callee");
    while (at?.kind === "member") at = part(at, "object");
    if (at?.kind === "name") found.add(String(at.value));
  }
  return found;
}

/** What is taken out of something and neither called nor handed on is looked at as a whole: it is data. */
function isRun(
  { root }: Chain,
  node: Node,
  { parent, called }: { readonly parent: Node; readonly called: ReadonlySet<string> },
): boolean {
  if (root.kind !== "index" || node.kind === "call" || node.kind === "new" || node.role === "argument") return true;
  const isNamed = node.role === "value" && (parent.kind === "define" || parent.kind === "assign");
  const name = isNamed ? part(parent, "target") : undefined;
  return name?.kind === "name" && called.has(String(name.value));
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
function chainOf(node: Node, source: Source): Chain | undefined {
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
  const isMade = isCall && (at.kind === "call" || at.kind === "new") && (path.length > 0 || isTaken(at, source));
  return isMade || isTaken(at, source) ? { root: at, path: path.slice(0, mostNames) } : undefined;
}

/** Holds for what is taken out of something by a key that was given: `handlers[name]`, `handlers.get(name)`. */
function isTaken(node: Node, { given }: Source): boolean {
  if (node.kind === "index") return given.isGiven(part(node, "index"));
  const callee = node.kind === "call" ? part(node, "callee") : undefined;
  const isGet = callee?.kind === "member" && part(callee, "property")?.value === "get";
  return isGet && given.isGiven(parts(node, "argument")[0]);
}

/** What the root of a chain that is taken out of something is taken out of. */
function takenFrom(node: Node): Node | undefined {
  const holder = node.kind === "call" ? part(node, "callee") : node;
  return holder && part(holder, "object");
}

/** What stands in a node besides the names of the chain. */
function childrenBeside(node: Node, { root }: Chain, source: Source): readonly Node[] {
  const others =
    node.kind === "call" || node.kind === "new" ? node.children.filter(({ role }) => role !== "callee") : [];
  if (root === node) return node.kind === "index" ? parts(node, "index") : node.children;
  return root.kind === "name" || isTaken(root, source) ? others : [root, ...others];
}

/** Holds for what may lead to a function of the tree, or to what something is made of. */
function counts({ root, path }: Chain, node: Node, source: Source): boolean {
  const { names, survey } = source;
  const isCall = node.kind === "call" || node.kind === "new";
  const last = path.at(-1);
  // Where what is taken has a name, whoever calls that says so.
  if (root.kind === "index" && !isCall && node.role !== "argument") return false;
  if (root.kind === "index") return isTable(takenFrom(root), source);
  if (root.kind !== "name") return startsInTree(root, source) && !builtinMethods.has(last ?? "");
  // What a field holds may be a list: `this.queue.push(…)`.
  if (survey.owners.has(root)) return isCall ? path.length === 1 || !builtinMethods.has(last ?? "") : path.length === 1;
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
  // What was handed over to be called.
  if (last === "" && bindings.some(({ from }) => "parameter" in from)) return true;
  return !builtinMethods.has(last) && bindings.some(({ from }) => !("loop" in from) && isTold(from, source));
}

/** What a call gives of something of another package that it makes step by step leads to no function of the tree. */
function startsInTree(made: Node | undefined, source: Source): boolean {
  const { names, survey } = source;
  const chain = made && chainOf(made, source);
  if (!chain || chain.root.kind !== "name") return false;
  if (survey.owners.has(chain.root)) return true;
  const entity = names.entities.get(chain.root);
  return entity !== undefined && isOfTree(entity, survey);
}

/** Holds for what may hold functions under keys: something of the top of a module, of an object, or written there. */
function isTable(holder: Node | undefined, source: Source): boolean {
  const root = holder && chainOf(holder, source)?.root;
  if (root?.kind !== "name") return false;
  if (source.survey.owners.has(root)) return true;
  const entity = source.names.entities.get(root);
  const bindings = (entity && source.survey.bindings.get(entity)) ?? [];
  if (entity && entity.owner === undefined) return isOfTree(entity, source.survey);
  return bindings.some(({ from }) => "value" in from && isWritten(transparent(from.value)));
}

function isWritten({ kind }: Node): boolean {
  return kind === "mapping" || kind === "new";
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
  if (value.kind === "index") return isTaken(value, source) && isTable(takenFrom(value), source);
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
function isOfPackage(call: Node, source: Source): boolean {
  const root = chainOf(call, source)?.root;
  const entity = root && source.names.entities.get(root);
  return (
    (entity &&
      source.survey.bindings
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
