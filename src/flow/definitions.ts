import { catchesIn } from "#flow/catches.ts";
import type { Node } from "#model/document.ts";
import { walk } from "#model/tree.ts";
import { parametersOf, part, parts } from "#flow/declarations.ts";
import type { Entity, Names } from "#flow/entity.ts";

/** The functions and classes of a program, and how they lie in one another. */
export interface Definitions {
  /** In source order, those around others first. */
  readonly functions: readonly Node[];
  /** The function or program around each function. */
  readonly around: ReadonlyMap<Node, Node>;
  /** The functions that lie in a function or the program, in no other function between. */
  readonly within: (owner: Node) => readonly Node[];
  /** The class that each method belongs to, and what is written within methods. */
  readonly classOf: (node: Node) => Node | undefined;
  /** The function that a name is declared for, if it is one. */
  readonly functionOf: (entity: Entity) => Node | undefined;
  /** What the name is that stands at an offset. */
  readonly entityAt: (start: number) => Entity | undefined;
  readonly classNamed: (entity: Entity) => Node | undefined;
  /** The method of a class or of one that it inherits from; `get a` and `set a` for what is used like a value. */
  readonly method: (of: Node, name: string) => Node | undefined;
  /** The `catch` clauses that what is thrown at a place comes to, in the same function. */
  readonly catchesOf: (node: Node) => readonly Node[];
  /** What a `case` is compared with. */
  readonly subjectOf: (node: Node) => Node | undefined;
  /** The methods of that name in classes that inherit from a class. */
  readonly overriding: (of: Node, name: string) => readonly Node[];
  /** Holds if some class has a member of that name, as `method` has it. */
  readonly isMember: (name: string) => boolean;
  /** The class that a class inherits from, where it is one of the same program. */
  readonly base: (of: Node) => Node | undefined;
}

/** The class of which the variable is the object, as the first parameter of Python's methods is. */
export function objectOf({ owner, declaration }: Entity, { classOf }: Pick<Definitions, "classOf">): Node | undefined {
  if (!owner || !/^(?:self|cls)$/.test(String(declaration.value))) return undefined;
  const [first] = parametersOf(owner);
  return first && part(first, "target") === declaration ? classOf(owner) : undefined;
}

/** Classes that inherit from each other are followed this far; what others inherit is as of classes elsewhere. */
const furthest = 20;

/** Finds the definitions of a program; iterative. */
export function definitionsOf(root: Node, names: Names): Definitions {
  const { functions, around, classes, declared, methods, subjects } = collect(root, names);
  const inner = new Map<Node, Node[]>();
  for (const [each, owner] of around) {
    const known = inner.get(owner);
    if (known) known.push(each);
    else inner.set(owner, [each]);
  }
  let catches: ReadonlyMap<Node, readonly Node[]> | undefined;
  let byStart: Map<number, Entity> | undefined;
  const ofKind = (entity: Entity, kind: "function" | "class"): Node | undefined => {
    const own = declared.get(entity);
    if (own) return own.kind === kind ? own : undefined;
    const only = entity.assigned.length === 1 ? entity.assigned[0] : undefined;
    return only?.kind === kind ? only : undefined;
  };
  const base = (of: Node): Node | undefined => {
    const name = part(of, "base");
    const entity = name && names.entities.get(name);
    return entity && ofKind(entity, "class");
  };
  return {
    functions,
    around,
    within: (owner) => inner.get(owner) ?? [],
    classOf: (node) => classes.get(node),
    functionOf: (entity) => ofKind(entity, "function"),
    classNamed: (entity) => ofKind(entity, "class"),
    base,
    ...inherited(methods, base),
    subjectOf: (node) => subjects.get(node),
    catchesOf: (node) => (catches ??= catchesIn(root)).get(node) ?? [],
    entityAt: (start) => {
      byStart ??= new Map(Array.from(names.entities, ([name, entity]) => [name.start, entity] as const));
      return byStart.get(start);
    },
  };
}

type Inherited = Pick<Definitions, "method" | "overriding" | "isMember">;

function inherited(methods: Collected["methods"], base: Definitions["base"]): Inherited {
  let derived: ReadonlyMap<Node, readonly Node[]> | undefined;
  let members: ReadonlySet<string> | undefined;
  return {
    overriding: (of, name) => {
      derived ??= derivedFrom([...methods.keys()], base);
      return (derived.get(of) ?? []).flatMap((each) => methods.get(each)?.get(name) ?? []);
    },
    isMember: (name) => {
      members ??= new Set([...methods.values()].flatMap((own) => [...own.keys()]));
      return members.has(name);
    },
    method: (of, name) => {
      let current: Node | undefined = of;
      for (let step = 0; current && step < furthest; step++, current = base(current)) {
        const found = methods.get(current)?.get(name);
        if (found) return found;
      }
      return undefined;
    },
  };
}

/** By class, those that inherit from it. */
function derivedFrom(classes: readonly Node[], base: (of: Node) => Node | undefined): Map<Node, Node[]> {
  const derived = new Map<Node, Node[]>();
  for (const each of classes) {
    let current = base(each);
    for (let step = 0; current && current !== each && step < furthest; step++, current = base(current)) {
      const known = derived.get(current);
      if (known) known.push(each);
      else derived.set(current, [each]);
    }
  }
  return derived;
}

interface Collected {
  readonly functions: Node[];
  readonly around: Map<Node, Node>;
  readonly classes: Map<Node, Node>;
  readonly declared: Map<Entity, Node>;
  readonly methods: Map<Node, Map<string, Node>>;
  readonly subjects: Map<Node, Node>;
}

function collect(root: Node, names: Names): Collected {
  const found: Collected = {
    functions: [],
    around: new Map(),
    classes: new Map(),
    declared: new Map(),
    methods: new Map(),
    subjects: new Map(),
  };
  const stack: { readonly node: Node; readonly owner: Node; readonly inClass: Node | undefined }[] = [
    { node: root, owner: root, inClass: undefined },
  ];
  for (let step = stack.pop(); step; step = stack.pop()) {
    const { node, owner, inClass } = step;
    const isFunction = node.kind === "function";
    // What stands within a method is about the same object, unless it is a function with one of its own.
    const isOpen = !isFunction || node.label === "arrow" || node.label === "lambda" || isMember(node);
    const within = node.kind === "class" ? node : isOpen ? inClass : undefined;
    if (isFunction) {
      found.functions.push(node);
      found.around.set(node, owner);
      if (within) found.classes.set(node, within);
    }
    if (isFunction || node.kind === "class") declare(node, names, found.declared);
    if (node.kind === "class") found.methods.set(node, membersOf(node));
    if (node.kind === "switch") compare(node, found.subjects);
    for (let index = node.children.length - 1; index >= 0; index--)
      stack.push({ node: node.children[index]!, owner: isFunction ? node : owner, inClass: within });
  }
  return found;
}

/** Holds for a function that is a member of a class, or the value of a field. */
function isMember({ role, label }: Node): boolean {
  return role === "member" || label === "method" || label === "constructor" || label === "getter" || label === "setter";
}

function declare(node: Node, names: Names, declared: Map<Entity, Node>): void {
  const name = part(node, "name");
  const entity = name && names.entities.get(name);
  if (entity) declared.set(entity, node);
}

/** Variables that JavaScript makes where something is assigned to a name that nobody declares, by that name. */
export function impliedNames(root: Node, names: Names): Map<string, Entity> {
  const found = new Map<string, Entity>();
  for (const node of walk(root)) {
    const target = node.kind === "assign" ? part(node, "target") : undefined;
    const entity = target && names.entities.get(target);
    if (entity?.declaration === target && entity) found.set(String(target?.value), entity);
  }
  return found;
}

function compare(node: Node, subjects: Map<Node, Node>): void {
  const subject = part(node, "subject");
  if (subject) for (const each of parts(node, "case")) subjects.set(each, subject);
}

/** How a member is used that is a function and looks like a value: `get ` or `set `; empty for all else. */
function accessOf(member: Node): string {
  if (member.label === "getter") return "get ";
  if (member.label === "setter") return "set ";
  for (const decorator of parts(member, "decorator")) {
    const expression = part(decorator, "expression");
    const word = String((expression?.kind === "member" ? part(expression, "property") : expression)?.value);
    if (word === "property" || word === "cached_property") return "get ";
    if (word === "setter") return "set ";
  }
  return "";
}

function membersOf(node: Node): Map<string, Node> {
  const found = new Map<string, Node>();
  for (const member of parts(node, "member")) {
    const value = member.kind === "field" ? part(member, "value") : member;
    const name = member.kind === "field" ? part(member, "target") : part(member, "name");
    if (value?.kind !== "function" || !name) continue;
    found.set(member.label === "constructor" ? "constructor" : `${accessOf(member)}${String(name.value)}`, value);
  }
  return found;
}
