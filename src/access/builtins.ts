import { methods } from "#access/builtin-methods.ts";
import type { Evaluator } from "#access/evaluate.ts";
import { Gathered, joinedObjects } from "#access/gathered.ts";
import { constant, list, plain, viewed, views } from "#access/list-views.ts";
import { dataOf, moduleAt, runningFolder } from "#access/tree-paths.ts";
import {
  type CallArguments,
  type ListItem,
  type ListValue,
  type ObjectEntry,
  type ObjectValue,
  type Thunk,
  type Value,
  unknown,
} from "#access/value.ts";
import type { ExpressionId, MemberExpression } from "#model/module-outline.ts";

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
  return called.kind === "member" ? callMethod(evaluator, called, { at, given }) : undefined;
}

function callMethod(
  evaluator: Evaluator,
  called: MemberExpression,
  { at, given }: Omit<BuiltinCall, "callee">,
): readonly Value[] | undefined {
  const [method] = evaluator.keysOf({ ...at, expression: called.property });
  if (method === undefined) return undefined;
  const receiver = evaluator.modules.outlineOf(at.module)?.expressions[called.object];
  if (receiver?.kind === "global") return namespaced.get(`${receiver.name}.${method}`)?.(evaluator, given);
  // Looked at only where the name is that of a method that is known.
  if (!methods.has(method)) return undefined;
  const results = evaluator
    .evaluate({ ...at, expression: called.object })
    .map((value) => methods.get(method)!(evaluator, value, given));
  return results.some(Boolean) ? results.flatMap((result) => result ?? [unknown]) : undefined;
}

type Builtin = (evaluator: Evaluator, given: CallArguments) => readonly Value[] | undefined;

const first: Builtin = (evaluator, given) => evaluator.argument(given, 0);

/** What all arguments have, in one object. */
const merged: Builtin = (evaluator, given) => {
  const objects = given.positional.flatMap(({ value }) => evaluator.force(value));
  const known = objects.flatMap((value) => evaluator.asObject(value) ?? []);
  const { entries, isOpen } = joinedObjects(evaluator, known);
  return [{ kind: "object", entries, isOpen: isOpen || known.length < objects.length }];
};

const asListOf: Builtin = (evaluator, given) =>
  given.positional.length === 0
    ? [{ kind: "list", items: [], isOpen: false }]
    : first(evaluator, given)!.flatMap((value) => listed(evaluator, value));

function listed(evaluator: Evaluator, value: Value): ListValue[] {
  if (value.kind === "list") return [value];
  const object = evaluator.asObject(value);
  return object
    ? [
        list(
          object.entries.map(({ key, conditional }) => plain(key, conditional)),
          object.isOpen,
        ),
      ]
    : [];
}

/** A list of pairs as an object. */
function fromPairs(evaluator: Evaluator, { items, isOpen }: ListValue): ObjectValue {
  const found = new Gathered<ObjectEntry>(evaluator);
  for (const { value, conditional } of items) {
    for (const pair of evaluator.force(value)) {
      const [key, held] = pair.kind === "list" ? pair.items : [];
      if (!key || !held) continue;
      for (const word of evaluator.keysOf(key.value)) found.add({ key: word, value: held.value, conditional });
    }
  }
  return { kind: "object", entries: found.items, isOpen: isOpen || found.isOpen || found.items.length < items.length };
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
  ["Promise.allSettled", settled],
  ["JSON.parse", (evaluator, given) => dataOf(evaluator, evaluator.argument(given, 0))],
  ["process.cwd", runningFolder],
  ["importlib.import_module", moduleAt],
  ["asyncio.run", first],
]);

/** What became of promises: what they give, and how it went. */
function settled(evaluator: Evaluator, given: CallArguments): readonly Value[] {
  return first(evaluator, given)!.map((value) => {
    if (value.kind !== "list") return unknown;
    const items = value.items.map(({ value: held, conditional }): ListItem => {
      const entries = [{ key: "value", value: held, conditional: false }];
      return { value: { values: [{ kind: "object", entries, isOpen: true }] }, conditional };
    });
    return list(items, value.isOpen);
  });
}

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
  [
    "getattr",
    (evaluator, given) => {
      const keys = given.positional[1] ? evaluator.keysOf(given.positional[1].value) : [];
      return first(evaluator, given)!.flatMap((value) => keys.flatMap((key) => evaluator.memberOf(value, key)));
    },
  ],
  ["import", moduleAt],
  ["require", moduleAt],
  // What compilers of modules put around them.
  [
    "__awaiter",
    (evaluator, given) =>
      evaluator.argument(given, 3).flatMap((body) => (body.kind === "function" ? evaluator.returned(body) : [unknown])),
  ],
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
      ? list(
          value.items.map(({ value: item, conditional }, index) => ({
            value: { values: [list([constant(index), { value: item, conditional: false }], false)] },
            conditional,
          })),
          value.isOpen,
        )
      : value,
  );
}
