import { originalNamesIn } from "#access/called-names.ts";
import { ClassIndex } from "#access/class-index.ts";
import type { RepoPath } from "#model/location.ts";
import type { CallSite, Expression, ExpressionId, FunctionId, Item, ModuleOutline } from "#model/module-outline.ts";

/** A call of a tree. */
export interface Site {
  readonly module: RepoPath;
  readonly site: CallSite;
}

/** The calls of a tree by what they name, and by the functions that they are given. */
export class CallIndex {
  readonly #byName = new Map<string, Site[]>();
  readonly #byArgument = new Map<string, Site[]>();
  /** The classes of the tree, by what they are derived from. */
  readonly classes: ClassIndex;

  constructor(outlines: ReadonlyMap<RepoPath, ModuleOutline>) {
    this.classes = new ClassIndex(outlines);
    for (const [module, outline] of outlines) {
      for (const site of outline.calls) {
        const call = outline.expressions[site.call];
        if (call?.kind !== "call") continue;
        const callee = outline.expressions[call.callee];
        for (const name of new Set([nameOf(outline, callee), ...originalNamesIn(outline, callee)]))
          push(this.#byName, name, { module, site });
        for (const { value } of call.arguments) {
          const argument = outline.expressions[value];
          if (argument?.kind === "function")
            push(this.#byArgument, `${module}\n${argument.function}`, { module, site });
        }
      }
    }
  }

  named(name: string): readonly Site[] {
    return this.#byName.get(name) ?? [];
  }

  given(module: RepoPath, id: FunctionId): readonly Site[] {
    return this.#byArgument.get(`${module}\n${id}`) ?? [];
  }
}

/** The last name of what is called. */
export function nameOf(outline: ModuleOutline, callee: Expression | undefined): string {
  switch (callee?.kind) {
    case "member": {
      const property = outline.expressions[callee.property];
      return property?.kind === "constant" ? String(property.value) : "";
    }
    case "variable":
      return outline.variables[callee.variable]?.name ?? "";
    case "global":
      return callee.name;
    case "call":
      return nameOf(outline, outline.expressions[callee.callee]);
    default:
      return "";
  }
}

const namesByOutline = new WeakMap<ModuleOutline, ReadonlyMap<FunctionId, readonly string[]>>();

/** Functions that return functions that return functions: what more of them make has no names. */
const mostMakers = 4;

/**
 * The names by which the functions of a module may be called: their own, those of variables that hold them, those that
 * they are exported under; of what a function returns, the names of that function, and the keys of an object there.
 */
export function functionNames(outline: ModuleOutline): ReadonlyMap<FunctionId, readonly string[]> {
  const known = namesByOutline.get(outline);
  if (known) return known;
  const names = new Map<FunctionId, Set<string>>();
  const add = (id: FunctionId, name: string) => {
    const own = names.get(id) ?? new Set();
    names.set(id, own.add(name));
  };
  const addValue = (value: ExpressionId, name: string) => {
    for (const id of functionsAt(outline, value)) add(id, name);
  };
  for (const [id, { name }] of outline.functions.entries()) if (name !== undefined) add(id, name);
  for (const { name, values } of outline.variables) for (const value of values) addValue(value, name);
  for (const { name, value } of outline.exports) addValue(value, name);
  const returned = outline.functions.flatMap(({ returns }, maker) =>
    handedOut(outline, returns).map((one) => ({ ...one, maker })),
  );
  for (const { id, key } of returned) if (key !== undefined) add(id, key);
  for (let round = 0; round < mostMakers && returned.length > 0; round++)
    for (const { id, maker } of returned) for (const name of names.get(maker) ?? []) add(id, name);
  const made = new Map([...names].map(([id, own]) => [id, [...own]] as const));
  namesByOutline.set(outline, made);
  return made;
}

/** The functions that an expression stands for by itself, or by a variable. */
function functionsAt({ expressions, variables }: ModuleOutline, value: ExpressionId): readonly FunctionId[] {
  const expression = expressions[value];
  const values = expression?.kind === "variable" ? variables[expression.variable]!.values : [value];
  return values.flatMap((one) => {
    const found = expressions[one];
    return found?.kind === "function" ? [found.function] : [];
  });
}

/** The functions that a function returns, by themselves or under the keys of an object. */
function handedOut(
  outline: ModuleOutline,
  returns: readonly Item[],
): readonly { readonly id: FunctionId; readonly key?: string }[] {
  return returns.flatMap(({ value }) => {
    const expression = outline.expressions[value];
    if (expression?.kind !== "object") return functionsAt(outline, value).map((id) => ({ id }));
    return expression.entries.flatMap((entry) => {
      const key = entry.key === undefined ? undefined : outline.expressions[entry.key];
      return key?.kind === "constant"
        ? functionsAt(outline, entry.value).map((id) => ({ id, key: String(key.value) }))
        : [];
    });
  });
}

function push(map: Map<string, Site[]>, key: string, site: Site): void {
  const known = map.get(key);
  if (known) known.push(site);
  else map.set(key, [site]);
}
