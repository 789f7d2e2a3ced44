import { parametersOf, part, parts } from "#flow/declarations.ts";
import type { Entity, Names } from "#flow/entity.ts";
import type { Term, Terms } from "#flow/guard-terms.ts";
import type { Use } from "#flow/name-uses.ts";
import type { Node } from "#model/document.ts";
import type { Semantics } from "#model/semantics.ts";

/** A function, and what is known of the names in it. */
export interface Frame {
  readonly owner: Node;
  readonly terms: Terms;
  readonly names: Names;
  readonly semantics: Semantics;
  readonly usesOf: (entity: Entity) => readonly Use[];
}

/** Expressions are read down to this depth; longer lists are not known. */
const [deepest, longestList] = [24, 60];

/**
 * What an expression is in terms of the function's parameters, where it is the same at the point as it was when the
 * function was entered: a parameter that is assigned to, or of which a part is, is not known.
 */
export function termOf(node: Node, frame: Frame, depth = 0): Term {
  const { terms, semantics } = frame;
  const constant = semantics.constantOf(node);
  if (constant !== undefined) return terms.constant(constant);
  if (depth > deepest) return terms.unknown;
  const read = (inner: Node | undefined) => (inner ? termOf(inner, frame, depth + 1) : terms.unknown);
  switch (node.kind) {
    case "string":
    case "number":
    case "boolean":
    case "null":
      return node.label === "text" || node.value === undefined ? terms.unknown : terms.constant(node.value);
    case "name":
      return nameTerm(node, frame, depth);
    case "member":
      return terms.part(read(part(node, "object")), String(part(node, "property")?.value));
    case "index": {
      const index = read(part(node, "index"));
      return index.kind === "constant" ? terms.part(read(part(node, "object")), String(index.value)) : terms.unknown;
    }
    case "cast":
    case "computed":
      return read(part(node, "expression"));
    case "sequence":
    case "mapping":
      return containerTerm(node, read, terms);
    case "call":
      return callTerm(node, read, frame);
    default:
      return operationTerm(node, read, frame);
  }
}

type Read = (inner: Node | undefined) => Term;

function nameTerm(node: Node, frame: Frame, depth: number): Term {
  const { names, semantics, terms, owner } = frame;
  const entity = names.entities.get(node);
  if (!entity) return terms.unknown;
  const path = parameterPath(entity.declaration, owner);
  if (path && entity.owner === owner) {
    const isSame = entity.assigned.length <= 1 && !isTouched(node, entity, frame, false);
    return isSame ? terms.input(path.index, path.names) : terms.unknown;
  }
  const definition = semantics.definitionOf(node);
  if (!definition || entity.owner !== (owner.kind === "function" ? owner : undefined)) return terms.unknown;
  const isContainer = definition.kind === "sequence" || definition.kind === "mapping";
  return isContainer && isTouched(node, entity, frame, true) ? terms.unknown : termOf(definition, frame, depth + 1);
}

/** Holds if something may have been changed before a use of it. `isShared`: whoever gets hold of it may change it. */
function isTouched(use: Node, entity: Entity, { usesOf, owner }: Frame, isShared: boolean): boolean {
  const isAnywhere = hasLoop(owner);
  return usesOf(entity).some(({ name, effect }) => {
    if (name === use || effect === "none" || (effect === "leaves" && !isShared)) return false;
    return isAnywhere || name.start < use.start;
  });
}

const loops = new WeakMap<Node, boolean>();

function hasLoop(owner: Node): boolean {
  const known = loops.get(owner);
  if (known !== undefined) return known;
  let found = false;
  const stack = [owner];
  for (let node = stack.pop(); node && !found; node = stack.pop()) {
    found = node.kind === "while" || node.kind === "for" || node.kind === "for-each";
    for (const child of node.children) if (child.kind !== "function" && child.kind !== "class") stack.push(child);
  }
  loops.set(owner, found);
  return found;
}

interface ParameterPath {
  readonly index: number;
  readonly names: readonly string[];
}

/** Which part of which parameter a name is declared as. */
function parameterPath(declaration: Node, owner: Node): ParameterPath | undefined {
  if (owner.kind !== "function") return undefined;
  for (const [index, parameter] of parametersOf(owner).entries()) {
    const target = part(parameter, "target");
    if (!target || declaration.start < target.start || declaration.end > target.end) continue;
    if (parameter.value !== undefined) return undefined;
    const names = pathWithin(target, declaration);
    return names && { index, names };
  }
  return undefined;
}

function pathWithin(target: Node, declaration: Node): readonly string[] | undefined {
  const names: string[] = [];
  for (let node = target; node !== declaration;) {
    const within = partAround(node, declaration);
    if (!within) return undefined;
    names.push(within.name);
    node = within.node;
  }
  return names;
}

/** The part of a pattern that a name is declared in. */
function partAround(pattern: Node, declaration: Node): { readonly name: string; readonly node: Node } | undefined {
  const isAround = ({ start, end }: Node) => start <= declaration.start && end >= declaration.end;
  const within = pattern.children.find(isAround);
  if (pattern.kind === "sequence") {
    const isItem = within !== undefined && within.kind !== "spread";
    return isItem ? { name: String(parts(pattern, "item").indexOf(within)), node: within } : undefined;
  }
  const key = pattern.kind === "mapping" && within?.kind === "pair" ? part(within, "key") : undefined;
  const node = within && part(within, "value");
  const isKnown = key?.kind === "name" || key?.kind === "string";
  return isKnown && node ? { name: String(key.value), node: isAround(key) ? declaration : node } : undefined;
}

function containerTerm(node: Node, read: Read, terms: Terms): Term {
  const isList = node.kind === "sequence";
  const children = parts(node, isList ? "item" : "entry");
  if (children.length > longestList || children.some(({ kind }) => kind === "spread")) return terms.unknown;
  if (isList) return terms.list(children.map(read));
  const entries = new Map<string, Term>();
  for (const entry of children) {
    const key = entry.kind === "pair" ? part(entry, "key") : undefined;
    if (key?.kind !== "name" && key?.kind !== "string") return terms.unknown;
    entries.set(String(key.value), read(part(entry, "value")));
  }
  return terms.record(entries);
}

function callTerm(node: Node, read: Read, { names, terms }: Frame): Term {
  const callee = part(node, "callee");
  const [first, second] = parts(node, "argument");
  if (callee?.kind !== "name" || names.entities.has(callee)) return terms.unknown;
  switch (callee.value) {
    case "len":
      return terms.operation("length", [read(first)]);
    case "bool":
    case "Boolean":
      return terms.operation("not", [terms.operation("not", [read(first)])]);
    case "isinstance": {
      const classes = second?.kind === "sequence" ? parts(second, "item") : second ? [second] : [];
      const tests = classes.map((each) =>
        terms.operation("isinstance", [
          read(first),
          each.kind === "name" ? terms.constant(String(each.value)) : terms.unknown,
        ]),
      );
      return tests.length === 1 ? tests[0]! : terms.operation("or", tests);
    }
    default:
      return terms.unknown;
  }
}

/** Operators of which another one says the opposite. */
const opposites: ReadonlyMap<string, string> = new Map([
  ["!=", "=="],
  ["!==", "==="],
  ["is not", "==="],
  ["not in", "in"],
]);
const sameAs: ReadonlyMap<string, string> = new Map([
  ["is", "==="],
  ["&&", "and"],
  ["||", "or"],
]);

function operationTerm(node: Node, read: Read, frame: Frame): Term {
  const { terms } = frame;
  const { kind, label = "", children } = node;
  if (kind === "unary") {
    if (label === "!" || label === "not") return terms.operation("not", [read(children[0])]);
    return label === "typeof" ? terms.operation(label, [read(children[0])]) : terms.unknown;
  }
  if (kind !== "binary") return terms.unknown;
  const opposite = opposites.get(label);
  const operator = opposite ?? sameAs.get(label) ?? label;
  const [left, right] = [read(part(node, "left")), read(part(node, "right"))];
  const isSame = /^={2,3}$/.test(operator) && areOneThing(part(node, "left"), part(node, "right"), frame);
  const isTurned = /^={2,3}$/.test(operator) && left.kind === "constant";
  const made = isSame ? terms.constant(true) : terms.operation(operator, isTurned ? [right, left] : [left, right]);
  return opposite ? terms.operation("not", [made]) : made;
}

/** Names that are given each other's values are followed this far. */
const mostAliases = 4;

/**
 * Holds for two names of what is given a value once: `forker = owner` and `owner`. A name beside itself asks for a NaN;
 * in loops, one of them may be the value of the turn before.
 */
function areOneThing(left: Node | undefined, right: Node | undefined, frame: Frame): boolean {
  if (left?.kind !== "name" || right?.kind !== "name" || left.value === right.value) return false;
  if (hasLoop(frame.owner)) return false;
  const first = sourceOf(left, frame);
  return first !== undefined && first === sourceOf(right, frame);
}

function sourceOf(name: Node, { names, semantics }: Frame): Entity | undefined {
  let at = name;
  for (let step = 0; step < mostAliases; step++) {
    const entity = names.entities.get(at);
    if (!entity || entity.assigned.length > 1) return undefined;
    const definition = semantics.definitionOf(at);
    if (definition?.kind !== "name") return entity;
    if (definition.start > name.start) return undefined;
    at = definition;
  }
  return undefined;
}
