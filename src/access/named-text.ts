import type { Evaluator } from "#access/evaluate.ts";
import type { Lazy, Thunk, Value } from "#access/value.ts";
import type { ExpressionId, ModuleOutline } from "#model/module-outline.ts";

/** What is handed on may hold a text this deep: `{ params: { name } }`. */
const deepestText = 3;
/** Entries of an object among which it is looked for. */
const mostEntries = 20;
/** Names that stand for what is taken out of something are followed this far. */
const deepestName = 3;

/** Holds for a value that is a text, or holds it. */
export function bearsText(evaluator: Evaluator, lazy: Lazy, text: string, depth = 0): boolean {
  return depth <= deepestText && evaluator.force(lazy).some((value) => isOrHolds(evaluator, value, { text, depth }));
}

function isOrHolds(
  evaluator: Evaluator,
  value: Value,
  { text, depth }: { readonly text: string; readonly depth: number },
): boolean {
  if (value.kind === "constant") return value.value === text;
  const entries = value.kind === "object" ? value.entries.slice(0, mostEntries) : [];
  return entries.some((entry) => bearsText(evaluator, entry.value, text, depth + 1));
}

/** Holds for what is taken out of something by a text: `handlers[name]`, `handlers.get(name)`, and a name that stands for it. */
export function isTakenBy(evaluator: Evaluator, at: Thunk, text: string, depth = 0): boolean {
  const outline = evaluator.modules.outlineOf(at.module);
  const expression = outline?.expressions[at.expression];
  if (!outline || !expression || depth > deepestName) return false;
  const isText = (key: ExpressionId) =>
    outline.expressions[key]?.kind !== "constant" && evaluator.keysOf({ ...at, expression: key }).includes(text);
  switch (expression.kind) {
    case "member":
      return (
        isText(expression.property) || isTakenBy(evaluator, { ...at, expression: expression.object }, text, depth + 1)
      );
    case "call": {
      const [first] = expression.arguments;
      return first !== undefined && isGet(outline, expression.callee) && isText(first.value);
    }
    case "variable":
      return outline.variables[expression.variable]!.values.some((value) =>
        isTakenBy(evaluator, { ...at, expression: value }, text, depth + 1),
      );
    default:
      return false;
  }
}

function isGet({ expressions }: ModuleOutline, callee: ExpressionId): boolean {
  const called = expressions[callee];
  const method = called?.kind === "member" ? expressions[called.property] : undefined;
  return method?.kind === "constant" && (method.value === "get" || method.value === "find");
}
