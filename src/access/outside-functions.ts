import type { Evaluator } from "#access/evaluate.ts";
import { functionsOfPlaces } from "#access/tree-paths.ts";
import type { CallArguments, ExternalValue, Lazy, Value } from "#access/value.ts";

/** What a call of a function from outside gives, where its arguments say so; undefined for all others. */
export function callOutside(
  evaluator: Evaluator,
  callee: ExternalValue,
  given: CallArguments,
): readonly Value[] | undefined {
  const { module, names, calls } = callee;
  // What Python imports whole is of no module, and its name begins with that of the module.
  const path = [...module.replace(/^node:/, "").split("/"), ...names].filter(Boolean).join(".");
  if (path.startsWith("pathlib.Path.")) return pathMethod(evaluator, callee, given);
  if (calls.length > 0) return undefined;
  return functionsOfPlaces.get(path)?.(evaluator, given) ?? functions.get(path)?.(evaluator, given);
}

/** Methods of a path that give a path. Source: the documentation of pathlib. */
const samePath: ReadonlySet<string> = new Set(["expanduser", "resolve", "absolute"]);

/** A path of a path: the same as one that is made with all of its parts. */
function pathMethod(
  evaluator: Evaluator,
  { module, names, calls }: ExternalValue,
  given: CallArguments,
): readonly Value[] | undefined {
  const method = names.at(-1)!;
  const start = names.slice(0, -1);
  const [made, more] = calls;
  const isPath = start.at(-1) === "Path" && made?.after === start.length && !more;
  const whole = (positional: CallArguments["positional"]): readonly Value[] => [
    {
      kind: "external",
      module,
      names: start,
      calls: [{ after: start.length, with: { positional, named: [], isOpen: false } }],
    },
  ];
  const one = (values: readonly Value[] | undefined) => values && whole([{ value: { values }, conditional: false }]);
  if (start.at(-1) === "Path" && calls.length === 0 && method === "home") return one(home(evaluator, given));
  if (!isPath) return undefined;
  if (samePath.has(method)) return whole(made.with.positional);
  if (method !== "joinpath") return undefined;
  const parts = [...made.with.positional, ...given.positional].map(({ value }) => ({
    value: asText(evaluator, value),
    conditional: false,
  }));
  return one(joinedPath(evaluator, { positional: parts, named: [], isOpen: made.with.isOpen || given.isOpen }));
}

/** What a part of a path is: a text, or a path that was made of one. */
function asText(evaluator: Evaluator, part: Lazy): Lazy {
  const values = evaluator.force(part).flatMap((value) => {
    const made = value.kind === "external" && value.names.at(-1) === "Path" ? value.calls.at(-1) : undefined;
    return made?.with.positional.length === 1 ? evaluator.force(made.with.positional[0]!.value) : [value];
  });
  return { values };
}

type Outside = (evaluator: Evaluator, given: CallArguments) => readonly Value[] | undefined;

const same: Outside = (evaluator, given) => evaluator.argument(given, 0);

/** A path put together, where all of its parts are known. */
const joinedPath: Outside = (evaluator, { positional, isOpen }) => {
  const parts = positional.map(({ value }) => evaluator.keysOf(value));
  if (isOpen || parts.length === 0 || parts.some((texts) => texts.length !== 1)) return undefined;
  const path = parts.map(([text]) => text!).join("/");
  return [{ kind: "constant", value: path.replaceAll(/\/(?:\.?\/)+/g, "/") }];
};

/** The folder of the person that the program runs for, as shells write it. */
const home: Outside = () => [{ kind: "constant", value: "~" }];

/** By the module and the names that lead on from it. Sources: the documentation of Node and of Python's library. */
const functions: ReadonlyMap<string, Outside> = new Map<string, Outside>([
  ["path.join", joinedPath],
  ["path.resolve", joinedPath],
  ["path.posix.join", joinedPath],
  ["path.posix.resolve", joinedPath],
  ["path.normalize", same],
  ["os.path.join", joinedPath],
  ["os.path.expanduser", same],
  ["os.homedir", home],
  ["util.promisify", same],
]);
