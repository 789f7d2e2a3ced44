import { deepestBase } from "#access/bounds.ts";
import type { Evaluator } from "#access/evaluate.ts";
import { changed, mutationsOf, objectPutInto } from "#access/mutations.ts";
import {
  type ClassValue,
  type Environment,
  type InstanceValue,
  type Thunk,
  type Value,
  bind,
  external,
  joined,
  unknown,
} from "#access/value.ts";
import type { RepoPath } from "#model/location.ts";
import type { ClassOutline, ModuleOutline, VariableId } from "#model/module-outline.ts";

/** What an object, or a class, has under a name: its own, or that of its base. */
export function classMember(evaluator: Evaluator, value: InstanceValue | ClassValue, name: string): readonly Value[] {
  return evaluator.deeper<readonly Value[]>([unknown], () => memberFound(evaluator, value, name));
}

function memberFound(evaluator: Evaluator, value: InstanceValue | ClassValue, name: string): readonly Value[] {
  const outline = evaluator.modules.outlineOf(value.module);
  const outlined = outline?.classes[value.class];
  if (!outline || !outlined) return [unknown];
  if (name === "constructor" && value.kind === "instance") return [{ ...value, kind: "class" }];
  const given = givenToClass(evaluator, value, name, outline);
  if (given) return given;
  const members = outlined.members.filter((member) => member.name === name);
  const environment =
    value.kind === "instance" ? bind(value.environment, value.module, { self: value }) : value.environment;
  if (members.length > 0) {
    const found = members.flatMap((member) => {
      const values = evaluator.evaluate({ module: value.module, expression: member.value, environment });
      return member.getter
        ? values.flatMap((getter) => (getter.kind === "function" ? evaluator.results(getter, undefined) : [getter]))
        : values;
    });
    const at = { module: value.module, expression: 0, environment };
    return changed(evaluator, found, { class: value.class }, { at, outline, path: [name] });
  }
  const mutations = mutationsOf(evaluator, outline, { class: value.class }, [name]);
  if (mutations.length > 0) {
    const at = { module: value.module, expression: 0, environment };
    const empty: Value[] = [
      mutations.some(({ kind }) => kind === "entry")
        ? { kind: "object", entries: [], isOpen: false }
        : { kind: "list", items: [], isOpen: false },
    ];
    return changed(evaluator, empty, { class: value.class }, { at, outline, path: [name] });
  }
  return baseOf(evaluator, outlined, { module: value.module, environment }).flatMap((base): readonly Value[] => {
    if (base.kind === "class")
      return classMember(
        evaluator,
        value.kind === "instance"
          ? {
              ...base,
              kind: "instance",
              environment: bind(joined(base.environment, value.environment), value.module, { self: value }),
            }
          : base,
        name,
      );
    return base.kind === "external" ? [external(base, name)] : [unknown];
  });
}

/** What is assigned to a class after it was made: `Tool.title = "x"`. */
export function givenToClass(
  evaluator: Evaluator,
  { module, class: id }: ClassValue | InstanceValue,
  name: string,
  outline: ModuleOutline,
): readonly Value[] | undefined {
  const asked = (classVariables(outline).get(id) ?? []).flatMap((variable) =>
    mutationsOf(evaluator, outline, { variable }, []),
  );
  if (asked.length === 0) return undefined;
  const at = { module, expression: 0, environment: undefined };
  const object = objectPutInto(evaluator, asked, { class: id }, { at, outline });
  const found = object?.entries.filter(({ key }) => key === name).flatMap(({ value }) => evaluator.force(value)) ?? [];
  return found.length > 0 ? found : undefined;
}

/** What a class is derived from in the end; what is no class is itself. */
export function basesOf(evaluator: Evaluator, value: Value): readonly Value[] {
  let bases: readonly Value[] = [value];
  for (let steps = 0; steps < deepestBase && bases.some(({ kind }) => kind === "class"); steps++) {
    bases = bases.flatMap((base) => {
      const outlined =
        base.kind === "class" ? evaluator.modules.outlineOf(base.module)?.classes[base.class] : undefined;
      return base.kind === "class" && outlined ? baseOf(evaluator, outlined, base) : [base];
    });
  }
  return bases;
}

export function baseOf(evaluator: Evaluator, { base }: ClassOutline, at: Omit<Thunk, "expression">): readonly Value[] {
  return base === undefined ? [unknown] : evaluator.evaluate({ ...at, expression: base });
}

/** The object that a method is called of; where nobody says which, one of which no argument is known. */
export function selfOf(evaluator: Evaluator, at: Thunk, id: number): Value {
  for (let environment = at.environment; environment; environment = environment.outer) {
    if (!("self" in environment.bound)) continue;
    const { self } = environment.bound;
    // A derived object is one of its base, too.
    if (self.module === at.module && self.class === id) return derivedSelf(evaluator, environment, self);
    if (evaluator.derives(self, at.module, id)) return self;
  }
  return { kind: "instance", module: at.module, class: id, environment: at.environment };
}

/** The object as which a method of its bases was called of it: that of the class that is derived from all of them. */
export function derivedSelf(evaluator: Evaluator, environment: Environment, self: InstanceValue): InstanceValue {
  let found = self;
  for (let at = environment.outer; at; at = at.outer) {
    if (!("self" in at.bound) || at.bound.self.environment === found.environment) continue;
    if (evaluator.derives(at.bound.self, found.module, found.class)) found = at.bound.self;
  }
  return found;
}

/** Holds if a class, or that of an object, is derived from another one, over however many steps. */
export function derives(
  evaluator: Evaluator,
  derived: Pick<ClassValue, "module" | "class" | "environment">,
  module: RepoPath,
  id: number,
): boolean {
  let bases: readonly Value[] = directBases(evaluator, derived);
  for (let steps = 0; steps < deepestBase && bases.length > 0; steps++) {
    const classes = bases.flatMap((base) => (base.kind === "class" ? [base] : []));
    if (classes.some((base) => base.module === module && base.class === id)) return true;
    bases = classes.flatMap((base) => directBases(evaluator, base));
  }
  return false;
}

/** What a class says that it is derived from. */
export function directBases(
  evaluator: Evaluator,
  { module, class: id, environment }: Pick<ClassValue, "module" | "class" | "environment">,
): readonly Value[] {
  const outlined = evaluator.modules.outlineOf(module)?.classes[id];
  return outlined?.base === undefined ? [] : baseOf(evaluator, outlined, { module, environment });
}

export function superOf(evaluator: Evaluator, at: Thunk, id: number): readonly Value[] {
  const outlined = evaluator.modules.outlineOf(at.module)?.classes[id];
  if (!outlined) return [unknown];
  return baseOf(evaluator, outlined, at).map((base) => (base.kind === "class" ? { ...base, kind: "instance" } : base));
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
