import type { ApiModel } from "#model/api-model.ts";
import type { Typings } from "./resolve-path.ts";

/** What the typings of packages say of a row. */
export interface Verdict {
  readonly model: ApiModel;
  readonly state: "verified" | "not" | "unverifiable";
  /** Each path and each module that nothing speaks for; of a verified row, modules without typings. */
  readonly reasons: readonly string[];
}

/** The modules that a pattern of a row stands for. */
export interface Place {
  readonly pattern: string;
  readonly modules: readonly string[];
}

/**
 * A row is verified if each of its paths is in one of its modules, and each of its modules with typings has one of its
 * paths. It is wrong if typings deny one of these, and cannot be verified as long as none say what a path is.
 */
export function verifyRow(model: ApiModel, all: readonly Place[], typings: Typings): Verdict {
  const places = all.map(({ pattern, modules }) => ({ pattern, modules: modules.filter((one) => typings.has(one)) }));
  const known = [...new Set(places.flatMap(({ modules }) => modules))];
  const untyped = places.flatMap(({ pattern, modules }) => (modules.length === 0 ? [`${pattern} has no typings`] : []));
  if (known.length === 0) return { model, state: "unverifiable", reasons: untyped };
  const says = (path: string, modules: readonly string[]) => typings.resolve(modules, path, model.use);
  const paths = model.paths.map((path) => ({ path, answer: says(path, known) }));
  const wrong = [
    ...paths.flatMap(({ path, answer }) => (answer === "missing" ? [`${path} is in none of its modules`] : [])),
    ...places
      .filter(({ modules }) => modules.length > 0 && model.paths.every((path) => says(path, modules) === "missing"))
      .map(({ pattern }) => `${pattern} has none of its paths`),
  ];
  if (wrong.length > 0) return { model, state: "not", reasons: wrong };
  const open = paths.flatMap(({ path, answer }) => (answer === "untyped" ? [`no typings say what ${path} is`] : []));
  return { model, state: open.length === 0 ? "verified" : "unverifiable", reasons: [...untyped, ...open] };
}
