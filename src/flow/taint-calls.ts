import { part, parts } from "#flow/declarations.ts";
import { termOf } from "#flow/guard-reading.ts";
import { functions, type HigherOrder, keeping, methods } from "#flow/higher-order.ts";
import { arrange } from "#flow/taint-arguments.ts";
import { applySummary, type Given, inTermsOf, invoke } from "#flow/taint-closures.ts";
import { elementOf, partOf } from "#flow/taint-parts.ts";
import { fill } from "#flow/taint-targets.ts";
import type { Run } from "#flow/taint-run.ts";
import { type Taints, unite } from "#flow/taint-set.ts";
import { allTaints, clean, fieldOf, join, tainted, type Value } from "#flow/taint-value.ts";
import type { Formula } from "#model/rule.ts";
import type { Node } from "#model/document.ts";

/** What is known of a call before it is made. */
interface Call {
  readonly node: Node;
  readonly callee: Node | undefined;
  /** The value of what is called, and of the object that it is a method of. */
  readonly called: Value;
  readonly receiver: { readonly node: Node; readonly value: Value } | undefined;
  readonly given: readonly { readonly node: Node; readonly value: Value }[];
}

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
  const receiver = call.receiver ? allTaints(call.receiver.value) : clean.taints;
  return tainted(unite(unite(given, receiver), allTaints(call.called)));
}

/** Taint that begins at what is called itself, which no function takes away. */
function ownTaints({ callee, called }: Call, { context }: Run): Taints {
  const marks = callee && context.marks.nodes.get(callee);
  return marks && marks.sources.length > 0 ? called.taints : clean.taints;
}

function prepare(node: Node, run: Run): Call {
  const callee = part(node, "callee");
  const object = callee?.kind === "member" ? part(callee, "object") : undefined;
  let called = clean;
  let receiver: Call["receiver"];
  if (callee && object) {
    receiver = { node: object, value: run.evaluate(object) };
    called = run.marked(callee, partOf(callee, receiver.value, run));
  } else if (callee) called = run.evaluate(callee);
  const given = parts(node, "argument").map((each) => ({ node: each, value: run.evaluate(each) }));
  // What it is given may have come to it through a propagator.
  if (callee && run.context.marks.nodes.get(callee)?.to.length) called = run.marked(callee, called);
  return { node, callee, called, receiver, given };
}

/** Holds if a formula says which part of what it finds is meant. */
function hasFocus(formula: Formula): boolean {
  return formula.type === "all" && formula.focus.length > 0;
}

/** What the functions of the file that may be called return; undefined where it is none of them. */
function follow(call: Call, run: Run): Value | undefined {
  const { node } = call;
  const made = construct(call, run);
  if (made) return made;
  const special = higherOrder(call, run) ?? attribute(call, run);
  if (special) return special;
  keepGiven(call, run);
  const targets = [...(call.called.functions ?? [])].map((target) => ({ target, self: undefined }));
  const method = methodOf(call, run);
  const all = method ? [method] : targets;
  if (all.length === 0) return callGiven(call, run);
  return all
    .map(({ target, self }) => {
      const offset = self && firstIsSelf(target) ? 1 : 0;
      const arranged: Given = { ...givenTo(target, call.given, offset, run), at: node, ...(self && { self }) };
      return applySummary(target, arranged, run);
    })
    .reduce(join);
}

/** What a function is given, for guards too. */
function givenTo(target: Node, given: Call["given"], offset: number, run: Run): Omit<Given, "at"> {
  const { values, nodes, defaults } = arrange(target, given, offset);
  const rest = parts(target, "parameter").findIndex(({ value }) => value === "rest");
  const terms = (index: number) => {
    const node = nodes[index];
    if (node) return index === rest ? undefined : termOf(node, run.frame);
    const other = defaults[index] && termOf(defaults[index], run.frame);
    return other?.kind === "constant" ? other : undefined;
  };
  return { values, nodes, terms };
}

/** Calls something that the function was given; undefined where it is a method of that, which may be anyone's. */
function callGiven({ node, callee, called, given }: Call, run: Run): Value | undefined {
  const values = given.map(({ value }) => value);
  const terms = given.map((each) => termOf(each.node, run.frame));
  const id = `${node.start}-${node.end}`;
  const returned = invoke(called, { id, values, terms: (index) => terms[index], at: node }, run);
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

/** What a container keeps that is put into it. */
function keepGiven({ callee, receiver, given }: Call, run: Run): void {
  if (!receiver || !keeping.has(String(callee && part(callee, "property")?.value))) return;
  const taints = given.reduce<Taints>((all, { value }) => unite(all, allTaints(value)), clean.taints);
  if (taints.size > 0) fill(receiver.node, tainted(taints), run);
}

/** Python's methods have their object as a parameter. */
function firstIsSelf(method: Node): boolean {
  const [first] = parts(method, "parameter");
  return /^(?:self|cls)$/.test(String(first && part(first, "target")?.value));
}

interface Target {
  readonly target: Node;
  readonly self: Given["self"];
}

/** The method that is called, where the class of the object is known. */
function methodOf({ callee, receiver }: Call, run: Run): Target | undefined {
  if (!receiver || callee?.kind !== "member") return undefined;
  const { definitions } = run.context;
  const of = classOfObject(receiver.node, run);
  const target = of && definitions.method(of, String(part(callee, "property")?.value));
  return (
    target && { target, self: { of: definitions.classOf(target) ?? of, value: receiver.value, node: receiver.node } }
  );
}

function classOfObject(object: Node, { context, owner }: Run): Node | undefined {
  const { definitions, names, semantics } = context;
  const word = object.kind === "name" ? String(object.value) : undefined;
  if (word === "this" || word === "self" || word === "cls") return definitions.classOf(owner);
  if (word === "super" || (object.kind === "call" && part(object, "callee")?.value === "super")) {
    const own = definitions.classOf(owner);
    return own && definitions.base(own);
  }
  const type = classNameOf(object, semantics.definitionOf(object)) ?? semantics.typeOf(object) ?? object;
  const entity = names.entities.get(type) ?? (type.kind === "name" ? definitions.entityAt(type.start) : undefined);
  return entity && definitions.classNamed(entity);
}

/** `C` of `C()`, as Python makes objects. */
function classNameOf(object: Node, definition: Node | undefined): Node | undefined {
  const made = object.kind === "call" || object.kind === "new" ? object : definition;
  return made?.kind === "call" || made?.kind === "new" ? part(made, "callee") : undefined;
}

/** A new object: what its constructor leaves in it. */
function construct(call: Call, run: Run): Value | undefined {
  const { definitions, names, summaryOf } = run.context;
  const entity = call.callee && names.entities.get(call.callee);
  const of = entity && definitions.classNamed(entity);
  if (!of) return undefined;
  const target = definitions.method(of, "constructor") ?? definitions.method(of, "__init__");
  if (!target) return clean;
  const self = { of: definitions.classOf(target) ?? of, value: clean, node: undefined };
  const given: Given = { ...givenTo(target, call.given, firstIsSelf(target) ? 1 : 0, run), at: call.node, self };
  applySummary(target, given, run);
  const left = summaryOf(target).written.get(self.of);
  return left ? inTermsOf(left, given, run) : clean;
}

function higherOrder(call: Call, run: Run): Value | undefined {
  const { callee, receiver, given } = call;
  if (!callee) return undefined;
  const isMethod = callee.kind === "member";
  const how = isMethod
    ? methods.get(String(part(callee, "property")?.value))
    : callee.kind === "name" && !run.context.names.entities.get(callee)
      ? functions.get(String(callee.value))
      : undefined;
  if (!how) return undefined;
  const isCallback = ({ value }: Call["given"][number]) => value.functions !== undefined;
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

function callEach(callbacks: Call["given"], { how, held, at, id }: Each, run: Run): Value {
  let result: Value = how.keeps ? held : clean;
  for (const { value } of callbacks) {
    const values: Value[] = [];
    for (const index of how.elements) values[index] = elementOf(held);
    for (const index of how.whole) values[index] = held;
    const returned = invoke(value, { id, values, at }, run);
    if (how.returns && returned) result = join(result, tainted(allTaints(returned)));
  }
  return result;
}
