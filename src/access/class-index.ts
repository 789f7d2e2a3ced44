import { originalNamesIn } from "#access/called-names.ts";
import type { ClassValue } from "#access/value.ts";
import type { RepoPath } from "#model/location.ts";
import type { ClassId, ModuleOutline } from "#model/module-outline.ts";

/** The classes of a tree that are derived from something, by the names of what that is. */
export class ClassIndex {
  readonly #byBase = new Map<string, ClassValue[]>();
  /** Those of which no name tells what they are derived from: what a call makes of a class, one of several. */
  readonly #unnamed: ClassValue[] = [];

  constructor(outlines: Iterable<readonly [RepoPath, ModuleOutline]>) {
    for (const [module, outline] of outlines) {
      for (const [id, { base }] of outline.classes.entries()) {
        if (base === undefined) continue;
        const derived: ClassValue = { kind: "class", module, class: id, environment: undefined };
        const expression = outline.expressions[base];
        const names = originalNamesIn(outline, expression);
        for (const name of names) {
          const known = this.#byBase.get(name);
          if (known) known.push(derived);
          else this.#byBase.set(name, [derived]);
        }
        if (names.length === 0 || !isNamed(outline, base)) this.#unnamed.push(derived);
      }
    }
  }

  /** Classes among which all are that are derived from a class of a module in one step. */
  maybeDerived(outline: ModuleOutline, id: ClassId): readonly ClassValue[] {
    const named = [...namesOf(outline, id)].flatMap((name) => this.#byBase.get(name) ?? []);
    return [...new Set([...named, ...this.#unnamed])];
  }
}

/** Holds if an expression is what its name says, and nothing that is made of it. */
function isNamed({ expressions, variables }: ModuleOutline, id: number): boolean {
  const expression = expressions[id];
  if (expression?.kind !== "variable") return expression?.kind === "global" || expression?.kind === "member";
  return variables[expression.variable]!.values.every((value) =>
    ["import", "class", "global", "variable", "member"].includes(expressions[value]?.kind ?? ""),
  );
}

/** The names by which a class may be known: its own, those of variables that hold it, those that it is exported under. */
function namesOf({ classes, variables, exports, expressions }: ModuleOutline, id: ClassId): ReadonlySet<string> {
  const isIt = (value: number): boolean => {
    const expression = expressions[value];
    return expression?.kind === "class" && expression.class === id;
  };
  const names = new Set<string>();
  const own = classes[id]?.name;
  if (own !== undefined) names.add(own);
  for (const { name, values } of variables) if (values.some(isIt)) names.add(name);
  for (const { name, value } of exports) {
    const expression = expressions[value];
    const held = expression?.kind === "variable" ? variables[expression.variable]!.values : [value];
    if (held.some(isIt)) names.add(name);
  }
  return names;
}
