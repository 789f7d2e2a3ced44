import type { Guard } from "#flow/guards.ts";
import {
  derived,
  guardedTaints,
  mapTaints,
  ofInputs,
  type Root,
  type Taint,
  type Taints,
  unite,
} from "#flow/taint-set.ts";
import type { Node } from "#model/document.ts";

/** What is known of a value: the taint of the whole, that of parts which differ from it, and what functions it may be. */
export interface Value {
  readonly taints: Taints;
  readonly fields?: ReadonlyMap<string, Value>;
  readonly functions?: Functions;
}

/** Functions that a value may be. */
export type Functions = ReadonlyMap<Node, Closure>;

/** What a function has before it is called. */
export interface Closure {
  /** What it captured in functions that have ended, and the object that it is a method of. */
  readonly captured: ReadonlyMap<Root, Value>;
  /** What it is given before all else. */
  readonly bound: readonly { readonly name?: string; readonly value: Value }[];
}

/** A function that has nothing yet. */
export const bare: Closure = { captured: new Map(), bound: [] };

/** Nothing is tainted. */
export const clean: Value = { taints: new Map() };

/** Values are followed into their parts to this depth. */
const deepest = 4;
/** Parts of one value, parts of parts included, that are told apart; what is in others is in the whole. */
const mostFields = 40;
const mostParts = 200;
/** The part that `a[i]` names where nobody knows which one that is: any of those that have no name. */
export const anyPart = "[*]";
/** The part of a container that stands for the names under which it keeps things, in a set for what it holds. */
export const namesPart = "[names]";
/** The part of a promise that it is refused with; what it holds otherwise says nothing of it. */
export const refusalPart = "[refusal]";

/** Holds if nothing at all is known of the value. */
export function isClean({ taints, fields, functions }: Value): boolean {
  return taints.size === 0 && fields === undefined && functions === undefined;
}

/** A value that is tainted as a whole. */
export function tainted(taints: Taints): Value {
  return taints.size === 0 ? clean : { taints: derived(taints) };
}

/** The value as one thing: what comes to a part of it comes to all of it. */
export function withoutParts(value: Value): Value {
  if (!value.fields) return value;
  return { taints: allTaints(value), ...(value.functions && { functions: value.functions }) };
}

/** What holds of a value that is the one or the other. */
export function join(left: Value, right: Value): Value {
  if (left === right || isClean(right)) return left;
  if (isClean(left)) return right;
  const names = new Set([...(left.fields?.keys() ?? []), ...(right.fields?.keys() ?? [])]);
  const fields = new Map<string, Value>();
  for (const name of names) fields.set(name, join(fieldOf(left, name), fieldOf(right, name)));
  return made(unite(left.taints, right.taints), fields, joinFunctions(left.functions, right.functions));
}

function joinFunctions(left: Functions | undefined, right: Functions | undefined): Functions | undefined {
  if (!left || !right || left === right) return left ?? right;
  const joined = new Map(left);
  for (const [node, closure] of right) {
    const known = joined.get(node);
    joined.set(node, known ? joinClosures(known, closure) : closure);
  }
  return joined;
}

function joinClosures(left: Closure, right: Closure): Closure {
  if (left === right) return left;
  const captured = new Map(left.captured);
  for (const [root, value] of right.captured) captured.set(root, join(captured.get(root) ?? clean, value));
  const [longer, shorter] = left.bound.length < right.bound.length ? [right, left] : [left, right];
  const bound = longer.bound.map((each, at) => ({
    ...each,
    value: join(each.value, shorter.bound[at]?.value ?? clean),
  }));
  return { captured, bound };
}

function made(taints: Taints, fields: ReadonlyMap<string, Value>, functions?: Functions): Value {
  return { taints, ...(fields.size > 0 && { fields }), ...(functions && { functions }) };
}

/** A part of a value. What is not known of it apart from the whole is as the whole is. */
export function fieldOf(value: Value, name: string): Value {
  if (name === anyPart) return anyOf(value);
  const known = value.fields?.get(name) ?? (name.startsWith("...") ? restOf(value, Number(name.slice(3))) : undefined);
  if (known) return known;
  const own = partsTainted(name === refusalPart ? ofInputs(value.taints) : value.taints, name);
  if (name === namesPart || name === refusalPart) return own;
  const any = value.fields?.get(anyPart);
  return any ? join(own, any) : own;
}

/** Whatever part it is: once one of them was set, what was set says more than the whole does. */
function anyOf({ taints, fields }: Value): Value {
  let value = fields?.has(anyPart) ? clean : partsTainted(taints, anyPart);
  for (const [name, part] of fields ?? []) if (name !== namesPart && name !== refusalPart) value = join(value, part);
  return value;
}

/** The part of a list that begins at a position. */
export function restName(start: number): string {
  return `...${start}`;
}

function restOf(value: Value, start: number): Value | undefined {
  if (!value.fields) return undefined;
  const rest = new Map<string, Value>();
  for (const [name, part] of value.fields) {
    const at = Number(name);
    if (at >= start) rest.set(String(at - start), part);
    // What is no position says nothing of where it lies.
    else if (!(at < start)) rest.set(name, part);
  }
  return made(value.taints, rest, undefined);
}

function partsTainted(taints: Taints, name: string): Value {
  return taints.size === 0 ? clean : { taints: mapTaints(taints, (taint) => partTaint(taint, name)) };
}

/** Any of the things that a value holds. */
export function elementOf({ taints, fields }: Value): Value {
  return Array.from(fields?.values() ?? []).reduce(join, partsTainted(taints, anyPart));
}

/** What a function is given has parts, of which each may be tainted by itself. */
function partTaint(taint: Taint, name: string): Taint {
  const { origin, label } = taint;
  if (origin.type !== "input") return taint;
  if (origin.path.length >= deepest) return { ...taint, isSame: false };
  const path = [...origin.path, name];
  return {
    ...taint,
    origin: { ...origin, path },
    key: `${taint.key.slice(0, taint.key.length - label.length - 1)}.${name}|${label}`,
  };
}

/** The value after a part of it was set; beyond the depth that is followed, or among too many parts, taint is added to the whole. */
export function withField(value: Value, path: readonly string[], part: Value, depth: number = deepest): Value {
  const [name, ...rest] = path;
  if (name === undefined) return part;
  const fields = new Map(value.fields);
  if (depth === 0 || (!fields.has(name) && !hasRoom(fields, value.taints)))
    return { ...value, taints: unite(value.taints, allTaints(part)) };
  const isLast = rest.length === 0;
  const inner = isLast ? flattened(part, depth - 1) : withField(fieldOf(value, name), rest, part, depth - 1);
  // Any part that has a name may be the one that is set.
  if (name === anyPart && isLast)
    for (const [other, known] of fields)
      if (other !== namesPart) fields.set(other, isClean(inner) ? clean : join(known, inner));
  fields.set(name, inner);
  return narrowed({ ...value, fields });
}

/** Holds if there is room for one more part; makes some of parts that say no more than the whole, which has no taint either. */
function hasRoom(fields: Map<string, Value>, whole: Taints): boolean {
  if (fields.size < mostFields) return true;
  if (whole.size > 0 || fields.has(anyPart)) return false;
  for (const [name, part] of fields) if (isClean(part)) fields.delete(name);
  return fields.size < mostFields;
}

/** The value without parts of parts if it has too many. */
function narrowed(value: Value): Value {
  return partsOf(value, mostParts) > mostParts ? flattened(value, 1) : value;
}

/** How many parts a value has, those of its parts included; counts no further than to a bound. */
function partsOf({ fields }: Value, bound: number): number {
  let count = 0;
  for (const part of fields?.values() ?? []) {
    count += 1 + (part.fields ? partsOf(part, bound - count) : 0);
    if (count > bound) return count;
  }
  return count;
}

/** A value of parts: an object, or a list of which the places are the names. */
export function composed(parts: ReadonlyMap<string, Value>, rest: Taints = clean.taints): Value {
  const fields = new Map<string, Value>();
  let taints = rest;
  for (const [name, part] of parts) {
    if (hasRoom(fields, taints)) fields.set(name, flattened(part, deepest - 1));
    else taints = unite(taints, allTaints(part));
  }
  return narrowed(made(taints, fields));
}

/** What is left of a value without some of its parts, as `...rest` has it. */
export function withoutFields(value: Value, names: Iterable<string>): Value {
  const fields = new Map(value.fields);
  for (const name of names) if (fields.has(name) || fields.size < mostFields) fields.set(name, clean);
  return made(value.taints, fields);
}

/** The value with its parts down to a depth; deeper ones become part of what holds them. */
function flattened(value: Value, depth: number): Value {
  if (!value.fields) return value;
  if (depth === 0) return { taints: allTaints(value), ...(value.functions && { functions: value.functions }) };
  const fields = new Map(Array.from(value.fields, ([name, part]) => [name, flattened(part, depth - 1)] as const));
  return made(value.taints, fields, value.functions);
}

/** Of values with parts, all their taints: what a call is given is asked for them once for each taint of the function. */
const taken = new WeakMap<Value, Taints>();

/** The taints of a value and of all its parts. */
export function allTaints(value: Value): Taints {
  if (!value.fields) return derived(value.taints);
  const known = taken.get(value);
  if (known) return known;
  let taints = derived(value.taints);
  for (const part of value.fields.values()) taints = unite(taints, allTaints(part));
  taken.set(value, taints);
  return taints;
}

/** The value with `change` made to all its taints; iterative enough, since values are shallow. */
export function mapValue(value: Value, change: (taints: Taints) => Taints): Value {
  const taints = change(value.taints);
  const fields = value.fields && mapFields(value.fields, (part) => mapValue(part, change));
  const functions = value.functions && mapFunctions(value.functions, (held) => mapValue(held, change));
  const isSame = taints === value.taints && fields === value.fields && functions === undefined;
  return isSame ? value : made(taints, fields ?? noFields, functions);
}

const noFields: ReadonlyMap<string, Value> = new Map();

/** The parts, each changed; the same map where none is. */
function mapFields(fields: ReadonlyMap<string, Value>, change: (part: Value) => Value): ReadonlyMap<string, Value> {
  let mapped: Map<string, Value> | undefined;
  for (const [name, part] of fields) {
    const other = change(part);
    if (other !== part) (mapped ??= new Map(fields)).set(name, other);
  }
  return mapped ?? fields;
}

/** The functions, with a change made to all that they have. */
export function mapFunctions(functions: Functions, change: (value: Value) => Value): Functions {
  const mapped = new Map<Node, Closure>();
  for (const [node, closure] of functions) {
    const captured = new Map(Array.from(closure.captured, ([root, value]) => [root, change(value)] as const));
    const bound = closure.bound.map((each) => ({ ...each, value: change(each.value) }));
    mapped.set(node, closure === bare ? bare : { captured, bound });
  }
  return mapped;
}

/** The value without what its functions have. */
export function withoutFunctions(value: Value): Value {
  if (!value.functions) return value;
  return { ...value, functions: new Map(Array.from(value.functions.keys(), (node) => [node, bare] as const)) };
}

/** The value as it is under a guard. */
export function guarded(value: Value, guard: Guard | undefined): Value {
  return guard ? mapValue(value, (taints) => guardedTaints(taints, guard)) : value;
}
