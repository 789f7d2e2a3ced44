import { mostItems, mostValues } from "#access/bounds.ts";
import type { Evaluator } from "#access/evaluate.ts";
import { imported } from "#access/imports.ts";
import { list, plain } from "#access/list-views.ts";
import { folderAbove, folderOf, joinPath } from "#access/resolve.ts";
import {
  type CallArguments,
  type ListItem,
  type ObjectEntry,
  type PathValue,
  type Value,
  unknown,
  withoutBlanks,
} from "#access/value.ts";
import type { RepoPath } from "#model/location.ts";

/**
 * Paths put together as one leads on from another; undefined where nobody knows what is put together. Where the tree lies
 * is not known, nor is therefore what leads on from elsewhere by a place of it.
 */
function joinedPaths(evaluator: Evaluator, { positional, isOpen }: CallArguments): readonly Value[] | undefined {
  const [first, ...more] = positional.map(({ value }) => evaluator.force(value));
  if (isOpen || !first) return undefined;
  if (first.some(isPlace))
    return more.reduce((places, part) => {
      const found = further(places, part);
      // Each place is as much work as a step.
      evaluator.spend(found.length);
      return found;
    }, first);
  return more.some((values) => values.some(isPlace)) ? [unknown] : joinedTexts([first, ...more]);
}

/** The same, where an absolute path begins anew, as a place of the tree is. */
export function resolvedPaths(evaluator: Evaluator, given: CallArguments): readonly Value[] | undefined {
  const start = given.positional.findLastIndex(({ value }) =>
    evaluator.force(value).some((one) => isPlace(one) || isAbsolute(one)),
  );
  return joinedPaths(evaluator, start > 0 ? { ...given, positional: given.positional.slice(start) } : given);
}

function isPlace({ kind }: Value): boolean {
  return kind === "path";
}

function isAbsolute(value: Value): boolean {
  return value.kind === "constant" && String(value.value).startsWith("/");
}

/** A path put together of texts, once for each of what they may be; undefined where one of them is not known at all. */
function joinedTexts(parts: readonly (readonly Value[])[]): readonly Value[] | undefined {
  let joins: readonly (readonly string[])[] = [[]];
  let isMore = false;
  for (const values of parts.map(withoutBlanks)) {
    const texts = values.flatMap((value) => (value.kind === "constant" ? [String(value.value)] : []));
    if (texts.length === 0) return undefined;
    isMore ||= texts.length < values.length;
    joins = joins.flatMap((join) => texts.map((text) => [...join, text])).slice(0, mostValues);
  }
  const paths = joins.map((join): Value => ({ kind: "constant", value: joinedText(join) }));
  // What is put together of the one text that is known is told as that.
  return isMore && paths.length > 1 ? [...paths, unknown] : paths;
}

function joinedText(texts: readonly string[]): string {
  // What leads on from where the program runs is written without that.
  const parted = texts.filter((text) => text !== "" && text !== ".");
  return parted.join("/").replaceAll(/\/(?:\.?\/)+/g, "/") || ".";
}

/** Where a program runs: relative paths lead on from there. */
export function runningFolder(): readonly Value[] {
  return [{ kind: "constant", value: "." }];
}

/** `new URL("./a", import.meta.url)`. */
export function placeOfAddress(evaluator: Evaluator, given: CallArguments): readonly Value[] | undefined {
  const base = evaluator.argument(given, 1);
  if (base.length === 0) return onPlaces((path) => path)(evaluator, given);
  // An absolute path leads on from the root of the file system.
  if (!base.some(({ kind }) => kind === "path") || evaluator.argument(given, 0).some(isAbsolute)) return undefined;
  const folders = base.map((value) => (value.kind === "path" ? { ...value, path: folderOf(value.path) } : value));
  return further(folders, evaluator.argument(given, 0));
}

/** A text of a place and what is written behind it: of one part at most, more is known than a place. */
export function writtenPlace(parts: readonly (readonly Value[])[]): readonly Value[] | undefined {
  const start = parts.findIndex((values) => values.some(({ kind }) => kind === "path"));
  const before = parts.slice(0, Math.max(start, 0)).flat();
  const isPrefix = before.every((value) => value.kind === "constant" && /^(?:file:\/{2})?$/.test(String(value.value)));
  if (start < 0 || !isPrefix) return undefined;
  const whole = parts.slice(start + 1).reduce(written, parts[start]!);
  return whole.map((value) => (value.kind === "path" ? placeAt(straight(value.path)) : value));
}

/** Without what leads up; more may be written behind a slash at the end. */
function straight(text: string): RepoPath | undefined {
  const path = joinPath("", text);
  return path !== undefined && path !== "" && text.endsWith("/") ? `${path}/` : path;
}

function further(places: readonly Value[], part: readonly Value[]): readonly Value[] {
  return paired(places, part, (path, text) => joinPath("", `${path}/${text}`));
}

function written(places: readonly Value[], part: readonly Value[]): readonly Value[] {
  // The root of the tree has no name that could go on.
  return paired(places, part, (path, text) =>
    path !== "" || text === "" ? path + text : text.startsWith("/") ? text.slice(1) : undefined,
  );
}

function paired(
  places: readonly Value[],
  part: readonly Value[],
  join: (path: RepoPath, text: string) => RepoPath | undefined,
): readonly Value[] {
  const found: Value[] = [];
  for (const place of places)
    for (const value of part) {
      if (found.length === mostValues) return found;
      const isKnown = place.kind === "path" && value.kind === "constant";
      found.push(isKnown ? placeAt(join(place.path, String(value.value))) : unknown);
    }
  return found;
}

function placeAt(path: RepoPath | undefined): Value {
  return path === undefined ? unknown : { kind: "path", path };
}

type OfPlaces = (evaluator: Evaluator, given: CallArguments) => readonly Value[] | undefined;

/** What a function makes of a place that it is given; undefined for what is none. */
function onPlaces(change: (path: RepoPath) => RepoPath | undefined): OfPlaces {
  return ofPlaces(({ path }) => placeAt(change(path)));
}

function ofPlaces(make: (place: PathValue, evaluator: Evaluator, given: CallArguments) => Value): OfPlaces {
  return (evaluator, given) => {
    const values = evaluator.argument(given, 0);
    if (!values.some(({ kind }) => kind === "path")) return undefined;
    return values.map((value) => (value.kind === "path" ? make(value, evaluator, given) : unknown));
  };
}

/** The names in a folder of the tree: those of files, and of folders. */
const listing = ofPlaces(({ path }, evaluator, given) => {
  const [options] = evaluator.argument(given, 1);
  const has = (name: string) =>
    options?.kind === "object" && evaluator.memberOf(options, name).some((one) => "value" in one && one.value === true);
  const below = evaluator.modules.filesBelow(path);
  const names = has("recursive") ? below : new Set(below.map((file) => file.split("/")[0]!));
  const found = [...names].slice(0, mostItems);
  evaluator.spend(found.length);
  const entry = (name: string): ListItem => ({ value: { values: [entryOf(path, name)] }, conditional: false });
  const items = found.map(has("withFileTypes") ? entry : (name) => plain(name));
  return list(items, found.length < below.length && found.length === mostItems);
});

function own(key: string, value: Value): ObjectEntry {
  return { key, value: { values: [value] }, conditional: false };
}

/** What a folder says of one of its files. */
function entryOf(folder: RepoPath, name: string): Value {
  const place: Value = { kind: "path", path: folder };
  const constant: Value = { kind: "constant", value: name };
  return {
    kind: "object",
    entries: [own("name", constant), own("parentPath", place), own("path", place)],
    isOpen: true,
  };
}

/** The last name of a place, or of a text, without an ending that is told. */
const basename: OfPlaces = (evaluator, given) => {
  const [ending = ""] = given.positional[1] ? evaluator.keysOf(given.positional[1].value) : [];
  return evaluator.argument(given, 0).map((value) => {
    const path = value.kind === "path" ? value.path : value.kind === "constant" ? String(value.value) : undefined;
    const name = path?.slice(path.lastIndexOf("/") + 1);
    if (name === undefined) return unknown;
    return { kind: "constant", value: ending !== "" && name.endsWith(ending) ? name.slice(0, -ending.length) : name };
  });
};

/** By the module and the names that lead on from it. Sources: the documentation of Node and of Python's library. */
export const functionsOfPlaces: ReadonlyMap<string, OfPlaces> = new Map<string, OfPlaces>([
  ["path.join", joinedPaths],
  ["path.resolve", resolvedPaths],
  ["path.posix.join", joinedPaths],
  ["path.posix.resolve", resolvedPaths],
  ["os.path.join", resolvedPaths],
  ["process.cwd", runningFolder],
  ["os.getcwd", runningFolder],
  ["path.dirname", onPlaces(folderAbove)],
  ["os.path.dirname", onPlaces(folderAbove)],
  ["os.path.abspath", onPlaces((path) => path)],
  ["os.path.realpath", onPlaces((path) => path)],
  ["os.path.normpath", onPlaces((path) => path)],
  ["path.normalize", onPlaces((path) => path)],
  ["fs.realpathSync", onPlaces((path) => path)],
  ["url.fileURLToPath", onPlaces((path) => path)],
  ["url.pathToFileURL", onPlaces((path) => path)],
  ["URL", placeOfAddress],
  ["url.URL", placeOfAddress],
  ["path.basename", basename],
  ["os.path.basename", basename],
  ["fs.readdir", listing],
  ["fs.readdirSync", listing],
  ["fs.promises.readdir", listing],
  ["os.listdir", listing],
  ["fs.readFile", ofPlaces(({ path }) => ({ kind: "content", of: path }))],
  ["fs.readFileSync", ofPlaces(({ path }) => ({ kind: "content", of: path }))],
  ["fs.promises.readFile", ofPlaces(({ path }) => ({ kind: "content", of: path }))],
]);

/** `import(x)` and `require(x)` of what is a place, or a text; undefined where nobody knows what it is. */
export function moduleAt(evaluator: Evaluator, given: CallArguments): readonly Value[] | undefined {
  const from = given.at?.module;
  const values = evaluator.argument(given, 0);
  if (from === undefined || !values.some(({ kind }) => kind === "path" || kind === "constant")) return undefined;
  return values.flatMap((value): readonly Value[] => {
    if (value.kind === "path") {
      const path = evaluator.modules.resolve("", `./${value.path}`);
      return [path === undefined ? unknown : { kind: "module", path }];
    }
    return value.kind === "constant" ? imported(evaluator, from, { module: String(value.value) }) : [unknown];
  });
}

/** What a document of the tree says as data. */
export function dataOf(evaluator: Evaluator, values: readonly Value[]): readonly Value[] | undefined {
  if (!values.some(({ kind }) => kind === "content")) return undefined;
  return values.flatMap((value) =>
    value.kind === "content" &&
    value.of.endsWith(".json") &&
    evaluator.modules.resolve("", `./${value.of}`) === value.of
      ? (evaluator.exported(value.of, "default") ?? [unknown])
      : [unknown],
  );
}
