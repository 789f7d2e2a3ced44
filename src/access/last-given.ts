import type { Binding, Survey } from "#access/survey.ts";
import { transparent } from "#access/transparent.ts";
import { isChanging } from "#access/outline-mutations.ts";
import { part, parts } from "#flow/declarations.ts";
import type { Entity, Names } from "#flow/entity.ts";
import type { Node } from "#model/document.ts";

/** What each variable was given last, as far as that is known. */
type Known = Map<Entity, Binding>;

/** Code may nest this deep; deeper within, a variable may be whatever it is given anywhere. */
const deepest = 400;

/** Variables that are copied where ways part, in all. */
const mostCopies = 1_000_000;

/**
 * Of names that read a variable which is given several values: the one that it has there, where it can be no other.
 * Texts, numbers and what calls give alone: what is changed later is the same thing under all its names.
 */
export function lastGiven(root: Node, names: Names, survey: Survey): ReadonlyMap<Node, Binding> {
  const tracked = trackedIn(names, survey);
  const asks = [...survey.decisions.values()].some((decisions) => decisions.some((decision) => asked(decision)));
  if (tracked.size === 0 && !asks) return new Map();
  const course = new Course(names, tracked, survey.bindings);
  course.run(root, new Map(), 0);
  return course.isTooMuch ? new Map() : course.found;
}

/** The variables that are looked at, with all that they are given. */
function trackedIn(names: Names, survey: Survey): ReadonlyMap<Entity, readonly Binding[]> {
  const several = [...survey.bindings].filter(([entity, bindings]) => {
    return bindings.length > 1 && entity.isShared !== true && bindings.every(isPlain);
  });
  if (several.length === 0) return new Map();
  const changed = changedIn(names, survey);
  return new Map(several.filter(([entity]) => !changed.has(entity)));
}

function isPlain({ from }: Binding): boolean {
  if (!("value" in from)) return !("module" in from);
  const { kind } = transparent(from.value);
  if (kind !== "call") return plain.has(kind);
  const callee = part(transparent(from.value), "callee");
  return !/^[A-Z]/.test(String((callee?.kind === "member" ? part(callee, "property") : callee)?.value));
}

const plain: ReadonlySet<string> = new Set(
  "string template number boolean null binary conditional member index name".split(" "),
);

/** Variables of which something is changed, wherever. */
function changedIn(names: Names, { assignments, calls }: Survey): ReadonlySet<Entity> {
  const targets = assignments.map(({ node }) => part(node, "target"));
  const changing = calls.flatMap(({ node }) => {
    const callee = part(node, "callee");
    if (callee?.kind !== "member") return [];
    return isChanging(String(part(callee, "property")?.value))
      ? [part(callee, "object"), ...parts(node, "argument")]
      : [];
  });
  return new Set([...targets, ...changing].flatMap((target) => names.entities.get(rootOf(target)!) ?? []));
}

function rootOf(target: Node | undefined): Node | undefined {
  let at = target;
  while (at?.kind === "member" || at?.kind === "index") at = part(at, "object");
  return at;
}

/** The name and the text of a test whether it is that text. */
function asked(decision: Node): { readonly name: Node; readonly text: Node } | undefined {
  const test = part(decision, "test");
  if (test?.kind !== "binary" || !/^={2,3}$/.test(test.label ?? "")) return undefined;
  const sides = [part(test, "left"), part(test, "right")];
  const name = sides.find((side) => side?.kind === "name");
  const text = sides.find((side) => side?.kind === "string");
  return name && text && { name, text };
}

/** Goes through a program as it runs. */
class Course {
  readonly found = new Map<Node, Binding>();
  readonly #names: Names;
  readonly #tracked: ReadonlyMap<Entity, readonly Binding[]>;
  /** By where they begin. */
  readonly #given: readonly { readonly start: number; readonly entity: Entity }[];
  readonly #byValue = new Map<Node, Binding>();
  readonly #bindings: Survey["bindings"];
  #copies = 0;

  constructor(names: Names, tracked: ReadonlyMap<Entity, readonly Binding[]>, all: Survey["bindings"]) {
    this.#names = names;
    this.#tracked = tracked;
    this.#bindings = all;
    const given: { start: number; entity: Entity }[] = [];
    for (const [entity, bindings] of tracked)
      for (const binding of bindings) {
        given.push({ start: startOf(binding), entity });
        if ("value" in binding.from && binding.steps.length === 0) this.#byValue.set(binding.from.value, binding);
      }
    this.#given = given.sort((left, right) => left.start - right.start);
  }

  get isTooMuch(): boolean {
    return this.#copies > mostCopies;
  }

  run(node: Node, known: Known, depth: number): void {
    if (depth > deepest || this.isTooMuch) return this.#forget(node, known);
    const inner = (child: Node | undefined, with_ = known) => child && this.run(child, with_, depth + 1);
    switch (node.kind) {
      case "name":
        return this.#read(node, known);
      case "function":
        // What a function reads of those around it hangs on when it is called.
        for (const child of node.children) inner(child, child.role === "body" ? new Map() : known);
        return;
      case "define":
      case "assign":
      case "with-item":
        inner(part(node, "value"));
        return this.#give(node, known, (target) => inner(target));
      case "if":
      case "conditional":
        return this.#branches(node, known, depth);
      case "while":
      case "for":
      case "for-each":
      case "comprehension":
      case "switch":
      case "try":
        return this.#anyOrder(node, known, depth);
      default:
        for (const child of node.children) inner(child);
    }
  }

  #read(name: Node, known: Known): void {
    const entity = this.#names.entities.get(name);
    const binding = entity && known.get(entity);
    if (binding) this.found.set(name, binding);
  }

  #give(node: Node, known: Known, see: (target: Node) => void): void {
    const target = part(node, "target");
    if (!target) return;
    const entity = target.kind === "name" ? this.#names.entities.get(target) : undefined;
    const value = part(node, "value");
    const isWhole = node.kind !== "assign" || node.label === "=" || node.label === ":=";
    const binding = isWhole && value ? this.#byValue.get(value) : undefined;
    if (!entity) see(target);
    this.#forget(node, known);
    if (entity && binding && this.#tracked.has(entity)) known.set(entity, binding);
    else if (entity) known.delete(entity);
  }

  #branches(node: Node, known: Known, depth: number): void {
    const test = part(node, "test");
    if (test) this.run(test, known, depth + 1);
    const ways = [part(node, "consequent"), part(node, "alternate")].map((branch) => {
      const way = this.#copy(known);
      if (branch?.role === "consequent") this.#learn(node, way);
      if (branch) this.run(branch, way, depth + 1);
      return { way, isLeft: branch !== undefined && leaves(branch) };
    });
    const on = ways.filter(({ isLeft }) => !isLeft).map(({ way }) => way);
    const [first, second] = on;
    known.clear();
    for (const [entity, binding] of first ?? [])
      if (!second || second.get(entity) === binding) known.set(entity, binding);
  }

  /** Where a test says which text a variable is, it is that. */
  #learn(decision: Node, way: Known): void {
    const { name, text } = asked(decision) ?? {};
    const entity = name && this.#names.entities.get(name);
    if (!entity || !text) return;
    const isOne = (this.#bindings.get(entity)?.length ?? 0) === 1 && entity.isShared !== true;
    if (isOne || this.#tracked.has(entity)) way.set(entity, { from: { value: text }, steps: [], loops: [] });
  }

  /** What is given a value within may have it, or not, wherever else within: only what was given it there is known. */
  #anyOrder(node: Node, known: Known, depth: number): void {
    if (node.kind !== "try") this.#forget(node, known);
    for (const child of node.children) {
      const way = this.#copy(known);
      if (node.kind === "try" && child.role !== "body") this.#forget(node, way);
      this.run(child, way, depth + 1);
    }
    this.#forget(node, known);
  }

  #copy(known: Known): Known {
    this.#copies += known.size;
    return new Map(known);
  }

  /** What a part of the program gives a value to is not known behind it. */
  #forget({ start, end }: Node, known: Known): void {
    if (known.size === 0) return;
    for (let index = this.#firstFrom(start); (this.#given[index]?.start ?? Infinity) < end; index++)
      known.delete(this.#given[index]!.entity);
  }

  #firstFrom(start: number): number {
    let low = 0;
    let high = this.#given.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#given[middle]!.start < start) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function startOf({ from }: Binding): number {
  if ("value" in from) return from.value.start;
  if ("parameter" in from) return from.parameter.start;
  return "loop" in from ? from.loop.start : 0;
}

/** Holds if nothing behind a branch runs after it. */
function leaves(branch: Node): boolean {
  const last = branch.kind === "block" ? branch.children.at(-1) : branch;
  return last !== undefined && /^(?:return|throw|jump)$/.test(last.kind);
}
