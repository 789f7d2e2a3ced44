import type { Evaluator } from "#access/evaluate.ts";
import { pathMethod, withPlainPaths } from "#access/pathlib.ts";
import { functionsOfPlaces } from "#access/tree-paths.ts";
import { type CallArguments, type ExternalValue, type Value, outsideName } from "#access/value.ts";

/** What a call of a function from outside gives, where its arguments say so; undefined for all others. */
export function callOutside(
  evaluator: Evaluator,
  callee: ExternalValue,
  given: CallArguments,
): readonly Value[] | undefined {
  const path = outsideName(callee);
  if (path.startsWith("pathlib.Path.")) return pathMethod(evaluator, callee, given);
  if (callee.calls.length > 0) return undefined;
  const ofPlaces = functionsOfPlaces.get(path);
  const handed = ofPlaces && path.startsWith("os.") ? withPlainPaths(evaluator, given) : given;
  return ofPlaces?.(evaluator, handed) ?? functions.get(path)?.(evaluator, given);
}

type Outside = (evaluator: Evaluator, given: CallArguments) => readonly Value[] | undefined;

const same: Outside = (evaluator, given) => evaluator.argument(given, 0);

/** The folder of the person that the program runs for, as shells write it. */
const home: Outside = () => [{ kind: "constant", value: "~" }];

/** By the module and the names that lead on from it. Sources: the documentation of Node and of Python's library. */
const functions: ReadonlyMap<string, Outside> = new Map<string, Outside>([
  ["path.normalize", same],
  ["os.path.expanduser", same],
  ["os.fspath", same],
  ["os.homedir", home],
  ["util.promisify", same],
]);
