import { part, parts } from "#flow/declarations.ts";
import type { Run, Summary } from "#flow/taint-run.ts";
import { fill } from "#flow/taint-targets.ts";
import {
  allTaints,
  clean,
  fieldOf,
  type Input,
  isClean,
  join,
  mapValue,
  type Origin,
  type Root,
  type Step,
  stepTo,
  type Taint,
  type Taints,
  tainted,
  unite,
  type Value,
} from "#flow/taint-value.ts";
import type { Node } from "#model/document.ts";

/** What a function is called with. */
export interface Given {
  /** By the position of the parameter; absent: nothing is known of it, and nothing assumed. */
  readonly values: readonly (Value | undefined)[];
  /** The expressions that were given, by the position of the parameter, where one was. */
  readonly nodes?: readonly (Node | undefined)[];
  /** The object that it is a method of, with the class that says so. */
  readonly self?: { readonly of: Node; readonly value: Value; readonly node: Node | undefined };
  /** Where it is called. */
  readonly at: Node;
  /** Holds if nobody knows whether it is called: what it writes is not kept. */
  readonly isUncertain?: boolean;
  /** How many functions that were given to functions led here. */
  readonly depth?: number;
}

/** Steps of a way; longer ones are told by their beginning. */
const mostSteps = 30;
/** Functions that are given to functions are followed this far. */
const deepestCalls = 6;

/**
 * A function as a value. What happens in it is looked at where it is made, since nobody knows when it will be called:
 * what it captures is as it is there. What it does to that counts if it is made to be given to a call.
 */
export function makeFunction(node: Node, run: Run): Value {
  if (node.role !== "statement" && node.role !== "member" && node.role !== "declaration") {
    const isUncertain = node.role !== "argument" && node.role !== "callee";
    applySummary(node, { values: [], at: node, isUncertain }, run);
  }
  return { taints: clean.taints, functions: new Set([node]) };
}

/** Does what calling a function does, and says what it returns. */
export function applySummary(callee: Node, given: Given, run: Run): Value {
  const summary = run.context.summaryOf(callee);
  run.context.fuel.spend(1 + summary.sinks.length);
  const resolve = resolverOf(given, run);
  const substitute = (taints: Taints) => substituted(taints, given.at, resolve);
  for (const { mark, node, taints } of summary.sinks) {
    const arrived = substitute(taints);
    if (arrived.size > 0) run.reaches({ mark, node, taints: arrived });
  }
  if (!given.isUncertain) keep(summary, given, run, substitute);
  if ((given.depth ?? 0) < deepestCalls) callBack(summary, { given, resolve, substitute }, run);
  return mapValue(summary.returned, substitute);
}

/** A value of a function that is called, in terms of the caller. */
export function inTermsOf(value: Value, given: Given, run: Run): Value {
  const resolve = resolverOf(given, run);
  return mapValue(value, (taints) => substituted(taints, given.at, resolve));
}

/** What the function was given at a path of parts. */
type Resolve = (input: Input, path: readonly string[]) => Value;

function resolverOf({ values, self }: Given, run: Run): Resolve {
  return (input, path) => {
    const whole = input.type === "parameter" ? (values[input.index] ?? clean) : captured(input.root, self, run);
    return path.reduce(fieldOf, whole);
  };
}

function captured(root: Root, self: Given["self"], { environment }: Run): Value {
  return self && root === self.of ? self.value : environment.read(root);
}

/** Taint in terms of the caller. What was given goes the caller's way first, then the function's own. */
function substituted(taints: Taints, at: Node, resolve: Resolve): Taints {
  let result: Taints = clean.taints;
  for (const taint of taints.values()) {
    if (taint.origin.type === "source") result = unite(result, new Map([[taint.key, taint]]));
    else result = unite(result, arriving(taint, taint.origin, at, resolve));
  }
  return result;
}

function arriving(taint: Taint, { input, path }: Origin & { type: "input" }, at: Node, resolve: Resolve): Taints {
  const arrived = allTaints(resolve(input, path));
  const result = new Map<string, Taint>();
  for (const [key, each] of arrived) {
    const entered = input.type === "parameter" ? stepTo(at, each.steps) : each.steps;
    result.set(key, { ...each, steps: followedBy(entered, taint.steps) });
  }
  return result;
}

function followedBy(first: Step | undefined, then: Step | undefined): Step | undefined {
  const nodes: Node[] = [];
  for (let step = then; step; step = step.before) nodes.push(step.node);
  let steps = first;
  for (let index = nodes.length - 1; index >= 0 && (steps?.length ?? 0) < mostSteps; index--)
    steps = stepTo(nodes[index]!, steps);
  return steps;
}

/** What the function leaves in variables that it captured, in its object and in what it was given. */
function keep(summary: Summary, given: Given, run: Run, substitute: (taints: Taints) => Taints): void {
  const { environment } = run;
  for (const [root, value] of summary.written) {
    const after = mapValue(value, substitute);
    const { self } = given;
    if (self && root === self.of) {
      if (self.node && !isClean(after)) fill(self.node, after, run);
    } else environment.write(root, join(environment.read(root), after));
  }
  for (const [index, value] of summary.filled) {
    const node = given.nodes?.[index];
    const after = mapValue(value, substitute);
    if (node && !isClean(after)) fill(node, after, run);
  }
}

interface Calling {
  readonly given: Given;
  readonly resolve: Resolve;
  readonly substitute: (taints: Taints) => Taints;
}

/** The functions that were given are called, with what the function gives them. */
function callBack({ calls }: Summary, { given, resolve, substitute }: Calling, run: Run): void {
  for (const call of calls) {
    const values = call.given.map((value) => mapValue(value, substitute));
    for (const callee of resolve(call.callee, []).functions ?? [])
      applySummary(callee, { values, at: given.at, depth: (given.depth ?? 0) + 1 }, run);
    const passed = given.nodes?.[call.callee.type === "parameter" ? call.callee.index : -1];
    const input = passed && parameterOf(passed, run);
    if (input) run.calls({ callee: input, node: call.node, given: values });
  }
}

/** The parameter of the function that a name stands for, if it is one. */
export function parameterOf(name: Node, { context, owner }: Run): Input | undefined {
  if (name.kind !== "name" || owner.kind !== "function") return undefined;
  const entity = context.names.entities.get(name);
  if (!entity || entity.owner !== owner) return undefined;
  const index = parts(owner, "parameter").findIndex((each) => part(each, "target") === entity.declaration);
  return index < 0 ? undefined : { type: "parameter", index };
}

/** The values by the positions of the function's parameters, as a call gives them: in order, by name, or spread. */
export function arrange(
  callee: Node,
  given: readonly { readonly node: Node; readonly value: Value }[],
  offset: number,
): Pick<Given, "values"> & { readonly nodes: (Node | undefined)[] } {
  const parameters = parts(callee, "parameter");
  const values: (Value | undefined)[] = [];
  const nodes: (Node | undefined)[] = [];
  const put = (index: number, value: Value, node: Node | undefined) => {
    const rest = parameters.findIndex(({ label }) => label === "rest");
    const at = rest >= 0 && index >= rest ? rest : index;
    values[at] = values[at] ? join(values[at], value) : at === rest ? tainted(allTaints(value)) : value;
    nodes[at] = node;
  };
  let position = offset;
  for (const { node, value } of given) {
    if (node.kind === "keyword-argument") {
      const index = parameters.findIndex((each) => part(each, "target")?.value === node.value);
      put(index >= 0 ? index : parameters.findIndex(({ label }) => label === "keywords"), value, part(node, "value"));
    } else if (node.kind === "spread") {
      for (let index = position; index < parameters.length; index++) put(index, tainted(allTaints(value)), undefined);
    } else put(position++, value, node);
  }
  return { values, nodes };
}
