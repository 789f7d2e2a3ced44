import { mostItems } from "#access/bounds.ts";
import type { Evaluator } from "#access/evaluate.ts";
import {
  type Environment,
  type ListValue,
  type Thunk,
  type Value,
  asList,
  bind,
  conditionally,
} from "#access/value.ts";
import type { VariableId } from "#model/module-outline.ts";

/** One environment for each turn of the loops. A loop over what is not known turns once, with nothing known. */
export function loopEnvironments(
  evaluator: Evaluator,
  loops: readonly VariableId[],
  { module, environment }: Omit<Thunk, "expression">,
): readonly (Environment | undefined)[] {
  let environments: readonly (Environment | undefined)[] = [environment];
  const outline = evaluator.modules.outlineOf(module);
  for (const loop of loops) {
    const [over] = outline?.variables[loop]?.values ?? [];
    const expression = over === undefined ? undefined : outline?.expressions[over];
    if (expression?.kind !== "element") continue;
    environments = environments
      .flatMap((outer) => turnsOf(evaluator, { module, expression: expression.of, environment: outer }, loop))
      .slice(0, mostItems);
  }
  return environments;
}

export function turnsOf(evaluator: Evaluator, iterable: Thunk, loop: VariableId): readonly (Environment | undefined)[] {
  const lists = evaluator.evaluate(iterable).flatMap((value) => asList(value) ?? keysAsList(evaluator, value) ?? []);
  const turns = lists.flatMap(({ items }) =>
    items.map(({ value, conditional }) =>
      conditionally(
        bind(iterable.environment, iterable.module, { variable: loop, to: value }),
        iterable.module,
        conditional,
      ),
    ),
  );
  return turns.length > 0 ? turns : [iterable.environment];
}

/** A loop over a dictionary gives its keys. */
export function keysAsList(evaluator: Evaluator, value: Value): ListValue | undefined {
  if (value.kind !== "object") return undefined;
  const items = value.entries.map(({ key, conditional }) => ({
    value: { values: [{ kind: "constant", value: key } as const] },
    conditional,
  }));
  return { kind: "list", items, isOpen: value.isOpen };
}
