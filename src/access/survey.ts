import { childrenOf, type Placed, type Surroundings } from "#access/surroundings.ts";
import { type Step, targetsOf } from "#access/targets.ts";
import { importedName, part, parts } from "#flow/declarations.ts";
import type { Entity, Names } from "#flow/entity.ts";
import type { Node } from "#model/document.ts";

/** What a name is given: a part of a value, of an argument, or of each value of a loop. */
export interface Binding {
  readonly from:
    | { readonly value: Node }
    | { readonly parameter: Node }
    | { readonly loop: Node }
    | { readonly module: string; readonly name?: string };
  readonly steps: readonly Step[];
  readonly fallback?: Node;
  /** Holds for a folder that is looked for from one to the one above, as far as need be. */
  readonly climbs?: true;
  /** The loops around it within its function; undefined for what clauses of comprehensions bind. */
  readonly loops: readonly Node[] | undefined;
}

/** What is seen on one walk over a program. */
export interface Survey {
  readonly bindings: ReadonlyMap<Entity, readonly Binding[]>;
  readonly calls: readonly Placed[];
  /** Members and indexes that are read; none where nobody asks for them. */
  readonly members: readonly Placed[];
  /** Assignments to members and indexes, or that add something. */
  readonly assignments: readonly Placed[];
  readonly returns: ReadonlyMap<Node, readonly Placed[]>;
  readonly yields: ReadonlyMap<Node, readonly Placed[]>;
  readonly functions: ReadonlyMap<Node, Surroundings>;
  /** Of each parameter: whose it is, and at which place what is handed over stands. */
  readonly parameters: ReadonlyMap<Node, { readonly node: Node; readonly index: number }>;
  /** Where each function does one thing or another. */
  readonly decisions: ReadonlyMap<Node, readonly Node[]>;
  readonly classes: readonly Node[];
  readonly exports: readonly Node[];
  /** Modules of which everything is imported. */
  readonly wildcards: readonly string[];
  /** Modules that are names of the program without being declared: Python's `import a.b` brings `a`. */
  readonly modules: ReadonlySet<string>;
  readonly decorators: readonly (Placed & { readonly decorated: Node })[];
  /** Of each `this`, `self` and `super`: the class. */
  readonly owners: ReadonlyMap<Node, Node>;
  /** Of classes: the call of their base's constructor. */
  readonly superCalls: ReadonlyMap<Node, Node>;
}

/** Walks over a program once. Iterative; time in proportion to its size. */
export function surveyOf(root: Node, names: Names, asksMembers: boolean): Survey {
  const surveyor = new Surveyor(names, asksMembers);
  const top: Surroundings = { function: undefined, class: undefined, loops: [], conditional: false };
  const stack: Placed[] = [{ node: root, at: top }];
  for (let placed = stack.pop(); placed; placed = stack.pop()) {
    surveyor.see(placed);
    const children = childrenOf(placed);
    for (let index = children.length - 1; index >= 0; index--) stack.push(children[index]!);
  }
  return surveyor;
}

class Surveyor implements Survey {
  readonly bindings = new Map<Entity, Binding[]>();
  readonly calls: Placed[] = [];
  readonly members: Placed[] = [];
  readonly assignments: Placed[] = [];
  readonly returns = new Map<Node, Placed[]>();
  readonly yields = new Map<Node, Placed[]>();
  readonly functions = new Map<Node, Surroundings>();
  readonly parameters = new Map<Node, { readonly node: Node; readonly index: number }>();
  readonly decisions = new Map<Node, Node[]>();
  readonly classes: Node[] = [];
  readonly exports: Node[] = [];
  readonly wildcards: string[] = [];
  readonly modules = new Set<string>();
  readonly decorators: (Placed & { readonly decorated: Node })[] = [];
  readonly owners = new Map<Node, Node>();
  readonly superCalls = new Map<Node, Node>();
  readonly #names: Names;
  readonly #asksMembers: boolean;
  /** What is assigned to or deleted, and so not read. */
  readonly #written = new Set<Node>();

  constructor(names: Names, asksMembers: boolean) {
    this.#names = names;
    this.#asksMembers = asksMembers;
  }

  see(placed: Placed): void {
    const { node, at } = placed;
    switch (node.kind) {
      case "define":
      case "with-item":
        this.#bind(part(node, "target"), part(node, "value"), at.loops);
        break;
      case "assign":
        this.#assign(placed);
        break;
      case "for-each":
      case "clause":
        this.#loop(placed);
        break;
      case "parameter":
        this.#targets(part(node, "target"), { from: { parameter: node }, loops: [] }, part(node, "default"));
        break;
      case "import":
        this.#import(node);
        break;
      case "member":
      case "index":
      case "unary":
      case "delete":
        this.#member(placed);
        break;
      case "template":
      case "call":
      case "new":
        this.#call(placed);
        break;
      case "function":
      case "class":
        this.#definition(placed);
        break;
      case "export":
        this.exports.push(node);
        break;
      case "if":
      case "conditional":
      case "return":
      case "yield":
        if (at.function) this.#inFunction(placed, at.function);
        break;
      case "name":
        if (at.class && isOwn(node.value)) this.owners.set(node, at.class);
        break;
      default:
    }
  }

  #inFunction(placed: Placed, owner: Node): void {
    const { kind } = placed.node;
    if (kind === "return" || kind === "yield") add(kind === "return" ? this.returns : this.yields, owner, placed);
    else add(this.decisions, owner, placed.node);
  }

  #call(placed: Placed): void {
    const { node, at } = placed;
    if (node.kind !== "template" || part(node, "tag")) this.calls.push(placed);
    if (at.class && isSuper(part(node, "callee"))) this.superCalls.set(at.class, node);
  }

  #member(placed: Placed): void {
    const { kind, label, children } = placed.node;
    if (kind === "delete" || label === "delete") for (const child of children) this.#written.add(child);
    else if (kind !== "unary" && this.#asksMembers && !this.#written.has(placed.node)) this.members.push(placed);
  }

  #loop({ node, at }: Placed): void {
    const loops = node.kind === "clause" ? undefined : [...at.loops, node];
    this.#targets(part(node, "target"), { from: { loop: node }, loops });
  }

  #bind(target: Node | undefined, value: Node | undefined, loops: readonly Node[]): void {
    if (value) this.#targets(target, { from: { value }, loops });
  }

  #targets(target: Node | undefined, bound: Pick<Binding, "from" | "loops" | "climbs">, fallback?: Node): void {
    for (const { place, steps, fallback: own = fallback } of targetsOf(target)) {
      if (place.kind === "name") this.#add(place, { ...bound, steps, ...(own && { fallback: own }) });
      else this.#written.add(place);
    }
  }

  #add(name: Node, binding: Binding): void {
    const entity = this.#names.entities.get(name);
    if (entity) add(this.bindings, entity, binding);
  }

  #assign(placed: Placed): void {
    const { node, at } = placed;
    const target = part(node, "target");
    // The attributes of a class are no names of the program.
    if (at.class && !at.function) return;
    if (target?.kind === "member" || target?.kind === "index") this.#written.add(target);
    if (target?.kind === "member" || target?.kind === "index" || node.label === "+=") this.assignments.push(placed);
    else if (at.conditional && isAbove(part(node, "value"), target))
      this.#targets(target, { from: { value: node }, loops: at.loops, climbs: true });
    else this.#bind(target, part(node, "value"), at.loops);
  }

  #definition(placed: Placed): void {
    if (placed.node.kind === "function") this.#function(placed);
    else this.classes.push(placed.node);
    this.#own(placed);
    this.#decorated(placed);
  }

  #function({ node, at }: Placed): void {
    this.functions.set(node, at);
    for (const [index, parameter] of parametersOf(node, at).entries()) this.parameters.set(parameter, { node, index });
    const body = part(node, "body");
    if (body && body.kind !== "block")
      add(this.returns, node, { node: body, at: { ...at, function: node, loops: [], conditional: false } });
  }

  /** What is declared under a name is what the name stands for. */
  #own({ node, at }: Placed): void {
    const name = part(node, "name");
    if (name?.kind === "name") this.#add(name, { from: { value: node }, steps: [], loops: at.loops });
  }

  #decorated({ node, at }: Placed): void {
    for (const decorator of parts(node, "decorator")) this.decorators.push({ node: decorator, at, decorated: node });
  }

  #import(node: Node): void {
    const source = part(node, "source");
    if (!source) return;
    const module = String(source.value);
    const alias = part(node, "alias");
    if (alias) this.#add(alias, { from: { module }, steps: [], loops: [] });
    const plain = importedName(node);
    if (plain !== undefined) this.modules.add(plain);
    for (const specifier of parts(node, "specifier")) {
      const name = part(specifier, "name");
      if (specifier.label === "wildcard") this.wildcards.push(module);
      else if (name && specifier.label === "namespace") this.#add(name, { from: { module }, steps: [], loops: [] });
      else if (name) {
        const exported = specifier.label === "default" ? "default" : String(name.value);
        this.#add(part(specifier, "alias") ?? name, { from: { module, name: exported }, steps: [], loops: [] });
      }
    }
  }
}

/** The parameters that callers give: not the object that a method is called of. */
export function parametersOf(node: Node, at: Surroundings | undefined): readonly Node[] {
  const all = parts(node, "parameter").filter(({ value }) => value !== "separator");
  const first = all[0] && part(all[0], "target")?.value;
  return at?.class && (first === "self" || first === "cls") ? all.slice(1) : all;
}

/** Holds for `path.dirname(x)` and `x.parent`. */
function isAbove(value: Node | undefined, target: Node | undefined): boolean {
  const callee = value?.kind === "call" ? part(value, "callee") : undefined;
  const called = callee?.kind === "member" ? part(callee, "property") : callee;
  const isParent = value?.kind === "member" && part(value, "property")?.value === "parent";
  const of = isParent ? part(value, "object") : called?.value === "dirname" ? part(value!, "argument") : undefined;
  return of?.kind === "name" && target?.kind === "name" && of.value === target.value;
}

/** `super(…)` and `super().__init__(…)`. */
function isSuper(callee: Node | undefined): boolean {
  if (callee?.kind === "name") return callee.value === "super" && callee.role === "callee";
  const made =
    callee?.kind === "member" && part(callee, "property")?.value === "__init__" ? part(callee, "object") : undefined;
  return made?.kind === "call" && part(made, "callee")?.value === "super";
}

function isOwn(word: Node["value"]): boolean {
  return word === "this" || word === "self" || word === "super";
}

function add<Key, Item>(map: Map<Key, Item[]>, key: Key, item: Item): void {
  const known = map.get(key);
  if (known) known.push(item);
  else map.set(key, [item]);
}
