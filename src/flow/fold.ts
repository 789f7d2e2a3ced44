import { part } from "#flow/declarations.ts";
import type { Node } from "#model/document.ts";
import type { Constant } from "#model/semantics.ts";

/** What is known of a value: the value itself, or of which kind it is. */
export type Known = { readonly constant: Constant } | { readonly some: "string" | "number" | "boolean" };

/** Strings that are put together may grow with every step; longer ones are only known to be strings. */
const longestConstant = 10_000;

/** What is known of a value that is the one or the other. */
export function join(left: Known | undefined, right: Known | undefined): Known | undefined {
  if (!left || !right) return undefined;
  if ("constant" in left && "constant" in right && left.constant === right.constant) return left;
  const kind = kindOf(left);
  return kind !== undefined && kind === kindOf(right) ? { some: kind } : undefined;
}

function kindOf(known: Known): "string" | "number" | "boolean" | undefined {
  if ("some" in known) return known.some;
  const kind = typeof known.constant;
  return kind === "string" || kind === "number" || kind === "boolean" ? kind : undefined;
}

/** Folds an operator over two values. */
export function foldBinary(
  operator: string,
  left: Known | undefined,
  right: Known | undefined,
  coerces: boolean,
): Known | undefined {
  if (operator === "+") return add(left, right, coerces);
  // A text that is repeated, however often.
  if (operator === "*" && left && kindOf(left) === "string") return { some: "string" };
  if (!left || !right || !("constant" in left) || !("constant" in right)) return undefined;
  const [a, b] = [left.constant, right.constant];
  switch (operator) {
    case "*":
      return typeof a === "number" && typeof b === "number" ? { constant: a * b } : undefined;
    case "-":
      return typeof a === "number" && typeof b === "number" ? { constant: a - b } : undefined;
    case "&&":
    case "and":
      return truth(a) ? right : left;
    case "||":
    case "or":
      return truth(a) ? left : right;
    default:
      return undefined;
  }
}

/** `test and one or other`: the one or the other. */
export function chosen(node: Node, known: ReadonlyMap<Node, Known>): Known | undefined {
  const left = part(node, "left");
  const [either, both] = [/^(?:or|\|\|)$/, /^(?:and|&&)$/];
  if (left?.kind !== "binary" || !either.test(node.label ?? "") || !both.test(left.label ?? "")) return undefined;
  const [one, other] = [part(left, "right"), part(node, "right")];
  return one && other && join(known.get(one), known.get(other));
}

function truth(value: Constant): boolean {
  return Boolean(value);
}

/** A string and anything that has a spelling make a string. */
function add(left: Known | undefined, right: Known | undefined, coerces: boolean): Known | undefined {
  if (!left || !right) return undefined;
  const kinds = [kindOf(left), kindOf(right)];
  if (!coerces && kinds[0] !== kinds[1]) return undefined;
  if ("constant" in left && "constant" in right) {
    const [a, b] = [left.constant, right.constant];
    if (typeof a === "number" && typeof b === "number") return { constant: a + b };
    return kinds.includes("string") ? concatenated([left, right]) : undefined;
  }
  if (kinds[0] === "number" && kinds[1] === "number") return { some: "number" };
  return kinds.includes("string") && !kinds.includes(undefined) ? { some: "string" } : undefined;
}

/** The string that parts make, or that they make some string. */
export function concatenated(known: readonly (Known | undefined)[]): Known | undefined {
  let text = "";
  let isKnown = true;
  for (const piece of known) {
    if (!piece) return undefined;
    if ("constant" in piece && piece.constant !== null) text += String(piece.constant);
    else isKnown = false;
    if (text.length > longestConstant) isKnown = false;
  }
  return isKnown ? { constant: text } : { some: "string" };
}

/** Folds an operator over one value. */
export function foldUnary(operator: string, operand: Known | undefined): Known | undefined {
  if (!operand || !("constant" in operand)) return undefined;
  const value = operand.constant;
  if (operator === "-" && typeof value === "number") return { constant: -value };
  if (operator === "+" && typeof value === "number") return operand;
  if (operator === "!" || operator === "not") return { constant: !truth(value) };
  return undefined;
}
