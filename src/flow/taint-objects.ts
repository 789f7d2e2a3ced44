import { part, parts } from "#flow/declarations.ts";
import type { Definitions } from "#flow/definitions.ts";
import { type Call, givenTo } from "#flow/taint-arguments.ts";
import { firstIsSelf } from "#flow/taint-bound.ts";
import { applySummary, invoke } from "#flow/taint-closures.ts";
import type { Run } from "#flow/taint-run.ts";
import { callingOf, type Given, valueInCaller } from "#flow/taint-substitution.ts";
import {
  allTaints,
  anyPart,
  bare,
  clean,
  type Closure,
  fieldOf,
  join,
  type Value,
  withField,
} from "#flow/taint-value.ts";
import type { Node } from "#model/document.ts";

export interface Target {
  readonly target: Node;
  readonly self: Given["self"];
  readonly closure?: Closure;
}

/** The methods that may be called, where the class of the object is known; of its own, those of derived classes too. */
export function methodsOf({ callee, receiver }: Call, run: Run): readonly Target[] {
  if (callee?.kind === "name") return calledObject(callee, run);
  if (!receiver || callee?.kind !== "member") return [];
  const { definitions } = run.context;
  const of = classOfObject(receiver.node, run);
  const name = String(part(callee, "property")?.value);
  const target = of && definitions.isMember(name) ? definitions.method(of, name) : undefined;
  if (!of || !target) return [];
  const isOwn = receiver.node.kind === "name" && /^(?:this|self)$/.test(String(receiver.node.value));
  const targets = [target, ...(isOwn ? definitions.overriding(of, name) : [])];
  return targets.map((each) => ({ target: each, self: selfOf(of, each, receiver, run) }));
}

function selfOf(of: Node, target: Node, receiver: NonNullable<Call["receiver"]>, run: Run): Given["self"] {
  const { definitions } = run.context;
  const on = definitions.classOf(target) ?? of;
  const own = isSuper(receiver.node) ? definitions.classOf(run.owner) : undefined;
  return own
    ? { of: on, value: run.environment.read(own), node: undefined, root: own }
    : { of: on, value: receiver.value, node: receiver.node };
}

function classOfObject(object: Node, { context, owner }: Run): Node | undefined {
  const { definitions, names, semantics } = context;
  const word = object.kind === "name" ? String(object.value) : undefined;
  if (word === "this" || word === "self" || word === "cls") return definitions.classOf(owner);
  if (isSuper(object)) {
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
export function construct(call: Call, run: Run): Value | undefined {
  const { definitions, names, summaryOf, initialOf } = run.context;
  if (call.callee?.kind === "name" && call.callee.value === "super") return constructBase(call, run);
  const entity = call.callee && names.entities.get(call.callee);
  const of = entity && definitions.classNamed(entity);
  if (!of) return undefined;
  const initial = initialOf(of);
  const target = constructorOf(of, definitions);
  if (!target) return join(initial, withoutConstructor(of, call, run));
  const self = { of: definitions.classOf(target) ?? of, value: initial, node: undefined };
  const given: Given = { ...givenTo(target, call.given, firstIsSelf(target) ? 1 : 0, run), at: call.node, self };
  applySummary(target, given, run);
  const left = summaryOf(target).written.get(self.of);
  return left ? join(initial, valueInCaller(left, callingOf(given, run))) : initial;
}

function constructorOf(of: Node, { method }: Definitions): Node | undefined {
  return method(of, "constructor") ?? method(of, "__init__");
}

/** What is given to a class that says nothing of it: its fields in order, as data classes have it, or by name. */
function withoutConstructor(of: Node, { given }: Call, { context }: Run): Value {
  if (context.coerces || (parts(of, "base").length === 0 && parts(of, "decorator").length === 0)) return clean;
  const names = parts(of, "member").flatMap((member) => fieldOfClass(member) ?? []);
  let made: Value = clean;
  for (const [index, { node, value }] of given.entries()) {
    const name = node.kind === "keyword-argument" ? String(node.value) : names[index];
    made = name === undefined ? join(made, { taints: allTaints(value) }) : withField(made, [name], value);
  }
  return made;
}

/** The name of `a: T` in a class of Python. */
function fieldOfClass(member: Node): string | undefined {
  const assign = member.kind === "expression-statement" ? part(member, "expression") : member;
  const target = assign?.kind === "assign" || assign?.kind === "define" ? part(assign, "target") : undefined;
  return target?.kind === "name" ? String(target.value) : undefined;
}

/** `super(…)`: what the constructor of the base leaves in the object. */
function constructBase({ node, given }: Call, run: Run): Value | undefined {
  const { definitions } = run.context;
  const own = definitions.classOf(run.owner);
  const base = own && definitions.base(own);
  const target = base && constructorOf(base, definitions);
  if (!target) return undefined;
  const self = {
    of: definitions.classOf(target) ?? base,
    value: run.environment.read(own),
    node: undefined,
    root: own,
  };
  applySummary(target, { ...givenTo(target, given, 0, run), at: node, self }, run);
  return clean;
}

function isSuper(object: Node): boolean {
  return (object.kind === "call" ? part(object, "callee") : object)?.value === "super";
}

/** An object of Python that is called itself. */
function calledObject(callee: Node, run: Run): readonly Target[] {
  const { definitions } = run.context;
  const of = definitions.isMember("__call__") ? classOfObject(callee, run) : undefined;
  const target = of && definitions.method(of, "__call__");
  if (!of || !target) return [];
  return [{ target, self: { of: definitions.classOf(target) ?? of, value: run.evaluate(callee), node: callee } }];
}

/** What reading a member gives that is a function of the class: what a getter returns, or the method with its object. */
export function accessed(node: Node, value: Value, run: Run): Value | undefined {
  const { assumes, definitions } = run.context;
  const object = part(node, "object");
  const name = String(part(node, "property")?.value);
  if (!assumes.followsCalls || node.kind !== "member" || !object) return undefined;
  const isGot = definitions.isMember(`get ${name}`);
  if (!isGot && !definitions.isMember(name)) return undefined;
  const of = classOfObject(object, run);
  const getter = of && isGot ? definitions.method(of, `get ${name}`) : undefined;
  const target = getter ?? (of && definitions.method(of, name));
  if (!of || !target) return undefined;
  const on = definitions.classOf(target) ?? of;
  if (getter) return applySummary(getter, { values: [], at: node, self: { of: on, value, node: object } }, run);
  const closure: Closure = { captured: new Map([[on, value]]), bound: [] };
  return { taints: clean.taints, functions: new Map([[target, closure]]) };
}

/** What reading a part of an object gives that a getter is written for in the object itself. */
export function gotten(entry: Node, run: Run): Value {
  const made = run.evaluate(entry);
  const getter = part(entry, "value");
  if (!run.context.assumes.followsCalls || getter?.kind !== "function") return made;
  return applySummary(getter, { values: [], at: entry }, run);
}

/** An object that is taken apart, with what its getters give for the parts that are asked for. */
export function withGetters(target: Node, source: Node | undefined, value: Value, run: Run): Value {
  const { assumes, definitions } = run.context;
  if (!assumes.followsCalls || target.kind !== "mapping" || !source) return value;
  let after = value;
  for (const entry of parts(target, "entry")) {
    const name = String(part(entry, "key")?.value);
    if (!definitions.isMember(`get ${name}`)) continue;
    const of = classOfObject(source, run);
    const getter = of && definitions.method(of, `get ${name}`);
    if (!getter) continue;
    const self = { of: definitions.classOf(getter) ?? of, value, node: source };
    after = withField(after, [name], applySummary(getter, { values: [], at: entry, self }, run));
  }
  return after;
}

/** Calls the setter that an assignment is to; holds if there is one. */
export function assigned(target: Node, value: Value, run: Run): boolean {
  const { assumes, definitions } = run.context;
  const object = part(target, "object");
  const name = `set ${String(part(target, "property")?.value)}`;
  if (!assumes.followsCalls || target.kind !== "member" || !object || !definitions.isMember(name)) return false;
  const of = classOfObject(object, run);
  const setter = of && definitions.method(of, name);
  if (!setter) return false;
  const self = { of: definitions.classOf(setter) ?? of, value: run.evaluate(object), node: object };
  const values = firstIsSelf(setter) ? [undefined, value] : [value];
  applySummary(setter, { values, at: target, self }, run);
  return true;
}

/** What `with` gives for a context manager: what `__enter__` returns, or what the generator yields. */
export function entered(node: Node, value: Value, run: Run): Value {
  const { assumes, definitions } = run.context;
  if (!assumes.followsCalls) return value;
  const of = classOfObject(node, run);
  const target = of && (definitions.method(of, "__enter__") ?? definitions.method(of, "__aenter__"));
  if (target)
    return applySummary(
      target,
      { values: [], at: node, self: { of: definitions.classOf(target) ?? of, value, node } },
      run,
    );
  return value.fields?.size === 1 && value.fields.has(anyPart) ? fieldOf(value, anyPart) : value;
}

/** A function with the decorators of the file that are on it. */
export function decorated(node: Node, run: Run): Value {
  const { names, definitions, assumes } = run.context;
  let value: Value = { taints: clean.taints, functions: new Map([[node, bare]]) };
  if (!assumes.followsCalls) return value;
  for (const decorator of [...parts(node, "decorator")].reverse()) {
    const expression = part(decorator, "expression");
    const callee = expression?.kind === "call" ? part(expression, "callee") : expression;
    const entity = callee?.kind === "name" ? names.entities.get(callee) : undefined;
    const local = entity && definitions.functionOf(entity);
    if (!expression || !local || local === node) continue;
    const maker: Value =
      expression === callee ? { taints: clean.taints, functions: new Map([[local, bare]]) } : run.evaluate(expression);
    const id = `${expression.start}-${expression.end}`;
    const made = invoke(maker, { id, values: [value], at: expression }, run);
    if (made?.functions) value = made;
  }
  return value;
}

/** Keeps what the fields of a class are set to where it is made, for its objects and for the class itself. */
export function keepField(of: Node, member: Node, value: Value, run: Run): void {
  const { assumes, names, initial } = run.context;
  const name = member.kind === "field" ? part(member, "target") : undefined;
  const word = name?.kind === "name" ? String(name.value) : fieldOfClass(member);
  if (!assumes.followsCalls || word === undefined) return;
  const isStatic = parts(member, "modifier").some((modifier) => modifier.value === "static");
  const declared = part(of, "name");
  const entity = declared && names.entities.get(declared);
  if (entity && (isStatic || member.kind !== "field"))
    run.environment.write(entity, withField(run.environment.read(entity), [word], value));
  if (!isStatic) initial(of, word, value);
}
