import type { Node } from "#model/document.ts";
import type { Lowering } from "#syntax/lowering.ts";
import { inField, namedChildren, type Syntax } from "#syntax/syntax-tree.ts";

/** Lowers tests and arithmetic; undefined for what is none. */
export function lowerBashTest(source: Syntax, to: Lowering): Node | undefined {
  switch (source.type) {
    case "test_command":
      return to.make("test-command", source, to.all("expression", namedChildren(source)), {
        label: source.children[0]?.type ?? "[",
      });
    case "binary_expression": {
      const children = [...to.field("left", source, "left"), ...to.field("right", source, "right")];
      return to.make("binary", source, children, { label: operatorOf(source, to) });
    }
    case "unary_expression":
    case "postfix_expression": {
      const operands = namedChildren(source).filter(({ field }) => field !== "operator");
      const post = source.type === "postfix_expression" ? "post" : "";
      return to.make("unary", source, to.all("operand", operands), { label: `${operatorOf(source, to)}${post}` });
    }
    case "ternary_expression":
      return to.make("conditional", source, [
        ...to.field("test", source, "condition"),
        ...to.field("consequent", source, "consequence"),
        ...to.field("alternate", source, "alternative"),
      ]);
    case "parenthesized_expression": {
      const [only, ...more] = namedChildren(source);
      return only && more.length === 0 ? to.lower(only) : undefined;
    }
    default:
      return undefined;
  }
}

function operatorOf(source: Syntax, to: Lowering): string {
  const [named] = inField(source, "operator");
  const operator = named ?? source.children.find(({ field, named: isNamed }) => field === "operator" || !isNamed);
  return operator ? to.textOf(operator).trim() : "";
}
