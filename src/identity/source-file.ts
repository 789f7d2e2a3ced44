import type { Evaluator } from "#access/evaluate.ts";
import type { ExternalValue, Value } from "#access/value.ts";

/** What reads a file, or what is read of one, by the last name: the first thing that it is given. */
const reading: ReadonlySet<string> = new Set([
  "readFileSync",
  "readFile",
  "open",
  "read",
  "parse",
  "load",
  "loads",
  "require",
]);

/** One call reads, one parses, and one is a step between. */
const mostCalls = 4;

/** The file that a value is, or that its data comes from: `require("./key.json")`, `json.load(open("key.json"))`. */
export function filesOf(value: Value, evaluator: Evaluator, calls = 0): readonly Value[] {
  switch (value.kind) {
    case "constant":
    case "path":
      return [value];
    case "content":
      return [{ kind: "path", path: value.of }];
    case "module":
      return dataAt(value.path);
    case "object":
      // Data of the tree tells the document in which it stands.
      return dataAt(value.at?.module);
    case "external":
      return calls > mostCalls ? [] : readBy(value, evaluator, calls);
    default:
      return [];
  }
}

function dataAt(module: string | undefined): readonly Value[] {
  return isData(module) ? [{ kind: "path", path: module }] : [];
}

function readBy(value: ExternalValue, evaluator: Evaluator, calls: number): readonly Value[] {
  if (value.names.length === 0 && isData(value.module)) return [{ kind: "constant", value: value.module }];
  const call = value.calls.findLast(({ after }) => after === value.names.length);
  if (!call || !reading.has(value.names.at(-1) ?? "")) return [];
  return evaluator.argument(call.with, 0).flatMap((given) => filesOf(given, evaluator, calls + 1));
}

function isData(module: string | undefined): module is string {
  return module?.endsWith(".json") === true;
}
