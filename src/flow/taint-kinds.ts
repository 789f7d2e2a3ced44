import { part } from "#flow/declarations.ts";
import type { TaintContext } from "#flow/taint-run.ts";
import type { Node } from "#model/document.ts";

const comparisons = /^(?:[<>]=?|[!=]==?|in|not in|is|is not|instanceof|!|not)$/;
const arithmetic = /^(?:\*\*?|\/\/?|-|%|<<|>>>?|~)$/;
const numberTypes = /^(?:int|float|number|complex|bigint)$/;

/** Functions and methods whose result is a number, or a boolean, whatever they are given. */
const numberMakers = /^(?:len|int|float|parseInt|parseFloat|Number|ord|hash|indexOf|lastIndexOf|charCodeAt)$/;
const booleanMakers =
  /^(?:bool|Boolean|isinstance|issubclass|callable|hasattr|startsWith|endsWith|includes|startswith|endswith|isdigit|isalnum|isalpha|isnumeric)$/;

/** Operands of operators are looked at this deep. */
const deepest = 20;

/** Holds if an expression is a boolean or a number of which the rule says that such carry no taint. */
export function isHarmless(node: Node, context: TaintContext): boolean {
  const { assumes } = context;
  if (!assumes.safeBooleans && !assumes.safeNumbers) return false;
  const kind = kindOf(node, context, 0);
  return (kind === "boolean" && assumes.safeBooleans) || (kind === "number" && assumes.safeNumbers);
}

type Kind = "boolean" | "number" | "text";

function kindOf(node: Node, context: TaintContext, depth: number): Kind | undefined {
  if (depth > deepest) return undefined;
  const { label = "" } = node;
  switch (node.kind) {
    case "comparison":
      return "boolean";
    case "template":
      return "text";
    case "call":
      return kindOfCall(node) ?? typed(node, context);
    case "unary":
      if (comparisons.test(label)) return "boolean";
      return /^[-+~]/.test(label) ? "number" : undefined;
    case "conditional":
    case "binary":
      return comparisons.test(label) ? "boolean" : kindOfOperands(node, context, depth);
    default:
      return typed(node, context);
  }
}

function kindOfCall(node: Node): Kind | undefined {
  const callee = part(node, "callee");
  const name = String((callee?.kind === "member" ? part(callee, "property") : callee)?.value);
  if (numberMakers.test(name)) return "number";
  return booleanMakers.test(name) ? "boolean" : undefined;
}

function kindOfOperands(node: Node, context: TaintContext, depth: number): Kind | undefined {
  const { label = "", children } = node;
  const operands = node.kind === "conditional" ? children.slice(1) : children;
  const [left, right] = operands.map((operand) => kindOf(operand, context, depth + 1));
  if (node.kind === "conditional" || /^(?:&&|\|\||\?\?|and|or)$/.test(label)) return left === right ? left : undefined;
  // A text is neither subtracted nor divided; where it is repeated or formatted, one of the two says so.
  const isText = left === "text" || right === "text";
  if (isText) return "text";
  const isNumber = left === "number" || right === "number";
  if (label === "+") return isNumber && !context.coerces ? "number" : left === right ? left : undefined;
  return arithmetic.test(label) && (isNumber || !/^[*%]$/.test(label)) ? "number" : undefined;
}

function typed(node: Node, { semantics }: TaintContext): Kind | undefined {
  const type = String(semantics.typeOf(node)?.value);
  if (/^(?:bool|boolean)$/.test(type)) return "boolean";
  if (/^(?:str|string)$/.test(type)) return "text";
  return numberTypes.test(type) ? "number" : undefined;
}
