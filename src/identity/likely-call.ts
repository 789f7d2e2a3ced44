import { nameOf } from "#access/call-index.ts";
import type { Evaluator } from "#access/evaluate.ts";
import type { CallArguments, Value } from "#access/value.ts";
import type { ApiModel, ArgumentShape } from "#model/api-model.ts";
import type { Expression, ModuleOutline } from "#model/module-outline.ts";

/** A call of something that nobody knows, by what is written there and what is handed over. */
export interface UnknownCall {
  readonly outline: ModuleOutline;
  readonly call: Extract<Expression, { kind: "call" }>;
  readonly evaluator: Evaluator;
  readonly given: CallArguments;
  /** What is called may be each of these. */
  readonly callees: readonly Value[];
}

/** Holds if a call of something unknown looks like that of the row. */
export function isLikely({ shape, receivers, paths }: ApiModel, unknown: UnknownCall): boolean {
  const { evaluator, given } = unknown;
  if (isOwnFunction(unknown) && paths.every((path) => path.includes("."))) return false;
  if (receivers && !receivers.includes(receiverOf(unknown))) return false;
  if (!shape) return receivers !== undefined;
  if (given.positional.length < shape.length) return false;
  return shape.every((kind, index) => hasShape(kind, evaluator.argument(given, index)));
}

/** Holds for a call of a function of the tree by its own name: what rows say of methods of objects says nothing of it. */
function isOwnFunction({ outline, call, callees }: UnknownCall): boolean {
  const called = outline.expressions[call.callee]?.kind;
  return (called === "variable" || called === "import") && callees.every(({ kind }) => kind === "function");
}

/** The name of what something is called of: `iam` in `this.iam.createRole()`. */
function receiverOf({ outline, call }: UnknownCall): string {
  const called = outline.expressions[call.callee];
  // A decorator may be made by a call.
  const callee = called?.kind === "call" ? outline.expressions[called.callee] : called;
  return callee?.kind === "member" ? nameOf(outline, outline.expressions[callee.object]) : "";
}

function hasShape(shape: ArgumentShape, values: readonly Value[]): boolean {
  const is = (...kinds: readonly Value["kind"][]) => values.some(({ kind }) => kinds.includes(kind));
  switch (shape) {
    case "text":
      return is("constant", "parameter", "unknown");
    case "object":
      return is("object", "parameter", "unknown", "external");
    case "function":
      return is("function", "parameter", "unknown", "external");
    default:
      return values.length > 0;
  }
}
