import { builtinMethods } from "#access/builtin-names.ts";
import { type Chain, chainOf, childrenBeside, isTaken, makes, type Source, takenFrom } from "#access/chains.ts";
import { transparent } from "#access/transparent.ts";
import type { Survey } from "#access/survey.ts";
import { partsByGiven } from "#access/ways.ts";
import { part } from "#flow/declarations.ts";
import type { Entity } from "#flow/entity.ts";
import type { Node } from "#model/document.ts";

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
    const chain = named && runChain(node, { parent, called }, source);
    if (named) {
      found.set(owner, named);
      if (node.kind === "jsx" && components.has(owner)) named.draws = true;
      see(named, at, source);
      if (chain && counts(chain, node, source)) named.chains.push({ ...chain, node });
    }
    const inner = chain ? childrenBeside(node, chain, source) : node.children;
    for (const child of inner.toReversed())
      if (!isOfTypes(child)) stack.push({ node: child, owner: ownerOf(child, at), parent: node });
  }
  return found;
}

function see(named: Named, { node, parent }: Standing, { given }: Source): void {
  if (!named.parts && partsByGiven(node, given)) named.parts = true;
  if (node.kind === "function" && !isBound(node, parent)) named.lambdas.push(node);
}

/** Who names a class as a type neither makes an object of it nor calls what it has. */
function isOfTypes({ role }: Node): boolean {
  return role === "type" || role === "result" || role === "type-argument" || role === "type-parameter";
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

/** The chain at a node. What is taken out of something and neither called nor handed on is looked at as a whole: it is data. */
function runChain(
  node: Node,
  { parent, called }: { readonly parent: Node; readonly called: ReadonlySet<string> },
  source: Source,
): Chain | undefined {
  const chain = chainOf(node, source);
  if (chain?.root.kind !== "index" || makes(node) || node.role === "argument") return chain;
  const isNamed = node.role === "value" && (parent.kind === "define" || parent.kind === "assign");
  const name = isNamed ? part(parent, "target") : undefined;
  return name?.kind === "name" && called.has(String(name.value)) ? chain : undefined;
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

/** Holds for what may lead to a function of the tree, or to what something is made of. */
function counts({ root, path }: Chain, node: Node, source: Source): boolean {
  const { names, survey } = source;
  const isCall = makes(node);
  const last = path.at(-1) ?? "";
  // Where what is taken has a name, whoever calls that says so.
  if (root.kind === "index") return (isCall || node.role === "argument") && isTable(takenFrom(root), source);
  if (root.kind !== "name") return startsInTree(root, source) && !builtinMethods.has(last);
  // What a field holds may be a list: `this.queue.push(…)`.
  if (survey.owners.has(root)) return path.length === 1 || (isCall && !builtinMethods.has(last));
  const entity = names.entities.get(root);
  if (!entity) return path.length > 0 && survey.modules.has(String(root.value));
  return entity.declaration !== root && leadsOn(entity, { isCall, last }, source);
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
