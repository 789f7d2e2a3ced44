import { part, parts } from "#flow/declarations.ts";
import type { Actual, Term } from "#flow/guard-terms.ts";
import { type Guard, inCaller, isNever } from "#flow/guards.ts";
import type { Run, Summary } from "#flow/taint-run.ts";
import { fill } from "#flow/taint-targets.ts";
import {
  guardedTaints,
  type Input,
  type Root,
  type Step,
  stepTo,
  type Taint,
  type Taints,
  unite,
} from "#flow/taint-set.ts";
import { allTaints, clean, fieldOf, isClean, join, mapValue, tainted, type Value } from "#flow/taint-value.ts";
import type { Node } from "#model/document.ts";

/** What a function is called with. */
export interface Given {
  /** By the position of the parameter; absent: nothing is known of it, and nothing assumed. */
  readonly values: readonly (Value | undefined)[];
  /** What was given as far as guards may ask for it, by the position of the parameter. */
  readonly terms?: Actual;
  /** The expressions that were given, by the position of the parameter, where one was. */
  readonly nodes?: readonly (Node | undefined)[];
  /** The object that it is a method of, with the class that says so. */
  readonly self?: { readonly of: Node; readonly value: Value; readonly node: Node | undefined };
  /** Where it is called. */
  readonly at: Node;
  /** Holds if nobody knows whether it is called: what it writes is not kept. */
  readonly isUncertain?: boolean;
  /** How many functions that were given to functions led here. */
  readonly depth?: number;
}

/** Steps of a way; longer ones are told by their beginning, and lose nothing else. */
const mostSteps = 30;
/** Places that calls have come through are told apart down to this many. */
const mostPlaces = 3;
/** Functions that are given to functions are followed this far; then the function that gives them is named. */
const deepestCalls = 8;

/**
 * A function as a value. What happens in it is looked at where it is made, since nobody knows when it will be called:
 * what it captures is as it is there. What it does to that counts if it is made to be given to a call.
 */
export function makeFunction(node: Node, run: Run): Value {
  if (node.role !== "statement" && node.role !== "member" && node.role !== "declaration") {
    const isUncertain = node.role !== "argument" && node.role !== "callee";
    applySummary(node, { values: sentTo(node, run), at: node, isUncertain }, run);
  }
  return { taints: clean.taints, functions: new Set([node]) };
}

/** What the rule sends on to the parameters of a function at hand. */
function sentTo(node: Node, { context, environment }: Run): (Value | undefined)[] {
  return parts(node, "parameter").map((parameter) => {
    const target = part(parameter, "target");
    const marks = [parameter, target].flatMap((each) => (each && context.marks.nodes.get(each)?.to) ?? []);
    const sent = marks.reduce<Taints>((taints, mark) => unite(taints, environment.sentBy(mark)), clean.taints);
    return sent.size > 0 ? tainted(sent) : undefined;
  });
}

/** Does what calling a function does, and says what it returns. */
export function applySummary(callee: Node, called: Given, run: Run): Value {
  const given = run.context.isOpen(callee) ? withoutSteps(called) : called;
  const summary = run.context.summaryOf(callee);
  run.context.fuel.spend(1 + summary.sinks.length);
  const calling = callingOf(given, run);
  const substitute = (taints: Taints) => substituted(taints, calling);
  callBack(summary, calling, run);
  for (const { mark, node, taints } of summary.sinks) {
    const arrived = substitute(taints);
    if (arrived.size > 0) run.reaches({ mark, node, taints: arrived });
  }
  if (!given.isUncertain) keep(summary, given, run, substitute);
  return mapValue(summary.returned, substitute);
}

/** A function that calls itself with one more, and one more, would never be done: only what stays as it is is known. */
function withoutSteps(given: Given): Given {
  const terms: Actual = (index) => {
    const term = given.terms?.(index);
    return isSame(term) ? term : undefined;
  };
  return { ...given, terms };
}

function isSame(term: Term | undefined): boolean {
  return term?.kind === "constant" || (term?.kind === "input" && term.path.length < 2);
}

function callingOf(given: Given, run: Run): Calling {
  return { given, resolve: resolverOf(given, run), guardOf: guardsOf(given, run), results: new Map() };
}

/** A value of a function that is called, in terms of the caller. */
export function inTermsOf(value: Value, given: Given, run: Run): Value {
  const calling = callingOf(given, run);
  return mapValue(value, (taints) => substituted(taints, calling));
}

/** What the function was given at a path of parts. */
type Resolve = (input: Input, path: readonly string[]) => Value;

function resolverOf({ values, self }: Given, run: Run): Resolve {
  return (input, path) => {
    const whole = input.type === "parameter" ? (values[input.index] ?? clean) : captured(input.root, self, run);
    return path.reduce(fieldOf, whole);
  };
}

function captured(root: Root, self: Given["self"], { environment }: Run): Value {
  return self && root === self.of ? self.value : environment.read(root);
}

/** Taint in terms of the caller. What was given goes the caller's way first, then the function's own. */
function substituted(taints: Taints, calling: Calling): Taints {
  let result: Taints = clean.taints;
  for (const { guard, ...taint } of taints.values()) {
    const inner = guard && calling.guardOf(guard);
    if (!isNever(inner)) result = unite(result, guardedTaints(arriving(taint, calling), inner));
  }
  return result;
}

/** Guards in terms of the caller; each is asked for once. */
function guardsOf({ terms }: Given, { context }: Run): (guard: Guard) => Guard | undefined {
  const known = new Map<string, Guard | undefined>();
  return (guard) => {
    if (!known.has(guard.key)) known.set(guard.key, inCaller(guard, context.terms, terms ?? (() => undefined)));
    return known.get(guard.key);
  };
}

/** What a taint of the function is in the caller, without its guard. */
function arriving(taint: Taint, { given: { at }, resolve, results }: Calling): Taints {
  const { origin } = taint;
  if (origin.type === "source" || origin.type === "any") return new Map([[taint.key, taint]]);
  const isInput = origin.type === "input";
  const arrived = isInput ? allTaints(resolve(origin.input, origin.path)) : (results.get(origin.call) ?? clean.taints);
  const isGiven = isInput && origin.input.type === "parameter";
  const result = new Map<string, Taint>();
  for (const [key, each] of arrived) {
    const entered = isGiven ? stepTo(at, each.steps) : each.steps;
    result.set(key, { ...each, steps: followedBy(entered, taint.steps) });
  }
  return result;
}

function followedBy(first: Step | undefined, then: Step | undefined): Step | undefined {
  const nodes: Node[] = [];
  for (let step = then; step; step = step.before) nodes.push(step.node);
  let steps = first;
  for (let index = nodes.length - 1; index >= 0 && (steps?.length ?? 0) < mostSteps; index--)
    steps = stepTo(nodes[index]!, steps);
  return steps;
}

/** What the function leaves in variables that it captured, in its object and in what it was given. */
function keep(summary: Summary, given: Given, run: Run, substitute: (taints: Taints) => Taints): void {
  const { environment } = run;
  for (const [root, value] of summary.written) {
    const after = mapValue(value, substitute);
    const { self } = given;
    if (self && root === self.of) {
      if (self.node && !isClean(after)) fill(self.node, after, run);
    } else environment.write(root, join(environment.read(root), after));
  }
  for (const [index, value] of summary.filled) {
    const node = given.nodes?.[index];
    const after = mapValue(value, substitute);
    if (node && !isClean(after)) fill(node, after, run);
  }
}

/** A call of a function, in terms of the caller. */
interface Calling {
  readonly given: Given;
  readonly resolve: Resolve;
  readonly guardOf: (guard: Guard) => Guard | undefined;
  /** What the calls return of what was given, as far as they have been made. */
  readonly results: Map<string, Taints>;
}

/** What was given is called, with what the function gives it. */
function callBack({ calls }: Summary, calling: Calling, run: Run): void {
  const { given, guardOf, resolve, results } = calling;
  const { terms } = run.context;
  const actual = given.terms ?? (() => undefined);
  for (const call of calls) {
    const guard = call.guard && guardOf(call.guard);
    if (isNever(guard)) continue;
    const values = call.given.map((value) => mapValue(value, (taints) => substituted(taints, calling)));
    const known = call.terms.map((term) => terms.replace(term, actual));
    const id = within(`${given.at.start}-${given.at.end}`, call.id);
    const invocation = {
      id,
      values,
      terms: (index: number) => known[index],
      at: given.at,
      depth: (given.depth ?? 0) + 1,
    };
    const returned = run.under(guard, () => invoke(resolve(call.callee, call.path), invocation, run));
    // Of what nobody knows, what it is given comes back.
    const other = run.context.assumes.safeFunctions ? [] : values;
    const taints = returned
      ? allTaints(returned)
      : other.reduce<Taints>((all, value) => unite(all, allTaints(value)), clean.taints);
    results.set(call.id, unite(results.get(call.id) ?? clean.taints, taints));
  }
}

/**
 * A call that a function makes, as what calls the function knows it. One that has come through the same place before, or
 * through many, is the same as others that have, so that there are only so many; what they are given is joined.
 */
function within(at: string, id: string): string {
  const places = id.slice(0, id.indexOf(":")).split(">");
  const inner = places.slice(places.indexOf(at) + 1);
  return [at, ...inner.slice(-mostPlaces)].join(">");
}

/** A call of something that may be several functions, or something that the caller itself was given. */
interface Invocation extends Given {
  /** What its result is known by in the function that makes the call. */
  readonly id: string;
}

/** Calls what a value is known to be; what it returns, undefined where it is nothing that is known. */
export function invoke(called: Value, invocation: Invocation, run: Run): Value | undefined {
  const { depth = 0, id, at, values, terms = () => undefined } = invocation;
  if (depth > deepestCalls) {
    if (called.functions) run.context.cut(run.owner);
    return undefined;
  }
  let result: Value | undefined;
  for (const target of called.functions ?? []) {
    const returned = applySummary(target, invocation, run);
    result = result ? join(result, returned) : returned;
  }
  for (const { key, origin } of called.taints.values()) {
    if (origin.type !== "input") continue;
    // Places have no `:` in them.
    const own = `${id}:${key}`;
    const given = Array.from(values, (value) => value ?? clean);
    const known = given.map((_, index) => terms(index) ?? run.context.terms.unknown);
    run.calls({ id: own, callee: origin.input, path: origin.path, node: at, given, terms: known, guard: undefined });
    const taint: Taint = { key: `r${own}|`, origin: { type: "result", call: own }, label: "", steps: undefined };
    result = join(result ?? clean, tainted(new Map([[taint.key, taint]])));
  }
  return result;
}
