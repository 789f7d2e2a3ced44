import { deepest } from "#access/bounds.ts";
import type { Environment, Thunk } from "#access/value.ts";
import type { FunctionId, ModuleOutline, VariableId } from "#model/module-outline.ts";

/** What may say something of the values that stand in a function: parameters, loops, and the object of a class. */
interface Scope {
  readonly functions: ReadonlySet<FunctionId>;
  readonly loops: ReadonlySet<VariableId>;
  readonly isMember: boolean;
}

/**
 * What is known around a variable where it is given its values, of what is known where it is used: the further loops and
 * functions there say nothing of it, and so it is the same in all their turns.
 */
export function around(
  outline: ModuleOutline,
  id: VariableId,
  { module, environment }: Omit<Thunk, "expression">,
): Environment | undefined {
  const { loops, function: owner } = outline.variables[id]!;
  const scope = loops && scopeOf(outline, owner);
  if (!scope) return environment;
  let at = environment;
  while (at && !tells(at)) at = at.outer;
  return at;

  function tells({ module: from, bound }: Environment): boolean {
    if ("self" in bound) return scope!.isMember;
    if (!("variable" in bound) || from !== module) return false;
    const { parameter, loop } = outline.variables[bound.variable]!;
    if (loop) return scope!.loops.has(bound.variable) || loops!.includes(bound.variable);
    return !parameter || scope!.functions.has(parameter.function);
  }
}

const scopesByOutline = new WeakMap<ModuleOutline, Map<FunctionId | undefined, Scope | undefined>>();

/** The functions that a place stands in, with the loops around them; undefined where they nest too deep. */
function scopeOf(outline: ModuleOutline, owner: FunctionId | undefined): Scope | undefined {
  let scopes = scopesByOutline.get(outline);
  if (!scopes) scopesByOutline.set(outline, (scopes = new Map()));
  if (scopes.has(owner)) return scopes.get(owner);
  const functions = new Set<FunctionId>();
  const loops = new Set<VariableId>();
  let isMember = false;
  for (let at = owner; at !== undefined && functions.size <= deepest; at = outline.functions[at]!.outer) {
    const outlined = outline.functions[at]!;
    functions.add(at);
    for (const loop of outlined.loops ?? []) loops.add(loop);
    isMember ||= outlined.class !== undefined;
  }
  const scope = functions.size <= deepest ? { functions, loops, isMember } : undefined;
  scopes.set(owner, scope);
  return scope;
}
