import type { Evaluator } from "#access/evaluate.ts";
import { list } from "#access/list-views.ts";
import { folderAbove } from "#access/resolve.ts";
import { resolvedPaths } from "#access/tree-paths.ts";
import {
  type CallArguments,
  type ExternalValue,
  type ListItem,
  type Value,
  outsideName,
  unknown,
} from "#access/value.ts";

/** A path of Python's `pathlib`, by what it was made of; undefined for what is none. */
function madeOf(value: Value): CallArguments | undefined {
  if (value.kind !== "external" || outsideName(value) !== "pathlib.Path") return undefined;
  const [made, more] = value.calls;
  return made?.after === value.names.length && !more ? made.with : undefined;
}

/** The path that a constructor made on the way to a member, where it is put together of more than one part. */
export function pathOnTheWay({ calls, ...callee }: ExternalValue, length: number): ExternalValue | undefined {
  const path = { ...callee, names: callee.names.slice(0, length), calls: calls.filter(({ after }) => after <= length) };
  const made = madeOf(path);
  return made && (made.isOpen || made.positional.length > 1) ? path : undefined;
}

/** The same path, made of something else. */
function pathOf({ module, names }: Pick<ExternalValue, "module" | "names">, values: readonly Value[]): ExternalValue {
  const positional = [{ value: { values }, conditional: false }];
  return {
    kind: "external",
    module,
    names,
    calls: [{ after: names.length, with: { positional, named: [], isOpen: false } }],
  };
}

/** What a path stands for: a place of the tree, or a text; a path that was made of a path is that one. */
export function plainPaths(evaluator: Evaluator, value: Value): readonly Value[] {
  let values: readonly Value[] = [value];
  for (let round = 0; round < mostNested && values.some(madeOf); round++)
    values = values.flatMap((one) => {
      const made = madeOf(one);
      if (!made) return [one];
      const [only, more] = made.positional;
      return only && !more && !made.isOpen
        ? evaluator.force(only.value)
        : (resolvedPaths(evaluator, withPlainPaths(evaluator, made)) ?? [unknown]);
    });
  return values;
}

/** A path of a path of a path is not looked into further. */
const mostNested = 4;

/** What is handed over, paths as what they stand for. */
export function withPlainPaths(evaluator: Evaluator, given: CallArguments): CallArguments {
  const positional = given.positional.map(({ value, conditional }) => ({
    value: { values: evaluator.force(value).flatMap((one) => plainPaths(evaluator, one)) },
    conditional,
  }));
  return { ...given, positional };
}

/** Methods of a path that give it. Source: the documentation of pathlib. */
const samePath: ReadonlySet<string> = new Set(["expanduser", "resolve", "absolute"]);

/** What a method of a path gives, and what makes one; undefined for all others. */
export function pathMethod(
  evaluator: Evaluator,
  callee: ExternalValue,
  given: CallArguments,
): readonly Value[] | undefined {
  const method = callee.names.at(-1)!;
  const start = { ...callee, names: callee.names.slice(0, -1) };
  if (outsideName(start) !== "pathlib.Path") return undefined;
  if (method === "home" && callee.calls.length === 0) return [pathOf(start, [{ kind: "constant", value: "~" }])];
  const made = madeOf(start);
  if (!made) return undefined;
  if (samePath.has(method)) return [start];
  const values = evaluator.deeper<readonly Value[] | undefined>(undefined, () => {
    if (method === "joinpath") return further(evaluator, start, given);
    return method === "with_name"
      ? upwards(evaluator, start).flatMap((one) => further(evaluator, one, given) ?? [unknown])
      : undefined;
  });
  return values && [pathOf(start, values)];
}

/** A path and what leads on from there. */
function further(evaluator: Evaluator, start: Value, given: CallArguments): readonly Value[] | undefined {
  const first: ListItem = { value: { values: [start] }, conditional: false };
  return resolvedPaths(evaluator, withPlainPaths(evaluator, { ...given, positional: [first, ...given.positional] }));
}

/** What a path says of itself and its folders; undefined for what else it has. */
export function pathPart(evaluator: Evaluator, value: ExternalValue, name: string): readonly Value[] | undefined {
  if (!madeOf(value)) return undefined;
  if (name === "parent") return [pathOf(value, upwards(evaluator, value))];
  if (name !== "parents") return undefined;
  const items: ListItem[] = [];
  let at: readonly Value[] = upwards(evaluator, value);
  while (items.length < mostParents && at.some(({ kind }) => kind !== "unknown")) {
    items.push({ value: { values: [pathOf(value, at)] }, conditional: false });
    at = at.flatMap((one) => upwards(evaluator, one));
  }
  return [list(items, true)];
}

/** Folders around a folder are followed this far. */
const mostParents = 40;

/** The folders that hold what a path stands for. */
function upwards(evaluator: Evaluator, value: Value): readonly Value[] {
  return plainPaths(evaluator, value).map((one): Value => {
    if (one.kind === "path") {
      const path = folderAbove(one.path);
      return path === undefined ? unknown : { ...one, path };
    }
    const [, folder] = one.kind === "constant" ? (/^(.+)\/[^/]+$/s.exec(String(one.value)) ?? []) : [];
    return folder === undefined ? unknown : { kind: "constant", value: folder };
  });
}
