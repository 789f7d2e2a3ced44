import { append } from "#model/append.ts";
import type { OutlineBuilder } from "#access/outline-builder.ts";
import type { ExpressionWriter } from "#access/outline-expressions.ts";
import { transparent } from "#access/transparent.ts";
import type { Placed, Surroundings } from "#access/surroundings.ts";
import { part, parts } from "#flow/declarations.ts";
import type { Node } from "#model/document.ts";
import type { Entry, Mutation } from "#model/module-outline.ts";

/** A call of a method, with what it is given. */
interface MethodCall extends Placed {
  readonly method: string;
  readonly given: readonly Node[];
}

/** A change of a list or an object, before it is known whether anybody asks for that. */
interface Change extends Placed {
  readonly target: Node;
  readonly kind: Mutation["kind"];
  readonly key?: Node | string;
  readonly value: Node;
  readonly spread?: boolean;
}

/**
 * What is put into the lists and objects that an outline holds. What these changes need may bring further ones; `seen` is
 * told of each place where one is.
 */
export function mutationsIn(
  builder: OutlineBuilder,
  writer: ExpressionWriter,
  seen: (at: Surroundings) => void,
): Mutation[] {
  const { survey } = builder.source;
  let waiting = [...survey.assignments.flatMap(assigned), ...survey.calls.flatMap(called)];
  const mutations: Mutation[] = [];
  for (;;) {
    const asked = waiting.filter(({ target }) => isAsked(builder, target));
    if (asked.length === 0) return mutations;
    waiting = waiting.filter(({ target }) => !isAsked(builder, target));
    for (const change of asked) {
      append(mutations, written(change, builder, writer));
      seen(change.at);
    }
    builder.settle();
  }
}

function assigned(placed: Placed): Change[] {
  const { node } = placed;
  const target = part(node, "target");
  const value = part(node, "value");
  if (!target || !value) return [];
  if (node.label === "+=") return [{ ...placed, target, kind: "item", value, spread: true }];
  const object = part(target, "object");
  const key = target.kind === "member" ? String(part(target, "property")?.value) : part(target, "index");
  return object && key !== undefined ? [{ ...placed, target: object, kind: "entry", key, value }] : [];
}

const appending: ReadonlySet<string> = new Set(["push", "unshift", "add", "append", "appendleft"]);
const extending: ReadonlySet<string> = new Set(["extend", "update"]);

/** Holds for methods that change what they are called of, or what they are given. */
export function isChanging(method: string): boolean {
  return appending.has(method) || extending.has(method) || furtherChanges.has(method);
}

const furtherChanges: ReadonlySet<string> = new Set(["set", "setdefault", "insert", "assign", "defineProperty"]);

function called(placed: Placed): Change[] {
  const { node } = placed;
  const callee = part(node, "callee");
  if (callee?.kind === "name") return exportedBy(placed, String(callee.value));
  const target = callee?.kind === "member" ? part(callee, "object") : undefined;
  if (!callee || !target) return [];
  const method = String(part(callee, "property")?.value);
  const given = parts(node, "argument");
  return target.value === "Object"
    ? ofObject({ ...placed, method, given })
    : ofCollection({ ...placed, method, given }, target);
}

/** A call of a method of a list, a map or a set. */
function ofCollection({ method, given, ...placed }: MethodCall, target: Node): Change[] {
  if (appending.has(method)) return given.map((value) => ({ ...placed, target, kind: "item", ...unspread(value) }));
  if (extending.has(method)) {
    const kind = method === "update" ? "entry" : "item";
    return given.slice(0, 1).map((value) => ({ ...placed, target, kind, value, spread: true }));
  }
  const [first, second] = given;
  if ((method === "set" || method === "setdefault") && first && second && given.length === 2)
    return [{ ...placed, target, kind: "entry", key: first, value: second }];
  if (method === "insert" && second) return [{ ...placed, target, kind: "item", value: second }];
  return [];
}

function unspread(node: Node): { readonly value: Node; readonly spread?: true } {
  return node.kind === "spread" ? { value: part(node, "value") ?? node, spread: true } : { value: node };
}

/** `__export(target, { name: () => value })`, as bundlers write it. */
function exportedBy(placed: Placed, name: string): Change[] {
  const [target, given] = parts(placed.node, "argument");
  if (!/^_*export(?:All|s)?$/.test(name) || !target || given?.kind !== "mapping") return [];
  return given.children.flatMap((pair): Change[] => {
    const key = part(pair, "key");
    const value = part(pair, "value");
    const body = value?.kind === "function" ? part(value, "body") : undefined;
    return key && body && body.kind !== "block"
      ? [{ ...placed, target, kind: "entry", key: String(key.value), value: body }]
      : [];
  });
}

/** `Object.assign` and `Object.defineProperty`. */
function ofObject({ method, given, ...placed }: MethodCall): Change[] {
  const [target, ...rest] = given;
  if (!target) return [];
  if (method === "assign") return rest.map((value) => ({ ...placed, target, kind: "entry", value, spread: true }));
  const [key, descriptor] = rest;
  if (method !== "defineProperty" || !key || !descriptor) return [];
  const value = givenBy(descriptor);
  return value ? [{ ...placed, target, kind: "entry", key, value }] : [];
}

/** What a property's descriptor gives: its value, or what its getter returns if that is all it does. */
export function givenBy(descriptor: Node): Node | undefined {
  for (const pair of descriptor.children) {
    const key = part(pair, "key")?.value;
    const value = part(pair, "value");
    if (key === "value") return value;
    if (key !== "get" || value?.kind !== "function") continue;
    const body = part(value, "body");
    const [only] = body?.kind === "block" ? parts(body, "statement") : [];
    return body?.kind === "block" ? (only?.kind === "return" ? part(only, "value") : undefined) : body;
  }
  return undefined;
}

/** The name or `this` that a chain of members starts from, and the members. */
function rootOf(target: Node): { readonly root: Node; readonly path: readonly string[] } | undefined {
  const path: string[] = [];
  let at = transparent(target);
  while (at.kind === "member") {
    path.unshift(String(part(at, "property")?.value));
    const object = part(at, "object");
    if (!object) return undefined;
    at = transparent(object);
  }
  return at.kind === "name" ? { root: at, path } : undefined;
}

function isAsked(builder: OutlineBuilder, target: Node): boolean {
  const found = rootOf(target);
  if (!found) return false;
  const owner = builder.ownerOf(found.root);
  return owner ? builder.isKnownClass(owner) : builder.isKnown(found.root);
}

function written(change: Change, builder: OutlineBuilder, writer: ExpressionWriter): Mutation[] {
  const found = rootOf(change.target);
  if (!found) return [];
  const owner = builder.ownerOf(found.root);
  // What a method assigns to a field of its object is told with the class.
  if (owner && found.path.length === 0 && change.kind === "entry") return [];
  const variable = owner ? undefined : builder.variable(found.root);
  if (!owner && variable === undefined) return [];
  const key =
    typeof change.key === "string" ? writer.constant(change.key, change.node) : change.key && writer.write(change.key);
  const entry: Entry = {
    value: writer.write(change.value),
    ...(change.spread && { spread: true as const }),
    ...(key !== undefined && { key }),
  };
  const root = owner ? { class: builder.class(owner) } : { variable: variable! };
  return [{ root, path: found.path, entry, kind: change.kind, ...builder.context(change.at) }];
}
