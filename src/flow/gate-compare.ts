import { part, parts } from "#flow/declarations.ts";
import { equals, isTelling, negated, unknown, type Verdict } from "#flow/gate-value.ts";
import { isRefusal } from "#flow/gate-words.ts";
import type { Node } from "#model/document.ts";
import type { Constant } from "#model/semantics.ts";

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
    case "<":
    case "<=":
      return isTelling(left) ? ordered(operator, left, right) : ordered(turned[operator], right, left);
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

const turned = { ">": "<", ">=": "<=", "<": ">", "<=": ">=" } as const;

/** Whether a value is above or below another one; nothing if a no, which is 0 as a number, passes as well. */
function ordered(operator: keyof typeof turned, value: Verdict, { constant }: Verdict): Verdict {
  const isAbove = operator.startsWith(">");
  const bound = typeof constant === "number" || typeof constant === "boolean" ? Number(constant) : undefined;
  const passesNo = bound !== undefined && (bound < 0 || (bound === 0 && (operator === ">=" || operator === "<")));
  if (!isTelling(value) || passesNo) return unknown;
  return isAbove ? plain(value) : negated(plain(value));
}

function plain({ holds, fails }: Verdict): Verdict {
  return { holds, fails };
}

/** Whether a value is one of a list. */
export function among(value: Verdict, list: Verdict, node: Node | undefined): Verdict {
  if (value.written) return among(value.written, list, node);
  if (!isTelling(value)) return isTelling(list) && list.isOpen ? plain(list) : unknown;
  const answers = (node?.kind === "mapping" ? keysOf(node) : constantsIn(list)).map(saysNo);
  if (answers.length === 0) answers.push(node?.kind === "name" && isRefusal(String(node.value)));
  // Where both a yes and a no are in the list, being in it says nothing.
  if (answers.includes(true) && answers.includes(false)) return unknown;
  return answers[0] === true ? negated(plain(value)) : plain(value);
}

function constantsIn({ parts: held }: Verdict): (Constant | undefined)[] {
  return Array.from(held?.values() ?? [], ({ constant }) => constant);
}

function keysOf(mapping: Node): (Constant | undefined)[] {
  return parts(mapping, "entry").map((entry) => part(entry, "key")?.value);
}

function saysNo(constant: Constant | undefined): boolean {
  return constant !== undefined && (!constant || (typeof constant === "string" && isRefusal(constant)));
}
