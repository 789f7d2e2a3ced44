import type { ApiModel } from "#model/api-model.ts";
import type { Typings } from "./resolve-path.ts";

/** What the typings of packages say of a row. */
export interface Verdict {
  readonly model: ApiModel;
  readonly state: "verified" | "not" | "unverifiable";
  /** Each path and each module that nothing speaks for; of a verified row, modules without typings. */
  readonly reasons: readonly string[];
}

/** One of the versions that a row states, or the newest one: what its patterns stand for, and the typings. */
export interface Edition {
  /** As the row states it; empty for the newest one. */
  readonly version: string;
  readonly modules: ReadonlyMap<string, readonly string[]>;
  readonly typings: Typings;
}

/**
 * A row is verified if each of its paths is in one of its modules, in one of its versions, and each of its modules with
 * typings and each of its versions has one of its paths. It is wrong if typings deny one of these, and cannot be verified
 * as long as none say what a path is.
 */
export function verifyRow(model: ApiModel, editions: readonly Edition[]): Verdict {
  const says = (path: string, patterns: readonly string[], among = editions) => {
    const answers = new Set(
      among.map(({ modules, typings }) => {
        const named = patterns.flatMap((pattern) => modules.get(pattern) ?? []);
        return typings.resolve(named, path, model.use);
      }),
    );
    return answers.has("found") ? "found" : answers.has("untyped") ? "untyped" : "missing";
  };
  const isTyped = (pattern: string, { modules, typings }: Edition) =>
    modules.get(pattern)?.some((one) => typings.has(one));
  const typed = model.modules.filter((pattern) => editions.some((edition) => isTyped(pattern, edition)));
  const untyped = model.modules.filter((pattern) => !typed.includes(pattern)).map((name) => `${name} has no typings`);
  if (typed.length === 0) return { model, state: "unverifiable", reasons: untyped };
  const paths = model.paths.map((path) => ({ path, answer: says(path, typed) }));
  const hasNone = (patterns: readonly string[], among?: readonly Edition[]) =>
    model.paths.every((path) => says(path, patterns, among) === "missing");
  const wrong = [
    ...paths.flatMap(({ path, answer }) => (answer === "missing" ? [`${path} is in none of its modules`] : [])),
    ...typed.filter((pattern) => hasNone([pattern])).map((pattern) => `${pattern} has none of its paths`),
    ...editions
      .filter((edition) => editions.length > 1 && hasNone(typed, [edition]))
      .map(({ version }) => `version ${version} has none of its paths`),
  ];
  if (wrong.length > 0) return { model, state: "not", reasons: wrong };
  const open = paths.flatMap(({ path, answer }) => (answer === "untyped" ? [`no typings say what ${path} is`] : []));
  return { model, state: open.length === 0 ? "verified" : "unverifiable", reasons: [...untyped, ...open] };
}
