import { equals, isTelling, negated, unknown, type Verdict } from "#flow/gate-value.ts";
import { isRefusal } from "#flow/gate-words.ts";
import type { Node } from "#model/document.ts";

/** What stands on the sides of an operator. */
export interface Sides {
  readonly left: Verdict;
  readonly right: Verdict;
  /** The expression on the right. */
  readonly list: Node | undefined;
}

/** How a comparison comes out; undefined for operators that compare nothing. */
export function compared(operator: string, { left, right, list }: Sides): Verdict | undefined {
  switch (operator) {
    case "==":
    case "===":
    case "is":
      return same(left, right);
    case "!=":
    case "!==":
    case "is not":
    case "<>":
      return negated(same(left, right));
    case ">":
    case ">=":
      return isTelling(left) ? plain(left) : isTelling(right) ? negated(plain(right)) : unknown;
    case "<":
    case "<=":
      return isTelling(left) ? negated(plain(left)) : isTelling(right) ? plain(right) : unknown;
    case "in":
      return among(left, right, list);
    case "not in":
      return negated(among(left, right, list));
    default:
      return undefined;
  }
}

function same(left: Verdict, right: Verdict): Verdict {
  if (right.constant !== undefined) return equals(left, right.constant);
  if (left.constant !== undefined) return equals(right, left.constant);
  return isTelling(left) ? plain(left) : isTelling(right) ? plain(right) : unknown;
}

function plain({ holds, fails }: Verdict): Verdict {
  return { holds, fails };
}

/** Whether a value is one of a list. */
export function among(value: Verdict, list: Verdict, node: Node | undefined): Verdict {
  if (!isTelling(value)) return isTelling(list) && list.isOpen ? plain(list) : unknown;
  const constants = Array.from(list.parts?.values() ?? [], ({ constant }) => constant);
  const isNo =
    constants.length > 0
      ? constants.every((constant) => !constant || (typeof constant === "string" && isRefusal(constant)))
      : node?.kind === "name" && isRefusal(String(node.value));
  return isNo ? negated(plain(value)) : plain(value);
}
