import { callingOf, valueInCaller } from "#flow/taint-substitution.ts";
import { part } from "#flow/declarations.ts";
import type { Call } from "#flow/taint-arguments.ts";
import { invoke } from "#flow/taint-closures.ts";
import { refusedWith } from "#flow/taint-promises.ts";
import type { Run } from "#flow/taint-run.ts";
import { listOf, namesOf, thingOf } from "#flow/taint-containers.ts";
import { fill } from "#flow/taint-targets.ts";
import {
  clean,
  composed,
  elementOf,
  fieldOf,
  isClean,
  join,
  tainted,
  type Value,
  withField,
} from "#flow/taint-value.ts";
import type { Node } from "#model/document.ts";

type Model = (call: Call, run: Run) => Value | undefined;

const first: Model = ({ given }) => given[0]?.value ?? clean;
const whole = (value: Value): Value => tainted(value.taints);
/** What holds things by name: each with its name. */
const entries = (value: Value): Value =>
  listOf(
    composed(
      new Map([
        ["0", namesOf(value)],
        ["1", thingOf(value)],
      ]),
    ),
  );
const byPlace = (given: Call["given"], change: (value: Value) => Value): Value =>
  composed(new Map(given.map(({ value }, index) => [String(index), change(value)] as const)));

/** `Object.assign(o, p)`: `o`, with what is in the others. */
const assign: Model = ({ given: [target, ...others] }, run) => {
  let value = target?.value ?? clean;
  for (const { value: other } of others) {
    value = join(value, { taints: other.taints });
    for (const [name, held] of other.fields ?? []) value = withField(value, [name], held);
  }
  if (target && !isClean(value)) fill(target.node, value, run);
  return value;
};

const isNamed = ({ node }: Call["given"][number]): boolean => node.kind === "keyword-argument";

/** `dict(d, a=1)`: what is in `d`, and each of the others under its name. */
const mapping: Model = ({ given }) => {
  const named = given.filter(isNamed).map(({ node, value }) => [String(node.value), value] as const);
  const others = given.filter((each) => !isNamed(each)).map(({ value }) => value);
  return [...others, composed(new Map(named))].reduce(join, clean);
};

/** `setattr(o, "a", v)`: `o.a = v`. */
const setAttribute: Model = ({ given: [object, name, value] }, run) => {
  const word = name && run.context.semantics.constantOf(name.node);
  if (!object || !value || typeof word !== "string") return undefined;
  fill(object.node, composed(new Map([[word, value.value]])), run);
  return clean;
};

/** `reduce(f, as, a)`: `f` is called twice, the second time with what it has returned. */
const reduced = (
  each: Value,
  callback: Value,
  start: Value | undefined,
  { call, run }: { call: Call; run: Run },
): Value | undefined => {
  const id = `${call.node.start}-${call.node.end}`;
  const begin = start ?? each;
  const once = invoke(callback, { id, values: [begin, each], at: call.node }, run);
  const again = once && invoke(callback, { id, values: [join(begin, once), each], at: call.node }, run);
  return again && join(begin, join(once, again));
};

/** `new Promise((resolve) => …)`: what the function gives to what it is given. */
const promised: Model = ({ node, given: [executor] }, run) => {
  if (node.kind !== "new" || !executor?.value.functions) return undefined;
  let result: Value = clean;
  for (const [target, { captured }] of executor.value.functions) {
    const calling = callingOf({ values: [], at: node, captured }, run);
    for (const { callee, path, given } of run.context.summaryOf(target).calls) {
      const isSettled = callee.type === "parameter" && callee.index < 2 && path.length === 0;
      if (!isSettled || !given[0]) continue;
      const value = valueInCaller(given[0], calling);
      result = join(result, callee.index === 0 ? value : refusedWith(value));
    }
  }
  return result;
};

/** `Array.from(as, f)`. */
const copied: Model = ({ node, given: [list, callback] }, run) => {
  if (!list || !callback) return list?.value;
  const id = `${node.start}-${node.end}`;
  const made = invoke(callback.value, { id, values: [elementOf(list.value)], at: node }, run);
  return made && listOf(made);
};

/** `setTimeout(f, 1, a)`: `f(a)`, some time. */
const later: Model = ({ node, given: [callback, , ...rest] }, run) => {
  const values = rest.map(({ value }) => value);
  return callback && invoke(callback.value, { id: `${node.start}-${node.end}`, values, at: node }, run) && clean;
};

/** Functions that ask another machine: what that answers is its own, and not made of what it was asked with. */
const asking: readonly string[] = [
  "fetch",
  ...["axios", "requests", "httpx", "got", "ky"].flatMap((of) =>
    ["get", "post", "put", "patch", "delete", "head", "request"].map((method) => `${of}.${method}`),
  ),
];

/** Functions of the languages of which it matters which part of what they are given comes back. */
const functions: ReadonlyMap<string, Model> = new Map<string, Model>([
  ...[
    "Promise.resolve",
    "Promise.all",
    "Object.freeze",
    "Object.seal",
    "structuredClone",
    "list",
    "tuple",
    "iter",
    "aiter",
    "reversed",
    "copy.copy",
    "copy.deepcopy",
  ].map((name) => [name, first] as const),
  ...["Promise.race", "Promise.any", "next", "anext"].map((name): [string, Model] => [
    name,
    ({ given }) => elementOf(given[0]?.value ?? clean),
  ]),
  ...asking.map((name): [string, Model] => [name, () => clean]),
  ["Promise.reject", ({ given }) => refusedWith(given[0]?.value ?? clean)],
  ["Promise", promised],
  ["dict", mapping],
  ["Array.from", copied],
  ["setTimeout", later],
  ["setInterval", later],
  ["asyncio.gather", ({ given }) => byPlace(given, (value) => value)],
  ["Array.of", ({ given }) => byPlace(given, (value) => value)],
  ["Object.assign", assign],
  ["setattr", setAttribute],
  ["Object.entries", ({ given }) => entries(given[0]?.value ?? clean)],
  ["Object.values", ({ given }) => listOf(elementOf(given[0]?.value ?? clean))],
  ["Object.keys", ({ given }) => whole(given[0]?.value ?? clean)],
  ["enumerate", ({ given }) => listOf(composed(new Map([["1", elementOf(given[0]?.value ?? clean)]])))],
  ["zip", ({ given }) => listOf(byPlace(given, elementOf))],
]);

const oneOf: Model = ({ receiver }) => thingOf(receiver?.value ?? clean);

/** What is kept under a name, or what stands in for it; without a name that is known, any of the things. */
const taken: Model = (call, run) => {
  const {
    receiver,
    given: [name, otherwise],
  } = call;
  const word = name && run.context.semantics.constantOf(name.node);
  if (!receiver) return undefined;
  if (!name) return oneOf(call, run);
  const { safeIndexes, safeFunctions } = run.context.assumes;
  // What is found by a name that somebody chose is as much theirs as the part at such an index is.
  const chosen = safeIndexes || safeFunctions ? clean : whole(name.value);
  const kept = typeof word === "string" ? fieldOf(receiver.value, word) : join(thingOf(receiver.value), chosen);
  return join(kept, otherwise?.value ?? clean);
};

/** Methods of what holds things by name or by place, if it is known to. */
const methods: ReadonlyMap<string, Model> = new Map<string, Model>([
  ["items", ({ receiver }) => entries(receiver?.value ?? clean)],
  ["values", ({ receiver }) => listOf(thingOf(receiver?.value ?? clean))],
  ["entries", ({ receiver }) => entries(receiver?.value ?? clean)],
  ["keys", ({ receiver }) => listOf(namesOf(receiver?.value ?? clean))],
  ["get", taken],
  ["pop", taken],
  ...["shift", "popleft", "dequeue"].map((name): [string, Model] => [name, oneOf]),
]);

/** What a call of a function of the language returns; undefined where nothing particular is known. */
export function builtin(call: Call, run: Run): Value | undefined {
  const { callee, receiver, given } = call;
  if (!callee) return undefined;
  const word = String((callee.kind === "member" ? part(callee, "property") : callee)?.value);
  if (word === "reduce") return reduceOf(call, run);
  const model = functions.get(nameOf(callee, run));
  if (model) return model(call, run);
  // What the object itself says of a method counts before what such methods do elsewhere.
  if (call.called.functions || given.length > 2 || !receiver || run.context.definitions.isMember(word))
    return undefined;
  if (!receiver.value.fields && !isGiven(receiver.value)) return undefined;
  return methods.get(word)?.(call, run);
}

/** Holds for what a function was given, of which its callers may know more. */
function isGiven({ taints }: Value): boolean {
  return Array.from(taints.values()).some(({ isSame }) => isSame);
}

function reduceOf(call: Call, run: Run): Value | undefined {
  const { callee, receiver, given } = call;
  const isMethod = callee?.kind === "member" && receiver !== undefined && given[0]?.value.functions !== undefined;
  const [callback, list, start] = isMethod && given.length < 3 ? [given[0], receiver, given[1]] : given;
  if (!callback?.value.functions || !list) return undefined;
  return reduced(elementOf(list.value), callback.value, start?.value, { call, run });
}

/** `a.b` of what nobody declares but an import. */
function nameOf(callee: Node, { context }: Run): string {
  const { names } = context;
  const top = callee.kind === "member" ? part(callee, "object") : callee;
  const entity = top && names.entities.get(top);
  if (top?.kind !== "name" || (entity && entity.path === undefined)) return "";
  const base = entity?.path ?? String(top.value);
  return callee.kind === "member" ? `${base}.${String(part(callee, "property")?.value)}` : base;
}
