import { courseOf } from "#access/course.ts";
import type { Evaluator } from "#access/evaluate.ts";
import type { CallArguments, FunctionValue, Thunk, Value } from "#access/value.ts";

/** Functions that a test calls, and those that they call, are followed this far. */
const mostCalls = 4;

/** Holds if a function that is asked about something says yes to it, whatever else it hangs on. */
export function saysYes(evaluator: Evaluator, asked: Value, given: CallArguments, depth = 0): boolean {
  if (asked.kind !== "function" || depth >= mostCalls || !evaluator.spend(1)) return false;
  const outlined = evaluator.modules.outlineOf(asked.module)?.functions[asked.function];
  if (!outlined || outlined.yields.length > 0) return false;
  const at = { module: asked.module, environment: evaluator.bindArguments(asked, given) };
  const course = outlined.ways && courseOf(evaluator, outlined.ways, at);
  const taken = outlined.returns.filter(({ value }) => {
    const region = regionOf(evaluator, { ...at, expression: value });
    return !course || !region || course.passes(region);
  });
  // Who may come to the end without an answer says no there.
  if (!taken.some(({ conditional }) => conditional !== true)) return false;
  return taken.every(({ value }) => isYes(evaluator, { ...at, expression: value }, depth));
}

function isYes(evaluator: Evaluator, at: Thunk, depth: number): boolean {
  const expression = evaluator.modules.outlineOf(at.module)?.expressions[at.expression];
  const callees =
    expression?.kind === "call" ? evaluator.evaluate({ ...at, expression: expression.callee }) : undefined;
  if (expression?.kind === "call" && callees?.every(isFunction))
    return (
      callees.length > 0 && callees.every((one) => saysYes(evaluator, one, evaluator.given(expression, at), depth + 1))
    );
  const values = evaluator.evaluate(at);
  return values.length > 0 && values.every((value) => value.kind === "constant" && value.value === true);
}

function isFunction(value: Value): value is FunctionValue {
  return value.kind === "function";
}

function regionOf(evaluator: Evaluator, { module, expression: id }: Thunk) {
  const expression = evaluator.modules.outlineOf(module)?.expressions[id];
  return expression && "region" in expression ? expression.region : undefined;
}
