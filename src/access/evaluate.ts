import { callBuiltin, memberOfText } from "#access/builtins.ts";
import { callOutside } from "#access/outside-functions.ts";
import { bind, boundTo, conditionally, type CallArguments, type ClassValue, type Environment, type ExternalValue, type FunctionValue, type InstanceValue, type Lazy, type ListItem, type ListValue, type ObjectEntry, type ObjectValue, type Thunk, unknown, type Value } from "#access/value.ts";
import type { Modules } from "#access/modules.ts";
import type { Constant } from "#model/semantics.ts";
import { compareText, type RepoPath } from "#model/location.ts";
import type { ClassOutline, Context, Entry, Expression, ExpressionId, Item, ModuleOutline, Mutation, VariableId } from "#model/module-outline.ts";

/** Expressions, calls and loops may stand within one another this deep. */
const deepest = 150;
/** Classes are followed to their bases this far. */
const deepestBase = 20;
/** What an expression may be, and what a list holds, is counted up to here. */
const mostValues = 300;
const mostItems = 5_000;

/**
 * Says what expressions of a tree's modules may be, without running anything: names are followed over files, calls with
 * the arguments that they are given. Order is not looked at: a variable is what is assigned to it anywhere. Bounded by
 * counted steps; what is beyond is unknown.
 */
export class Evaluator {
  readonly modules: Modules;
  readonly #known = new Map<string, readonly Value[]>();
  #knownIn = new WeakMap<Environment, Map<string, readonly Value[]>>();
  readonly #active = new Set<string>();
  readonly #environmentIds = new WeakMap<Environment, number>();
  #environments = 0;
  #depth = 0;
  #fuel = 0;
  /** Holds once something was left out for want of steps. */
  isExhausted = false;

  constructor(modules: Modules) {
    this.modules = modules;
  }

  /** Gives the steps that may be taken from now on. */
  refuel(steps: number): void {
    this.#fuel = steps;
    this.isExhausted = false;
    // What one module says hangs on nothing that was asked before.
    this.#known.clear();
    this.#knownIn = new WeakMap();
  }

  /** Takes steps; holds if there are any left. */
  spend(steps: number): boolean {
    this.#fuel -= steps;
    if (this.#fuel <= 0) this.isExhausted = true;
    return this.#fuel > 0;
  }

  /** What is behind a name, a key or a place of a list. */
  force(lazy: Lazy): readonly Value[] {
    return "values" in lazy ? lazy.values : this.evaluate(lazy);
  }

  /** What an expression may be; empty only where it depends on nothing but itself. */
  evaluate(thunk: Thunk): readonly Value[] {
    const key = `${thunk.module}\n${thunk.expression}`;
    const memory = this.#memoryOf(thunk.environment);
    const known = memory.get(key);
    if (known) return known;
    const active = `${key}\n${this.#numberOf(thunk.environment)}`;
    if (this.#active.has(active)) return [];
    if (this.#depth >= deepest || !this.spend(1)) return [unknown];
    this.#depth++;
    this.#active.add(active);
    const outline = this.modules.outlineOf(thunk.module);
    const expression = outline?.expressions[thunk.expression];
    const values = outline && expression ? distinct(this.#values(expression, thunk, outline)) : [unknown];
    this.#active.delete(active);
    this.#depth--;
    memory.set(key, values);
    return values;
  }

  #memoryOf(environment: Environment | undefined): Map<string, readonly Value[]> {
    if (!environment) return this.#known as Map<string, readonly Value[]>;
    const known = this.#knownIn.get(environment);
    if (known) return known;
    const made = new Map<string, readonly Value[]>();
    this.#knownIn.set(environment, made);
    return made;
  }

  #numberOf(environment: Environment | undefined): number {
    if (!environment) return 0;
    const known = this.#environmentIds.get(environment);
    if (known !== undefined) return known;
    this.#environmentIds.set(environment, ++this.#environments);
    return this.#environments;
  }

  #values(expression: Expression, at: Thunk, outline: ModuleOutline): readonly Value[] {
    const { module, environment } = at;
    switch (expression.kind) {
      case "constant":
        return [{ kind: "constant", value: expression.value, at: { module, region: expression.region } }];
      case "sum":
        return this.#sum(expression.parts, at);
      case "list":
        return [{ kind: "list", ...this.#list(expression.items, at), at: { module, region: expression.region } }];
      case "object":
        return [{ kind: "object", ...this.#object(expression.entries, at), at: { module, region: expression.region } }];
      case "variable":
        return this.#variable(expression.variable, at, outline);
      case "import":
        return this.#import(module, expression);
      case "global":
        return this.#global(expression.name, at, outline);
      case "member":
        return this.#member(expression, at, outline);
      case "call":
        return this.#call(expression, at);
      case "function":
        return [{ kind: "function", module, function: expression.function, environment }];
      case "class":
        return [{ kind: "class", module, class: expression.class, environment }];
      case "choice":
        return expression.of.flatMap((option) => this.evaluate({ ...at, expression: option }));
      case "element":
        return this.evaluate({ ...at, expression: expression.of }).flatMap((value) => this.elementsOf(value));
      case "rest":
        return this.evaluate({ ...at, expression: expression.of }).map((value) => without(value, expression.without));
      case "self":
        return [this.#self(at, expression.class)];
      case "super":
        return this.#super(at, expression.class);
      default:
        return [{ kind: "unknown", ...(expression.region && { at: { module, region: expression.region } }) }];
    }
  }

  // Texts, lists and objects.

  #sum(parts: readonly ExpressionId[], at: Thunk): readonly Value[] {
    let texts: readonly string[] = [""];
    const lists: ListItem[] = [];
    let isOpen = false;
    for (const part of parts) {
      const values = this.evaluate({ ...at, expression: part });
      for (const value of values) {
        if (value.kind === "list") lists.push(...value.items);
        isOpen ||= value.kind !== "list" || value.isOpen;
      }
      const constants = values.flatMap((value) => (value.kind === "constant" ? [String(value.value)] : []));
      if (constants.length < values.length || constants.length === 0) texts = [];
      else texts = texts.flatMap((text) => constants.map((more) => text + more)).slice(0, mostValues);
    }
    if (lists.length > 0) return [{ kind: "list", items: lists, isOpen }];
    if (texts.length === 0) return [unknown];
    return texts.map((value) => ({ kind: "constant", value }));
  }

  #list(items: readonly Item[], at: Thunk): Omit<ListValue, "kind"> {
    const found: ListItem[] = [];
    let isOpen = false;
    for (const item of items) {
      for (const environment of this.loopEnvironments(item.loops ?? [], at)) {
        const value = { ...at, environment, expression: item.value };
        const conditional = item.conditional === true;
        if (!item.spread) found.push({ value, conditional });
        else isOpen = this.#spread(value, conditional, found) || isOpen;
      }
    }
    this.spend(found.length);
    return { items: found.slice(0, mostItems), isOpen: isOpen || found.length > mostItems };
  }

  /** Holds if there may be more. */
  #spread(thunk: Thunk, conditional: boolean, into: ListItem[]): boolean {
    const values = this.evaluate(thunk);
    let isOpen = values.length === 0;
    for (const value of values) {
      const list = this.asList(value);
      if (!list) {
        isOpen ||= value.kind !== "constant";
        continue;
      }
      const isOne = values.length === 1 && !conditional;
      into.push(...(isOne ? list.items : list.items.map((item) => ({ ...item, conditional: true }))));
      isOpen ||= list.isOpen;
    }
    return isOpen;
  }

  #object(entries: readonly Entry[], at: Thunk): Omit<ObjectValue, "kind"> {
    const found: ObjectEntry[] = [];
    let isOpen = false;
    for (const entry of entries) {
      for (const environment of this.loopEnvironments(entry.loops ?? [], at)) {
        const value = { ...at, environment, expression: entry.value };
        const conditional = entry.conditional === true;
        if (entry.key === undefined) isOpen = this.#spreadObject(value, conditional, found) || isOpen;
        else {
          const keys = this.keysOf({ ...at, environment, expression: entry.key });
          isOpen ||= keys.length === 0;
          for (const key of keys) found.push({ key, value, conditional: conditional || keys.length > 1 });
        }
      }
    }
    this.spend(found.length);
    return { entries: found.slice(0, mostItems), isOpen: isOpen || found.length > mostItems };
  }

  #spreadObject(thunk: Thunk, conditional: boolean, into: ObjectEntry[]): boolean {
    const values = this.evaluate(thunk);
    let isOpen = values.length === 0;
    for (const value of values) {
      const object = this.asObject(value);
      if (!object) {
        isOpen ||= value.kind !== "constant";
        continue;
      }
      const isOne = values.length === 1 && !conditional;
      into.push(...(isOne ? object.entries : object.entries.map((entry) => ({ ...entry, conditional: true }))));
      isOpen ||= object.isOpen;
    }
    return isOpen;
  }

  /** The texts that a key may be. */
  keysOf(lazy: Lazy): readonly string[] {
    return this.force(lazy).flatMap((value) => (value.kind === "constant" ? [String(value.value)] : []));
  }

  /** A value as a list, if it is one. */
  asList(value: Value): ListValue | undefined {
    return value.kind === "list" ? value : undefined;
  }

  /** A value as an object with keys: an object, a module, a class with its members. */
  asObject(value: Value): ObjectValue | undefined {
    if (value.kind === "object") return value;
    if (value.kind === "module") {
      const outline = this.modules.outlineOf(value.path);
      if (!outline) this.modules.needs(value.path);
      if (!outline) return undefined;
      const entries = outline.exports.map(({ name, value: expression }) => ({
        key: name,
        value: { module: value.path, expression, environment: undefined },
        conditional: false,
      }));
      const further = outline.exportsAllOf.flatMap((module) =>
        this.#import(value.path, { module }).flatMap((other) => this.asObject(other)?.entries ?? []),
      );
      return { kind: "object", entries: [...entries, ...further], isOpen: false };
    }
    return undefined;
  }

  /** What a loop over a value gives. */
  elementsOf(value: Value): readonly Value[] {
    const list = this.asList(value);
    if (list) return list.items.flatMap((item) => this.force(item.value)).slice(0, mostValues);
    if (value.kind === "external") return [external(value, "*")];
    return [unknown];
  }

  /** One environment for each turn of the loops. A loop over what is not known turns once, with nothing known. */
  loopEnvironments(loops: readonly VariableId[], { module, environment }: Omit<Thunk, "expression">): readonly (Environment | undefined)[] {
    let environments: readonly (Environment | undefined)[] = [environment];
    const outline = this.modules.outlineOf(module);
    for (const loop of loops) {
      const [over] = outline?.variables[loop]?.values ?? [];
      const expression = over === undefined ? undefined : outline?.expressions[over];
      if (expression?.kind !== "element") continue;
      environments = environments
        .flatMap((outer) => this.#turns({ module, expression: expression.of, environment: outer }, loop))
        .slice(0, mostItems);
    }
    return environments;
  }

  #turns(iterable: Thunk, loop: VariableId): readonly (Environment | undefined)[] {
    const lists = this.evaluate(iterable).flatMap((value) => this.asList(value) ?? this.#keysAsList(value) ?? []);
    const turns = lists.flatMap(({ items }) =>
      items.map(({ value, conditional }) =>
        conditionally(bind(iterable.environment, iterable.module, { variable: loop, to: value }), iterable.module, conditional),
      ),
    );
    return turns.length > 0 ? turns : [iterable.environment];
  }

  /** A loop over a dictionary gives its keys. */
  #keysAsList(value: Value): ListValue | undefined {
    if (value.kind !== "object") return undefined;
    const items = value.entries.map(({ key, conditional }) => ({
      value: { values: [{ kind: "constant", value: key } as const] },
      conditional,
    }));
    return { kind: "list", items, isOpen: value.isOpen };
  }

  // Names.

  #variable(id: VariableId, at: Thunk, outline: ModuleOutline): readonly Value[] {
    const bound = boundTo(at.environment, at.module, id);
    if (bound) return this.#changed(this.force(bound), { variable: id }, { at, outline, path: [] });
    const variable = outline.variables[id]!;
    const values = variable.values.flatMap((expression) => this.evaluate({ ...at, expression }));
    if (variable.parameter) {
      const typed = variable.type === undefined ? [] : this.#ofType({ ...at, expression: variable.type });
      const given: readonly Value[] =
        typed.length > 0 ? typed : [{ kind: "parameter", module: at.module, variable: id }];
      return this.#changed([...values, ...given], { variable: id }, { at, outline, path: [] });
    }
    if (values.length === 0 && variable.type !== undefined) return this.#ofType({ ...at, expression: variable.type });
    return this.#changed(values.length > 0 ? values : [unknown], { variable: id }, { at, outline, path: [] });
  }

  /** An object of what a type names. */
  #ofType(type: Thunk): readonly Value[] {
    return this.evaluate(type).flatMap((value): Value[] => {
      if (value.kind === "class") return [{ ...value, kind: "instance" }];
      return value.kind === "external" && value.module !== "" ? [value] : [];
    });
  }

  /** What lists and objects are once everything was put into them that is put there anywhere. */
  #changed(
    values: readonly Value[],
    root: Mutation["root"],
    { at, outline, path }: { readonly at: Thunk; readonly outline: ModuleOutline; readonly path: readonly string[] },
  ): readonly Value[] {
    const mutations = this.#mutationsOf(outline, root, path);
    if (mutations.length === 0 || this.#fuel <= 0 || !values.some(({ kind }) => kind === "list" || kind === "object" || kind === "external" || kind === "function" || kind === "class")) return values;
    const list = this.#listOf(mutations, root, { at, outline });
    const object = this.#objectOf(mutations, root, { at, outline });
    return values.map((value) => {
      if (value.kind === "list" && list)
        return { ...value, items: [...value.items, ...list.items], isOpen: value.isOpen || list.isOpen };
      if (value.kind === "object" && object)
        return { ...value, entries: [...value.entries, ...object.entries], isOpen: value.isOpen || object.isOpen };
      // `new Map()` and `new Set()`.
      if (value.kind === "external" && value.module === "" && (list || object) && isCollection(value))
        return object ? { kind: "object", ...object } : { kind: "list", ...list! };
      return value;
    });
  }

  #listOf(mutations: readonly Mutation[], root: Mutation["root"], within: Within): Omit<ListValue, "kind"> | undefined {
    const asked = mutations.filter(({ kind }) => kind === "item");
    if (asked.length === 0) return undefined;
    const lists = asked.flatMap((mutation) =>
      this.#around(mutation, root, within).map((at) => this.#list([itemOf(mutation)], at)),
    );
    return { items: lists.flatMap(({ items }) => items).slice(0, mostItems), isOpen: lists.some(({ isOpen }) => isOpen) };
  }

  #objectOf(mutations: readonly Mutation[], root: Mutation["root"], within: Within): Omit<ObjectValue, "kind"> | undefined {
    const asked = mutations.filter(({ kind }) => kind === "entry");
    if (asked.length === 0) return undefined;
    const objects = asked.flatMap((mutation) =>
      this.#around(mutation, root, within).map((at) => this.#object([itemOf(mutation)], at)),
    );
    return { entries: objects.flatMap(({ entries }) => entries).slice(0, mostItems), isOpen: objects.some(({ isOpen }) => isOpen) };
  }

  /** What is known where something is changed: here, if it belongs to the same function; else with each of its callers. */
  #around(mutation: Mutation, root: Mutation["root"], { at, outline }: Within): readonly Thunk[] {
    const owner = "variable" in root ? outline.variables[root.variable]?.function : undefined;
    if (mutation.function === undefined || mutation.function === owner) return [at];
    const inner = outline.functions[mutation.function];
    if (!inner || (inner.parameters.length === 0 && inner.outer === owner)) return [at];
    const around = this.reaching(at.module, { ...mutation, loops: [] });
    return around.map((environment) => ({ ...at, environment: environment ?? at.environment }));
  }

  /** What is known around a place each time that it is reached; who knows the callers of functions replaces it. */
  reaching: (module: RepoPath, context: Context) => readonly (Environment | undefined)[] = () => [undefined];

  readonly #byRoot = new WeakMap<ModuleOutline, Map<string, Mutation[]>>();

  #mutationsOf(outline: ModuleOutline, root: Mutation["root"], path: readonly string[]): readonly Mutation[] {
    let index = this.#byRoot.get(outline);
    if (!index) {
      index = new Map();
      for (const mutation of outline.mutations) {
        const key = rootKey(mutation.root, mutation.path);
        const known = index.get(key);
        if (known) known.push(mutation);
        else index.set(key, [mutation]);
      }
      this.#byRoot.set(outline, index);
    }
    return index.get(rootKey(root, path)) ?? [];
  }

  #global(name: string, at: Thunk, outline: ModuleOutline): readonly Value[] {
    for (const module of outline.importsAllOf) {
      const path = this.modules.resolve(at.module, module);
      const found = path === undefined ? undefined : this.exported(path, name);
      if (found) return found;
    }
    return [{ kind: "external", module: "", names: [name], calls: [] }];
  }

  #import(from: RepoPath, { module, name }: { readonly module: string; readonly name?: string }): readonly Value[] {
    const path = this.modules.resolve(from, module);
    if (path === undefined) {
      // In Python, what is imported may be a module itself.
      const inner = name === undefined ? undefined : this.modules.resolve(from, joinedModule(module, name));
      if (inner !== undefined) return [{ kind: "module", path: inner }];
      return [{ kind: "external", module, names: name === undefined || name === "default" ? [] : [name], calls: [] }];
    }
    if (name === undefined) return [{ kind: "module", path }];
    const inner = () => this.modules.resolve(from, joinedModule(module, name));
    const found = this.exported(path, name);
    if (found) return found;
    const submodule = path.endsWith(".py") ? inner() : undefined;
    return submodule === undefined ? [unknown] : [{ kind: "module", path: submodule }];
  }

  readonly #exporting = new Set<string>();

  /** What a module exports under a name. */
  exported(path: RepoPath, name: string): readonly Value[] | undefined {
    const outline = this.modules.outlineOf(path);
    if (!outline) {
      this.modules.needs(path);
      return [unknown];
    }
    const key = `${path}\n${name}`;
    if (this.#exporting.has(key)) return undefined;
    this.#exporting.add(key);
    const found = this.#exportedOnce(path, outline, name);
    this.#exporting.delete(key);
    return found;
  }

  #exportedOnce(path: RepoPath, outline: ModuleOutline, name: string): readonly Value[] | undefined {
    const own = outline.exports.filter((exported) => exported.name === name);
    if (own.length > 0)
      return own.flatMap(({ value }) => this.evaluate({ module: path, expression: value, environment: undefined }));
    const whole = outline.exports.filter((exported) => exported.name === "module.exports");
    if (whole.length > 0) {
      const values = whole.flatMap(({ value }) => this.evaluate({ module: path, expression: value, environment: undefined }));
      if (name === "default") return values;
      const members = values.flatMap((value) => this.memberOf(value, name));
      if (members.some(({ kind }) => kind !== "unknown")) return members;
    }
    for (const module of outline.exportsAllOf) {
      const target = this.modules.resolve(path, module);
      const found = target === undefined ? undefined : this.exported(target, name);
      if (found) return found;
    }
    return name === "default" && outline.exports.length > 0 ? [{ kind: "module", path }] : undefined;
  }

  // Members.

  #member(
    { object, property }: Extract<Expression, { kind: "member" }>,
    at: Thunk,
    outline: ModuleOutline,
  ): readonly Value[] {
    const keys = this.evaluate({ ...at, expression: property }).map((key) =>
      key.kind === "constant" ? key.value : undefined,
    );
    const root = outline.expressions[object]!;
    const [only] = keys;
    const objects = this.evaluate({ ...at, expression: object });
    const found = objects.flatMap((value) => keys.flatMap((key) => (key === undefined ? this.#anyMember(value, at.module) : this.memberOf(value, key))));
    const mutated = keys.length === 1 && only !== undefined && only !== null ? rootOfExpression(root) : undefined;
    return mutated ? this.#changed(found, mutated, { at, outline, path: [String(only)] }) : found;
  }

  /** What is under a key that is not known: all there is. */
  #anyMember(value: Value, module: RepoPath): readonly Value[] {
    // `Agent[Deps, Output]` is `Agent`, of some types.
    if (value.kind === "external" && module.endsWith(".py") && /^[A-Z]/.test(value.names.at(-1) ?? "")) return [value];
    if (value.kind === "object") return value.entries.flatMap((entry) => this.force(entry.value)).slice(0, mostValues);
    if (value.kind === "list") return this.elementsOf(value);
    return value.kind === "external" ? [external(value, "*")] : [unknown];
  }

  /** What a value has under a key. */
  memberOf(value: Value, key: Constant): readonly Value[] {
    const name = String(key);
    switch (value.kind) {
      case "object":
        return this.#entry(value, name);
      case "list":
        return this.#itemAt(value, key);
      case "module": {
        const found = this.exported(value.path, name);
        if (found) return found;
        const inner = this.modules.resolve(value.path, `.${name}`);
        if (value.path.endsWith(".py") && inner !== undefined) return [{ kind: "module", path: inner }];
        return name === "default" ? [value] : [unknown];
      }
      case "instance":
      case "class":
        return this.#classMember(value, name);
      case "external":
        return name === "default" && value.module !== "" ? [value] : [external(value, name)];
      case "constant":
        return [memberOfText(value, name)];
      default:
        return [unknown];
    }
  }

  #entry(object: ObjectValue, name: string): readonly Value[] {
    const found: Value[] = [];
    for (let index = object.entries.length - 1; index >= 0; index--) {
      const entry = object.entries[index]!;
      if (entry.key !== name) continue;
      found.push(...this.force(entry.value));
      if (!entry.conditional) return found;
    }
    return found.length > 0 && !object.isOpen ? found : [...found, unknown];
  }

  #itemAt(list: ListValue, key: Constant): readonly Value[] {
    if (key === "length") return [{ kind: "constant", value: list.items.length }];
    const item = typeof key === "number" || /^\d+$/.test(String(key)) ? list.items[Number(key)] : undefined;
    return item ? this.force(item.value) : [unknown];
  }

  #classMember(value: InstanceValue | ClassValue, name: string): readonly Value[] {
    const outline = this.modules.outlineOf(value.module);
    const outlined = outline?.classes[value.class];
    if (!outline || !outlined) return [unknown];
    if (name === "constructor" && value.kind === "instance") return [{ ...value, kind: "class" }];
    const given = this.#givenToClass(value, name, outline);
    if (given) return given;
    const members = outlined.members.filter((member) => member.name === name);
    const environment =
      value.kind === "instance" ? bind(value.environment, value.module, { self: value }) : value.environment;
    if (members.length > 0) {
      const found = members.flatMap((member) => {
        const values = this.evaluate({ module: value.module, expression: member.value, environment });
        return member.getter
          ? values.flatMap((getter) => (getter.kind === "function" ? this.results(getter, undefined) : [getter]))
          : values;
      });
      const at = { module: value.module, expression: 0, environment };
      return this.#changed(found, { class: value.class }, { at, outline, path: [name] });
    }
    const changed = this.#mutationsOf(outline, { class: value.class }, [name]);
    if (changed.length > 0) {
      const at = { module: value.module, expression: 0, environment };
      const empty: Value[] = [
        changed.some(({ kind }) => kind === "entry")
          ? { kind: "object", entries: [], isOpen: false }
          : { kind: "list", items: [], isOpen: false },
      ];
      return this.#changed(empty, { class: value.class }, { at, outline, path: [name] });
    }
    return this.#baseOf(outlined, { module: value.module, environment }).flatMap((base): readonly Value[] => {
      if (base.kind === "class") return this.#classMember(value.kind === "instance" ? { ...base, kind: "instance", environment: bind(joined(base.environment, value.environment), value.module, { self: value }) } : base, name);
      return base.kind === "external" ? [external(base, name)] : [unknown];
    });
  }

  /** What is assigned to a class after it was made: `Tool.title = "x"`. */
  #givenToClass({ module, class: id }: ClassValue | InstanceValue, name: string, outline: ModuleOutline): readonly Value[] | undefined {
    const asked = (classVariables(outline).get(id) ?? []).flatMap((variable) => this.#mutationsOf(outline, { variable }, []));
    if (asked.length === 0) return undefined;
    const at = { module, expression: 0, environment: undefined };
    const object = this.#objectOf(asked, { class: id }, { at, outline });
    const found = object?.entries.filter(({ key }) => key === name).flatMap(({ value }) => this.force(value)) ?? [];
    return found.length > 0 ? found : undefined;
  }

  /** What a class is derived from in the end; what is no class is itself. */
  basesOf(value: Value): readonly Value[] {
    let bases: readonly Value[] = [value];
    for (let steps = 0; steps < deepestBase && bases.some(({ kind }) => kind === "class"); steps++) {
      bases = bases.flatMap((base) => {
        const outlined = base.kind === "class" ? this.modules.outlineOf(base.module)?.classes[base.class] : undefined;
        return base.kind === "class" && outlined ? this.#baseOf(outlined, base) : [base];
      });
    }
    return bases;
  }

  #baseOf({ base }: ClassOutline, at: Omit<Thunk, "expression">): readonly Value[] {
    return base === undefined ? [unknown] : this.evaluate({ ...at, expression: base });
  }

  /** The object that a method is called of; where nobody says which, one of which no argument is known. */
  #self(at: Thunk, id: number): Value {
    for (let environment = at.environment; environment; environment = environment.outer) {
      if (!("self" in environment.bound)) continue;
      const { self } = environment.bound;
      // A derived object is one of its base, too.
      if (self.module === at.module && self.class === id) return this.#derivedSelf(environment, self);
    }
    return { kind: "instance", module: at.module, class: id, environment: at.environment };
  }

  #derivedSelf(environment: Environment, self: InstanceValue): InstanceValue {
    for (let at = environment.outer; at; at = at.outer) {
      if ("self" in at.bound && at.bound.self.environment !== self.environment && this.#derives(at.bound.self, self))
        return at.bound.self;
    }
    return self;
  }

  #derives(derived: InstanceValue, base: InstanceValue): boolean {
    const outlined = this.modules.outlineOf(derived.module)?.classes[derived.class];
    if (!outlined) return false;
    return this.#baseOf(outlined, derived).some(
      (value) => value.kind === "class" && value.module === base.module && value.class === base.class,
    );
  }

  #super(at: Thunk, id: number): readonly Value[] {
    const outlined = this.modules.outlineOf(at.module)?.classes[id];
    if (!outlined) return [unknown];
    return this.#baseOf(outlined, at).map((base) => (base.kind === "class" ? { ...base, kind: "instance" } : base));
  }

  // Calls.

  #call(call: Extract<Expression, { kind: "call" }>, at: Thunk): readonly Value[] {
    const given = this.given(call, at);
    const known = callBuiltin(this, { callee: call.callee, at, given });
    if (known) return known;
    const callees = this.evaluate({ ...at, expression: call.callee });
    return callees.length === 0 ? [unknown] : callees.flatMap((callee) => this.apply(callee, given));
  }

  /** What a call hands over. */
  given(call: Extract<Expression, { kind: "call" }>, at: Thunk): CallArguments {
    const { items, isOpen } = this.#list(call.arguments, at);
    const named = this.#object(call.named, at);
    const place = { module: at.module, region: call.region };
    return { positional: items, named: named.entries, isOpen: isOpen || named.isOpen, at: place };
  }

  /** What a call of a value gives. */
  apply(callee: Value, given: CallArguments): readonly Value[] {
    switch (callee.kind) {
      case "function":
        return this.results(callee, given);
      case "class":
        return [this.#construct(callee, given)];
      case "external":
        return callOutside(this, callee, given) ?? [{ ...callee, calls: [...callee.calls, { after: callee.names.length, with: given }] }];
      case "instance":
        // Python: an object that can be called.
        return this.#classMember(callee, "__call__").flatMap((method) => (method.kind === "function" ? this.results(method, given) : [unknown]));
      default:
        return [unknown];
    }
  }

  /** What a function returns, given what. */
  results(callee: FunctionValue, given: CallArguments | undefined): readonly Value[] {
    const outline = this.modules.outlineOf(callee.module);
    const outlined = outline?.functions[callee.function];
    if (!outline || !outlined) return [unknown];
    if ((callee.environment?.depth ?? 0) > deepest) return [unknown];
    const environment = given ? this.bindArguments(callee, given) : callee.environment;
    const at = { module: callee.module, expression: 0, environment };
    if (outlined.yields.length > 0) return [{ kind: "list", ...this.#list(outlined.yields, at) }];
    return this.returned({ ...callee, environment });
  }

  /** What a function's `return`s say, in the environment that it has. */
  returned({ module, function: id, environment }: FunctionValue): readonly Value[] {
    const returns = this.modules.outlineOf(module)?.functions[id]?.returns ?? [];
    const results = returns.flatMap(({ value: expression }) => this.evaluate({ module, expression, environment }));
    return results.length > 0 ? results : [unknown];
  }

  #construct(callee: ClassValue, given: CallArguments): InstanceValue {
    const outline = this.modules.outlineOf(callee.module);
    const outlined = outline?.classes[callee.class];
    const constructor = outlined?.constructor_;
    if (constructor === undefined) {
      // What the class does not take, its base does.
      const [base] = outlined?.base === undefined ? [] : this.#baseOf(outlined, callee);
      const inherited = base?.kind === "class" ? this.#construct(base, given).environment : undefined;
      return { ...callee, kind: "instance", environment: joined(callee.environment, inherited) };
    }
    const environment = this.bindArguments({ ...callee, kind: "function", function: constructor }, given);
    const base = this.#baseEnvironment(outlined!, { ...callee, environment });
    return { ...callee, kind: "instance", environment: joined(environment, base) };
  }

  /** What the base's constructor was given. */
  #baseEnvironment(outlined: ClassOutline, at: Omit<Thunk, "expression">): Environment | undefined {
    const { superCall } = outlined;
    const call = superCall === undefined ? undefined : this.modules.outlineOf(at.module)?.expressions[superCall];
    const [base] = outlined.base === undefined ? [] : this.#baseOf(outlined, at);
    if (call?.kind !== "call" || base?.kind !== "class") return undefined;
    return this.#construct(base, this.given(call, { ...at, expression: superCall! })).environment;
  }

  /** The environment of a function's body in a call. */
  bindArguments(callee: FunctionValue, given: CallArguments): Environment | undefined {
    const outlined = this.modules.outlineOf(callee.module)?.functions[callee.function];
    const outline = this.modules.outlineOf(callee.module);
    if (!outlined || !outline) return callee.environment;
    let environment = callee.environment;
    for (const [index, variable] of outlined.parameters.entries()) {
      const to = this.#argument(outline.variables[variable]?.parameter?.takes, { index, name: outlined.names[index] ?? "" }, given);
      if (to) environment = bind(environment, callee.module, { variable, to });
    }
    return environment;
  }

  #argument(
    takes: "rest" | "keywords" | undefined,
    { index, name }: { readonly index: number; readonly name: string },
    { positional, named, isOpen }: CallArguments,
  ): Lazy | undefined {
    if (takes === "rest") return { values: [{ kind: "list", items: positional.slice(index), isOpen }] };
    if (takes === "keywords") return { values: [{ kind: "object", entries: named, isOpen }] };
    return positional[index]?.value ?? named.findLast(({ key }) => key === name)?.value;
  }

  /** What is handed over at a place, or under a name. */
  argument({ positional, named }: CallArguments, place: number | string): readonly Value[] {
    const lazy = typeof place === "number" ? positional[place]?.value : named.findLast(({ key }) => key === place)?.value;
    return lazy ? this.force(lazy) : [];
  }
}

/** Where a list or an object is that is changed. */
interface Within {
  readonly at: Thunk;
  readonly outline: ModuleOutline;
}

/** What is reached from outside under a name. */
export function external(value: ExternalValue, name: string): ExternalValue {
  // Long chains are those of builders and do not end where they are written.
  if (value.names.length >= 40) return value;
  return { ...value, names: [...value.names, name] };
}

const variablesByOutline = new WeakMap<ModuleOutline, ReadonlyMap<number, readonly VariableId[]>>();

/** The variables that hold the classes of a module. */
function classVariables(outline: ModuleOutline): ReadonlyMap<number, readonly VariableId[]> {
  const known = variablesByOutline.get(outline);
  if (known) return known;
  const made = new Map<number, VariableId[]>();
  for (const [variable, { values }] of outline.variables.entries()) {
    for (const value of values) {
      const expression = outline.expressions[value];
      if (expression?.kind === "class") made.set(expression.class, [...(made.get(expression.class) ?? []), variable]);
    }
  }
  variablesByOutline.set(outline, made);
  return made;
}

function itemOf({ entry, loops, conditional }: Mutation): Entry {
  return { ...entry, ...(loops.length > 0 && { loops }), ...(conditional && { conditional: true as const }) };
}

function isCollection({ names }: ExternalValue): boolean {
  const [name] = names;
  return names.length === 1 && (name === "Map" || name === "Set" || name === "dict" || name === "list" || name === "set");
}

function rootKey(root: Mutation["root"], path: readonly string[]): string {
  return `${"variable" in root ? `v${root.variable}` : `c${root.class}`}\n${path.join("\n")}`;
}

function rootOfExpression(expression: Expression): Mutation["root"] | undefined {
  if (expression.kind === "variable") return { variable: expression.variable };
  return expression.kind === "self" ? { class: expression.class } : undefined;
}

function joinedModule(module: string, name: string): string {
  return module.endsWith(".") ? `${module}${name}` : `${module}.${name}`;
}

function joined(environment: Environment | undefined, further: Environment | undefined): Environment | undefined {
  const frames: Environment[] = [];
  for (let at = further; at; at = at.outer) frames.push(at);
  return frames.reduceRight((outer: Environment | undefined, { module, bound }) => bind(outer, module, bound), environment);
}

function without(value: Value, keys: readonly string[]): Value {
  if (value.kind !== "object") return value;
  return { ...value, entries: value.entries.filter(({ key }) => !keys.includes(key)) };
}

/** Each value once; constants that are the same count as one. */
function distinct(values: readonly Value[]): readonly Value[] {
  if (values.length < 2) return values;
  const seen = new Set<unknown>();
  const found = values.filter((value) => {
    const key = value.kind === "constant" ? `${typeof value.value} ${String(value.value)}` : value.kind === "unknown" ? "unknown" : value;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  return found.slice(0, mostValues);
}

/** Orders values for output: constants by what they say. */
export function constantsAmong(values: readonly Value[]): readonly Constant[] {
  const found = values.flatMap((value) => (value.kind === "constant" ? [value.value] : []));
  return [...found].sort((left, right) => compareText(String(left), String(right)));
}
