import { append } from "#model/append.ts";
import { longestText, mostValues } from "#access/bounds.ts";
import type { Evaluator } from "#access/evaluate.ts";
import { Gathered } from "#access/gathered.ts";
import { imported } from "#access/imports.ts";
import { writtenPlace } from "#access/tree-paths.ts";
import {
  type Lazy,
  type ListItem,
  type ListValue,
  type ObjectEntry,
  type ObjectValue,
  type Thunk,
  type UnknownValue,
  type Value,
  asList,
  external,
  unknown,
} from "#access/value.ts";
import type { Entry, ExpressionId, Item } from "#model/module-outline.ts";

export function sumOf(evaluator: Evaluator, parts: readonly ExpressionId[], at: Thunk): readonly Value[] {
  let texts: readonly string[] = [""];
  let starts: readonly string[] = [];
  const lists = new Gathered<ListItem>(evaluator);
  const evaluated = parts.map((part) => evaluator.evaluate({ ...at, expression: part }));
  const places = writtenPlace(evaluated);
  if (places) return places;
  for (const values of evaluated) {
    for (const value of values) {
      if (value.kind === "list") lists.addAll(value.items, value.isOpen);
      else lists.isOpen = true;
    }
    const constants = values.flatMap((value) => (value.kind === "constant" ? [String(value.value)] : []));
    if (constants.length < values.length || constants.length === 0) {
      if (texts.length > 0) starts = texts;
      texts = [];
    } else texts = texts.flatMap((text) => constants.map((more) => text + more)).slice(0, mostValues);
    if (texts.some((text) => text.length > longestText)) {
      starts = texts.map((text) => text.slice(0, longestText));
      texts = [];
    }
  }
  const { items, isOpen } = lists;
  if (items.length > 0) return [{ kind: "list", items, isOpen }];
  if (texts.length > 0) return texts.map((value) => ({ kind: "constant", value }));
  const pieces = piecesOf(evaluated);
  return starts.length > 0
    ? starts.map((start) => ({ ...startingWith(start), ...pieces }))
    : [{ kind: "unknown", ...pieces }];
}

/** What is told of a text that is put together is no longer. */
const longestPieces = 2_000;

/** What is known of a text that is put together. */
function piecesOf(parts: readonly (readonly Value[])[]): Pick<UnknownValue, "pieces"> {
  const pieces = parts.map(([first]) => knownText(first)).join("");
  return /^\**$/.test(pieces) ? {} : { pieces: pieces.slice(0, longestPieces) };
}

/** A text as far as it is known, with `*` for what is not. */
export function knownText(value: Value | undefined): string {
  if (value?.kind === "constant") return String(value.value);
  if (value?.kind === "path") return value.path;
  return value?.kind === "unknown" ? (value.pieces ?? `${value.start ?? ""}*`) : "*";
}

/** A text that was put together; if it is long, only the beginning is known. */
export function composed(text: string): Value {
  return text.length > longestText ? startingWith(text.slice(0, longestText)) : { kind: "constant", value: text };
}

/** A text of which only the beginning is known. */
export function startingWith(start: string): Value {
  return start === "" ? unknown : { kind: "unknown", start };
}

export function listOf(evaluator: Evaluator, items: readonly Item[], at: Thunk): Omit<ListValue, "kind"> {
  const found = new Gathered<ListItem>(evaluator);
  for (const item of items) {
    for (const environment of evaluator.loopEnvironments(item.loops ?? [], at)) {
      const value = { ...at, environment, expression: item.value };
      const conditional = item.conditional === true;
      if (item.spread) spreadList(evaluator, value, conditional, found);
      else found.add({ value, conditional });
    }
  }
  return { items: found.items, isOpen: found.isOpen };
}

function spreadList(evaluator: Evaluator, thunk: Thunk, conditional: boolean, into: Gathered<ListItem>): void {
  const values = evaluator.evaluate(thunk);
  into.isOpen ||= values.length === 0;
  for (const value of values) {
    const list = asList(value);
    if (!list) {
      into.isOpen ||= value.kind !== "constant";
      continue;
    }
    const isOne = values.length === 1 && !conditional;
    into.addAll(isOne ? list.items : list.items.map((item) => ({ ...item, conditional: true })), list.isOpen);
  }
}

export function objectOf(evaluator: Evaluator, entries: readonly Entry[], at: Thunk): Omit<ObjectValue, "kind"> {
  const found = new Gathered<ObjectEntry>(evaluator);
  for (const entry of entries) {
    for (const environment of evaluator.loopEnvironments(entry.loops ?? [], at)) {
      const value = { ...at, environment, expression: entry.value };
      const conditional = entry.conditional === true;
      if (entry.key === undefined) spreadObject(evaluator, value, conditional, found);
      else {
        const keys = evaluator.keysOf({ ...at, environment, expression: entry.key });
        found.isOpen ||= keys.length === 0;
        for (const key of keys) found.add({ key, value, conditional: conditional || keys.length > 1 });
      }
    }
  }
  return { entries: found.items, isOpen: found.isOpen };
}

function spreadObject(evaluator: Evaluator, thunk: Thunk, conditional: boolean, into: Gathered<ObjectEntry>): void {
  const values = evaluator.evaluate(thunk);
  into.isOpen ||= values.length === 0;
  for (const value of values) {
    const object = evaluator.asObject(value);
    if (!object) {
      into.isOpen ||= value.kind !== "constant";
      continue;
    }
    const isOne = values.length === 1 && !conditional;
    const { entries, isOpen } = object;
    into.addAll(isOne ? entries : entries.map((entry) => ({ ...entry, conditional: true })), isOpen);
  }
}

/** The texts that a key may be. */
export function keysOf(evaluator: Evaluator, lazy: Lazy): readonly string[] {
  return evaluator.force(lazy).flatMap((value) => (value.kind === "constant" ? [String(value.value)] : []));
}

/** A value as an object with keys: an object, a module, a class with its members. */
export function asObject(evaluator: Evaluator, value: Value): ObjectValue | undefined {
  if (value.kind === "object") return value;
  if (value.kind === "module") {
    const outline = evaluator.modules.outlineOf(value.path);
    if (!outline) evaluator.modules.needs(value.path);
    if (!outline) return undefined;
    const entries = outline.exports.map(({ name, value: expression }) => ({
      key: name,
      value: { module: value.path, expression, environment: undefined },
      conditional: false,
    }));
    const further = outline.exportsAllOf.flatMap((module) =>
      imported(evaluator, value.path, { module }).flatMap((other) => evaluator.asObject(other)?.entries ?? []),
    );
    return { kind: "object", entries: [...entries, ...further], isOpen: false };
  }
  return undefined;
}

/** What any of some items may be. */
export function anyOf(evaluator: Evaluator, items: readonly ListItem[]): readonly Value[] {
  const found: Value[] = [];
  for (const { value } of items) {
    append(found, evaluator.force(value));
    if (found.length >= mostValues) break;
  }
  return found.slice(0, mostValues);
}

/** What a loop over a value gives. */
export function elementsOf(evaluator: Evaluator, value: Value): readonly Value[] {
  const list = asList(value);
  if (list) return anyOf(evaluator, list.items);
  if (value.kind === "external") return [external(value, "*")];
  return [unknown];
}
