import type { Fuel } from "#match/fuel.ts";
import type { Regex } from "#match/regex.ts";
import { regexTest } from "#match/regex-search.ts";

/** A value of the comparison language. `source` is code that has no value: only `str()` makes something of it. */
export type Value =
  | { readonly type: "int" | "float"; readonly value: number }
  | { readonly type: "bool"; readonly value: boolean }
  | { readonly type: "string"; readonly value: string }
  | { readonly type: "source"; readonly value: string }
  | {
      readonly type: "list";
      readonly value: readonly Value[];
      /** As it is written, where it is code. */
      readonly text?: string;
    };

/** Functions of one argument: Python's `int` and `str`, a day as seconds since 1970, a duration of PromQL as milliseconds. */
export const comparisonFunctions = ["int", "str", "strptime", "parse_promql_duration"] as const;
export type ComparisonFunction = (typeof comparisonFunctions)[number];

/** A parsed comparison. */
export type Expression =
  | { readonly type: "literal"; readonly value: Value }
  | { readonly type: "metavariable"; readonly name: string }
  | { readonly type: "list"; readonly items: readonly Expression[] }
  | { readonly type: "unary"; readonly operator: string; readonly operand: Expression }
  | { readonly type: "binary"; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly type: "call"; readonly name: ComparisonFunction; readonly argument: Expression }
  | { readonly type: "match"; readonly regex: Regex; readonly argument: Expression };

/**
 * The value of an expression; undefined where it has none: an unbound metavariable, operands of types that do not go
 * together, a division by zero, a number that cannot be told exactly. Regular expressions pay with fuel.
 */
export function evaluate(
  expression: Expression,
  valueOf: (metavariable: string) => Value | undefined,
  fuel: Fuel,
): Value | undefined {
  switch (expression.type) {
    case "literal":
      return expression.value;
    case "metavariable":
      return valueOf(expression.name);
    case "list": {
      const items = expression.items.map((item) => evaluate(item, valueOf, fuel));
      return items.every((item) => item !== undefined) ? { type: "list", value: items } : undefined;
    }
    case "unary": {
      const operand = evaluate(expression.operand, valueOf, fuel);
      return operand && unary(expression.operator, operand);
    }
    case "binary": {
      const left = evaluate(expression.left, valueOf, fuel);
      const right = evaluate(expression.right, valueOf, fuel);
      return left && right && binary(expression.operator, left, right);
    }
    case "call": {
      const argument = evaluate(expression.argument, valueOf, fuel);
      return argument && call(expression.name, argument);
    }
    case "match":
    default: {
      const argument = evaluate(expression.argument, valueOf, fuel);
      return argument?.type === "string" ? bool(regexTest(expression.regex, argument.value, fuel)) : undefined;
    }
  }
}

function call(name: ComparisonFunction, argument: Value): Value | undefined {
  if (name === "int") return toInt(argument, undefined);
  if (name === "str") return toText(argument);
  if (argument.type !== "string") return undefined;
  return name === "strptime" ? toSeconds(argument.value) : toMilliseconds(argument.value);
}

function toSeconds(day: string): Value | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined;
  const time = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(time) ? undefined : { type: "float", value: time / 1000 };
}

const second = 1000;
const day = 86_400 * second;
const units: ReadonlyMap<string, number> = new Map([
  ["ms", 1],
  ["s", second],
  ["m", 60 * second],
  ["h", 3600 * second],
  ["d", day],
  ["w", 7 * day],
  ["y", 365 * day],
]);

function toMilliseconds(duration: string): Value | undefined {
  if (!/^(?:\d{1,9}(?:ms|[smhdwy])){1,7}$/.test(duration)) return undefined;
  const parts = Array.from(duration.matchAll(/(\d+)(ms|[smhdwy])/g));
  const sum = parts.reduce((total, [, count, unit = ""]) => total + Number(count) * (units.get(unit) ?? 0), 0);
  return numeric(sum, true);
}

function bool(value: boolean): Value {
  return { type: "bool", value };
}

/** A number, if it can be told exactly: no infinity, and no integer beyond what doubles hold. */
function numeric(value: number, isInt: boolean): Value | undefined {
  if (isInt) return Number.isSafeInteger(value) ? { type: "int", value } : undefined;
  return Number.isFinite(value) ? { type: "float", value } : undefined;
}

/** Python's `int()` of an integer or a text; `base` 0 or absent reads `0x`, `0o` and `0b`. */
export function toInt(value: Value, base: number | undefined): Value | undefined {
  if (value.type === "int") return value;
  if (value.type !== "string") return undefined;
  const text = value.value.trim().replaceAll("_", "").toLowerCase();
  const found = /^([-+]?)(0[xob])?([0-9a-z]{1,64})$/.exec(text);
  if (!found) return undefined;
  const [, sign, prefix, digits = ""] = found;
  const radix = base || (prefix ? { "0x": 16, "0o": 8, "0b": 2 }[prefix] : 10) || 10;
  const isValid = radix >= 2 && radix <= 36 && Array.from(digits).every((digit) => Number.parseInt(digit, 36) < radix);
  const number = Number.parseInt(digits, radix);
  return isValid ? numeric(sign === "-" ? -number : number, true) : undefined;
}

function toText(value: Value): Value | undefined {
  if (value.type === "list") return value.text === undefined ? undefined : { type: "string", value: value.text };
  return { type: "string", value: String(value.value) };
}

function unary(operator: string, operand: Value): Value | undefined {
  if (operator === "not") return operand.type === "bool" ? bool(!operand.value) : undefined;
  if (operand.type !== "int" && operand.type !== "float") return undefined;
  if (operator === "~") return operand.type === "int" ? numeric(-operand.value - 1, true) : undefined;
  return { type: operand.type, value: operator === "-" ? -operand.value : operand.value };
}

function binary(operator: string, left: Value, right: Value): Value | undefined {
  if (left.type === "source" || right.type === "source") return undefined;
  switch (operator) {
    case "and":
    case "or":
      if (left.type !== "bool" || right.type !== "bool") return undefined;
      return bool(operator === "and" ? left.value && right.value : left.value || right.value);
    case "==":
      return bool(equals(left, right));
    case "!=":
      return bool(!equals(left, right));
    case "in":
    case "not in": {
      const isIn = contains(left, right);
      return isIn === undefined ? bool(false) : bool(isIn === (operator === "in"));
    }
    default:
      return arithmetic(operator, left, right);
  }
}

function equals(left: Value, right: Value): boolean {
  if (left.type === "list" && right.type === "list") {
    return (
      left.value.length === right.value.length && left.value.every((item, index) => equals(item, right.value[index]!))
    );
  }
  const areNumbers = isNumber(left) && isNumber(right);
  return (areNumbers || left.type === right.type) && left.value === right.value;
}

function isNumber(value: Value): value is Value & { readonly type: "int" | "float" } {
  return value.type === "int" || value.type === "float";
}

function contains(item: Value, container: Value): boolean | undefined {
  if (container.type === "list") return container.value.some((other) => equals(item, other));
  return container.type === "string" && item.type === "string" ? container.value.includes(item.value) : undefined;
}

function arithmetic(operator: string, left: Value, right: Value): Value | undefined {
  if (!isNumber(left) || !isNumber(right)) return undefined;
  const [one, other] = [left.value, right.value];
  const areInts = left.type === "int" && right.type === "int";
  switch (operator) {
    case "<":
      return bool(one < other);
    case "<=":
      return bool(one <= other);
    case ">":
      return bool(one > other);
    case ">=":
      return bool(one >= other);
    case "+":
      return numeric(one + other, areInts);
    case "-":
      return numeric(one - other, areInts);
    case "*":
      return numeric(one * other, areInts);
    case "/":
      return numeric(areInts ? Math.trunc(one / other) : one / other, areInts);
    case "%":
      return numeric(one % other, areInts);
    case "**":
      return numeric(one ** other, areInts);
    default:
      return areInts ? bitwise(operator, BigInt(one), BigInt(other)) : undefined;
  }
}

function bitwise(operator: string, left: bigint, right: bigint): Value | undefined {
  if (operator === "&") return numeric(Number(left & right), true);
  if (operator === "|") return numeric(Number(left | right), true);
  return operator === "^" ? numeric(Number(left ^ right), true) : undefined;
}
