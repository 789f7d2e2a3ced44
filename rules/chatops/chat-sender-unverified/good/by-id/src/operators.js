const operators = new Set((process.env.OPERATORS ?? "").split(",").map(Number));

export const isOperator = (sender) => operators.has(sender);
