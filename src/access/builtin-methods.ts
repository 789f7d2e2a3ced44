import { longestText, mostItems, mostValues } from "#access/bounds.ts";
import type { Evaluator } from "#access/evaluate.ts";
import { anyOf, composed, startingWith } from "#access/collections.ts";
import { Gathered, joinedLists } from "#access/gathered.ts";
import { saysYes } from "#access/kept.ts";
import { constant, list, plain, viewed, views } from "#access/list-views.ts";
import { textTests } from "#access/text-tests.ts";
import { type CallArguments, type ListItem, type ListValue, type Value, unknown } from "#access/value.ts";

type Method = (evaluator: Evaluator, receiver: Value, given: CallArguments) => readonly Value[] | undefined;

/** What a callback is given of an item. */
function handing({ value }: ListItem, index: number): CallArguments {
  return { positional: [{ value, conditional: false }, constant(index)], named: [], isOpen: false };
}

/** What a callback gives for each item. */
function applied(evaluator: Evaluator, { items, isOpen }: ListValue, given: CallArguments): ListValue {
  const callbacks = evaluator.argument(given, 0);
  const results = items.map((item, index): ListItem => {
    const handed = handing(item, index);
    const values = callbacks.flatMap((callback) => evaluator.apply(callback, handed)).slice(0, mostValues);
    evaluator.spend(values.length);
    return { value: { values }, conditional: item.conditional };
  });
  return list(results, isOpen);
}

function flattened(evaluator: Evaluator, { items, isOpen }: ListValue): ListValue {
  const found = new Gathered<ListItem>(evaluator);
  found.isOpen = isOpen;
  for (const { value, conditional } of items) {
    for (const inner of evaluator.force(value)) {
      if (inner.kind === "list")
        found.addAll(conditional ? inner.items.map((item) => ({ ...item, conditional })) : inner.items, inner.isOpen);
      else if (inner.kind === "constant" || inner.kind === "object")
        found.add({ value: { values: [inner] }, conditional });
      else found.isOpen ||= inner.kind === "unknown" || inner.kind === "parameter";
    }
  }
  return list(found.items, found.isOpen);
}

/** A method of lists; other receivers have methods of their own. */
function ofList(run: (evaluator: Evaluator, receiver: ListValue, given: CallArguments) => readonly Value[]): Method {
  return (evaluator, receiver, given) => (receiver.kind === "list" ? run(evaluator, receiver, given) : undefined);
}

/** Some of the items, nobody knows which. */
function maybe({ items, isOpen }: ListValue): ListValue {
  return list(
    items.map((item) => ({ ...item, conditional: true })),
    isOpen,
  );
}

/** The items of which the test may be true; what it surely says yes to stays as sure as it was. */
function filtered(evaluator: Evaluator, { items, isOpen }: ListValue, given: CallArguments): ListValue {
  const [test, ...others] = evaluator.argument(given, 0);
  const kept = items.map((item, index): ListItem => {
    if (item.conditional || !test || others.length > 0) return { ...item, conditional: true };
    return { ...item, conditional: !saysYes(evaluator, test, handing(item, index)) };
  });
  return list(kept, isOpen);
}

const itself = ofList((_evaluator, receiver) => [receiver]);
const oneOf = ofList((evaluator, receiver) => [...evaluator.elementsOf(receiver), unknown]);

function view(name: keyof typeof views): Method {
  return (evaluator, receiver) => {
    if (receiver.kind === "object") return viewed(evaluator, [receiver], views[name]);
    return receiver.kind === "list" && name === "values" ? [receiver] : undefined;
  };
}

function isText(value: Value): value is Value & { readonly kind: "constant"; readonly value: string } {
  return value.kind === "constant" && typeof value.value === "string";
}

/** Methods of lists, texts, objects, promises and functions; undefined for receivers that have others. */
export const methods: ReadonlyMap<string, Method> = new Map<string, Method>([
  ["map", ofList((evaluator, receiver, given) => [applied(evaluator, receiver, given)])],
  ["flatMap", ofList((evaluator, receiver, given) => [flattened(evaluator, applied(evaluator, receiver, given))])],
  ["filter", ofList((evaluator, receiver, given) => [filtered(evaluator, receiver, given)])],
  ["slice", ofList((_evaluator, receiver, { positional }) => [positional.length === 0 ? receiver : maybe(receiver)])],
  ["flat", ofList((evaluator, receiver) => [flattened(evaluator, receiver)])],
  [
    "concat",
    ofList((evaluator, receiver, { positional, isOpen }) => {
      const further = flattened(evaluator, list(positional, isOpen));
      return [{ kind: "list", ...joinedLists(evaluator, [receiver, further]) }];
    }),
  ],
  ["sort", itself],
  ["toSorted", itself],
  ["reverse", itself],
  ["toReversed", itself],
  ["copy", (_evaluator, receiver) => (receiver.kind === "list" || receiver.kind === "object" ? [receiver] : undefined)],
  ["find", oneOf],
  ["at", oneOf],
  ["pop", oneOf],
  ["shift", oneOf],
  ["values", view("values")],
  ["keys", view("keys")],
  ["entries", view("entries")],
  ["items", view("entries")],
  [
    "get",
    (evaluator, receiver, given) => {
      if (receiver.kind !== "object") return undefined;
      const keys = given.positional[0] ? evaluator.keysOf(given.positional[0].value) : [];
      if (keys.length === 0) return anyOf(evaluator, receiver.entries);
      return keys.flatMap((key) => evaluator.memberOf(receiver, key));
    },
  ],
  [
    "join",
    ofList((evaluator, receiver, given) => {
      const words = receiver.items.flatMap(({ value }) => evaluator.keysOf(value).slice(0, 1));
      const separator = given.positional[0] ? evaluator.keysOf(given.positional[0].value)[0] : ",";
      if (separator === undefined || words.length < receiver.items.length) return [unknown];
      return [composed(joinedText(words, separator))];
    }),
  ],
  ["then", (evaluator, receiver, given) => resolved(evaluator, receiver, given)],
  ["catch", (_evaluator, receiver) => [receiver]],
  ["finally", (_evaluator, receiver) => [receiver]],
  [
    "bind",
    (_evaluator, receiver) => (receiver.kind === "function" || receiver.kind === "external" ? [receiver] : undefined),
  ],
  [
    "call",
    (evaluator, receiver, given) =>
      receiver.kind === "function"
        ? evaluator.results(receiver, { ...given, positional: given.positional.slice(1) })
        : undefined,
  ],
  // Of what Python puts together, the beginning is known.
  [
    "format",
    (_evaluator, receiver) => (isText(receiver) ? [startingWith(receiver.value.split("{", 1)[0]!)] : undefined),
  ],
  ["split", (evaluator, receiver, given) => split(evaluator, receiver, given)],
  ["toLowerCase", onTexts((text) => text.toLowerCase())],
  ["toUpperCase", onTexts((text) => text.toUpperCase())],
  ["lower", onTexts((text) => text.toLowerCase())],
  ["upper", onTexts((text) => text.toUpperCase())],
  ["trim", onTexts((text) => text.trim())],
  ["strip", onTexts((text) => text.trim())],
  [
    "toString",
    (_evaluator, receiver) =>
      receiver.kind === "path" || receiver.kind === "content"
        ? [receiver]
        : receiver.kind === "constant"
          ? [{ kind: "constant", value: String(receiver.value) }]
          : undefined,
  ],
  ["replace", (evaluator, receiver, given) => replaced(evaluator, receiver, given, false)],
  ["replaceAll", (evaluator, receiver, given) => replaced(evaluator, receiver, given, true)],
  ...[...textTests].map(([name, test]) => [name, tested(test)] as const),
]);

function onTexts(change: (text: string) => string): Method {
  return (_evaluator, receiver) =>
    receiver.kind === "constant" ? [{ kind: "constant", value: change(String(receiver.value)) }] : undefined;
}

/** Texts one behind the other, as far as anything is known of what they make. */
function joinedText([first = "", ...others]: readonly string[], separator: string): string {
  let text = first;
  for (const word of others) {
    if (text.length > longestText) break;
    text += separator + word;
  }
  return text;
}

/** The parts of a text; of one of which the beginning is known, those that end there. */
function split(evaluator: Evaluator, receiver: Value, { positional }: CallArguments): readonly Value[] | undefined {
  const start = receiver.kind === "unknown" ? receiver.start : undefined;
  const text = isText(receiver) ? receiver.value : start;
  const [separator] = positional[0] ? evaluator.keysOf(positional[0].value) : [" "];
  if (text === undefined || separator === undefined) return text === undefined ? undefined : [unknown];
  const parts = text.split(separator, mostItems);
  const known = start === undefined ? parts : parts.slice(0, -1);
  return [
    list(
      known.map((part) => plain(part)),
      start !== undefined || parts.length === mostItems,
    ),
  ];
}

/** How a test of a text comes out, where both texts are known; at a place further in, nothing is. */
function tested(test: (text: string, asked: string) => boolean): Method {
  return (evaluator, receiver, { positional, isOpen }) => {
    if (!isText(receiver)) return undefined;
    const [asked, ...others] = positional.length === 1 && !isOpen ? evaluator.force(positional[0]!.value) : [];
    if (!asked || others.length > 0 || !isText(asked)) return [unknown];
    return [{ kind: "constant", value: test(receiver.value, asked.value) }];
  };
}

/** A text in which others take the place of parts is no longer. */
const longestReplaced = 10_000_000;

/** Of texts alone: what an expression replaces is not followed. */
function replaced(
  evaluator: Evaluator,
  receiver: Value,
  given: CallArguments,
  all: boolean,
): readonly Value[] | undefined {
  if (receiver.kind !== "constant" || typeof receiver.value !== "string") return undefined;
  const [from] = given.positional[0] ? evaluator.keysOf(given.positional[0].value) : [];
  const [to] = given.positional[1] ? evaluator.keysOf(given.positional[1].value) : [];
  if (from === undefined || to === undefined) return [unknown];
  const text = receiver.value;
  // What takes the place of each character would make it this long.
  if (text.length * to.length > longestReplaced) return [unknown];
  return [composed(all ? text.replaceAll(from, () => to) : text.replace(from, () => to))];
}

/** `p.then(f)`: what `f` makes of what is promised. */
function resolved(evaluator: Evaluator, receiver: Value, given: CallArguments): readonly Value[] {
  const handed = { positional: [{ value: { values: [receiver] }, conditional: false }], named: [], isOpen: false };
  return evaluator.argument(given, 0).flatMap((callback) => evaluator.apply(callback, handed));
}
