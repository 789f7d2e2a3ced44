import type { Evaluator } from "#access/evaluate.ts";
import type { Thunk, Value } from "#access/value.ts";
import type { Expression } from "#model/module-outline.ts";

/** What may be chosen: one thing only where it is known how the test comes out. */
export function chosen(
  evaluator: Evaluator,
  { of, test }: Extract<Expression, { kind: "choice" }>,
  at: Thunk,
): readonly Value[] {
  const outcome = test === undefined ? undefined : outcomeOf(evaluator.evaluate({ ...at, expression: test }));
  const options = outcome === undefined ? of : [of[outcome ? 0 : 1]!];
  return withoutNull(options.flatMap((option) => evaluator.evaluate({ ...at, expression: option })));
}

/** How a test comes out; undefined where nobody knows. */
function outcomeOf([value, ...others]: readonly Value[]): boolean | undefined {
  const isKnown = value?.kind === "constant" && others.length === 0;
  return isKnown && typeof value.value === "boolean" ? value.value : undefined;
}

/** What is chosen instead of nothing. */
function withoutNull(values: readonly Value[]): readonly Value[] {
  const found = values.filter((value) => value.kind !== "constant" || value.value !== null);
  return found.length > 0 ? found : values;
}
