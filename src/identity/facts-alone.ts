import { CallIndex, Contexts } from "#access/contexts.ts";
import { Evaluator } from "#access/evaluate.ts";
import type { Modules } from "#access/modules.ts";
import { asList, type FunctionValue, type Value } from "#access/value.ts";
import { type ApiFact, apiFactsOf, type Asking } from "#identity/api-facts.ts";
import { fuelOfModule } from "#identity/code-facts.ts";
import { finished } from "#identity/finish.ts";
import type { ApiIndex } from "#identity/match-api.ts";
import { selected } from "#identity/selector.ts";
import type { Fact } from "#model/fact.ts";
import type { RepoPath } from "#model/location.ts";
import type { FunctionId, ModuleOutline } from "#model/module-outline.ts";

/** What a call of a module states, with what can be asked of it further. */
export interface FactAlone {
  /** As it is in an inventory, but that nothing is known of what holds the module. */
  readonly fact: Fact;
  readonly found: ApiFact;
  /** The functions that are handed over, by themselves or in lists and objects; of a decorator the one that is decorated. */
  readonly functions: readonly FunctionId[];
  /** Where the row has the value of a field from, alternatives behind `|`; undefined where it says the value itself. */
  readonly selectorOf: (field: string) => string | undefined;
  /** Holds if something is there, whether or not it is known what. */
  readonly isGiven: (selector: string) => boolean;
}

/** What the calls of a module state where no other module is known. */
export function factsAlone(
  module: RepoPath,
  outline: ModuleOutline,
  index: ApiIndex,
): { readonly facts: readonly FactAlone[]; readonly isExhausted: boolean } {
  const modules: Modules = {
    outlineOf: (path) => (path === module ? outline : undefined),
    resolve: () => undefined,
    needs: () => undefined,
    asks: () => undefined,
  };
  const evaluator = new Evaluator(modules);
  const asking: Asking = {
    evaluator,
    contexts: new Contexts(evaluator, new CallIndex(new Map([[module, outline]]))),
    index,
  };
  evaluator.refuel(fuelOfModule);
  const facts = apiFactsOf(asking, module).flatMap((found): FactAlone[] => {
    const fact = finished(asking, found, "");
    if (!fact) return [];
    return [
      {
        fact,
        found,
        functions: functionsOf(found),
        selectorOf: (field) => selectorIn(found.model.fact.value[field]),
        isGiven: (selector) => selected(selector, found.selection).length > 0,
      },
    ];
  });
  return { facts, isExhausted: evaluator.isExhausted };
}

/** What a text of a row that is nothing else, alone or alone in a list, stands for. */
function selectorIn(template: unknown): string | undefined {
  const only: unknown = Array.isArray(template) && template.length === 1 ? template[0] : template;
  return typeof only === "string" ? /^\$\(((?:[^()]|\(\))+)\)$/.exec(only)?.[1] : undefined;
}

function functionsOf({ selection, site }: ApiFact): readonly FunctionId[] {
  const { evaluator, given, target } = selection;
  if (site.decorates) return target?.kind === "function" ? [target.function] : [];
  if (site.derives) return [];
  const handed = [...given.positional, ...given.named].flatMap(({ value }) => evaluator.force(value));
  const within = handed.flatMap((value) => {
    const inner = evaluator.asObject(value)?.entries ?? asList(value)?.items ?? [];
    return inner.flatMap((item) => evaluator.force(item.value));
  });
  return [...new Set([...handed, ...within].filter(isFunction).map((each) => each.function))];
}

function isFunction(value: Value): value is FunctionValue {
  return value.kind === "function";
}
