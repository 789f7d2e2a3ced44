import { part, parts } from "#flow/declarations.ts";
import type { TaintContext } from "#flow/taint-run.ts";
import type { Node } from "#model/document.ts";
import type { Constant } from "#model/semantics.ts";

/** How a test comes out, where that is known: it is a constant, or compares how much a literal holds. */
export function outcomeOf(test: Node, context: TaintContext): boolean | undefined {
  const known = context.semantics.constantOf(test);
  if (typeof known === "boolean") return known;
  if (test.kind !== "binary" && test.kind !== "comparison") return undefined;
  const [left, right, ...more] = test.children;
  if (!left || !right || more.length > 0) return undefined;
  const [one, other] = [measured(left, context), measured(right, context)];
  return one === undefined || other === undefined ? undefined : compared(test.label ?? "", one, other);
}

function compared(operator: string, one: Constant, other: Constant): boolean | undefined {
  if (/^={2,3}$/.test(operator)) return one === other;
  if (/^!==?$/.test(operator)) return one !== other;
  if (typeof one !== "number" || typeof other !== "number") return undefined;
  const order: Readonly<Record<string, boolean>> = {
    "<": one < other,
    "<=": one <= other,
    ">": one > other,
    ">=": one >= other,
  };
  return order[operator];
}

/** A constant, or how many things `len(x)` or `x.length` counts in a literal that nobody else gets hold of. */
function measured(node: Node, context: TaintContext): Constant | undefined {
  const { semantics, names, usesOf } = context;
  const counted = countedBy(node, context);
  if (!counted) return semantics.constantOf(node);
  const entity = names.entities.get(counted);
  const isKept = counted.kind === "name" && !(entity && usesOf(entity).every(({ effect }) => effect === "none"));
  const literal = counted.kind === "name" ? semantics.definitionOf(counted) : counted;
  return literal && !isKept ? countOf(literal) : undefined;
}

function countedBy(node: Node, { names }: TaintContext): Node | undefined {
  if (node.kind === "member") return part(node, "property")?.value === "length" ? part(node, "object") : undefined;
  const callee = node.kind === "call" ? part(node, "callee") : undefined;
  const [argument, ...more] = parts(node, "argument");
  const isLength = callee?.kind === "name" && callee.value === "len" && !names.entities.has(callee);
  return isLength && more.length === 0 ? argument : undefined;
}

/** Items that may be equal are one in a set, as entries are in a mapping. */
function countOf({ kind, label, children }: Node): number | undefined {
  const isList = kind === "sequence" && label !== "set";
  if (kind !== "sequence" && kind !== "mapping") return undefined;
  if (isList) return children.some((item) => item.kind === "spread") ? undefined : children.length;
  const keys = children.map((child) => (child.kind === "pair" ? part(child, "key") : child));
  const isConstant = keys.every((key) => key?.kind === "string" || key?.kind === "number");
  return isConstant ? new Set(keys.map((key) => key?.value)).size : undefined;
}
