import type { Definitions } from "#flow/definitions.ts";
import type { Entity } from "#flow/entity.ts";
import type { FunctionUses } from "#flow/function-uses.ts";
import type { MarkedNodes } from "#flow/marked-nodes.ts";
import type { Program } from "#flow/program.ts";
import type { Summary } from "#flow/taint-run.ts";
import type { Root } from "#flow/taint-set.ts";
import type { Value } from "#flow/taint-value.ts";
import type { Node } from "#model/document.ts";

/** Classes of which a class has the methods, its own besides. */
const mostBases = 20;

/**
 * The functions that hold a source, or to which one comes from what they use: as far as is known while they are looked
 * at. What happens in any other one matters to those that call it, and is found out for them.
 */
export class TaintedFunctions {
  readonly #program: Program;
  readonly #root: Node;
  readonly #known = new Set<Node>();
  #users: ReadonlyMap<Node, readonly Node[]> | undefined;

  constructor(program: Program, root: Node) {
    this.#program = program;
    this.#root = root;
  }

  get size(): number {
    return this.#known.size;
  }

  has(owner: Node): boolean {
    return this.#known.has(owner);
  }

  /** Those in which sources stand, and those around them. */
  addSources({ nodes }: MarkedNodes): void {
    const ownerOf = ownersOf(this.#program.definitions);
    for (const [node, { sources }] of nodes) if (sources.length > 0) this.#addWithin(ownerOf(node) ?? this.#root);
  }

  /** The methods of a class, and of those that inherit from it. */
  addMethodsOf(classes: Iterable<Node>): void {
    const all = new Set(classes);
    const { functions, classOf, base } = this.#program.definitions;
    for (const method of functions) {
      let of = classOf(method);
      for (let step = 0; of && step < mostBases; step++, of = base(of)) {
        if (!all.has(of)) continue;
        this.#addWithin(method);
        break;
      }
    }
  }

  /** What a function hands on comes to those that use it. */
  addUsersOf(owner: Node, { returned, thrown, written, filled, calls }: Summary): void {
    const given = calls.flatMap(({ given: values, named }) => (named ? [...values, named] : values));
    const handed = [returned, thrown, ...filled.values(), ...given];
    if (handed.some((value) => this.hands(value))) this.#addUsers(owner);
    for (const [root, value] of written) {
      if (!this.hands(value)) continue;
      this.#addUsers(owner);
      this.#addNaming(root);
    }
  }

  /** The functions that use one of the variables of the program, or something that does. */
  #using(variables: Iterable<Root>): ReadonlySet<Node> {
    const { namedBy } = this.#program.functionUses();
    const found = new Set<Node>();
    for (const variable of variables) for (const owner of namedBy.get(variable as Entity) ?? []) found.add(owner);
    for (const owner of found) for (const user of this.#usersOf(owner)) found.add(user);
    return found;
  }

  /**
   * The functions to which it matters what the program has left in its variables in the end: those to which sources come
   * from there, and those that may give one to a function that is kept there.
   */
  concerned(left: Iterable<readonly [Root, Value]>): ReadonlySet<Node> {
    const { functionOf } = this.#program.definitions;
    const tainted: Root[] = [];
    const callable: Root[] = [];
    for (const [root, value] of left) {
      if ("declaration" in root && functionOf(root) !== undefined) continue;
      if (this.hands(value)) tainted.push(root);
      else if (holdsFunctions(value)) callable.push(root);
    }
    const calling = [...this.#using(callable)].filter((owner) => this.#known.has(owner));
    return new Set([...this.#using(tainted), ...calling]);
  }

  /** Holds for a function that sources come to, or that uses what holds one. */
  isConcerned(owner: Node, held: (root: Root) => Value): boolean {
    return this.#known.has(owner) || [...this.#program.capturedBy(owner)].some((root) => this.hands(held(root)));
  }

  /** Holds for taint of a source, and for a function that may give some; what is too much to be told apart has no source of its own. */
  hands({ taints, fields, functions }: Value): boolean {
    for (const { origin } of taints.values()) if (origin.type === "source") return true;
    for (const part of fields?.values() ?? []) if (this.hands(part)) return true;
    for (const [target, { captured, bound }] of functions ?? []) {
      if (this.#known.has(target)) return true;
      for (const value of captured.values()) if (this.hands(value)) return true;
      for (const { value } of bound) if (this.hands(value)) return true;
    }
    return false;
  }

  #addNaming(root: Root): void {
    if ("declaration" in root) for (const owner of this.#using([root])) this.#addWithin(owner);
    else this.addMethodsOf([root]);
  }

  #addUsers(owner: Node): void {
    for (const user of this.#usersOf(owner)) this.#addWithin(user);
  }

  /** What stands in a function is looked at where that is. */
  #addWithin(owner: Node): void {
    const { around } = this.#program.definitions;
    for (let each: Node | undefined = owner; each && !this.#known.has(each); each = around.get(each))
      this.#known.add(each);
  }

  #usersOf(owner: Node): readonly Node[] {
    this.#users ??= reversed(this.#program.functionUses());
    return this.#users.get(owner) ?? [];
  }
}

function holdsFunctions({ functions, fields }: Value): boolean {
  return functions !== undefined || [...(fields?.values() ?? [])].some(holdsFunctions);
}

function reversed({ calls, maybe }: FunctionUses): Map<Node, Node[]> {
  const users = new Map<Node, Node[]>();
  for (const uses of [calls, maybe]) {
    for (const [owner, used] of uses) {
      for (const each of used) {
        const known = users.get(each);
        if (known) known.push(owner);
        else users.set(each, [owner]);
      }
    }
  }
  return users;
}

/** The innermost function around a node: the last one that begins before it, or one around that. */
function ownersOf({ functions, around }: Definitions): (node: Node) => Node | undefined {
  return ({ start, end }) => {
    let low = 0;
    let high = functions.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (functions[middle]!.start <= start) low = middle + 1;
      else high = middle;
    }
    let owner = functions[low - 1];
    while (owner && owner.end < end) owner = around.get(owner);
    return owner;
  };
}
