import { listOf, objectOf } from "#access/collections.ts";
import type { Evaluator } from "#access/evaluate.ts";
import { joinedLists, joinedObjects } from "#access/gathered.ts";
import type { ExternalValue, ListValue, ObjectValue, Thunk, Value } from "#access/value.ts";
import type { Entry, ModuleOutline, Mutation } from "#model/module-outline.ts";

/** What lists and objects are once everything was put into them that is put there anywhere. */
export function changed(
  evaluator: Evaluator,
  values: readonly Value[],
  root: Mutation["root"],
  { at, outline, path }: { readonly at: Thunk; readonly outline: ModuleOutline; readonly path: readonly string[] },
): readonly Value[] {
  const mutations = mutationsOf(evaluator, outline, root, path);
  if (
    mutations.length === 0 ||
    evaluator.isExhausted ||
    !values.some(
      ({ kind }) =>
        kind === "list" || kind === "object" || kind === "external" || kind === "function" || kind === "class",
    )
  )
    return values;
  const list = listPutInto(evaluator, mutations, root, { at, outline });
  const object = objectPutInto(evaluator, mutations, root, { at, outline });
  return values.map((value) => {
    if (value.kind === "list" && list) return { ...value, ...joinedLists(evaluator, [value, list]) };
    if (value.kind === "object" && object) return { ...value, ...joinedObjects(evaluator, [value, object]) };
    // `new Map()` and `new Set()`.
    if (value.kind === "external" && value.module === "" && (list || object) && isCollection(value))
      return object ? { kind: "object", ...object } : { kind: "list", ...list! };
    return value;
  });
}

export function listPutInto(
  evaluator: Evaluator,
  mutations: readonly Mutation[],
  root: Mutation["root"],
  within: Within,
): Omit<ListValue, "kind"> | undefined {
  const asked = mutations.filter(({ kind }) => kind === "item");
  if (asked.length === 0) return undefined;
  const lists = asked.flatMap((mutation) =>
    placesOf(evaluator, mutation, root, within).map((at) => listOf(evaluator, [itemOf(mutation)], at)),
  );
  return joinedLists(evaluator, lists);
}

export function objectPutInto(
  evaluator: Evaluator,
  mutations: readonly Mutation[],
  root: Mutation["root"],
  within: Within,
): Omit<ObjectValue, "kind"> | undefined {
  const asked = mutations.filter(({ kind }) => kind === "entry");
  if (asked.length === 0) return undefined;
  const objects = asked.flatMap((mutation) =>
    placesOf(evaluator, mutation, root, within).map((at) => objectOf(evaluator, [itemOf(mutation)], at)),
  );
  return joinedObjects(evaluator, objects);
}

/** What is known where something is changed: here, if it belongs to the same function; else with each of its callers. */
function placesOf(
  evaluator: Evaluator,
  mutation: Mutation,
  root: Mutation["root"],
  { at, outline }: Within,
): readonly Thunk[] {
  const owner = "variable" in root ? outline.variables[root.variable]?.function : undefined;
  if (mutation.function === undefined || mutation.function === owner) return [at];
  const inner = outline.functions[mutation.function];
  if (!inner || (inner.parameters.length === 0 && inner.outer === owner)) return [at];
  const around = evaluator.reaching(at.module, { ...mutation, loops: [] });
  // Each is looked at, and looked at again wherever the value is asked for, even if nothing comes of it.
  if (!evaluator.spend(around.length)) return [];
  return around.map((environment) => ({ ...at, environment: environment ?? at.environment }));
}

export function mutationsOf(
  evaluator: Evaluator,
  outline: ModuleOutline,
  root: Mutation["root"],
  path: readonly string[],
): readonly Mutation[] {
  let index = mutationsByRoot.get(outline);
  if (!index) {
    index = new Map();
    for (const mutation of outline.mutations) {
      const key = rootKey(mutation.root, mutation.path);
      const known = index.get(key);
      if (known) known.push(mutation);
      else index.set(key, [mutation]);
    }
    mutationsByRoot.set(outline, index);
  }
  return index.get(rootKey(root, path)) ?? [];
}

function itemOf({ entry, loops, conditional }: Mutation): Entry {
  return { ...entry, ...(loops.length > 0 && { loops }), ...(conditional && { conditional: true as const }) };
}

function isCollection({ names }: ExternalValue): boolean {
  const [name] = names;
  return (
    names.length === 1 && (name === "Map" || name === "Set" || name === "dict" || name === "list" || name === "set")
  );
}

function rootKey(root: Mutation["root"], path: readonly string[]): string {
  return `${"variable" in root ? `v${root.variable}` : `c${root.class}`}\n${path.join("\n")}`;
}

const mutationsByRoot = new WeakMap<ModuleOutline, Map<string, Mutation[]>>();

/** Where a list or an object is that is changed. */
interface Within {
  readonly at: Thunk;
  readonly outline: ModuleOutline;
}
