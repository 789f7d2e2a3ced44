import type { Evaluator } from "#access/evaluate.ts";
import { changed } from "#access/mutations.ts";
import { type Thunk, type Value, boundTo, unknown } from "#access/value.ts";
import type { ModuleOutline, VariableId } from "#model/module-outline.ts";

export function variableOf(evaluator: Evaluator, id: VariableId, at: Thunk, outline: ModuleOutline): readonly Value[] {
  const bound = boundTo(at.environment, at.module, id);
  if (bound) return changed(evaluator, evaluator.force(bound), { variable: id }, { at, outline, path: [] });
  const variable = outline.variables[id]!;
  const values = variable.values.flatMap((expression) => evaluator.evaluate({ ...at, expression }));
  if (variable.parameter) {
    const typed = variable.type === undefined ? [] : ofType(evaluator, { ...at, expression: variable.type });
    const given: readonly Value[] = typed.length > 0 ? typed : [{ kind: "parameter", module: at.module, variable: id }];
    return changed(evaluator, [...values, ...given], { variable: id }, { at, outline, path: [] });
  }
  if (values.length === 0 && variable.type !== undefined)
    return ofType(evaluator, { ...at, expression: variable.type });
  return changed(evaluator, values.length > 0 ? values : [unknown], { variable: id }, { at, outline, path: [] });
}

/** An object of what a type names. */
export function ofType(evaluator: Evaluator, type: Thunk): readonly Value[] {
  return evaluator.evaluate(type).flatMap((value): Value[] => {
    if (value.kind === "class") return [{ ...value, kind: "instance" }];
    return value.kind === "external" && value.module !== "" ? [value] : [];
  });
}
