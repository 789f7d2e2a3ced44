import { declaredBy, importedName, part, parts } from "#flow/declarations.ts";
import { objectOf } from "#flow/definitions.ts";
import type { TaintEnvironment } from "#flow/taint-environment.ts";
import type { Run, TaintContext } from "#flow/taint-run.ts";
import { type Root, unite } from "#flow/taint-set.ts";
import {
  allTaints,
  anyPart,
  clean,
  fieldOf,
  guarded,
  join,
  restName,
  tainted,
  type Value,
  withField,
  withoutFields,
} from "#flow/taint-value.ts";
import { through } from "#flow/value-way.ts";
import type { Node } from "#model/document.ts";

/** Something that a value can be kept in: a variable, or a part of what one holds. */
export interface Place {
  readonly root: Root;
  readonly path: readonly string[];
}

/** What a name stands for: a variable, or the object that the methods of a class share. */
export function rootOf(name: Node, { names, definitions, undeclared }: TaintContext, owner: Node): Root {
  const word = String(name.value);
  if (word === "this") return definitions.classOf(owner) ?? owner;
  const entity = names.entities.get(name);
  if (!entity) return undeclared(name);
  return objectOf(entity, definitions) ?? entity;
}

/** The place that an expression names; undefined for what is computed. */
export function placeOf(node: Node, run: Run): Place | undefined {
  const path: string[] = [];
  let current = node;
  for (;;) {
    if (current.kind === "name") {
      return { root: rootOf(current, run.context, run.owner), path: path.reverse() };
    }
    const name = fieldName(current, run.context);
    const object = current.kind === "cast" ? part(current, "expression") : part(current, "object");
    if (!object || (name === undefined && current.kind !== "cast")) return undefined;
    if (name !== undefined) path.push(name);
    current = object;
  }
}

/** The name of the part that a `member` or an `index` reads; undefined for what reads none, or several. */
export function fieldName(node: Node, { semantics }: TaintContext): string | undefined {
  if (node.kind === "member") return String(part(node, "property")?.value ?? "");
  if (node.kind !== "index") return undefined;
  const [index, ...more] = parts(node, "index");
  const constant = index && more.length === 0 ? semantics.constantOf(index) : undefined;
  // Python counts from the end where the number is negative.
  const isKnown = typeof constant === "string" || (typeof constant === "number" && constant >= 0);
  return isKnown ? String(constant) : anyPart;
}

/** Keeps a value in a target, whatever its form. */
export function bind(target: Node, value: Value, run: Run): void {
  switch (target.kind) {
    case "sequence":
      return bindSequence(target, value, run);
    case "mapping":
      return bindMapping(target, value, run);
    case "assign": {
      const inner = part(target, "target");
      const otherwise = part(target, "value");
      if (inner) bind(inner, otherwise ? join(value, run.evaluate(otherwise)) : value, run);
      return;
    }
    case "spread":
    case "define":
    case "cast":
    case "computed": {
      const inner = part(
        target,
        target.kind === "define" ? "target" : target.kind === "spread" ? "value" : "expression",
      );
      if (inner) bind(inner, value, run);
      return;
    }
    default:
      write(target, value, run);
  }
}

function bindSequence(target: Node, value: Value, run: Run): void {
  for (const [index, item] of parts(target, "item").entries())
    bind(item, fieldOf(value, item.kind === "spread" ? restName(index) : String(index)), run);
}

function bindMapping(target: Node, value: Value, run: Run): void {
  const taken: string[] = [];
  for (const entry of parts(target, "entry")) {
    if (entry.kind !== "pair") {
      bind(entry, withoutFields(value, taken), run);
      continue;
    }
    const key = part(entry, "key");
    const inner = part(entry, "value");
    if (!inner) continue;
    const isKnown = key?.kind === "name" || key?.kind === "string";
    if (isKnown) taken.push(String(key.value));
    // Of `{ a } = b`, `a` is also `b.a`, of which a rule may speak.
    const read = isKnown ? fieldOf(value, String(key.value)) : tainted(allTaints(value));
    const names = entry.label === "shorthand" ? [key, inner].filter((each) => each?.kind === "name") : [];
    const marked = names.reduce((held, name) => (name ? run.marked(name, held) : held), read);
    bind(inner, marked, run);
  }
}

function write(target: Node, value: Value, run: Run): void {
  const { environment, context } = run;
  const place = placeOf(target, run);
  const index = passed(target, run);
  if (place) {
    const kept = guarded(through(value, target), run.guard);
    const before = environment.read(place.root);
    environment.write(place.root, place.path.length === 0 ? kept : withField(before, place.path, kept));
  } else fill(target, value, run);
  // What is assigned to, or what holds it, may itself be what a rule speaks of.
  if (context.marks.nodes.has(target)) run.marked(target, join(place ? readPlace(place, run) : value, index));
  for (let held = part(target, "object"); held; held = part(held, "object")) {
    const sources = context.marks.nodes.get(held)?.sources ?? [];
    const of = sources.some(({ mark }) => mark.spec.bySideEffect !== "no") ? placeOf(held, run) : undefined;
    if (of) run.marked(held, readPlace(of, run));
  }
}

/** Computes what stands in a target besides names; gives the taint of what it is indexed by. */
function passed(target: Node, run: Run): Value {
  let own = clean;
  for (let node: Node | undefined = target; node && node.kind !== "name"; node = part(node, "object")) {
    const isPart = node.kind === "member" || node.kind === "index" || node.kind === "slice";
    for (const child of node.children) {
      if (isPart && (child.role === "object" || child.role === "property")) continue;
      const value = run.evaluate(child);
      if (node === target && isPart && !run.context.assumes.safeIndexes) own = join(own, tainted(allTaints(value)));
    }
    if (!isPart) break;
  }
  return own;
}

/** What is kept at a place. */
export function readPlace({ root, path }: Place, { environment }: Run): Value {
  return path.reduce((value, name) => fieldOf(value, name), environment.read(root));
}

/** Adds taint to what an expression names, or to what holds it where it names no part. */
export function fill(node: Node, value: Value, run: Run): void {
  let holder: Node | undefined = node;
  let place = placeOf(node, run);
  while (holder && !place) {
    holder = part(holder, "object");
    place = holder && placeOf(holder, run);
  }
  if (!place) return;
  const { root, path } = place;
  const before = readPlace(place, run);
  const more = guarded(through(value, node), run.guard);
  const after = holder === node ? join(before, more) : { ...before, taints: unite(before.taints, allTaints(more)) };
  run.environment.write(root, path.length === 0 ? after : withField(run.environment.read(root), path, after));
}

/** A name that a function, a class or an import is declared by holds nothing else any more. */
export function redeclare(node: Node, { context, environment }: Run): void {
  if (!context.redeclares) return;
  for (const { name } of declaredBy(node)) {
    const entity = context.names.entities.get(name);
    if (entity) environment.write(entity, clean);
  }
  const module = importedName(node);
  if (module === undefined) return;
  for (const [root] of environment.written()) {
    context.fuel.spend(1);
    if ("declaration" in root && root.declaration.value === module) environment.write(root, clean);
  }
}

/** Takes all taint from what an expression names, in what is known now or in another environment. */
export function cleanse(node: Node, run: Run, environment: TaintEnvironment = run.environment): void {
  const place = placeOf(node, run);
  if (!place) return;
  const { root, path } = place;
  environment.write(root, path.length === 0 ? clean : withField(environment.read(root), path, clean));
}
