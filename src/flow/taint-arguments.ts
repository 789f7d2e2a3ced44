import { parametersOf, part } from "#flow/declarations.ts";
import { termOf } from "#flow/guard-reading.ts";
import type { Run } from "#flow/taint-run.ts";
import type { Given } from "#flow/taint-substitution.ts";
import { clean, fieldOf, join, restName, type Value, withField } from "#flow/taint-value.ts";
import type { Node } from "#model/document.ts";

/** What a call gives, by the positions of the parameters of what is called. */
interface Arranged {
  readonly values: readonly (Value | undefined)[];
  readonly nodes: readonly (Node | undefined)[];
  /** What parameters are that are given nothing, where they say it. */
  readonly defaults: readonly (Node | undefined)[];
}

/** The values by the positions of the function's parameters, as a call gives them: in order, by name, or spread. */
export function arrange(callee: Node, given: Call["given"], offset: number): Arranged {
  const parameters = parametersOf(callee);
  const filling: Filling = {
    parameters,
    values: [],
    nodes: [],
    rest: parameters.findIndex(({ value }) => value === "rest"),
    keywords: parameters.findIndex(({ value }) => value === "keywords"),
  };
  let position = offset;
  for (const { node, value } of given) {
    if (node.kind === "keyword-argument") putByName(node, value, filling);
    else if (node.kind !== "spread") putAt(position++, { node, value }, filling);
    else if (node.label === "**") spreadNames(value, position, filling);
    else spreadPlaces(value, position, filling);
  }
  const { values, nodes } = filling;
  const isComplete = given.every(({ node }) => node.kind !== "spread");
  const defaults = parameters.map((each, index) => (isComplete && !values[index] ? part(each, "default") : undefined));
  return { values, nodes, defaults };
}

/** What the parameters of a function are given so far; `rest` and `keywords` are positions, negative if there is none. */
interface Filling {
  readonly parameters: readonly Node[];
  readonly values: (Value | undefined)[];
  readonly nodes: (Node | undefined)[];
  readonly rest: number;
  readonly keywords: number;
}

function add(index: number, value: Value, { values }: Filling): void {
  values[index] = join(values[index] ?? clean, value);
}

function putAt(index: number, { node, value }: Call["given"][number], filling: Filling): void {
  const { rest, values, nodes } = filling;
  const at = rest >= 0 && index >= rest ? rest : index;
  if (at === rest) values[at] = withField(values[at] ?? clean, [String(index - rest)], value);
  else add(at, value, filling);
  nodes[at] = node;
}

function putByName(node: Node, value: Value, { parameters, values, nodes, keywords }: Filling): void {
  const index = parameters.findIndex((each) => part(each, "target")?.value === node.value);
  if (index >= 0) {
    values[index] = value;
    nodes[index] = part(node, "value");
  } else if (keywords >= 0) values[keywords] = withField(values[keywords] ?? clean, [String(node.value)], value);
}

function spreadNames(value: Value, position: number, filling: Filling): void {
  const { parameters, values, keywords } = filling;
  for (const [index, each] of parameters.entries()) {
    const name = part(each, "target");
    const isNamed = name?.kind === "name" && each.value === undefined;
    if (index >= position && isNamed) values[index] ??= fieldOf(value, String(name.value));
  }
  if (keywords >= 0) add(keywords, value, filling);
}

function spreadPlaces(value: Value, position: number, filling: Filling): void {
  const { parameters, rest } = filling;
  const last = rest >= 0 ? rest : parameters.length;
  for (let index = position; index < last; index++) add(index, fieldOf(value, String(index - position)), filling);
  if (rest >= 0) add(rest, position <= rest ? fieldOf(value, restName(rest - position)) : value, filling);
}

/** What is known of a call before it is made. */
export interface Call {
  readonly node: Node;
  readonly callee: Node | undefined;
  /** The value of what is called, and of the object that it is a method of. */
  readonly called: Value;
  readonly receiver: { readonly node: Node; readonly value: Value } | undefined;
  readonly given: readonly { readonly node: Node; readonly value: Value }[];
}

/** What a function is given, for guards too. */
export function givenTo(target: Node, given: Call["given"], offset: number, run: Run): Omit<Given, "at"> {
  const { values, nodes, defaults } = arrange(target, given, offset);
  const rest = parametersOf(target).findIndex(({ value }) => value === "rest");
  const terms = (index: number) => {
    const node = nodes[index];
    if (node) return index === rest ? undefined : termOf(node, run.frame);
    const other = defaults[index] && termOf(defaults[index], run.frame);
    return other?.kind === "constant" ? other : undefined;
  };
  return { values, nodes, terms };
}

/** Lists that are spread to a function that nobody knows yet are told apart down to this many. */
const mostSpread = 6;

/** What is given to a function of which the parameters are not known: in order, and by name. */
export function positional(given: Call["given"]): {
  readonly values: readonly Value[];
  readonly named: Value | undefined;
} {
  const values: Value[] = [];
  let named: Value | undefined;
  for (const { node, value } of given) {
    if (node.kind === "keyword-argument") named = withField(named ?? clean, [String(node.value)], value);
    else if (node.kind !== "spread") values.push(value);
    else if (node.label === "**") named = named ? join(named, value) : value;
    else for (let index = 0; index < mostSpread; index++) values.push(fieldOf(value, String(index)));
  }
  return { values, named };
}
