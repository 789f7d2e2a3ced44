import { part, parts } from "#flow/declarations.ts";
import { isFromOutside } from "#flow/outside-objects.ts";
import type { Call } from "#flow/taint-arguments.ts";
import type { Run } from "#flow/taint-run.ts";
import { unite } from "#flow/taint-set.ts";
import { fill, placeOf, readPlace } from "#flow/taint-targets.ts";
import {
  allTaints,
  anyPart,
  clean,
  composed,
  elementOf,
  isClean,
  join,
  namesPart,
  tainted,
  type Value,
  withField,
  withoutFields,
} from "#flow/taint-value.ts";
import type { Node } from "#model/document.ts";
import type { Constant } from "#model/semantics.ts";

type Keeping = "things" | "members" | "contents" | "named" | "each";

/**
 * What a method does with what it is given: puts the things into its receiver, or all that they hold, or one thing under
 * a name or at a place where it is given both.
 */
const keeping: ReadonlyMap<string, Keeping> = new Map<string, Keeping>([
  ..."push unshift appendleft enqueue splice".split(" ").map((name) => [name, "things"] as const),
  ["add", "members"],
  ..."append insert set setdefault put".split(" ").map((name) => [name, "named"] as const),
  ["update", "contents"],
  ["extend", "each"],
]);

/** Methods that others than containers have too, which do something else with what they are given: a database, a queue. */
const elsewhere: ReadonlySet<string> = new Set(["add", "put", "insert", "enqueue"]);

/** Methods after which the things of a list may stand at other places of it. */
const moving: ReadonlySet<string> = new Set(
  "unshift insert appendleft reverse sort shift popleft pop remove splice copyWithin rotate".split(" "),
);

/** Methods that hand out what is kept under a name. */
const taking: ReadonlySet<string> = new Set(["get", "pop"]);

/** A list of which each place holds the same. */
export function listOf(value: Value): Value {
  return isClean(value) ? clean : composed(new Map([[anyPart, value]]));
}

/** Holds for a list of which all places are known. */
export function isList({ taints, fields }: Value): boolean {
  return taints.size === 0 && fields !== undefined && [...fields.keys()].every((name, at) => name === String(at));
}

/** Puts into a container what a method of it is given; each thing keeps its parts. */
export function keepGiven({ callee, called, receiver, given }: Call, run: Run): void {
  const word = String(callee && part(callee, "property")?.value);
  const how = keeping.get(word);
  if (!receiver || !how || called.functions) return;
  if (elsewhere.has(word) && isFromOutside(receiver.node, run)) return;
  const [name, thing] = given;
  const isNamed = how === "named" && thing !== undefined;
  const kept = isNamed ? named(name!, thing.value, run) : given.map((each) => keptOf(each, how)).reduce(join, clean);
  if (allTaints(kept).size > 0) fill(receiver.node, kept, run);
}

/** Forgets at which places of a list its things stand, where a method moves them. */
export function moveThings({ callee, called, receiver, given }: Call, run: Run): void {
  const word = String(callee && part(callee, "property")?.value);
  const isMoving = moving.has(word) && (word !== "pop" || given.length > 0);
  if (!receiver?.value.fields || called.functions || !isMoving) return;
  const place = placeOf(receiver.node, run);
  const before = place && readPlace(place, run);
  const after = before?.fields && unplaced(before);
  if (!place || !after) return;
  const { root, path } = place;
  run.environment.write(root, path.length === 0 ? after : withField(run.environment.read(root), path, after));
}

/** The value with what stands at known places anywhere; undefined where nothing does. */
function unplaced(value: Value): Value | undefined {
  const fields = new Map(value.fields);
  let moved: Value | undefined;
  for (const [name, held] of value.fields ?? []) {
    if (!/^\d+$/.test(name)) continue;
    fields.delete(name);
    moved = join(moved ?? clean, held);
  }
  return moved && { ...value, fields: fields.set(anyPart, join(fields.get(anyPart) ?? clean, moved)) };
}

function named(name: Call["given"][number], thing: Value, run: Run): Value {
  return join(underName(run.context.semantics.constantOf(name.node), thing), asName(name.value));
}

function keptOf({ node, value }: Call["given"][number], how: Keeping): Value {
  // Given by name, a thing stands under its name after `update`; what others do with it is not what a container does.
  if (node.kind === "keyword-argument")
    return how === "contents" ? underName(String(node.value), value) : tainted(allTaints(value));
  return how === "contents" || node.kind === "spread" ? contentsOf(value) : listed(value, how);
}

function listed(value: Value, how: Exclude<Keeping, "contents">): Value {
  if (how === "members") return join(listOf(value), asName(value));
  // A mapping that a list is extended by gives its names.
  return listOf(how === "each" ? elementOf(value) : value);
}

function asName(value: Value): Value {
  const taints = allTaints(value);
  return taints.size === 0 ? clean : composed(new Map([[namesPart, tainted(taints)]]));
}

/** What is known of the names under which a value keeps things. */
export function namesOf(value: Value): Value {
  const names = value.fields?.get(namesPart);
  return tainted(names ? unite(value.taints, allTaints(names)) : value.taints);
}

/** Any of the things that a container holds, whatever they are called. */
export function thingOf(value: Value): Value {
  return elementOf(value.fields?.has(namesPart) ? withoutFields(value, [namesPart]) : value);
}

function underName(name: Constant | undefined, value: Value): Value {
  return typeof name === "string" ? composed(new Map([[name, value]])) : listOf(value);
}

/** The name that a call asks an object for, if it is known. */
export function nameTaken(call: Node, object: Node, { context }: Run): string | undefined {
  const callee = call.kind === "call" ? part(call, "callee") : undefined;
  const isAsked = callee?.kind === "member" && part(callee, "object") === object;
  if (!isAsked || !taking.has(String(part(callee, "property")?.value))) return undefined;
  const [name] = parts(call, "argument");
  const word = name && context.semantics.constantOf(name);
  return typeof word === "string" ? word : undefined;
}

/** What a container holds, where the places of a list say nothing of where it will be. */
function contentsOf(value: Value): Value {
  return isList(value) ? listOf(elementOf(value)) : value;
}
