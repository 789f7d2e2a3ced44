import { isNever } from "#flow/guards.ts";
import { parametersOf, part } from "#flow/declarations.ts";
import type { Actual, Term } from "#flow/guard-terms.ts";
import { shifted, withNamed } from "#flow/taint-bound.ts";
import type { Run, Summary } from "#flow/taint-run.ts";
import { type Input, type Origin, type Taint, type Taints, unite } from "#flow/taint-set.ts";
import { type Calling, callingOf, type Given, taintsInCaller, valueInCaller } from "#flow/taint-substitution.ts";
import { fill } from "#flow/taint-targets.ts";
import { allTaints, bare, clean, isClean, join, tainted, type Value } from "#flow/taint-value.ts";
import type { Node } from "#model/document.ts";

/** Places that calls have come through are told apart down to this many. */
const mostPlaces = 3;
/** Functions lie this deep in what a function is given, if they are to be called: deeper there are data. */
const deepestCallee = 2;
/** Functions that are given to functions are followed this far; then the function that gives them is named. */
const deepestCalls = 8;

/**
 * A function as a value. What happens in it is looked at where it is made, since nobody knows when it will be called:
 * what it captures is as it is there. What it does to that counts if it is made to be given to a call.
 */
export function makeFunction(node: Node, run: Run): Value {
  if (node.role !== "statement" && node.role !== "member" && node.role !== "declaration") {
    const isUncertain = node.role !== "argument" && node.role !== "callee";
    const values = sentTo(node, run);
    if (values.some((value) => value) || isOfMatter(node, run))
      applySummary(node, { values, at: node, isUncertain }, run);
  }
  return { taints: clean.taints, functions: new Map([[node, bare]]) };
}

/** What a program makes outside of its functions matters if there is taint at hand: it is given none of its own. */
function isOfMatter(node: Node, { owner, context, environment }: Run): boolean {
  return owner.kind === "function" || context.concerns(node, (root) => environment.read(root));
}

/** What the rule sends on to the parameters of a function at hand. */
function sentTo(node: Node, { context, environment }: Run): (Value | undefined)[] {
  return parametersOf(node).map((parameter) => {
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
  callBack(summary, calling, run);
  for (const { mark, node, taints, parts: some } of summary.sinks) {
    const arrived = taintsInCaller(taints, calling);
    // What has said yes before the call has said yes before all that it does.
    if (arrived.size === 0 || (!given.isUncertain && run.context.isGuarded(given.at))) continue;
    const known = some && new Map(Array.from(some, ([name, each]) => [name, taintsInCaller(each, calling)] as const));
    run.reaches({ mark, node, taints: arrived, ...(known && { parts: known }) });
  }
  // Of a call that nobody has seen, nothing comes back.
  if (given.isUncertain) return clean;
  keep(summary, calling, run);
  const thrown = valueInCaller(summary.thrown, calling);
  if (!isClean(thrown)) throwValue(thrown, called.at, run);
  return valueInCaller(summary.returned, calling);
}

/** Something is thrown at a place: it comes to what catches it there, or leaves the function. */
export function throwValue(value: Value, at: Node, run: Run): void {
  const { environment, context } = run;
  const catches = context.definitions.catchesOf(at);
  if (catches.length === 0) run.throws(value);
  for (const clause of catches) environment.write(clause, join(environment.read(clause), value));
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

/** What the function leaves in variables that it captured, in its object and in what it was given. */
function keep(summary: Summary, calling: Calling, run: Run): void {
  const { environment } = run;
  const { nodes, self } = calling.given;
  for (const [root, value] of summary.written) {
    const after = valueInCaller(value, calling);
    const isSelf = self !== undefined && root === self.of;
    if (isSelf && self.node && !isClean(after)) fill(self.node, after, run);
    const holder = isSelf ? self.root : root;
    if (holder) environment.write(holder, join(environment.read(holder), after));
  }
  for (const [index, value] of summary.filled) {
    const node = nodes?.[index];
    const after = valueInCaller(value, calling);
    if (node && !isClean(after)) fill(node, after, run);
  }
}

/** What was given is called, with what the function gives it. */
function callBack({ calls }: Summary, calling: Calling, run: Run): void {
  const { given, guardOf, resolve, results } = calling;
  const { terms } = run.context;
  const actual = given.terms ?? (() => undefined);
  for (const call of calls) {
    const guard = call.guard && guardOf(call.guard);
    if (isNever(guard)) continue;
    const values = call.given.map((value) => valueInCaller(value, calling));
    const known = call.terms.map((term) => terms.replace(term, actual));
    const id = isOfProgram(call.callee) ? call.id : within(`${given.at.start}-${given.at.end}`, call.id);
    const invocation = {
      id,
      values,
      terms: (index: number) => known[index],
      at: given.at,
      depth: (given.depth ?? 0) + 1,
      ...(call.named && { named: valueInCaller(call.named, calling) }),
    };
    const returned = run.under(guard, () => invoke(resolve(call.callee, call.path), invocation, run));
    // Of what nobody knows, what it is given comes back.
    const other = run.context.assumes.safeFunctions ? [] : values;
    const value = returned ?? tainted(other.reduce<Taints>((all, each) => unite(all, allTaints(each)), clean.taints));
    results.set(call.id, join(results.get(call.id) ?? clean, value));
  }
}

/** Holds for a variable of the whole program, which is the same whatever the call comes through. */
function isOfProgram(callee: Input): boolean {
  return callee.type === "captured" && "declaration" in callee.root && callee.root.owner === undefined;
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
  /** What it is given by name. */
  readonly named?: Value;
}

/** Calls what a value is known to be; what it returns, undefined where it is nothing that is known. */
export function invoke(called: Value, invocation: Invocation, run: Run): Value | undefined {
  const { depth = 0, id, at, values, named, terms = () => undefined } = invocation;
  if (depth > deepestCalls) {
    if (called.functions) run.context.cut(run.owner);
    return undefined;
  }
  let result: Value | undefined;
  for (const [target, closure] of called.functions ?? []) {
    const returned = applySummary(target, withNamed(target, named, shifted(target, closure, invocation)), run);
    result = result ? join(result, returned) : returned;
  }
  for (const { key, origin } of called.taints.values()) {
    if (origin.type !== "input" || origin.path.length > deepestCallee) continue;
    const own = run.callIds.of(id, key);
    const given = Array.from(values, (value) => value ?? clean);
    const known = given.map((_, index) => terms(index) ?? run.context.terms.unknown);
    const effect = {
      id: own,
      callee: origin.input,
      path: origin.path,
      node: at,
      given,
      terms: known,
      guard: undefined,
    };
    run.calls({ ...effect, ...(named && { named }) });
    const returned: Origin = { type: "result", call: own };
    const taint: Taint = { key: `r${own}|`, origin: returned, label: "", steps: undefined, isSame: true };
    result = join(result ?? clean, { taints: new Map([[taint.key, taint]]) });
  }
  return result;
}
