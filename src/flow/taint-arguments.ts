import { part, parts } from "#flow/declarations.ts";
import { allTaints, clean, join, tainted, type Value, withField } from "#flow/taint-value.ts";
import type { Node } from "#model/document.ts";

/** What a call gives, by the positions of the parameters of what is called. */
interface Arranged {
  readonly values: readonly (Value | undefined)[];
  readonly nodes: readonly (Node | undefined)[];
  /** What parameters are that are given nothing, where they say it. */
  readonly defaults: readonly (Node | undefined)[];
}

/** The values by the positions of the function's parameters, as a call gives them: in order, by name, or spread. */
export function arrange(
  callee: Node,
  given: readonly { readonly node: Node; readonly value: Value }[],
  offset: number,
): Arranged {
  const parameters = parts(callee, "parameter");
  const values: (Value | undefined)[] = [];
  const nodes: (Node | undefined)[] = [];
  const rest = parameters.findIndex(({ value }) => value === "rest");
  const keywords = parameters.findIndex(({ value }) => value === "keywords");
  const put = (index: number, value: Value, node: Node | undefined) => {
    const at = rest >= 0 && index >= rest ? rest : index;
    const held = at === rest ? withField(values[at] ?? clean, [String(index - rest)], value) : value;
    values[at] = values[at] && at !== rest ? join(values[at], held) : held;
    nodes[at] = node;
  };
  let position = offset;
  for (const { node, value } of given) {
    if (node.kind === "keyword-argument") {
      const index = parameters.findIndex((each) => part(each, "target")?.value === node.value);
      if (index >= 0) {
        values[index] = value;
        nodes[index] = part(node, "value");
      } else if (keywords >= 0) values[keywords] = withField(values[keywords] ?? clean, [String(node.value)], value);
    } else if (node.kind === "spread") {
      const [first, all] = [position, tainted(allTaints(value))];
      for (let index = first; index < parameters.length; index++)
        values[index] = values[index] ? join(values[index]!, all) : index === rest ? value : all;
    } else put(position++, value, node);
  }
  const isComplete = given.every(({ node }) => node.kind !== "spread");
  const defaults = parameters.map((each, index) => (isComplete && !values[index] ? part(each, "default") : undefined));
  return { values, nodes, defaults };
}
