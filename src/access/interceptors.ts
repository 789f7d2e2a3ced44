import { calleeOf, lastName } from "#access/called-names.ts";
import { transparent } from "#access/transparent.ts";
import { part } from "#flow/declarations.ts";
import type { Entity, Names } from "#flow/entity.ts";
import type { Node } from "#model/document.ts";
import type { CallSite, ExpressionId, ModuleOutline, VariableId } from "#model/module-outline.ts";
import { nameOf } from "#access/call-index.ts";

/** By these, frameworks of bots and servers are given what runs before every handler that comes later: `bot.use(…)`. */
const intercepting: ReadonlySet<string> = new Set([
  "use",
  "middleware",
  "outer_middleware",
  "inner_middleware",
  "add_middleware",
  "check",
  "add_check",
]);

/** Of calls, those that give one of the things that others are called of what runs before its handlers. */
export function interceptingCalls<Placed extends { readonly node: Node }>(
  calls: readonly Placed[],
  callees: readonly (Node | undefined)[],
  names: Names,
): Placed[] {
  const roots = new Set(callees.flatMap((callee) => rootOf(callee, names) ?? []));
  return calls.filter(({ node }) => {
    const callee = calleeOf(node);
    const root = intercepting.has(lastName(callee)) ? rootOf(callee, names) : undefined;
    return root !== undefined && roots.has(root);
  });
}

/** What stands at the beginning of a chain of members and calls: `bot` of `bot.message.middleware`. */
function rootOf(callee: Node | undefined, names: Names): Entity | undefined {
  let at = callee && transparent(callee);
  while (at?.kind === "member" || at?.kind === "call") {
    const inner = part(at, at.kind === "member" ? "object" : "callee");
    at = inner && transparent(inner);
  }
  return at?.kind === "name" ? names.entities.get(at) : undefined;
}

/** So many of those that something is given are looked at. */
const mostInterceptors = 20;

const interceptorsByOutline = new WeakMap<ModuleOutline, ReadonlyMap<VariableId, readonly CallSite[]>>();

/** The calls of an outline that give what a variable stands for what runs before its handlers. */
export function interceptorsOf(outline: ModuleOutline, root: VariableId): readonly CallSite[] {
  const known = interceptorsByOutline.get(outline) ?? byRoot(outline);
  interceptorsByOutline.set(outline, known);
  return known.get(root) ?? [];
}

function byRoot(outline: ModuleOutline): ReadonlyMap<VariableId, readonly CallSite[]> {
  const found = new Map<VariableId, CallSite[]>();
  for (const site of interceptorsIn(outline)) {
    const root = rootVariable(outline, site.call);
    const own = root === undefined ? undefined : (found.get(root) ?? []);
    if (root === undefined || !own || own.length >= mostInterceptors) continue;
    own.push(site);
    found.set(root, own);
  }
  return found;
}

function interceptorsIn(outline: ModuleOutline): readonly CallSite[] {
  return outline.calls.filter(({ call }) => {
    const expression = outline.expressions[call];
    return expression?.kind === "call" && intercepting.has(nameOf(outline, outline.expressions[expression.callee]));
  });
}

/** Variables that stand for variables are followed this far. */
const mostAliases = 5;

/** The variable at the beginning of a chain of members and calls; of one that stands for another, that. */
export function rootVariable({ expressions, variables }: ModuleOutline, id: ExpressionId): VariableId | undefined {
  let root: VariableId | undefined;
  let at = expressions[id];
  for (let aliases = 0; at && aliases <= mostAliases; aliases++) {
    while (at?.kind === "member" || at?.kind === "call") at = expressions[at.kind === "member" ? at.object : at.callee];
    if (at?.kind !== "variable") break;
    root = at.variable;
    const [value, ...others] = variables[root]!.values;
    at = value === undefined || others.length > 0 ? undefined : expressions[value];
    if (at?.kind !== "variable") break;
  }
  return root;
}
