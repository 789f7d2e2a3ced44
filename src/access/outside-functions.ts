import type { Evaluator } from "#access/evaluate.ts";
import type { CallArguments, ExternalValue, Value } from "#access/value.ts";

/** What a call of a function from outside gives, where its arguments say so; undefined for all others. */
export function callOutside(
  evaluator: Evaluator,
  { module, names, calls }: ExternalValue,
  given: CallArguments,
): readonly Value[] | undefined {
  if (calls.length > 0) return undefined;
  // What Python imports whole is of no module, and its name begins with that of the module.
  const path = [...module.replace(/^node:/, "").split("/"), ...names].filter(Boolean).join(".");
  return functions.get(path)?.(evaluator, given);
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
  ["pathlib.Path.home", home],
  ["util.promisify", same],
]);
