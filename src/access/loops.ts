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
import { append } from "#model/append.ts";
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
    const turns: (Environment | undefined)[] = [];
    for (const outer of environments) {
      if (turns.length >= mostItems) break;
      const iterable = { module, expression: expression.of, environment: outer };
      append(turns, turnsOf(evaluator, iterable, loop, mostItems - turns.length));
    }
    environments = turns;
  }
  return environments;
}

/** One environment for each turn of a loop, but no more than `most`. */
function turnsOf(
  evaluator: Evaluator,
  iterable: Thunk,
  loop: VariableId,
  most: number,
): readonly (Environment | undefined)[] {
  const turns: (Environment | undefined)[] = [];
  for (const value of evaluator.evaluate(iterable)) {
    const { items = [] } = asList(value) ?? keysAsList(evaluator, value) ?? {};
    for (const item of items.slice(0, most - turns.length)) {
      const bound = bind(iterable.environment, iterable.module, { variable: loop, to: item.value });
      turns.push(conditionally(bound, iterable.module, item.conditional));
    }
  }
  evaluator.spend(turns.length);
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
