import { append } from "#model/append.ts";
import { CallIndex } from "#access/call-index.ts";
import { Contexts } from "#access/contexts.ts";
import { Evaluator } from "#access/evaluate.ts";
import type { Modules } from "#access/modules.ts";
import { asList, type CallArguments, type Value } from "#access/value.ts";
import { apiFactsOf, type Asking } from "#identity/api-facts.ts";
import { finished } from "#identity/finish.ts";
import { startsNothing } from "#identity/handlers.ts";
import type { ApiIndex } from "#identity/match-api.ts";
import type { ApiFact } from "#identity/row-facts.ts";
import { selected } from "#identity/selector.ts";
import type { Fact } from "#model/fact.ts";
import type { RepoPath } from "#model/location.ts";
import type { FunctionId, ModuleOutline } from "#model/module-outline.ts";

/** What a call of a module states, with what can be asked of it further. */
export interface FactAlone {
  /** As it is in an inventory, but that nothing is known of what holds the module. */
  readonly fact: Fact;
  readonly found: ApiFact;
  /** The functions that a tool or a trigger registers: handed over by themselves, in lists and objects; of a decorator the one that is decorated. */
  readonly functions: readonly FunctionId[];
  /** Where the row has the value of a field from, alternatives behind `|`; undefined where it says the value itself. */
  readonly selectorOf: (field: string) => string | undefined;
  /** Holds if something is there, whether or not it is known what. */
  readonly isGiven: (selector: string) => boolean;
}

/** Steps that it may take to say what is told of the facts besides their keys. */
const stepsOfValues = 200_000;

/** What the calls of a module state where no other module is known. */
export function factsAlone(
  module: RepoPath,
  outline: ModuleOutline,
  index: ApiIndex,
): { readonly facts: readonly FactAlone[]; readonly isExhausted: boolean } {
  const modules: Modules = {
    outlineOf: (path) => (path === module ? outline : undefined),
    resolve: () => undefined,
    filesBelow: () => [],
    needs: () => undefined,
    asks: () => undefined,
  };
  const evaluator = new Evaluator(modules);
  const asking: Asking = {
    evaluator,
    contexts: new Contexts(evaluator, new CallIndex(new Map([[module, outline]]))),
    index,
  };
  const stated = apiFactsOf(asking, module).filter(
    (one) => !one.model.calls && one.model.gathers === undefined && !startsNothing(one),
  );
  const isExhausted = evaluator.isExhausted;
  evaluator.refuel(stepsOfValues);
  const facts = stated.map((found): FactAlone => ({
    fact: finished(found, ""),
    found,
    functions: functionsOf(found),
    selectorOf: (field) => selectorIn(found.model.fact.value[field]),
    isGiven: (selector) => selected(selector, found.selection).length > 0,
  }));
  return { facts, isExhausted: isExhausted || evaluator.isExhausted };
}

/** What a text of a row that is nothing else, alone or alone in a list, stands for. */
function selectorIn(template: unknown): string | undefined {
  const only: unknown = Array.isArray(template) && template.length === 1 ? template[0] : template;
  return typeof only === "string" ? /^\$\(((?:[^()]|\(\))+)\)$/.exec(only)?.[1] : undefined;
}

/** What is looked through for functions, from arguments: `{ tools: { a: tool({ execute }) } }`. */
const deepest = 4;
/** Keys under which what runs stands, where an object has other functions, too. */
const running: ReadonlySet<string> = new Set(["execute", "handler", "func", "fn", "run", "invoke", "callback", "call"]);

function functionsOf({ model, selection, site }: ApiFact): readonly FunctionId[] {
  const { evaluator, given, target, item } = selection;
  if (model.fact.kind !== "tool" && model.fact.kind !== "trigger") return [];
  if (site.decorates) return target?.kind === "function" ? [target.function] : [];
  if (site.derives) return [];
  const handed = model.each !== undefined && item ? item : valuesIn(given, evaluator);
  return [...new Set(functionsIn(handed, evaluator))];
}

function functionsIn(values: readonly Value[], evaluator: Evaluator): FunctionId[] {
  const found: FunctionId[] = [];
  let level = values;
  for (let depth = 0; depth < deepest && level.length > 0; depth++) {
    append(
      found,
      level.flatMap((value) => (value.kind === "function" ? [value.function] : [])),
    );
    const next = new Set<Value>();
    // Large values may be shared by many.
    for (const value of level)
      for (const inner of within(value, evaluator)) if (!next.has(inner) && evaluator.spend(1)) next.add(inner);
    level = [...next];
  }
  return found;
}

/** What lists and objects hold, and what a call outside was given that made a value. */
function within(value: Value, evaluator: Evaluator): readonly Value[] {
  if (value.kind === "external") {
    const made = value.calls.findLast(({ after }) => after === value.names.length);
    return made ? valuesIn(made.with, evaluator) : [];
  }
  const list = asList(value)?.items;
  if (list) return list.flatMap((each) => evaluator.force(each.value));
  const entries = evaluator.asObject(value)?.entries ?? [];
  const known = entries.filter(({ key }) => running.has(key));
  return (known.length > 0 ? known : entries).flatMap((entry) => evaluator.force(entry.value));
}

function valuesIn({ positional, named }: CallArguments, evaluator: Evaluator): readonly Value[] {
  return [...positional, ...named].flatMap(({ value }) => evaluator.force(value));
}
