import { propagated } from "#flow/taint-labels.ts";
import type { Actual } from "#flow/guard-terms.ts";
import { type Guard, inCaller, isNever } from "#flow/guards.ts";
import type { Run } from "#flow/taint-run.ts";
import {
  followedBy,
  guardedTaints,
  type Input,
  mapTaints,
  type Root,
  stepTo,
  type Taint,
  type Taints,
  takeTouched,
  unite,
} from "#flow/taint-set.ts";
import {
  allTaints,
  clean,
  fieldOf,
  guarded,
  join,
  mapFunctions,
  mapValue,
  type Value,
  withField,
} from "#flow/taint-value.ts";
import type { Node } from "#model/document.ts";

/** What a function is called with. */
export interface Given {
  /** By the position of the parameter; absent: nothing is known of it, and nothing assumed. */
  readonly values: readonly (Value | undefined)[];
  /** What was given as far as guards may ask for it, by the position of the parameter. */
  readonly terms?: Actual;
  /** The expressions that were given, by the position of the parameter, where one was. */
  readonly nodes?: readonly (Node | undefined)[];
  /** The object that it is a method of, with the class that says so, and what names or holds it. */
  readonly self?: { readonly of: Node; readonly value: Value; readonly node: Node | undefined; readonly root?: Root };
  /** What it captured in functions that have ended. */
  readonly captured?: ReadonlyMap<Root, Value>;
  /** Where it is called. */
  readonly at: Node;
  /** Holds if nobody knows whether it is called: what it writes is not kept. */
  readonly isUncertain?: boolean;
  /** How many functions that were given to functions led here. */
  readonly depth?: number;
}

/** A call of a function, in terms of the caller. */
export interface Calling {
  readonly given: Given;
  /** What the function was given at a path of parts. */
  readonly resolve: (input: Input, path: readonly string[]) => Value;
  /** A guard of the function, in terms of the caller. */
  readonly guardOf: (guard: Guard) => Guard | undefined;
  /** What the calls return of what was given, as far as they have been made. */
  readonly results: Map<string, Value>;
}

export function callingOf(given: Given, run: Run): Calling {
  const { values, self } = given;
  const [partOf, joined] = [createPartOf(), createJoin()];
  const heldBy = (root: Root): Value => {
    if (self && root === self.of) return self.value;
    const own = given.captured?.get(root);
    const now = run.environment.read(root);
    return own ? joined(own, now) : now;
  };
  return {
    given,
    resolve: (input, path) => {
      // One call may tell thousands of taints of which each is as many again.
      run.context.fuel.spend(takeTouched());
      return partOf(input.type === "parameter" ? (values[input.index] ?? clean) : heldBy(input.root), path);
    },
    guardOf: guardsOf(given, run),
    results: new Map(),
  };
}

/** Tells parts of values; of a value, a part is the same thing each time. */
function createPartOf(): (whole: Value, path: readonly string[]) => Value {
  const known = new Map<Value, Map<string, Value>>();
  return (whole, path) => {
    if (path.length === 0) return whole;
    const parts = known.get(whole) ?? new Map<string, Value>();
    known.set(whole, parts);
    const key = path.join("\0");
    const part = parts.get(key) ?? path.reduce(fieldOf, whole);
    parts.set(key, part);
    return part;
  };
}

/** Tells what holds of values that are the one or the other; of the same two that is the same thing each time. */
function createJoin(): (left: Value, right: Value) => Value {
  const known = new Map<Value, Map<Value, Value>>();
  return (left, right) => {
    const others = known.get(left) ?? new Map<Value, Value>();
    known.set(left, others);
    const joined = others.get(right) ?? join(left, right);
    others.set(right, joined);
    return joined;
  };
}

/** Guards in terms of the caller; each is asked for once. */
function guardsOf({ terms }: Given, { context }: Run): Calling["guardOf"] {
  const known = new Map<string, Guard | undefined>();
  return (guard) => {
    if (!known.has(guard.key))
      known.set(guard.key, inCaller(guard, context.terms, terms ?? ((): undefined => undefined)));
    return known.get(guard.key);
  };
}

/** Values that are the same for every caller, as most of what closures have captured is; found out once. */
const settled = new WeakMap<Value, boolean>();

/** Holds if nothing in the value hangs on what the function was given. */
function isSettled(value: Value): boolean {
  const known = settled.get(value);
  if (known !== undefined) return known;
  const { taints, fields, functions } = value;
  const own = Array.from(taints.values()).every(
    ({ guard, origin }) => !guard && (origin.type === "source" || origin.type === "any"),
  );
  const holds =
    own &&
    Array.from(fields?.values() ?? []).every(isSettled) &&
    Array.from(functions?.values() ?? []).every(
      ({ captured, bound }) =>
        Array.from(captured.values()).every(isSettled) && bound.every((each) => isSettled(each.value)),
    );
  settled.set(value, holds);
  return holds;
}

/** A value in terms of the caller. Where it is what was given, that comes with its parts, and what functions it may be. */
export function valueInCaller(value: Value, calling: Calling): Value {
  if (isSettled(value)) return value;
  const { taints, fields, functions } = value;
  let result: Value = clean;
  for (const { guard, isSame, ...taint } of taints.values()) {
    const inner = guard && calling.guardOf(guard);
    if (isNever(inner)) continue;
    const arrived = isSame ? arriving(taint, calling) : { taints: arrivingTaints(taint, calling) };
    result = join(result, guarded(arrived, inner));
  }
  if (functions)
    result = join(result, {
      taints: clean.taints,
      functions: mapFunctions(functions, (held) => valueInCaller(held, calling)),
    });
  for (const [name, part] of fields ?? []) result = withField(result, [name], valueInCaller(part, calling));
  return result;
}

/** All taint of taints in terms of the caller. */
export function taintsInCaller(taints: Taints, calling: Calling): Taints {
  let result: Taints = clean.taints;
  for (const { guard, ...taint } of taints.values()) {
    const inner = guard && calling.guardOf(guard);
    if (!isNever(inner)) result = unite(result, guardedTaints(arrivingTaints(taint, calling), inner));
  }
  return result;
}

/** What a taint of the function is in the caller, with the parts of what that is. */
function arriving(taint: Taint, calling: Calling): Value {
  if (taint.pending) return { taints: arrivingTaints(taint, calling) };
  return mapValue(givenFor(taint, calling), (taints) => entered(taints, taint, calling));
}

/** All that a taint of the function is in the caller. */
function arrivingTaints(taint: Taint, calling: Calling): Taints {
  const taints = entered(allTaints(givenFor(taint, calling)), taint, calling);
  return (taint.pending ?? []).reduce(propagated, taints);
}

/** What a taint of the function stands for in the caller, as it is there. */
function givenFor(taint: Taint, { resolve, results }: Calling): Value {
  const { key, origin } = taint;
  if (origin.type === "input") return resolve(origin.input, origin.path);
  if (origin.type === "result") return results.get(origin.call) ?? clean;
  return { taints: new Map([[key, taint]]) };
}

/** Taints that came to a function, on the ways that they go on. What was given goes the caller's way first, then the function's own. */
function entered(taints: Taints, { origin, steps }: Taint, { given: { at } }: Calling): Taints {
  if (origin.type === "source" || origin.type === "any") return taints;
  const isGiven = origin.type === "input" && origin.input.type === "parameter";
  return mapTaints(taints, (each) => {
    const own = isGiven ? stepTo(at, each.steps) : each.steps;
    return { ...each, steps: followedBy(own, steps) };
  });
}
