import { append } from "#model/append.ts";
import type { Node } from "#model/document.ts";
import type { Span } from "#model/location.ts";
import type { Lowering } from "#syntax/lowering.ts";

/** A command of a pipeline or list, and the sign before it. */
interface Joined {
  readonly sign: string;
  readonly node: Node;
}

/**
 * What pipes join: a pipeline. The grammar at times takes a list for a part of one, as in `a && b > c | d`, and a pipeline
 * for another; pipes bind first, so that both are put in order.
 */
export function pipelineOf(parts: readonly Node[], place: Span, to: Lowering): Node {
  if (!parts.some(isJoined)) return to.make("pipeline", place, parts);
  const joined = parts.flatMap((part, index) => flat({ sign: index === 0 ? "" : "|", node: part }));
  return inOrder(joined, to);
}

function isJoined({ kind, label }: Node): boolean {
  return kind === "pipeline" || (kind === "binary" && (label === "&&" || label === "||"));
}

/** The commands of a node from the left, without recursion. */
function flat(whole: Joined): Joined[] {
  const commands: Joined[] = [];
  const stack = [whole];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { sign, node } = next;
    if (!isJoined(node)) {
      commands.push(next);
      continue;
    }
    const between = node.kind === "pipeline" ? "|" : node.label!;
    const inner = node.children.map((child, index) => ({ sign: index === 0 ? sign : between, node: child }));
    append(stack, inner.reverse());
  }
  return commands;
}

/** Pipelines of commands, and lists of those from the left. */
function inOrder(commands: readonly Joined[], to: Lowering): Node {
  const groups: { readonly sign: string; readonly nodes: Node[] }[] = [];
  for (const { sign, node } of commands) {
    if (sign === "|") groups.at(-1)!.nodes.push(node);
    else groups.push({ sign, nodes: [node] });
  }
  return groups
    .map(({ sign, nodes }) => ({ sign, node: piped(nodes, to) }))
    .reduce((left, right) => {
      const span = { start: left.node.start, end: right.node.end };
      const children = [to.as("left", left.node), to.as("right", right.node)];
      return { sign: left.sign, node: to.make("binary", span, children, { label: right.sign }) };
    }).node;
}

function piped(nodes: readonly Node[], to: Lowering): Node {
  const [first] = nodes;
  if (nodes.length === 1) return first!;
  const span = { start: first!.start, end: nodes.at(-1)!.end };
  return to.make(
    "pipeline",
    span,
    nodes.map((node) => to.as("part", node)),
  );
}
