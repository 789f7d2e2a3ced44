import type { Evaluator } from "#access/evaluate.ts";
import { type CallArguments, type ListItem, type ListValue, type ObjectEntry, type ObjectValue, type Thunk, unknown, type Value } from "#access/value.ts";
import type { ExpressionId } from "#model/module-outline.ts";

interface BuiltinCall {
  readonly callee: ExpressionId;
  readonly at: Thunk;
  readonly given: CallArguments;
}

/** What a call gives of what every program has: methods of lists, texts and objects, and `Object.keys` and its like. */
export function callBuiltin(evaluator: Evaluator, { callee, at, given }: BuiltinCall): readonly Value[] | undefined {
  const outline = evaluator.modules.outlineOf(at.module);
  const called = outline?.expressions[callee];
  if (!called) return undefined;
  if (called.kind === "global" || called.kind === "variable") {
    const name = called.kind === "global" ? called.name : (outline?.variables[called.variable]?.name ?? "");
    return plainFunctions.get(name)?.(evaluator, given);
  }
  if (called.kind !== "member") return undefined;
  const [method] = evaluator.keysOf({ ...at, expression: called.property });
  if (method === undefined) return undefined;
  const receiver = outline?.expressions[called.object];
  if (receiver?.kind === "global") return namespaced.get(`${receiver.name}.${method}`)?.(evaluator, given);
  // Looked at only where the name is that of a method that is known.
  if (!methods.has(method)) return undefined;
  const results = evaluator
    .evaluate({ ...at, expression: called.object })
    .map((value) => methods.get(method)!(evaluator, value, given));
  return results.some(Boolean) ? results.flatMap((result) => result ?? [unknown]) : undefined;
}

/** What a text has under a name: nothing that is followed. */
export function memberOfText(_value: Value, _name: string): Value {
  return unknown;
}

type Builtin = (evaluator: Evaluator, given: CallArguments) => readonly Value[] | undefined;
type Method = (evaluator: Evaluator, receiver: Value, given: CallArguments) => readonly Value[] | undefined;

const first: Builtin = (evaluator, given) => evaluator.argument(given, 0);

/** What all arguments have, in one object. */
const merged: Builtin = (evaluator, given) => {
  const objects = given.positional.flatMap(({ value }) => evaluator.force(value));
  const known = objects.flatMap((value) => evaluator.asObject(value) ?? []);
  return [
    {
      kind: "object",
      entries: known.flatMap(({ entries }) => entries),
      isOpen: known.length < objects.length || known.some(({ isOpen }) => isOpen),
    },
  ];
};

const asListOf: Builtin = (evaluator, given) =>
  given.positional.length === 0
    ? [{ kind: "list", items: [], isOpen: false }]
    : first(evaluator, given)!.flatMap((value) => listed(evaluator, value));

function listed(evaluator: Evaluator, value: Value): ListValue[] {
  if (value.kind === "list") return [value];
  const object = evaluator.asObject(value);
  return object ? [list(object.entries.map(({ key, conditional }) => plain(key, conditional)), object.isOpen)] : [];
}

function list(items: readonly ListItem[], isOpen: boolean): ListValue {
  return { kind: "list", items, isOpen };
}

function plain(value: string, conditional = false): ListItem {
  return { value: { values: [{ kind: "constant", value }] }, conditional };
}

function pairOf({ key, value, conditional }: ObjectEntry): ListItem {
  return { value: { values: [list([plain(key), { value, conditional: false }], false)] }, conditional };
}

/** Objects among the values, each as a list of what `view` makes of its entries. */
function viewed(evaluator: Evaluator, values: readonly Value[], view: (entry: ObjectEntry) => ListItem): Value[] {
  return values.map((value) => {
    const object = evaluator.asObject(value);
    return object ? list(lastOfEach(object).map(view), object.isOpen) : unknown;
  });
}

/** The entries that count: of each key the last one. */
function lastOfEach({ entries }: ObjectValue): readonly ObjectEntry[] {
  const byKey = new Map(entries.map((entry) => [entry.key, entry] as const));
  return [...byKey.values()];
}

const views = {
  keys: ({ key, conditional }: ObjectEntry) => plain(key, conditional),
  values: ({ value, conditional }: ObjectEntry) => ({ value, conditional }),
  entries: pairOf,
};

/** A list of pairs as an object. */
function fromPairs(evaluator: Evaluator, { items, isOpen }: ListValue): ObjectValue {
  const entries = items.flatMap(({ value, conditional }): ObjectEntry[] =>
    evaluator.force(value).flatMap((pair) => {
      const [key, held] = pair.kind === "list" ? pair.items : [];
      return key && held
        ? evaluator.keysOf(key.value).map((word) => ({ key: word, value: held.value, conditional }))
        : [];
    }),
  );
  return { kind: "object", entries, isOpen: isOpen || entries.length < items.length };
}

const pairsOf: Builtin = (evaluator, given) =>
  first(evaluator, given)!.map((value) => (value.kind === "list" ? fromPairs(evaluator, value) : value));

const namespaced: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ["Object.keys", (evaluator, given) => viewed(evaluator, first(evaluator, given)!, views.keys)],
  ["Object.values", (evaluator, given) => viewed(evaluator, first(evaluator, given)!, views.values)],
  ["Object.entries", (evaluator, given) => viewed(evaluator, first(evaluator, given)!, views.entries)],
  ["Object.assign", merged],
  ["Object.freeze", first],
  ["Object.seal", first],
  ["Object.fromEntries", pairsOf],
  ["Array.from", (evaluator, given) => mappedIf(evaluator, asListOf(evaluator, given)!, given)],
  ["Array.of", (_evaluator, { positional, isOpen }) => [list(positional, isOpen)]],
  ["Promise.all", first],
  ["Promise.resolve", first],
  ["asyncio.run", first],
]);

/** `Array.from(x, f)`. */
function mappedIf(evaluator: Evaluator, lists: readonly Value[], given: CallArguments): readonly Value[] {
  const callback = given.positional[1];
  if (!callback) return lists;
  const next = { ...given, positional: [callback] };
  return lists.flatMap((value) => methods.get("map")!(evaluator, value, next) ?? [unknown]);
}

const plainFunctions: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ["String", first],
  ["str", first],
  ["structuredClone", first],
  ["list", asListOf],
  ["tuple", asListOf],
  ["set", asListOf],
  ["Set", asListOf],
  ["sorted", asListOf],
  ["reversed", asListOf],
  ["Map", (evaluator, given) => (given.positional.length === 0 ? undefined : pairsOf(evaluator, given))],
  ["dict", merged2],
  ["enumerate", enumerated],
  ["partial", first],
  ["getattr", (evaluator, given) => {
    const keys = given.positional[1] ? evaluator.keysOf(given.positional[1].value) : [];
    return first(evaluator, given)!.flatMap((value) => keys.flatMap((key) => evaluator.memberOf(value, key)));
  }],
  // What compilers of modules put around them.
  ["__awaiter", (evaluator, given) =>
    evaluator.argument(given, 3).flatMap((body) => (body.kind === "function" ? evaluator.returned(body) : [unknown]))],
  ["__toESM", first],
  ["__toCommonJS", first],
  ["__importDefault", first],
  ["__importStar", first],
  ["_interopRequireDefault", first],
  ["_interopRequireWildcard", first],
  ["__spreadValues", merged],
  ["__spreadProps", merged],
  ["__assign", merged],
  ["_extends", merged],
  ["__name", first],
]);

function merged2(evaluator: Evaluator, given: CallArguments): readonly Value[] {
  const named = { kind: "object", entries: given.named, isOpen: false } as const;
  const all = [...given.positional, { value: { values: [named] }, conditional: false }];
  return merged(evaluator, { ...given, positional: all })!;
}

function enumerated(evaluator: Evaluator, given: CallArguments): readonly Value[] {
  return asListOf(evaluator, given)!.map((value) =>
    value.kind === "list"
      ? list(value.items.map(({ value: item, conditional }, index) => ({
          value: { values: [list([constant(index), { value: item, conditional: false }], false)] },
          conditional,
        })), value.isOpen)
      : value,
  );
}

function constant(value: number): ListItem {
  return { value: { values: [{ kind: "constant", value }] }, conditional: false };
}

/** What a callback gives for each item. */
function applied(evaluator: Evaluator, { items, isOpen }: ListValue, given: CallArguments): ListValue {
  const callbacks = evaluator.argument(given, 0);
  const results = items.map((item, index): ListItem => {
    const handed: CallArguments = {
      positional: [{ value: item.value, conditional: false }, constant(index)],
      named: [],
      isOpen: false,
    };
    return {
      value: { values: callbacks.flatMap((callback) => evaluator.apply(callback, handed)) },
      conditional: item.conditional,
    };
  });
  return list(results, isOpen);
}

function flattened(evaluator: Evaluator, { items, isOpen }: ListValue): ListValue {
  let open = isOpen;
  const found = items.flatMap(({ value, conditional }) =>
    evaluator.force(value).flatMap((inner): ListItem[] => {
      if (inner.kind === "list") {
        open ||= inner.isOpen;
        return inner.items.map((item) => (conditional ? { ...item, conditional } : item));
      }
      open ||= inner.kind === "unknown" || inner.kind === "parameter";
      return inner.kind === "constant" || inner.kind === "object" ? [{ value: { values: [inner] }, conditional }] : [];
    }),
  );
  return list(found, open);
}

/** A method of lists; other receivers have methods of their own. */
function ofList(run: (evaluator: Evaluator, receiver: ListValue, given: CallArguments) => readonly Value[]): Method {
  return (evaluator, receiver, given) => (receiver.kind === "list" ? run(evaluator, receiver, given) : undefined);
}

/** Some of the items, nobody knows which. */
function maybe({ items, isOpen }: ListValue): ListValue {
  return list(items.map((item) => ({ ...item, conditional: true })), isOpen);
}

const itself = ofList((_evaluator, receiver) => [receiver]);
const anyOf = ofList((evaluator, receiver) => [...evaluator.elementsOf(receiver), unknown]);

function view(name: keyof typeof views): Method {
  return (evaluator, receiver) => {
    if (receiver.kind === "object") return viewed(evaluator, [receiver], views[name]);
    return receiver.kind === "list" && name === "values" ? [receiver] : undefined;
  };
}

const methods: ReadonlyMap<string, Method> = new Map<string, Method>([
  ["map", ofList((evaluator, receiver, given) => [applied(evaluator, receiver, given)])],
  ["flatMap", ofList((evaluator, receiver, given) => [flattened(evaluator, applied(evaluator, receiver, given))])],
  ["filter", ofList((_evaluator, receiver) => [maybe(receiver)])],
  ["slice", ofList((_evaluator, receiver, { positional }) => [positional.length === 0 ? receiver : maybe(receiver)])],
  ["flat", ofList((evaluator, receiver) => [flattened(evaluator, receiver)])],
  ["concat", ofList((evaluator, receiver, { positional, isOpen }) => {
    const further = flattened(evaluator, list(positional, isOpen));
    return [list([...receiver.items, ...further.items], receiver.isOpen || further.isOpen)];
  })],
  ["sort", itself],
  ["toSorted", itself],
  ["reverse", itself],
  ["toReversed", itself],
  ["copy", (_evaluator, receiver) => (receiver.kind === "list" || receiver.kind === "object" ? [receiver] : undefined)],
  ["find", anyOf],
  ["at", anyOf],
  ["pop", anyOf],
  ["shift", anyOf],
  ["values", view("values")],
  ["keys", view("keys")],
  ["entries", view("entries")],
  ["items", view("entries")],
  ["get", (evaluator, receiver, given) => {
    if (receiver.kind !== "object") return undefined;
    const keys = given.positional[0] ? evaluator.keysOf(given.positional[0].value) : [];
    if (keys.length === 0) return receiver.entries.flatMap(({ value }) => evaluator.force(value));
    return keys.flatMap((key) => evaluator.memberOf(receiver, key));
  }],
  ["join", ofList((evaluator, receiver, given) => {
    const words = receiver.items.flatMap(({ value }) => evaluator.keysOf(value).slice(0, 1));
    const separator = given.positional[0] ? evaluator.keysOf(given.positional[0].value)[0] : ",";
    if (separator === undefined || words.length < receiver.items.length) return [unknown];
    return [{ kind: "constant", value: words.join(separator) }];
  })],
  ["then", (evaluator, receiver, given) => resolved(evaluator, receiver, given)],
  ["catch", (_evaluator, receiver) => [receiver]],
  ["finally", (_evaluator, receiver) => [receiver]],
  ["bind", (_evaluator, receiver) => (receiver.kind === "function" || receiver.kind === "external" ? [receiver] : undefined)],
  ["call", (evaluator, receiver, given) =>
    receiver.kind === "function"
      ? evaluator.results(receiver, { ...given, positional: given.positional.slice(1) })
      : undefined],
  ["toLowerCase", onTexts((text) => text.toLowerCase())],
  ["toUpperCase", onTexts((text) => text.toUpperCase())],
  ["lower", onTexts((text) => text.toLowerCase())],
  ["upper", onTexts((text) => text.toUpperCase())],
  ["trim", onTexts((text) => text.trim())],
  ["strip", onTexts((text) => text.trim())],
  ["toString", onTexts((text) => text)],
  ["replace", (evaluator, receiver, given) => replaced(evaluator, receiver, given, false)],
  ["replaceAll", (evaluator, receiver, given) => replaced(evaluator, receiver, given, true)],
]);

function onTexts(change: (text: string) => string): Method {
  return (_evaluator, receiver) =>
    receiver.kind === "constant" ? [{ kind: "constant", value: change(String(receiver.value)) }] : undefined;
}

/** Of texts alone: what an expression replaces is not followed. */
function replaced(evaluator: Evaluator, receiver: Value, given: CallArguments, all: boolean): readonly Value[] | undefined {
  if (receiver.kind !== "constant" || typeof receiver.value !== "string") return undefined;
  const [from] = given.positional[0] ? evaluator.keysOf(given.positional[0].value) : [];
  const [to] = given.positional[1] ? evaluator.keysOf(given.positional[1].value) : [];
  if (from === undefined || to === undefined) return [unknown];
  const text = receiver.value;
  return [{ kind: "constant", value: all ? text.replaceAll(from, () => to) : text.replace(from, () => to) }];
}

/** `p.then(f)`: what `f` makes of what is promised. */
function resolved(evaluator: Evaluator, receiver: Value, given: CallArguments): readonly Value[] {
  const handed = { positional: [{ value: { values: [receiver] }, conditional: false }], named: [], isOpen: false };
  return evaluator.argument(given, 0).flatMap((callback) => evaluator.apply(callback, handed));
}
