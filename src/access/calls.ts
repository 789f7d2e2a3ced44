import { deepest } from "#access/bounds.ts";
import { callBuiltin } from "#access/builtins.ts";
import { baseOf, classMember } from "#access/classes.ts";
import { listOf, objectOf } from "#access/collections.ts";
import type { Evaluator } from "#access/evaluate.ts";
import { callOutside } from "#access/outside-functions.ts";
import {
  type CallArguments,
  type ClassValue,
  type Environment,
  type FunctionValue,
  type InstanceValue,
  type Lazy,
  type Thunk,
  type Value,
  bind,
  joined,
  unknown,
} from "#access/value.ts";
import type { CallExpression, ClassOutline, ExpressionId } from "#model/module-outline.ts";

export function callOf(evaluator: Evaluator, call: CallExpression, at: Thunk): readonly Value[] {
  const given = evaluator.given(call, at);
  const known = callBuiltin(evaluator, { callee: call.callee, at, given });
  if (known) return known;
  const callees = evaluator.evaluate({ ...at, expression: call.callee });
  return callees.length === 0 ? [unknown] : callees.flatMap((callee) => evaluator.apply(callee, given));
}

/** What a call hands over. */
export function givenIn(evaluator: Evaluator, call: CallExpression, at: Thunk): CallArguments {
  const { items, isOpen } = listOf(evaluator, call.arguments, at);
  const named = objectOf(evaluator, call.named, at);
  const place = { module: at.module, region: call.region };
  return { positional: items, named: named.entries, isOpen: isOpen || named.isOpen, at: place };
}

/** What a call of a value gives. */
export function apply(evaluator: Evaluator, callee: Value, given: CallArguments): readonly Value[] {
  switch (callee.kind) {
    case "function":
      return evaluator.results(callee, given);
    case "class":
      return [construct(evaluator, callee, given)];
    case "external":
      return (
        callOutside(evaluator, callee, given) ?? [
          { ...callee, calls: [...callee.calls, { after: callee.names.length, with: given }] },
        ]
      );
    case "instance":
      // Python: an object that can be called.
      return classMember(evaluator, callee, "__call__").flatMap((method) =>
        method.kind === "function" ? evaluator.results(method, given) : [unknown],
      );
    default:
      return [unknown];
  }
}

/** What a function returns, given what. */
export function resultsOf(
  evaluator: Evaluator,
  callee: FunctionValue,
  given: CallArguments | undefined,
): readonly Value[] {
  const outline = evaluator.modules.outlineOf(callee.module);
  const outlined = outline?.functions[callee.function];
  if (!outline || !outlined) return [unknown];
  if ((callee.environment?.depth ?? 0) > deepest) return [unknown];
  const environment = given ? evaluator.bindArguments(callee, given) : callee.environment;
  const at = { module: callee.module, expression: 0, environment };
  if (outlined.yields.length > 0) return [{ kind: "list", ...listOf(evaluator, outlined.yields, at) }];
  return evaluator.returned({ ...callee, environment });
}

/** What a function's `return`s say, in the environment that it has. */
export function returnedBy(
  evaluator: Evaluator,
  { module, function: id, environment }: FunctionValue,
): readonly Value[] {
  const returns = evaluator.modules.outlineOf(module)?.functions[id]?.returns ?? [];
  const results = returns.flatMap(({ value: expression }) => evaluator.evaluate({ module, expression, environment }));
  return results.length > 0 ? results : [unknown];
}

/** The object that a class makes, with what its constructor and those of its bases are given. */
function construct(evaluator: Evaluator, callee: ClassValue, given: CallArguments): InstanceValue {
  const plain: InstanceValue = { ...callee, kind: "instance" };
  return evaluator.deeper(plain, () => constructed(evaluator, callee, given));
}

function constructed(evaluator: Evaluator, callee: ClassValue, given: CallArguments): InstanceValue {
  const outline = evaluator.modules.outlineOf(callee.module);
  const outlined = outline?.classes[callee.class];
  const constructor = outlined?.initializer;
  if (constructor === undefined) {
    // What the class does not take, its base does.
    const [base] = outlined?.base === undefined ? [] : baseOf(evaluator, outlined, callee);
    const inherited = base?.kind === "class" ? construct(evaluator, base, given).environment : undefined;
    return { ...callee, kind: "instance", environment: joined(callee.environment, inherited) };
  }
  const environment = evaluator.bindArguments({ ...callee, kind: "function", function: constructor }, given);
  const base = baseEnvironment(evaluator, outlined!, { ...callee, environment });
  return { ...callee, kind: "instance", environment: joined(environment, base) };
}

/** What the base's constructor was given. */
export function baseEnvironment(
  evaluator: Evaluator,
  outlined: ClassOutline,
  at: Omit<Thunk, "expression">,
): Environment | undefined {
  const { superCall } = outlined;
  const call = superCall === undefined ? undefined : evaluator.modules.outlineOf(at.module)?.expressions[superCall];
  const [base] = outlined.base === undefined ? [] : baseOf(evaluator, outlined, at);
  if (call?.kind !== "call" || base?.kind !== "class") return undefined;
  return construct(evaluator, base, evaluator.given(call, { ...at, expression: superCall! })).environment;
}

/** The environment of a function's body in a call. */
export function bindArguments(
  evaluator: Evaluator,
  callee: FunctionValue,
  given: CallArguments,
): Environment | undefined {
  const outlined = evaluator.modules.outlineOf(callee.module)?.functions[callee.function];
  const outline = evaluator.modules.outlineOf(callee.module);
  if (!outlined || !outline) return callee.environment;
  let environment = callee.environment;
  for (const [index, variable] of outlined.parameters.entries()) {
    const { parameter, values } = outline.variables[variable]!;
    const handed = handedOver(evaluator, parameter?.takes, { index, name: outlined.names[index] ?? "" }, given);
    const to = handed ?? (given.at && !given.isOpen ? leftOut(callee, values) : undefined);
    if (to) environment = bind(environment, callee.module, { variable, to });
  }
  return environment;
}

export function handedOver(
  evaluator: Evaluator,
  takes: "rest" | "keywords" | undefined,
  { index, name }: { readonly index: number; readonly name: string },
  { positional, named, isOpen }: CallArguments,
): Lazy | undefined {
  if (takes === "rest") return { values: [{ kind: "list", items: positional.slice(index), isOpen }] };
  if (takes === "keywords") return { values: [{ kind: "object", entries: named, isOpen }] };
  return positional[index]?.value ?? named.findLast(({ key }) => key === name)?.value;
}

/** What is handed over at a place, or under a name. */
export function argumentOf(
  evaluator: Evaluator,
  { positional, named }: CallArguments,
  place: number | string,
): readonly Value[] {
  const lazy = typeof place === "number" ? positional[place]?.value : named.findLast(({ key }) => key === place)?.value;
  return lazy ? evaluator.force(lazy) : [];
}

/** What a parameter is that a call says nothing of: its default, else nothing. */
function leftOut({ module, environment }: FunctionValue, [fallback]: readonly ExpressionId[]): Lazy {
  if (fallback !== undefined) return { module, expression: fallback, environment };
  return { values: [{ kind: "constant", value: null }] };
}
