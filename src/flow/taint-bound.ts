import { parametersOf, part } from "#flow/declarations.ts";
import type { Actual } from "#flow/guard-terms.ts";
import type { Run } from "#flow/taint-run.ts";
import type { Given } from "#flow/taint-substitution.ts";
import { bare, clean, type Closure, fieldOf, join, type Value, withoutFunctions } from "#flow/taint-value.ts";
import type { Node } from "#model/document.ts";

/** How many of a function's parameters are given before a call gives any. */
export function offsetOf(target: Node, { captured, bound }: Closure): number {
  const self = firstIsSelf(target) && captured.size > 0 ? 1 : 0;
  return self + bound.filter(({ name }) => name === undefined).length;
}

/** The values by the positions of the parameters, with those that the function has been given before. */
export function withBound(target: Node, closure: Closure, values: Given["values"]): Given["values"] {
  if (closure.bound.length === 0) return values;
  const all = [...values];
  const parameters = parametersOf(target);
  let position = firstIsSelf(target) && closure.captured.size > 0 ? 1 : 0;
  for (const { name, value } of closure.bound) {
    const named = parameters.findIndex((each) => part(each, "target")?.value === name);
    const index = name === undefined ? position++ : named;
    if (index >= 0) all[index] ??= value;
  }
  return all;
}

/** Python's methods have their object as a parameter. */
export function firstIsSelf(method: Node): boolean {
  const [first] = parametersOf(method);
  return /^(?:self|cls)$/.test(String(first && part(first, "target")?.value));
}

/** A call, by position, of what has been given something before. */
export function shifted(target: Node, closure: Closure, given: Given): Given {
  const offset = offsetOf(target, closure);
  if (closure === bare) return given;
  const { terms } = given;
  const values = withBound(target, closure, [...Array<undefined>(offset), ...given.values]);
  const own: Actual | undefined = terms && ((index) => (index < offset ? undefined : terms(index - offset)));
  return { ...given, values, ...(own && { terms: own }), captured: closure.captured };
}

/** Functions that have captured functions, and so on, are told down to this depth. */
const deepestClosures = 3;

/** A value as it leaves the function that is being looked at: its functions keep what they captured in that. */
export function closed(value: Value, run: Run, depth = 0): Value {
  if (!value.functions && !value.fields) return value;
  const { capturedBy } = run.context;
  const functions = new Map<Node, Closure>();
  for (const [node, { captured, bound }] of value.functions ?? []) {
    const kept = new Map(captured);
    for (const root of capturedBy(node)) {
      const held = run.environment.read(root);
      const inner = depth < deepestClosures ? closed(held, run, depth + 1) : withoutFunctions(held);
      kept.set(root, join(kept.get(root) ?? clean, inner));
    }
    functions.set(node, kept.size === 0 && bound.length === 0 ? bare : { captured: kept, bound });
  }
  const fields = new Map(Array.from(value.fields ?? [], ([name, held]) => [name, closed(held, run, depth)] as const));
  return { taints: value.taints, ...(fields.size > 0 && { fields }), ...(value.functions && { functions }) };
}

/** A call with what it gives by name, of what it gives nothing else. */
export function withNamed(target: Node, named: Value | undefined, given: Given): Given {
  if (!named) return given;
  const values = [...given.values];
  for (const [index, parameter] of parametersOf(target).entries()) {
    const name = part(parameter, "target");
    if (parameter.value === "keywords") values[index] = join(values[index] ?? clean, named);
    else if (name?.kind === "name" && parameter.value === undefined)
      values[index] ??= fieldOf(named, String(name.value));
  }
  return { ...given, values };
}
