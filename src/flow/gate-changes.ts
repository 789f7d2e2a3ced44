import { append } from "#model/append.ts";
import { bound, declaredBy, importedName, part, parts, targetsIn } from "#flow/declarations.ts";
import type { Entity, Names } from "#flow/entity.ts";
import type { GateAnalysis, GateRun } from "#flow/gate-run.ts";
import { gateAtom, nothing } from "#flow/gate-passed.ts";
import { constantVerdict, joined, something, unknown, type Verdict } from "#flow/gate-value.ts";
import type { Node } from "#model/document.ts";

/** A place at which a variable, or a part of one, is given something. */
interface Change {
  /** The function in which it stands, or the program. */
  readonly owner: Node;
  /** What it is given, where that is one expression. */
  readonly value: Node | undefined;
  /** The name that is assigned to, or the one of which a part is. */
  readonly name: Node;
}

/** What is given to variables and parts of them anywhere in a document. */
export interface Changes {
  readonly ofEntity: ReadonlyMap<Entity, readonly Change[]>;
  /** By what it is a part of and its name; under `anyName` those of which the name is computed. */
  readonly ofPart: ReadonlyMap<string, readonly Change[]>;
  /** The variables, or the names of what nobody declares, of which parts are given something one by one. */
  readonly holders: ReadonlySet<Entity | string>;
}

const isSelf = /^(?:this|self|cls)$/;

const anyName = "*";
/** Of what is given something at more places nothing is known. */
const mostChanges = 50;

/** Looks through a document; iterative. */
export function changesOf(root: Node, names: Names): Changes {
  const ofEntity = new Map<Entity, Change[]>();
  const ofPart = new Map<string, Change[]>();
  const holders = new Set<Entity | string>();
  const stack: (readonly [Node, Node])[] = [[root, root]];
  for (let step = stack.pop(); step; step = stack.pop()) {
    const [node, owner] = step;
    for (const { target, value } of givenBy(node)) {
      const { name, property } = partNamed(target);
      const entity = name && property === undefined ? names.entities.get(name) : undefined;
      if (name && property !== undefined) {
        put(ofPart, keyOf(name, property, names), { owner, value, name });
        holders.add(names.entities.get(name) ?? String(name.value));
      }
      if (name && entity) put(ofEntity, entity, { owner, value, name });
    }
    const inner = node.kind === "function" ? node : owner;
    for (const child of node.children) stack.push([child, inner]);
  }
  return { ofEntity, ofPart, holders };
}

/** A part of a variable; what methods call their own object is the same for all of them. */
function keyOf(name: Node, property: string, names: Names): string {
  const entity = isSelf.test(String(name.value)) ? undefined : names.entities.get(name);
  return `${entity ? entity.declaration.start : String(name.value)}.${property}`;
}

function put<Key>(all: Map<Key, Change[]>, key: Key, change: Change): void {
  const known = all.get(key);
  if (known) known.push(change);
  else all.set(key, [change]);
}

interface GivenTo {
  readonly target: Node;
  readonly value: Node | undefined;
}

function givenBy(node: Node): GivenTo[] {
  switch (node.kind) {
    case "assign": {
      const isPlain = node.label === undefined || /^:?=$/.test(node.label);
      const value = part(node, "value");
      return value ? targetsOf(part(node, "target"), isPlain ? value : undefined) : [];
    }
    case "unary":
      return /^(?:\+\+|--)/.test(node.label ?? "") ? targetsOf(part(node, "operand"), undefined) : [];
    case "for-each":
    case "with-item":
      return targetsOf(part(node, "target"), undefined);
    case "case":
    case "import":
      return declaredBy(node).map(({ name }) => ({ target: name, value: undefined }));
    default:
      return [];
  }
}

/** The variables, and parts of variables, that a target consists of. */
function targetsOf(target: Node | undefined, value: Node | undefined): GivenTo[] {
  if (!target) return [];
  const found: GivenTo[] = [];
  const stack = [target];
  for (let node = stack.pop(); node; node = stack.pop()) {
    const inner = targetsIn(node);
    if (inner.length === 0) found.push({ target: node, value: node === target ? value : undefined });
    else append(stack, inner);
  }
  return found;
}

/** The variable of which something is a part, and the name of the part; no `property` for the variable itself. */
function partNamed(node: Node): { readonly name?: Node; readonly property?: string } {
  if (node.kind === "name") return { name: node };
  const object = node.kind === "member" || node.kind === "index" ? part(node, "object") : undefined;
  if (object?.kind !== "name") return {};
  return { name: object, property: partName(node) ?? anyName };
}

/** The name of the part that `a.b`, `a["b"]` or `a[0]` is; undefined for what is computed. */
export function partName(node: Node): string | undefined {
  if (node.kind === "member") return String(part(node, "property")?.value);
  const [index, ...more] = parts(node, "index");
  const isKnown = more.length === 0 && (index?.kind === "string" || index?.kind === "number");
  return isKnown && index.value !== undefined ? String(index.value) : undefined;
}

function isMaking({ label, children }: Node): boolean {
  return label === "constructor" || children.some(({ role, value }) => role === "name" && value === "__init__");
}

/** What a variable holds, or a part of one, that other functions may have given something else before it is read. */
export function orElsewhere(verdict: Verdict, node: Node, run: GateRun): Verdict {
  const { changes, names } = run.analysis.program;
  const { name, property } = partNamed(node);
  if (!name) return verdict;
  const entity = names.entities.get(name);
  if (property === undefined) {
    const others = entity ? (changes.ofEntity.get(entity) ?? []) : [];
    return withOthers(verdict, others, run, (each) => each.name !== entity?.declaration);
  }
  const others = [property, anyName].flatMap((each) => changes.ofPart.get(keyOf(name, each, names)) ?? []);
  const isOwn = isSelf.test(String(name.value));
  return withOthers(verdict, others, run, ({ owner }) => !isOwn || !isMaking(owner));
}

function withOthers(
  verdict: Verdict,
  changes: readonly Change[],
  run: GateRun,
  counts: (change: Change) => boolean,
): Verdict {
  if (changes.length > mostChanges) return unknown;
  const others = changes.filter((each) => each.owner !== run.owner && counts(each));
  return others.reduce((held, { value }) => joined(held, plainVerdict(value, run.analysis)), verdict);
}

/** What an expression says without anything being known of where it stands. */
function plainVerdict(value: Node | undefined, { program }: GateAnalysis): Verdict {
  let node = value;
  while (node?.kind === "await" || node?.kind === "cast")
    node = part(node, node.kind === "await" ? "value" : "expression");
  const gate = node && program.gateAt.get(node);
  if (gate !== undefined) return { holds: [gateAtom(gate)], fails: nothing, isOpen: true };
  const constant = node && program.semantics.constantOf(node);
  return constant === undefined ? unknown : constantVerdict(constant);
}

/** Nothing is known any more of the names that a statement gives something that nobody follows. */
export function rebind(node: Node, run: GateRun): void {
  const target = part(node, "target");
  const declared =
    node.kind === "for-each" || node.kind === "catch" ? bound(target, undefined, "block") : declaredBy(node);
  for (const { name } of declared) {
    const entity = run.analysis.program.names.entities.get(name);
    if (!entity) continue;
    if (run.read(entity)) run.write(entity, unknown);
    forgetPlaces(prefixOf(name, run), run);
  }
  const module = importedName(node);
  for (const key of module === undefined ? [] : run.keys())
    if (typeof key !== "string" && key.declaration.value === module) run.write(key, unknown);
}

/** The beginning of the keys of a variable's parts. */
export function prefixOf(name: Node, { analysis }: GateRun): string {
  const entity = analysis.program.names.entities.get(name);
  return `${entity ? entity.declaration.start : String(name.value)}.`;
}

/** Nothing is known any more of the parts that a variable was given one by one. */
export function forgetPlaces(prefix: string, run: GateRun): void {
  for (const key of run.keys()) if (typeof key === "string" && key.startsWith(prefix)) run.write(key, unknown);
}

/** Nothing is known any more of the parts of what a name stands for: whoever it was given to may change them. */
export function forget(name: Node, run: GateRun): void {
  forgetPlaces(prefixOf(name, run), run);
  const entity = run.analysis.program.names.entities.get(name);
  const held = entity && run.read(entity);
  if (held?.parts && !held.isOpen) run.write(entity!, something);
}

/** What a variable is known by that something else stands for, too. */
function sharedKey(name: Node, run: GateRun): string {
  return `${prefixOf(name, run)}${anyName}`;
}

/** Holds if something else may stand for the same thing, by which its parts may be given something. */
export function isShared(name: Node, run: GateRun): boolean {
  return run.read(sharedKey(name, run)) !== undefined;
}

/** What is given to something else stands under two names from then on. */
export function share(value: Node, run: GateRun): void {
  const stack = [value];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.kind === "name") {
      forget(node, run);
      const { changes, names } = run.analysis.program;
      const isHolder = changes.holders.has(names.entities.get(node) ?? String(node.value));
      if (isHolder) run.write(sharedKey(node, run), something);
    } else if (node.kind === "cast") append(stack, parts(node, "expression"));
    else if (node.kind === "conditional") append(stack, node.children.slice(1));
    else if (node.kind === "binary" && /^(?:&&|\|\||\?\?|and|or)$/.test(node.label ?? "")) append(stack, node.children);
  }
}

/** Methods that change nothing of what they are called on. */
const reading =
  /^(?:get|keys|values|items|copy|map|forEach|filter|some|every|find|findIndex|includes|join|slice|toString|toJSON|has|entries|index|indexOf|count|concat|append|push|at|hasOwnProperty|then|catch|finally)$/;
/** Functions that change nothing of what they are given. */
const looking =
  /^(?:(?:console|logger|log|logging|winston|pino)\..{1,40}|print|len|isinstance|str|repr|int|bool|type|String|Number|Boolean|JSON\.stringify|json\.dumps|Object\.(?:keys|values|entries|freeze))$/;

/** What a call may change of what it is given, and of what it is a method of. */
export function changedBy(
  {
    callee,
    name,
    given,
  }: { readonly callee: Node | undefined; readonly name: string; readonly given: readonly Node[] },
  run: GateRun,
): void {
  if (!looking.test(name)) for (const node of given) if (node.kind === "name") forget(node, run);
  const object = callee?.kind === "member" ? part(callee, "object") : undefined;
  const inner =
    object?.kind === "member" && part(object, "property")?.value === "__dict__" ? part(object, "object") : object;
  if (inner?.kind !== "name" || (inner === object && isSelf.test(String(inner.value)))) return;
  if (!reading.test(String(part(callee!, "property")?.value))) forget(inner, run);
}
