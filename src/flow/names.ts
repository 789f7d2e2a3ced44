import type { Node } from "#model/document.ts";
import { bound, declaredBy, moduleOf, nameReach, part, parts, type Declared } from "#flow/declarations.ts";
import type { Entity, Names } from "#flow/entity.ts";

/** What is visible in a stretch of the program. */
interface Scope {
  readonly outer: Scope | undefined;
  readonly names: Map<string, Entity>;
  /** The function it is the outermost scope of, or lies in. */
  readonly owner: Node | undefined;
  readonly isFunction: boolean;
  /** Where the function is written, of which it is the outermost scope. */
  readonly around?: Scope | undefined;
  /** Holds for the class of a language in which methods do not see what their class declares. */
  readonly isHidden?: boolean;
}

/** Resolves the names of a program: first what is declared, then what is used. Iterative. */
export function resolveNames(root: Node, declaresByAssignment: boolean): Names {
  const resolver = new Resolver(declaresByAssignment);
  resolver.visit(root, (node, scope) => resolver.declare(node, scope));
  resolver.visit(root, (node, scope) => resolver.use(node, scope));
  return { entities: resolver.entities, wildcards: resolver.wildcards };
}

const scoping: ReadonlySet<string> = new Set([
  "program",
  "block",
  "for",
  "for-each",
  "catch",
  "comprehension",
  "class",
]);

class Resolver {
  readonly entities = new Map<Node, Entity>();
  readonly wildcards: string[] = [];
  /** What the program as a whole imports, by the name it has. */
  readonly #imports = new Map<string, Entity>();
  readonly #scopes = new Map<Node, Scope>();
  /** Python: an assignment declares a variable of the function, and blocks are no scopes. */
  readonly #declaresByAssignment: boolean;

  constructor(declaresByAssignment: boolean) {
    this.#declaresByAssignment = declaresByAssignment;
  }

  visit(root: Node, call: (node: Node, scope: Scope) => void): void {
    const stack: { readonly node: Node; readonly scope: Scope | undefined }[] = [{ node: root, scope: undefined }];
    for (let step = stack.pop(); step; step = stack.pop()) {
      const { node } = step;
      const inner = this.#scopeOf(node, step.scope);
      // A function's own name and decorators stand outside of it.
      call(node, step.scope ?? inner);
      for (let index = node.children.length - 1; index >= 0; index--) {
        const child = node.children[index]!;
        const scope = this.#scopeOfPart(child, node, { outer: step.scope, inner });
        if (scope) stack.push({ node: child, scope });
      }
    }
  }

  /** Where a part of a node is; undefined for the name of a member, which is no variable. */
  #scopeOfPart(
    { role, kind }: Node,
    node: Node,
    { outer, inner }: { readonly outer: Scope | undefined; readonly inner: Scope },
  ): Scope | undefined {
    const isDefault = this.#declaresByAssignment && role === "default";
    if (isDefault) return inner.around ?? inner;
    const isFunction = node.kind === "function";
    if (isFunction && role === "decorator") return outer;
    const isName = role === "name" && kind === "name" && (isFunction || node.kind === "class");
    if (!isName) return isFunction && role === "name" ? outer : inner;
    const reach = nameReach(node);
    return reach === "nowhere" ? undefined : reach === "inside" ? inner.outer : outer;
  }

  #scopeOf(node: Node, outer: Scope | undefined): Scope {
    const known = this.#scopes.get(node);
    if (known) return known;
    const isHidden = this.#declaresByAssignment && node.kind === "class";
    const isFunction = node.kind === "function" || node.kind === "program" || isHidden;
    const opens =
      isFunction || (scoping.has(node.kind) && !(this.#declaresByAssignment && node.kind !== "comprehension"));
    if (!opens && outer) return outer;
    const owner = node.kind === "function" ? node : outer?.owner;
    const seen = node.kind === "function" && outer?.isHidden ? outer.outer : this.#named(node, outer);
    const scope: Scope = { outer: seen, names: new Map(), owner, isFunction, isHidden, around: outer };
    this.#scopes.set(node, scope);
    return scope;
  }

  /** The name of a function or a class that is an expression is known in it alone. */
  #named(node: Node, outer: Scope | undefined): Scope | undefined {
    const isNamed = (node.kind === "function" || node.kind === "class") && part(node, "name") !== undefined;
    if (!outer || !isNamed || nameReach(node) !== "inside") return outer;
    return { outer, names: new Map(), owner: outer.owner, isFunction: false };
  }

  declare(node: Node, scope: Scope): void {
    const own =
      node.kind === "parameter" || node.kind === "catch" || node.kind === "clause" ? this.#scopeOf(node, scope) : scope;
    for (const declared of declaredBy(node))
      if (node.kind !== "for-each" || this.#declaresByAssignment) this.#add(declared, own);
    this.#declareInside(node, scope);
    if (node.kind === "import" && !scope.outer) this.#wildcard(node);
    if (node.kind === "scope")
      for (const name of parts(node, "name")) this.#share(name, node.label === "global", scope);
    if (this.#declaresByAssignment && node.kind === "assign") {
      for (const declared of bound(part(node, "target"), part(node, "value"), "function")) this.#add(declared, scope);
    }
  }

  /** The name of a function or a class that is an expression. */
  #declareInside(node: Node, scope: Scope): void {
    const name = node.kind === "function" || node.kind === "class" ? part(node, "name") : undefined;
    const own = name && nameReach(node) === "inside" ? this.#scopeOf(node, scope).outer : undefined;
    if (name && own) this.#add({ name, reach: "block" }, own);
  }

  /** `global x`, `nonlocal x`: the function's `x` is the one outside. */
  #share(name: Node, isGlobal: boolean, scope: Scope): void {
    const word = String(name.value);
    const outer = isGlobal ? outermost(scope) : holderOf(word, scope.outer);
    if (!outer || outer === scope) return;
    const entity: Entity = outer.names.get(word) ?? { declaration: name, assigned: [], owner: outer.owner };
    entity.isShared = true;
    outer.names.set(word, entity);
    scope.names.set(word, entity);
    this.entities.set(name, entity);
  }

  #add({ name, path, value, reach, type, isGiven }: Declared, scope: Scope): void {
    const holder = reach === "function" ? functionScope(scope) : scope;
    const word = String(name.value);
    const isImport = this.#declaresByAssignment && path !== undefined;
    const known = isImport ? undefined : this.#declaredBefore(name, reach, holder);
    const entity: Entity = known ?? {
      declaration: name,
      assigned: [],
      owner: holder.owner,
      ...(path !== undefined && { path }),
      ...(type && { type }),
    };
    if (known || !holder.names.has(word)) holder.names.set(word, entity);
    if (isImport && holder.outer === undefined) this.#imports.set(word, entity);
    this.entities.set(name, entity);
    const isDefinition = name.role !== "target" || value !== undefined || isGiven === true;
    if (isDefinition) entity.assigned.push(value);
  }

  /** What is assigned to the name of an import may still be it; what another import brings is something else. */
  #declaredBefore(name: Node, reach: Declared["reach"], { names }: Scope): Entity | undefined {
    const word = String(name.value);
    const known = this.#isFresh(name, reach) ? undefined : names.get(word);
    return known ?? (this.#declaresByAssignment && name.role === "target" ? this.#imports.get(word) : undefined);
  }

  /** In one block a name is declared once; where it is declared again, as broken code does, it is another one from there on. */
  #isFresh(name: Node, reach: Declared["reach"]): boolean {
    return reach === "block" && name.role === "target" && !this.#declaresByAssignment;
  }

  #wildcard(node: Node): void {
    const isWildcard = parts(node, "specifier").some(({ label }) => label === "wildcard");
    const source = part(node, "source");
    if (isWildcard && source) this.wildcards.push(moduleOf(String(source.value)));
  }

  use(node: Node, scope: Scope): void {
    if (node.kind === "assign" && !this.#declaresByAssignment) this.#assign(node, scope);
    if (node.kind === "unary" && /^(?:\+\+|--)/.test(node.label ?? "")) this.#unknown(part(node, "operand"), scope);
    if (node.kind === "for-each") this.#unknown(part(node, "target"), scope);
    if (node.kind !== "name" || node.role === "property") return;
    const own = this.entities.get(node);
    if (own) {
      if (scope.names.has(String(node.value))) scope.names.set(String(node.value), own);
      return;
    }
    const entity = lookUp(String(node.value), scope);
    const isLater = this.#declaresByAssignment && entity?.path !== undefined && entity.declaration.start > node.start;
    if (entity && !isLater) this.entities.set(node, entity);
  }

  #assign(node: Node, scope: Scope): void {
    const target = part(node, "target");
    if (target?.kind !== "name" || node.label !== "=") return this.#unknown(target, scope);
    const entity = lookUp(String(target.value), scope) ?? this.#implied(target, scope);
    record(entity, part(node, "value"), scope);
  }

  /** What is assigned to without being declared belongs to all; it is followed where it is assigned first. */
  #implied(name: Node, scope: Scope): Entity {
    const entity: Entity = { declaration: name, assigned: [], owner: scope.owner };
    outermost(scope).names.set(String(name.value), entity);
    this.entities.set(name, entity);
    return entity;
  }

  /** What is assigned to names that cannot be said. */
  #unknown(target: Node | undefined, scope: Scope): void {
    for (const { name } of bound(target, undefined, "block"))
      record(this.entities.get(name) ?? lookUp(String(name.value), scope), undefined, scope);
  }
}

function outermost(scope: Scope): Scope {
  let top = scope;
  while (top.outer) top = top.outer;
  return top;
}

function functionScope(scope: Scope): Scope {
  let current = scope;
  while (!current.isFunction && current.outer) current = current.outer;
  return current;
}

function record(entity: Entity | undefined, value: Node | undefined, { owner }: Scope): void {
  if (!entity) return;
  entity.assigned.push(value);
  if (entity.owner !== owner) entity.isShared = true;
}

function lookUp(word: string, scope: Scope): Entity | undefined {
  return holderOf(word, scope)?.names.get(word);
}

/** The innermost scope that knows a name. */
function holderOf(word: string, scope: Scope | undefined): Scope | undefined {
  let current = scope;
  while (current && !current.names.has(word)) current = current.outer;
  return current;
}
