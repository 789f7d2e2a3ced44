import { analyse, namesOf } from "#flow/analyse.ts";
import { part, parts } from "#flow/declarations.ts";
import type { Entity, Names } from "#flow/entity.ts";
import { type Exported, type Link, linksOf, type ModuleLinks, wholeExport } from "#flow/module-links.ts";
import type { Document, Node } from "#model/document.ts";
import type { RepoPath } from "#model/location.ts";
import type { Semantics } from "#model/semantics.ts";
import { walk } from "#model/tree.ts";

/**
 * A module that can be joined with others. Its nodes stand at places that no other module has: `base` more than they
 * have in the file. What is matched against its text must have been matched before.
 */
export interface Module {
  readonly document: Document;
  readonly base: number;
  readonly links: ModuleLinks;
}

/** Several modules as one program: what one imports is what the other declares. */
export interface JoinedProgram {
  readonly document: Document;
  readonly names: Names;
  readonly semantics: Semantics;
}

/** Which of the modules at hand a module means; undefined for all others. */
export type ResolveModule = (from: RepoPath, module: string) => Module | undefined;

/** Re-exports are followed this far. */
const furthest = 10;

/** Moves the nodes of a document, at which nobody else may look meanwhile, to places of their own. */
export function moduleAt(document: Document, base: number): Module {
  move(document, base);
  return { document, base, links: linksOf(document.root, namesOf(document), document.syntax === "python") };
}

/** Moves the nodes of a module to where they were. */
export function moveBack({ document, base }: Module): void {
  move(document, -base);
}

function move({ root }: Document, by: number): void {
  if (by === 0) return;
  const seen = new Set<Node>();
  for (const node of walk(root)) {
    if (seen.has(node)) continue;
    seen.add(node);
    const moved = node as { start: number; end: number };
    moved.start += by;
    moved.end += by;
  }
}

/** Joins modules: those that others import come first. Modules stand in the order of their bases. */
export function joinModules(modules: readonly Module[], resolve: ResolveModule): JoinedProgram {
  const linker = new NameLinker(resolve);
  for (const module of modules) linker.link(module);
  const names: Names = { entities: linker.entities, wildcards: [], linked: linker.linked };
  return { document: documentOf(modules), names, semantics: joinedSemantics(modules, names) };
}

/** Some of the modules of a program, which know the others by what these declare, and do not look at what they do. */
export function partOfProgram(program: JoinedProgram, modules: readonly Module[]): JoinedProgram {
  return { ...program, document: documentOf(modules) };
}

function documentOf(modules: readonly Module[]): Document {
  const children = modules.map(({ document: { root } }): Node => ({ ...root, kind: "program", role: "statement" }));
  const start = modules[0]?.base ?? 0;
  const root: Node = { kind: "program", start, end: modules.at(-1)?.document.root.end ?? start, children };
  const { syntax = "javascript", path = "" } = modules[0]?.document ?? {};
  return { path, syntax, text: "", root, comments: [], problems: [] };
}

class NameLinker {
  readonly entities = new Map<Node, Entity>();
  readonly linked = new Set<Entity>();
  readonly #resolve: ResolveModule;
  /** What expressions are that a module exports without a name. */
  readonly #made = new Map<Node, Entity>();

  constructor(resolve: ResolveModule) {
    this.#resolve = resolve;
  }

  link(module: Module): void {
    const { document, links } = module;
    const own = namesOf(document);
    const all = this.#allOf(module);
    for (const [name, entity] of own.entities) {
      const link = name === entity.declaration ? undefined : links.imports.get(entity);
      this.entities.set(name, (link && this.#exported(module, link)) ?? entity);
    }
    for (const node of walk(document.root)) {
      if (node.kind === "member") this.#member(node, module, own);
      else if (all.length > 0 && node.kind === "name" && node.role !== "property" && !own.entities.has(node))
        this.#wildcard(node, module, all);
    }
  }

  /** `m.f` of a module is its `f`: it becomes that name. */
  #member(node: Node, module: Module, own: Names): void {
    const object = part(node, "object");
    const property = part(node, "property");
    if (!object || !property) return;
    const entity = own.entities.get(object);
    const link = (entity && module.links.imports.get(entity)) ?? this.#inline(object, module, own);
    const found = link && this.#exported(module, memberOf(link, String(property.value)));
    if (!found) return;
    const name = node as { kind: "name"; value: Node["value"]; children: readonly Node[] };
    name.kind = "name";
    name.value = property.value;
    name.children = [];
    this.entities.set(node, found);
  }

  /** `require("m")`, and Python's `a.b` after `import a.b`. */
  #inline(object: Node, { links }: Module, own: Names): Link | undefined {
    const value = object.kind === "await" ? object.children[0] : object;
    const link = value && links.inline.get(value);
    const dotted = link ? undefined : dottedName(object, own, links);
    return dotted === undefined ? link : { module: dotted, name: "*" };
  }

  #wildcard(node: Node, module: Module, all: readonly string[]): void {
    for (const from of all) {
      const found = this.#exported(module, { module: from, name: String(node.value) });
      if (found) return void this.entities.set(node, found);
    }
  }

  #allOf({ links, document }: Module): readonly string[] {
    return links.importsAllOf.filter((from) => this.#resolve(document.path, from) !== undefined);
  }

  /** What a module of the program exports under a name, or as a member of what it exports as a whole. */
  #exported(from: Module, link: Link, depth = 0): Entity | undefined {
    if (depth > furthest) return undefined;
    const { path, syntax } = from.document;
    const module = this.#resolve(path, link.module);
    if (!module && link.name !== "*") return this.#below(from, link, depth);
    if (!module || module === from) return undefined;
    const [name = "", member] = link.name.split(/\.(.*)/s);
    const found = exportedAs(module, name);
    if (found) return this.#entityOf(module, found, member, depth);
    return this.#within(module, link, depth) ?? (syntax === "python" ? this.#below(from, link, depth) : undefined);
  }

  /** What a module hands on that others export, or a part of what CommonJS exports as a whole. */
  #within(module: Module, link: Link, depth: number): Entity | undefined {
    const { exports, exportsAllOf } = module.links;
    if (link.name === "*") return undefined;
    const all = exports.get(wholeExport);
    const inner = all && this.#entityOf(module, all, link.name, depth);
    if (inner) return inner;
    for (const other of exportsAllOf) {
      const found = this.#exported(module, { ...link, module: other }, depth + 1);
      if (found) return found;
    }
    return undefined;
  }

  /** `from package import module` and then `module.f`. */
  #below(from: Module, { module, name }: Link, depth: number): Entity | undefined {
    const [inner = "", member] = name.split(/\.(.*)/s);
    if (member === undefined) return undefined;
    const path = module.endsWith(".") ? module + inner : `${module}.${inner}`;
    return this.#resolve(from.document.path, path)
      ? this.#exported(from, { module: path, name: member }, depth + 1)
      : undefined;
  }

  #entityOf(module: Module, exported: Exported, member: string | undefined, depth: number): Entity | undefined {
    if (exported.type === "import") {
      const { link } = exported;
      return this.#exported(module, member === undefined ? link : memberOf(link, member), depth + 1);
    }
    if (exported.type === "entity") {
      const { entity } = exported;
      const link = module.links.imports.get(entity);
      if (link) return this.#exported(module, member === undefined ? link : memberOf(link, member), depth + 1);
      if (member === undefined) return this.#known(entity);
      const only = entity.assigned.length === 1 ? entity.assigned[0] : undefined;
      return only && this.#memberOf(module, only, member, depth);
    }
    if (member !== undefined) return this.#memberOf(module, exported.node, member, depth);
    return this.#known(this.#madeBy(exported));
  }

  /** An exported expression gets a name, which is given it where it stands. */
  #madeBy({ node, place }: Extract<Exported, { type: "value" }>): Entity {
    const known = this.#made.get(node);
    if (known) return known;
    const made: Entity = { declaration: node, assigned: [node], owner: undefined };
    this.#made.set(node, made);
    const name = node.kind === "function" || node.kind === "class" ? undefined : named(place, node);
    if (name) this.entities.set(name, made);
    return made;
  }

  /** `a` of an object that is written out. */
  #memberOf(module: Module, value: Node, member: string, depth: number): Entity | undefined {
    const [name = "", rest] = member.split(/\.(.*)/s);
    const entry = value.kind === "mapping" ? parts(value, "entry").findLast((each) => keyOf(each) === name) : undefined;
    if (!entry) return undefined;
    const given = part(entry, "value") ?? entry;
    const entity = given.kind === "name" ? namesOf(module.document).entities.get(given) : undefined;
    if (entity) return this.#entityOf(module, { type: "entity", entity }, rest, depth + 1);
    if (rest !== undefined) return this.#memberOf(module, given, rest, depth + 1);
    // Of anything else, the object that is exported tells what its part is.
    return given.kind === "function" || given.kind === "class"
      ? this.#entityOf(module, { type: "value", node: given, place: entry }, undefined, depth + 1)
      : undefined;
  }

  #known(entity: Entity): Entity {
    this.linked.add(entity);
    return entity;
  }
}

/** The name that an export or an assignment gives an expression from now on; the tree says so afterwards. */
function named(place: Node, value: Node): Node {
  const { start } = value;
  if (place.kind === "assign") {
    const target = part(place, "target")!;
    Object.assign(target, { kind: "name", value: wholeExport, children: [] });
    return target;
  }
  const name: Node = { kind: "name", role: "target", value: "default", start, end: start, children: [] };
  const { role, end } = value;
  Object.assign(value, { role: "value" });
  const define: Node = { kind: "define", label: "const", start, end, ...(role && { role }), children: [name, value] };
  Object.assign(place, { children: place.children.map((child) => (child === value ? define : child)) });
  return name;
}

/** What a name of a module is. What CommonJS exports as a whole is also the default of the others. */
function exportedAs({ links: { exports } }: Module, name: string): Exported | undefined {
  const isWhole = name === "*" || (name === "default" && !exports.has(name));
  return exports.get(isWhole ? wholeExport : name);
}

function keyOf(entry: Node): string {
  return String((part(entry, "key") ?? entry).value);
}

function memberOf({ module, name }: Link, member: string): Link {
  return { module, name: name === "*" ? member : `${name}.${member}` };
}

/** `a.b.c` as it is written, where `import a.b.c` stands before it. */
function dottedName(node: Node, { entities }: Names, { bare }: ModuleLinks): string | undefined {
  const words: string[] = [];
  let at: Node | undefined = node;
  for (let step = 0; at?.kind === "member" && step < furthest; step++) {
    words.unshift(String(part(at, "property")?.value));
    at = part(at, "object");
  }
  const first = at?.kind === "name" && !entities.has(at) ? String(at.value) : "";
  return bare.has(first) ? [first, ...words].join(".") : undefined;
}

/** Each module knows its own; what an imported name is, the other one knows. */
function joinedSemantics(modules: readonly Module[], { entities }: Names): Semantics {
  const of = (node: Node): Semantics => analyse(moduleOf(modules, node).document);
  return {
    pathsOf: (node) => of(node).pathsOf(node),
    guessedPathsOf: (node) => of(node).guessedPathsOf(node),
    entityOf: (node) => entities.get(node)?.declaration,
    constantOf: (node) => of(node).constantOf(node),
    isString: (node) => of(node).isString(node),
    definitionOf: (node) => {
      const entity = entities.get(node);
      const isOther = entity !== undefined && namesOf(moduleOf(modules, node).document).entities.get(node) !== entity;
      if (!isOther) return of(node).definitionOf(node);
      return entity.assigned.length === 1 ? entity.assigned[0] : undefined;
    },
    typeOf: (node) => of(node).typeOf(node),
  };
}

/** The module in which a node stands. */
export function moduleOf<Known extends Pick<Module, "base">>(
  modules: readonly Known[],
  { start }: Pick<Node, "start">,
): Known {
  let low = 0;
  let high = modules.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (modules[middle]!.base <= start) low = middle;
    else high = middle - 1;
  }
  return modules[low]!;
}
