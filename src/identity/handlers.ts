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

/** Functions of functions of functions: what lies further may do anything, and so may who calls that many. */
const deepestAnswer = 4;
const mostAnswering = 100;

/** Holds for a trigger of which all that runs only answers that it came: nothing is started by it. */
export function startsNothing(fact: ApiFact): boolean {
  if (fact.model.fact.kind !== "trigger") return false;
  const { evaluator } = fact.selection;
  const handlers = handlersOf(fact);
  // What is not known may run anything.
  if (handlers.length >= mostHandlers || mayRunMore(fact)) return false;
  const does = handlers.map((handler) => new Answering(evaluator).of(handler, deepestAnswer));
  return does.length > 0 && does.every((one) => one === "answers");
}

/** Holds if a trigger is given, beside functions that are known, what may be one: of a package, or nobody knows what. */
function mayRunMore({ selection: { evaluator, given } }: ApiFact): boolean {
  const all = [...given.positional, ...given.named];
  return (
    all.length > mostHandlers ||
    all.some(({ value }) => {
      const values = evaluator.force(value);
      return values.length === 0 || values.some((one) => !isKnown(one));
    })
  );
}

/** Functions of packages begin with a small letter; what they hold besides is named otherwise. */
function isKnown(value: Value): boolean {
  if (value.kind === "external") return /^[A-Z_]/.test(value.names.at(-1) ?? "");
  return value.kind === "function" || value.kind === "constant" || value.kind === "path";
}

/** Looks at what a handler runs. */
class Answering {
  readonly #evaluator: Evaluator;
  #left = mostAnswering;

  constructor(evaluator: Evaluator) {
    this.#evaluator = evaluator;
  }

  /** What a function does that, with all that it calls, does nothing besides answering; undefined for any other. */
  of({ module, function: id, environment }: FunctionValue, depth: number): "answers" | "computes" | undefined {
    const { modules } = this.#evaluator;
    const outline = modules.outlineOf(module);
    if (!outline) modules.needs(module);
    const only = outline?.functions[id]?.onlyAnswers;
    if (!only || depth === 0 || this.#left-- <= 0) return undefined;
    let answers = only.isAnswer;
    for (const expression of only.through) {
      const called = this.#evaluator.evaluate({ module, environment, expression });
      const does = called.map((one) => (one.kind === "function" ? this.of(one, depth - 1) : undefined));
      if (does.length === 0 || does.includes(undefined)) return undefined;
      answers ||= does.includes("answers");
    }
    return answers ? "answers" : "computes";
  }
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
