import { part } from "#flow/declarations.ts";
import type { Node } from "#model/document.ts";

/** What an expression is that only says more of its value: a cast, an await, an assignment, the last of a sequence. */
export function transparent(node: Node): Node {
  let at = node;
  for (;;) {
    const inner = innerOf(at);
    if (!inner) return at;
    at = inner;
  }
}

function innerOf(node: Node): Node | undefined {
  switch (node.kind) {
    case "cast":
      return part(node, "expression");
    case "await":
    case "yield":
    case "interpolation":
      return part(node, "value") ?? part(node, "expression");
    case "assign":
      return node.label === "=" || node.label === ":=" ? part(node, "value") : undefined;
    case "sequence":
      return node.label === "comma" ? node.children.at(-1) : undefined;
    default:
      return undefined;
  }
}
