import { whole } from "#access/called-names.ts";
import type { Evaluator } from "#access/evaluate.ts";
import type { CallArguments, ExternalValue, Lazy, Place, Value } from "#access/value.ts";
import type { ApiFact } from "#identity/row-facts.ts";
import { type ApiIndex, apisOf } from "#identity/match-api.ts";
import { selected, type Selection } from "#identity/selector.ts";
import { isKnown, textOf } from "#identity/template.ts";
import type { ApiModel, Selector } from "#model/api-model.ts";
import type { Fact } from "#model/fact.ts";
import { compareText } from "#model/location.ts";
import type { FunctionId } from "#model/module-outline.ts";

/** What wraps a tool or an agent may itself be wrapped this deep: `handoff(agent)`, `{ tool: guarded(tool({})) }`. */
const deepest = 4;
/** What one thing is made of, and what one agent has, at most. */
const mostParts = 500;

/** Where something of a program is made, as a text; of what comes from outside as it is, its access path. */
type PlaceKey = string;

/** One of the things that something is made with. */
export interface Part {
  /** Where it is made; for what may be one of several, all of them. */
  readonly places: readonly PlaceKey[];
  /** What it is made with: counts where nothing is stated of its own places. */
  readonly inner: readonly Part[];
  /** The keys of what is stated there: one call may make several things, if functions make them. */
  readonly keys: readonly string[];
  /** What it is called where it is made. */
  readonly name?: string;
  /** A text, which may be the name of it. */
  readonly text?: string;
  /** Holds for what gives a list of which nobody sees what is in it. */
  readonly isList?: true;
}

/** A fact with what the program says that it has. */
export interface Whole {
  readonly fact: Fact;
  /** The call that makes it. */
  readonly at: PlaceKey;
  /** What holds the file: whose what comes from outside is, too. */
  readonly holder: string;
  readonly tools: readonly Part[];
  readonly servers: readonly Part[];
  readonly agents: readonly Part[];
  /** Who has it. */
  readonly of: readonly Part[];
  /** The class in a method of which it is made. */
  readonly around?: PlaceKey;
}

/** What the objects of a class have in a list, since a decorator of a method puts it there. */
export interface Gathered {
  readonly around: PlaceKey;
  readonly part: Part;
}

/** Something that others may be made with, and where it is made. */
export interface Made {
  readonly fact: Fact;
  readonly places: readonly PlaceKey[];
  /** The call that states it; and whether it is one of several that this does. */
  readonly at: PlaceKey;
  readonly isOneOf: boolean;
}

/** What something has, and who has it. */
export type Parts = Pick<Whole, "tools" | "servers" | "agents" | "of">;

/** What a call says that what it makes has, or who has that, by its row; undefined where the row says nothing of it. */
export function partsOf({ model, selection }: ApiFact, index: ApiIndex): Parts | undefined {
  const { has, of } = model;
  if (!has && of === undefined) return undefined;
  const asked = { selection, index, language: model.language };
  const all = (selectors: readonly Selector[] = []) => selectors.flatMap((selector) => partsAt(selector, asked));
  const tools = all(has?.tools);
  return {
    tools,
    servers: all(has?.servers),
    agents: all(has?.agents),
    of: of === undefined ? [] : partsAt(of, asked),
  };
}

/** The names of what something has, as the program writes them. */
export function partNames({ tools, servers, agents }: Parts): readonly string[] {
  const names = [...tools, ...servers, ...agents].flatMap(({ keys, name, text }) => keys[0] ?? name ?? text ?? []);
  return [...new Set(names)].sort(compareText);
}

/** A fact with its parts. */
export function wholeOf(
  { selection, at, site }: ApiFact,
  fact: Fact,
  { parts, holder }: { readonly parts: Parts; readonly holder: string },
): Whole {
  const around = classAround(selection.evaluator, { module: at.module, function: site.function });
  return { fact, at: placeKey(at), holder, ...parts, ...(around !== undefined && { around }) };
}

/** What a decorated method gives to its object, by a row that says so. */
export function gatheredBy({ model, selection }: ApiFact, index: ApiIndex): readonly Gathered[] {
  const { evaluator, target } = selection;
  if (model.gathers === undefined || target?.kind !== "function") return [];
  const around = classAround(evaluator, target);
  if (around === undefined) return [];
  const asked = { selection, index, language: model.language };
  return [{ around, part: partOf(evaluator.results(target, undefined), asked, deepest) }];
}

/** Where the class of a method is. */
function classAround(
  { modules }: Evaluator,
  { module, function: id }: { readonly module: Place["module"]; readonly function: FunctionId | undefined },
): PlaceKey | undefined {
  const outline = modules.outlineOf(module);
  const holder = id === undefined ? undefined : outline?.functions[id]?.class;
  const region = holder === undefined ? undefined : outline?.classes[holder]?.region;
  return region && placeKey({ module, region });
}

/** Where a fact is made that others may be made with. */
export function madeOf({ model, selection, at }: ApiFact, fact: Fact): readonly Made[] {
  if (fact.kind !== "tool" && fact.kind !== "principal" && fact.kind !== "opaque") return [];
  const { evaluator, item = [], target } = selection;
  const isOneOf = model.each !== undefined;
  const values = isOneOf ? item : target ? [target] : [];
  const places = values.flatMap((value) => placesOf(evaluator, value));
  return [{ fact, places: isOneOf ? places : [placeKey(at), ...places], at: placeKey(at), isOneOf }];
}

/** Who is asked what something is made of. */
interface Asked {
  readonly selection: Selection;
  readonly index: ApiIndex;
  readonly language: ApiModel["language"];
}

function partsAt(selector: Selector, asked: Asked): readonly Part[] {
  const isAll = /(?:\[\]|\{\})$/.test(selector);
  const values = selected(isAll ? selector.slice(0, -2) : selector, asked.selection);
  if (!isAll) return values.length > 0 ? [partOf(values, asked, deepest)] : [];
  const parts = values.flatMap((value) => partsIn(value, asked, deepest));
  // What is too much to be told is something that nobody sees.
  return parts.length > mostParts ? [...parts.slice(0, mostParts), unknownPart] : parts;
}

/** What is in a list or an object, and in those that are in it; `null` and `false` are nothing. */
function partsIn(value: Value, asked: Asked, depth: number): readonly Part[] {
  const items = depth < 0 ? undefined : itemsOf(value);
  if (!items) return isNothing(value) ? [] : [wholeList(value, asked)];
  const isOpen = (value.kind === "list" || value.kind === "object") && value.isOpen;
  const parts = items.flatMap((lazy) => {
    const values = asked.selection.evaluator.force(lazy).filter((one) => !isNothing(one));
    const [only] = values;
    if (values.length === 1 && only?.kind === "list") return partsIn(only, asked, depth - 1);
    return values.length > 0 ? [partOf(values, asked, deepest)] : [];
  });
  return isOpen ? [...parts, unknownPart] : parts;
}

const unknownPart: Part = { places: [], inner: [], keys: [] };

/** What gives a list has no name of a thing in it. */
function wholeList(value: Value, asked: Asked): Part {
  const { places, inner, keys } = partOf([value], asked, deepest);
  return { places, inner, keys, isList: true };
}

function itemsOf(value: Value): readonly Lazy[] | undefined {
  if (value.kind === "list") return value.items.map((item) => item.value);
  return value.kind === "object" ? value.entries.map((entry) => entry.value) : undefined;
}

function isNothing(value: Value): boolean {
  return value.kind === "constant" && typeof value.value !== "string";
}

function partOf(values: readonly Value[], asked: Asked, depth: number): Part {
  const { evaluator } = asked.selection;
  const [name] = values.flatMap((value) => nameOf(evaluator, value));
  const [text] = values.flatMap((value) => (value.kind === "constant" ? [String(value.value)] : []));
  return {
    places: values.flatMap((value) => placesOf(evaluator, value)),
    inner: values.flatMap((value) => innerParts(value, asked, depth)).slice(0, mostParts),
    keys: values.flatMap((value) => keysOf(value, asked)),
    ...(name !== undefined && { name }),
    ...(text !== undefined && { text }),
  };
}

/** What a value is made with; for what a method gives, what that is a method of. */
function innerParts(value: Value, asked: Asked, depth: number): readonly Part[] {
  const { evaluator } = asked.selection;
  if (depth <= 0 || !evaluator.spend(1)) return [];
  const further = (lazy: Lazy) => partOf(evaluator.force(lazy), asked, depth - 1);
  if (value.kind !== "external") return (itemsOf(value) ?? []).slice(0, mostParts).map(further);
  const made = value.calls.filter(({ after }) => after < value.names.length).map(({ with: { at } }) => partMadeAt(at));
  return [...made, ...value.calls.flatMap((call) => handed(call.with).map(further))];
}

function partMadeAt(at: Place | undefined): Part {
  return { ...unknownPart, places: at ? [placeKey(at)] : [] };
}

/** The keys of what rows state of the call that makes a value. */
function keysOf(value: Value, { selection: { evaluator }, index, language }: Asked): readonly string[] {
  if (value.kind !== "external") return [];
  const last = value.calls.at(-1);
  if (!last || last.after !== value.names.length) return [];
  const callee = { ...value, calls: value.calls.slice(0, -1) };
  return apisOf(index, callee, language)
    .filter(({ use, each }) => use === "call" && each === undefined)
    .flatMap(({ fact }) => {
      const made = { evaluator, given: last.with, callee };
      return isKnown(fact.key, made) ? [textOf(fact.key, made)] : [];
    });
}

function handed({ positional, named }: CallArguments): readonly Lazy[] {
  return [...positional, ...named].slice(0, mostParts).map(({ value }) => value);
}

/** Where a value is made. */
function placesOf({ modules }: Evaluator, value: Value): readonly PlaceKey[] {
  switch (value.kind) {
    case "function": {
      const region = modules.outlineOf(value.module)?.functions[value.function]?.region;
      return region ? [placeKey({ module: value.module, region })] : [];
    }
    case "class":
    case "instance": {
      const region = modules.outlineOf(value.module)?.classes[value.class]?.region;
      return region ? [placeKey({ module: value.module, region })] : [];
    }
    case "external": {
      const last = value.calls.findLast(({ after }) => after === value.names.length);
      if (last) return last.with.at ? [placeKey(last.with.at)] : [];
      return [`${value.module}\n${value.names.join(".")}`];
    }
    case "object":
    case "unknown":
      return value.at ? [placeKey(value.at)] : [];
    default:
      return [];
  }
}

/** What something is called: a function or a class of the tree, and what comes from outside or makes it there. */
function nameOf(evaluator: Evaluator, value: Value): readonly string[] {
  switch (value.kind) {
    case "function":
      return [evaluator.modules.outlineOf(value.module)?.functions[value.function]?.name ?? []].flat();
    case "class":
    case "instance":
      return [evaluator.modules.outlineOf(value.module)?.classes[value.class]?.name ?? []].flat();
    case "external":
      return givenName(evaluator, value) ?? nameOutside(value);
    default:
      return [];
  }
}

/** What is made under a name: `CrewaiTool(name="scrape", …)`, `new Tool({ name: "scrape" })`. */
function givenName(evaluator: Evaluator, { names, calls }: ExternalValue): readonly string[] | undefined {
  const last = calls.findLast(({ after }) => after === names.length);
  if (!last) return undefined;
  const [options] = evaluator.argument(last.with, 0);
  const object = options?.kind === "object" ? evaluator.memberOf(options, "name") : [];
  const [name] = [...evaluator.argument(last.with, "name"), ...object];
  return name?.kind === "constant" && typeof name.value === "string" ? [name.value] : undefined;
}

/** A class whose method makes something names it better than the method does: `SearchTool.from_settings()`. */
function nameOutside({ module, names, calls }: ExternalValue): readonly string[] {
  const last = names.findLast((name) => /^[\p{L}_$]/u.test(name));
  // What nobody declares may be anything, and so may what is said to be of any type.
  if (module === "" || module === "typing" || last === undefined || last === whole) return [];
  const made = calls.length > 0 && /^[a-z]/.test(last) ? names.findLast((name) => /^[A-Z]/.test(name)) : undefined;
  return [made ?? last];
}

function placeKey({ module, region: { startLine, startColumn, endLine, endColumn } }: Place): PlaceKey {
  return `${module} ${startLine}:${startColumn}-${endLine}:${endColumn}`;
}
