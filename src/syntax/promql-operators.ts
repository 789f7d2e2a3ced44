/** How an operator of two operands groups. */
export interface Operator {
  /** What the tree calls it: a power is `**`, as elsewhere. */
  readonly label: string;
  /** The higher, the tighter. */
  readonly power: number;
  readonly isRight?: true;
}

const comparison = 3;
const product = 5;

/** Tighter than a sign before an operand, which is as tight as a product. */
export const powerOfPower = 6;

const operators: ReadonlyMap<string, Operator> = new Map(
  (
    [
      ["or", 1],
      ["and", 2],
      ["unless", 2],
      ["==", comparison],
      ["!=", comparison],
      [">", comparison],
      ["<", comparison],
      [">=", comparison],
      ["<=", comparison],
      ["+", 4],
      ["-", 4],
      ["*", product],
      ["/", product],
      ["%", product],
      ["atan2", product],
    ] as const
  ).map(([label, power]) => [label, { label, power }]),
);

const power: Operator = { label: "**", power: powerOfPower, isRight: true };

/** The operator that a word or a sign is; words count in upper and lower case. */
export function operatorOf(text: string): Operator | undefined {
  return text === "^" ? power : operators.get(text.toLowerCase());
}

/** Aggregations, which are known in upper and lower case. */
export const aggregations: ReadonlySet<string> = new Set([
  "avg",
  "bottomk",
  "count",
  "count_values",
  "group",
  "limit_ratio",
  "limitk",
  "max",
  "min",
  "quantile",
  "stddev",
  "stdvar",
  "sum",
  "topk",
]);
