import { part, parts } from "#flow/declarations.ts";
import { termOf } from "#flow/guard-reading.ts";
import { functions as calling, type HigherOrder, methods as callingMethods } from "#flow/higher-order.ts";
import { type Call, givenTo, positional } from "#flow/taint-arguments.ts";
import { firstIsSelf, offsetOf, withBound } from "#flow/taint-bound.ts";
import { builtin } from "#flow/taint-builtins.ts";
import { applySummary, invoke } from "#flow/taint-closures.ts";
import { keepGiven, moveThings } from "#flow/taint-containers.ts";
import { type Target, construct, methodsOf } from "#flow/taint-objects.ts";
import { isFromOutside } from "#flow/outside-objects.ts";
import { partOf } from "#flow/taint-parts.ts";
import { keptOf, refusalOf, withRefusalOf } from "#flow/taint-promises.ts";
import type { Run } from "#flow/taint-run.ts";
import { type Taints, unite } from "#flow/taint-set.ts";
import { allTaints, bare, clean, elementOf, fieldOf, join, tainted, type Value } from "#flow/taint-value.ts";
import { outOf } from "#flow/value-way.ts";
import type { Formula } from "#model/rule.ts";
import type { Node } from "#model/document.ts";

/** The taint of what a call returns. */
export function callValue(node: Node, run: Run): Value {
  const call = prepare(node, run);
  const given = call.given.reduce<Taints>((taints, { value }) => unite(taints, allTaints(value)), clean.taints);
  for (const mark of run.context.marks.nodes.get(node)?.sinks ?? []) {
    // A sink that is a call and names no part of it is about all that the call is given.
    if (!(mark.spec.exact && hasFocus(mark.spec.formula))) run.reaches({ mark, node, taints: given });
  }
  const known = run.context.assumes.followsCalls ? follow(call, run) : undefined;
  if (known) return known;
  const { safeFunctions, onlyAssignments } = run.context.assumes;
  if (onlyAssignments) return clean;
  const own = ownTaints(call, run);
  if (safeFunctions) return tainted(own);
  return tainted(unite(unite(given, ofReceiver(call)), allTaints(call.called)));
}

/**
 * What a method that nobody sees has of the object that it is called of: any part, but for the object that the code is a
 * method of itself. What another method put into a part of that says nothing of what a base class or an inner one does.
 */
function ofReceiver({ receiver }: Call): Taints {
  if (!receiver) return clean.taints;
  const isOwn = receiver.node.kind === "name" && /^(?:this|self|cls)$/.test(String(receiver.node.value));
  return isOwn ? receiver.value.taints : allTaints(receiver.value);
}

/** Taint that begins at what is called itself, which no function takes away. */
function ownTaints({ callee, called }: Call, { context }: Run): Taints {
  const marks = callee && context.marks.nodes.get(callee);
  return marks && marks.sources.length > 0 ? called.taints : clean.taints;
}

function prepare(node: Node, run: Run): Call {
  const callee = part(node, "callee") ?? part(node, "tag");
  const object = callee?.kind === "member" ? part(callee, "object") : undefined;
  let called = clean;
  let receiver: Call["receiver"];
  if (callee && object) {
    receiver = { node: object, value: run.evaluate(object) };
    called = run.marked(callee, partOf(callee, receiver.value, run));
  } else if (callee) called = run.evaluate(callee);
  const given = argumentsOf(node).map((each) => ({ node: each, value: run.evaluate(each) }));
  // What it is given may have come to it through a propagator.
  if (callee && run.context.marks.nodes.get(callee)?.to.length) called = run.marked(callee, called);
  return { node, callee, called, receiver, given };
}

/** What a call gives; a template gives its texts, as one, and then what stands between them. */
function argumentsOf(node: Node): readonly Node[] {
  if (node.kind !== "template") return parts(node, "argument");
  const text = parts(node, "part").find(({ kind }) => kind === "string");
  return [...(text ? [text] : []), ...parts(node, "part").filter(({ kind }) => kind !== "string")];
}

/** Holds if a formula says which part of what it finds is meant. */
function hasFocus(formula: Formula): boolean {
  return formula.type === "all" && formula.focus.length > 0;
}

/** What the functions of the file that may be called return; undefined where it is none of them. */
function follow(call: Call, run: Run): Value | undefined {
  const made = construct(call, run) ?? boundCall(call, run);
  if (made) return made;
  const special = builtin(call, run) ?? higherOrder(call, run) ?? attribute(call, run);
  moveThings(call, run);
  if (special) return special;
  keepGiven(call, run);
  return callTargets(call, run) ?? callGiven(call, run);
}

/** Calls the functions of the file that are known to be called. */
function callTargets(call: Call, run: Run): Value | undefined {
  const { node } = call;
  const functions: Target[] = Array.from(call.called.functions ?? [], ([target, closure]) => ({
    target,
    closure,
    self: undefined,
  }));
  const methods = methodsOf(call, run);
  let result: Value | undefined;
  for (const { target, self, closure = bare } of methods.length > 0 ? methods : functions) {
    const offset = self && firstIsSelf(target) ? 1 : offsetOf(target, closure);
    const given = givenTo(target, call.given, offset, run);
    const values = withBound(target, closure, given.values);
    const captured = closure.captured;
    const returned = applySummary(target, { ...given, values, at: node, ...(self && { self }), captured }, run);
    result = result ? join(result, returned) : returned;
  }
  return result && outOf(result, node);
}

/** `f.call(o, a)`, `f.apply(o, as)` and `f.bind(o, a)` of a function that is known, and Python's `partial(f, a)`. */
function boundCall(call: Call, run: Run): Value | undefined {
  const { callee, receiver, given } = call;
  const [first, ...rest] = given;
  const word = String(callee && (callee.kind === "member" ? part(callee, "property") : callee)?.value);
  if (word === "partial" && first?.value.functions) return bindTo(first.value, rest);
  if (!receiver?.value.functions) return undefined;
  const own = { ...call, callee: receiver.node, called: receiver.value, receiver: undefined };
  if (word === "bind") return bindTo(receiver.value, rest);
  if (word === "call") return callTargets({ ...own, given: rest }, run);
  const [list] = rest;
  const spread: Call["given"] = list
    ? [{ node: { ...list.node, kind: "spread", label: "..." }, value: list.value }]
    : [];
  return word === "apply" ? callTargets({ ...own, given: spread }, run) : undefined;
}

function bindTo({ taints, functions }: Value, given: Call["given"]): Value {
  const more = given.map(({ node, value }) => ({
    value,
    ...(node.kind === "keyword-argument" && { name: String(node.value) }),
  }));
  const bound = Array.from(
    functions ?? [],
    ([node, closure]) => [node, { ...closure, bound: [...closure.bound, ...more] }] as const,
  );
  return { taints, functions: new Map(bound) };
}

/** Calls something that the function was given; undefined where it is a method of that, which may be anyone's. */
function callGiven({ node, callee, called, receiver, given }: Call, run: Run): Value | undefined {
  // What an object from elsewhere does with it nobody ever sees.
  if (receiver?.node.kind === "name" && isFromOutside(receiver.node, run)) return undefined;
  const { values, named } = positional(given);
  const isPlain = values.length === given.length;
  const terms = isPlain ? given.map((each) => termOf(each.node, run.frame)) : [];
  const id = `${node.start}-${node.end}`;
  const returned = invoke(
    called,
    { id, values, terms: (index) => terms[index], at: node, ...(named && { named }) },
    run,
  );
  const isOther = [...called.taints.values()].some(({ origin }) => origin.type === "source");
  return callee?.kind === "member" || isOther ? undefined : returned;
}

/** `getattr(o, "a")`: `o.a`. */
function attribute({ callee, given: [object, name, otherwise] }: Call, { context }: Run): Value | undefined {
  const isKnown = callee?.kind === "name" && callee.value === "getattr" && !context.names.entities.has(callee);
  const constant = isKnown && object && name ? context.semantics.constantOf(name.node) : undefined;
  if (typeof constant !== "string" || !object) return undefined;
  return join(fieldOf(object.value, constant), otherwise?.value ?? clean);
}

function isCallback({ value }: Call["given"][number]): boolean {
  return value.functions !== undefined;
}

function higherOrder(call: Call, run: Run): Value | undefined {
  const { callee, receiver, given } = call;
  if (!callee) return undefined;
  const isMethod = callee.kind === "member";
  const how = isMethod
    ? callingMethods.get(String(part(callee, "property")?.value))
    : callee.kind === "name" && !run.context.names.entities.get(callee)
      ? calling.get(String(callee.value))
      : undefined;
  if (!how) return undefined;
  const callbacks = given.filter(isCallback);
  const others = given.filter((each) => !isCallback(each)).map(({ value }) => value);
  const held = others.reduce(join, isMethod && receiver ? receiver.value : clean);
  const id = `${call.node.start}-${call.node.end}`;
  if (callbacks.length > 0) return callEach(callbacks, { how, held, at: call.node, id }, run);
  // What was given may be a callback, or something else altogether.
  const [first, ...rest] = given;
  const object = isMethod && receiver ? receiver.value : clean;
  if (first)
    callEach([first], { how, held: rest.map(({ value }) => value).reduce(join, object), at: call.node, id }, run);
  return undefined;
}

interface Each {
  readonly how: HigherOrder;
  readonly held: Value;
  readonly at: Node;
  readonly id: string;
}

/** What comes of callbacks: of those for a promise, what they are refused with stays what that is. */
function returnedBy(returned: Value, isPromised: boolean): Value {
  return isPromised ? withRefusalOf(tainted(allTaints(keptOf(returned))), returned) : tainted(allTaints(returned));
}

function callEach(callbacks: Call["given"], { how, held, at, id }: Each, run: Run): Value {
  const kept = how.refusal === undefined ? held : keptOf(held);
  const refusal = callbacks.find(({ node }) => node === parts(at, "argument")[how.refusal ?? -1]);
  let result: Value = how.keeps ? kept : clean;
  if (how.refusal !== undefined && !refusal) result = withRefusalOf(result, held);
  for (const callback of callbacks) {
    const { value } = callback;
    const given = callback === refusal ? refusalOf(held) : kept;
    const values: Value[] = [];
    for (const index of how.elements) values[index] = elementOf(given);
    for (const index of how.whole) values[index] = given;
    const returned = invoke(value, { id, values, at }, run);
    if (how.returns && returned) result = join(result, returnedBy(returned, how.refusal !== undefined));
  }
  return result;
}
