import type { Evaluator } from "#access/evaluate.ts";
import type { CallArguments, ClassValue, FunctionValue, InstanceValue, Value } from "#access/value.ts";
import type { ApiFact } from "#identity/row-facts.ts";

/** What is handed over may hold what runs this deep: `tool({ execute: … })` in a list. */
const deepest = 3;
/** What one tool or trigger runs at most. */
const mostHandlers = 50;

/** The functions of the tree that run when a tool is called, or a trigger starts something. */
export function handlersOf({ model, selection }: ApiFact): readonly FunctionValue[] {
  if (model.fact.kind !== "tool" && model.fact.kind !== "trigger") return [];
  const { evaluator, given, target, item } = selection;
  const found = new Set<FunctionValue>();
  const add = (value: Value) => {
    for (const one of functionsIn(evaluator, value, deepest)) found.add(one);
  };
  // Of several that one call declares, each has its own.
  if (model.each !== undefined) for (const value of item ?? []) add(value);
  else {
    if (target) add(target);
    if (model.use === "call" || target === undefined || target.kind !== "function")
      for (const value of handedIn(evaluator, given)) add(value);
  }
  return [...found].slice(0, mostHandlers);
}

/** Holds for a trigger of which all that runs only answers that it came: nothing is started by it. */
export function startsNothing(fact: ApiFact): boolean {
  if (fact.model.fact.kind !== "trigger") return false;
  const { modules } = fact.selection.evaluator;
  const handlers = handlersOf(fact);
  return (
    handlers.length > 0 &&
    handlers.every(({ module, function: id }) => modules.outlineOf(module)?.functions[id]?.onlyAnswers === true)
  );
}

/** The functions that values are or hold. */
export function handedFunctions(evaluator: Evaluator, values: readonly Value[]): readonly FunctionValue[] {
  return [...new Set(values.flatMap((value) => functionsIn(evaluator, value, deepest)))].slice(0, mostHandlers);
}

function handedIn(evaluator: Evaluator, { positional, named }: CallArguments): readonly Value[] {
  return [...positional, ...named].slice(0, mostHandlers).flatMap(({ value }) => evaluator.force(value));
}

/** The functions that a value is or holds; of what comes from outside, those that it was made with. */
function functionsIn(evaluator: Evaluator, value: Value, depth: number): readonly FunctionValue[] {
  if (depth < 0) return [];
  const inner = (values: readonly Value[]) => values.flatMap((one) => functionsIn(evaluator, one, depth - 1));
  switch (value.kind) {
    case "function":
      return [value];
    case "class":
    case "instance":
      return methodsOf(evaluator, value);
    case "object":
      return value.entries.slice(0, mostHandlers).flatMap((entry) => inner(evaluator.force(entry.value)));
    case "list":
      return value.items.slice(0, mostHandlers).flatMap((item) => inner(evaluator.force(item.value)));
    case "external":
      return value.calls.flatMap((call) => inner(handedIn(evaluator, call.with)));
    default:
      return [];
  }
}

/** What somebody calls of an object who was given it: its methods, but not those that its own methods alone call. */
function methodsOf(evaluator: Evaluator, value: ClassValue | InstanceValue): readonly FunctionValue[] {
  const outlined = evaluator.modules.outlineOf(value.module)?.classes[value.class];
  const instance: InstanceValue = { ...value, kind: "instance" };
  const names = (outlined?.members ?? []).map(({ name }) => name).filter(isCalledOutside);
  return [...new Set(names)]
    .slice(0, mostHandlers)
    .flatMap((name) => evaluator.memberOf(instance, name))
    .flatMap((method) => (method.kind === "function" ? [method] : []));
}

function isCalledOutside(name: string): boolean {
  return name === "__call__" || !/^(?:constructor$|#|__)/.test(name);
}
