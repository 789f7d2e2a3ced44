import { addressesOf } from "#access/addresses.ts";
import { knownText } from "#access/collections.ts";
import type { Evaluator } from "#access/evaluate.ts";
import { pathOnTheWay, plainPaths } from "#access/pathlib.ts";
import { folderOf, pathFrom } from "#access/resolve.ts";
import { type CallArguments, type ExternalValue, type Value, withoutBlanks } from "#access/value.ts";
import type { ArgumentPath } from "#access/written-at.ts";
import type { Selector } from "#model/api-model.ts";
import { filesOf } from "#identity/source-file.ts";
import { hostIn } from "#secrets/address-secrets.ts";
import { issuerOf } from "#secrets/credential-issuer.ts";
import { authorityOf, isEnvironmentCredential, lifetimeOf } from "#secrets/environment-name.ts";

/** What selectors of a row see. */
export interface Selection {
  readonly evaluator: Evaluator;
  readonly given: CallArguments;
  /** What is called or read, with the calls on the way. */
  readonly callee?: ExternalValue;
  /** What a decorator decorates, or the object of a class. */
  readonly target?: Value;
  readonly item?: readonly Value[];
  readonly key?: string;
  /** Which of several values counts, of what may be any of them. */
  readonly chosen?: ReadonlyMap<Selector, Value>;
}

const parsed = new Map<Selector, readonly ArgumentPath[]>();

/** The values at a selector; empty where nothing is there. */
export function selected(selector: Selector, selection: Selection): readonly Value[] {
  let unknown: readonly Value[] = [];
  for (const path of pathsOf(selector)) {
    const values = path.steps.reduce((from, step) => stepped(from, step, selection.evaluator), rootOf(path, selection));
    if (values.some(isThere)) return values;
    if (unknown.length === 0) unknown = values;
  }
  return unknown;
}

/**
 * Holds for what is written there, even if nobody knows what it is: a text given by a caller, an expression not followed.
 * `None` and `null` say that nothing is.
 */
function isThere(value: Value): boolean {
  if (value.kind === "constant") return value.value !== null;
  return value.kind !== "unknown" || value.at !== undefined || (value.start ?? value.pieces) !== undefined;
}

/** What is told of a call's arguments, by selectors that ask for nothing else: each row asks again. */
const toldOf = new WeakMap<CallArguments, Map<Selector, readonly Value[]>>();

/** The same, paths as they are told: a place of the tree is written as it is reached from the file that speaks of it. */
export function toldAt(selector: Selector, selection: Selection): readonly Value[] {
  const chosen = selection.chosen?.get(selector);
  if (chosen) return [chosen];
  if (!pathsOf(selector).every(isOfArguments)) return toldIn(selector, selection);
  const told = toldOf.get(selection.given) ?? new Map<Selector, readonly Value[]>();
  toldOf.set(selection.given, told);
  const known = told.get(selector) ?? toldIn(selector, selection);
  told.set(selector, known);
  return known;
}

function isOfArguments({ root, of }: ArgumentPath): boolean {
  return of === undefined && root !== "target" && root !== "callee" && root !== "item" && root !== "key";
}

function toldIn(selector: Selector, selection: Selection): readonly Value[] {
  const { evaluator, given } = selection;
  const values = withoutBlanks(selected(selector, selection).flatMap((value) => plainPaths(evaluator, value)));
  const from = given.at && values.length <= mostPlaces ? folderOf(given.at.module) : undefined;
  if (from === undefined || !values.some(({ kind }) => kind === "path")) return values;
  return values.map((value): Value => {
    return value.kind === "path" ? { kind: "constant", value: pathFrom(from, value.path) } : value;
  });
}

/** What may be any of more places, such as each file of a folder, is told as not known. */
const mostPlaces = 20;

/** The texts at a selector. */
export function textsAt(selector: Selector, selection: Selection): readonly string[] {
  return toldAt(selector, selection).flatMap((value) => (value.kind === "constant" ? [String(value.value)] : []));
}

/** The alternatives of a selector. */
export function pathsOf(selector: Selector): readonly ArgumentPath[] {
  const known = parsed.get(selector);
  if (known) return known;
  const paths = selector.split("|").map(pathOf);
  parsed.set(selector, paths);
  return paths;
}

function pathOf(text: string): ArgumentPath {
  const [, of, rest] = /^of (\S+) (.+)$/.exec(text) ?? [];
  const body = rest ?? text;
  const [root = ""] = /^[^.[{(#]*/.exec(body) ?? [];
  const steps = body.slice(root.length).match(/\.[^.[{(#]+|\[\]|\{\}|\(\)|#\w+/g) ?? [];
  return { root, steps, ...(of !== undefined && { of }) };
}

function rootOf({ root, of }: ArgumentPath, selection: Selection): readonly Value[] {
  const { evaluator, given, callee, target, item, key } = selection;
  if (of !== undefined) return earlierArgument(of, root, selection);
  if (root === "target") return target ? [target] : [];
  if (root === "callee") return callee ? [callee] : [];
  if (root === "item") return item ?? [];
  if (root === "key" && key !== undefined) return [{ kind: "constant", value: key }];
  return evaluator.argument(given, placeOf(root));
}

/** What an earlier call on the way was given. */
function earlierArgument(of: string, root: string, { evaluator, callee }: Selection): readonly Value[] {
  const length = (callee?.names.lastIndexOf(of) ?? -1) + 1;
  const call = callee?.calls.findLast(({ after }) => after === length);
  if (!callee || length === 0 || !call) return [];
  // All parts of a path lead on from its first one.
  const path = root === "0" ? pathOnTheWay(callee, length) : undefined;
  return path ? [path] : evaluator.argument(call.with, placeOf(root));
}

function placeOf(root: string): number | string {
  return /^\d+$/.test(root) ? Number(root) : root;
}

function stepped(values: readonly Value[], step: string, evaluator: Evaluator): readonly Value[] {
  if (step === "[]") return values.flatMap((value) => evaluator.elementsOf(value));
  if (step === "{}")
    return values.flatMap((value) =>
      (evaluator.asObject(value)?.entries ?? []).flatMap((entry) => evaluator.force(entry.value)),
    );
  if (step === "()")
    return values.flatMap((value) =>
      value.kind === "function" ? evaluator.results(value, undefined) : evaluator.apply(value, nothing),
    );
  if (step === "#origin") return values.map(originOf);
  if (step === "#text") return values.flatMap((value) => wordsOf(value, evaluator));
  if (step === "#host")
    return values.flatMap((value) => addressesOf(evaluator, value)).flatMap((value) => saidOf(value, step, evaluator));
  if (step === "#file") return values.flatMap((value) => filesOf(value, evaluator));
  if (step.startsWith("#")) return values.flatMap((value) => saidOf(value, step, evaluator));
  return values.flatMap((value) => propertyOf(value, step.slice(1), evaluator));
}

/** A text with `*` for what is not known of it; the words of a list with spaces between them. */
function wordsOf(value: Value, evaluator: Evaluator): readonly Value[] {
  const texts =
    value.kind === "list" ? value.items.map((item) => knownText(evaluator.force(item.value)[0])) : [knownText(value)];
  const text = texts.join(" ");
  return /^[* ]*$/.test(text) ? [] : [{ kind: "constant", value: text }];
}

/** What the first of the calls that lead to something from outside gives. */
function originOf(value: Value): Value {
  const first = value.kind === "external" ? value.calls[0] : undefined;
  if (value.kind !== "external" || !first) return value;
  return { ...value, names: value.names.slice(0, first.after), calls: [first] };
}

/** What is made by a call from outside has what it is given: `Tool(name="x").name`, and `tool({}).0` by its place. */
function propertyOf(value: Value, name: string, evaluator: Evaluator): readonly Value[] {
  const made =
    value.kind === "external" ? value.calls.findLast(({ after }) => after === value.names.length) : undefined;
  if (made) return evaluator.argument(made.with, placeOf(name));
  return there(evaluator.memberOf(value, name), value, name);
}

const nothing: CallArguments = { positional: [], named: [], isOpen: false };

/**
 * A property that an object does not have is not there, unless it may have more than is known; nor is one that only what
 * its class is derived from outside may have.
 */
function there(found: readonly Value[], value: Value, name: string): readonly Value[] {
  const [only] = found;
  const isInherited = value.kind === "instance" && only?.kind === "external" && only.names.at(-1) === name;
  if (isInherited && found.length === 1) return [];
  const isMissing = value.kind === "object" && !value.isOpen && !value.entries.some(({ key }) => key === name);
  return isMissing ? [] : found;
}

/** What a function or a class says of itself; of what comes from outside as it is, the name is known. */
function saidOf(value: Value, what: string, evaluator: Evaluator): readonly Value[] {
  const text = textOf(value, what, evaluator);
  return text === undefined || text === "" ? [] : [{ kind: "constant", value: text }];
}

function textOf(value: Value, what: string, { modules }: Evaluator): string | undefined {
  switch (value.kind) {
    case "constant":
      return value.value === null ? undefined : partOf(String(value.value), what);
    case "path":
      return what === "#word" ? value.path.slice(value.path.lastIndexOf("/") + 1) : undefined;
    case "unknown":
      return value.start === undefined ? undefined : wholePartOf(value.start, what);
    case "external":
      return what === "#name" ? nameOutside(value) : undefined;
    case "function":
    case "class":
    case "instance": {
      const outline = modules.outlineOf(value.module);
      const outlined = value.kind === "function" ? outline?.functions[value.function] : outline?.classes[value.class];
      return what === "#name" ? outlined?.name : outlined?.documentation;
    }
    default:
      return undefined;
  }
}

function nameOutside({ names, calls }: Extract<Value, { kind: "external" }>): string | undefined {
  const isMade = calls.some(({ after }) => after === names.length);
  const name = names.at(-1);
  return isMade || name === "*" ? undefined : name;
}

/** A part of a text that names something by itself, or what a name tells; undefined where it does not. */
function partOf(text: string, what: string): string | undefined {
  switch (what) {
    case "#host":
      return hostIn(text);
    case "#word":
      return wordOf(text);
    case "#credential":
      return isEnvironmentCredential(text) ? text : undefined;
    case "#issuer":
      return issuerOf(text);
    case "#authority":
      return authorityOf(text);
    case "#lifetime":
      return lifetimeOf(text);
    default:
      return undefined;
  }
}

/** The same of a text of which only the beginning is known: the part must end within it. */
function wholePartOf(start: string, what: string): string | undefined {
  if (what !== "#host" && what !== "#word") return undefined;
  const isWhole = what === "#host" ? /:\/\/[^/]*[/?#]/.test(start) : /^\s*\S+\s/.test(start);
  return isWhole ? partOf(start, what) : undefined;
}

/** The program of a command: variables that are set for it stand before it. */
function wordOf(text: string): string | undefined {
  const start = text.slice(0, longestStart).trimStart();
  const [, spaced] = programWithSpaces.exec(start) ?? [];
  if (spaced !== undefined) return spaced.slice(Math.max(spaced.lastIndexOf("/"), spaced.lastIndexOf("\\")) + 1);
  const [, word = ""] = /^(?:\w{1,100}=\S{0,500}\s{1,20}){0,10}(\S{1,300})/u.exec(start) ?? [];
  return /^\w+=/.test(word) ? undefined : word.slice(Math.max(word.lastIndexOf("/"), word.lastIndexOf("\\")) + 1);
}

/** A program in quotes, or one on a drive: blanks are a part of its name. */
const programWithSpaces =
  /^(?:"(?=[^"]{1,300}")|(?=[A-Za-z]:\\[^"\n]{1,300}\.(?:exe|cmd|bat|com)\b))([^"\n]{1,300}?(?=")|[^"\n]{1,300}?\.(?:exe|cmd|bat|com)\b)/i;

/** Characters of a command in which its program is looked for. */
const longestStart = 2_000;
