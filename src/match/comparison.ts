import { comparisonFunctions, type Expression, type Value } from "#match/comparison-value.ts";
import { anchored, isRegexError, translateRegex } from "#match/regex.ts";

/** Thrown for a comparison that is not understood. */
export class ComparisonError extends Error {}

/** Parentheses, lists and unary operators may nest this deep. */
const deepestNesting = 50;

/** Binary operators by how loosely they bind, the loosest first, as in Python. */
const levels: readonly (readonly string[])[] = [
  ["or"],
  ["and"],
  ["not in", "in", "==", "!=", "<=", ">=", "<", ">"],
  ["|"],
  ["^"],
  ["&"],
  ["+", "-"],
  ["*", "/", "%"],
];
const comparisonLevel = 2;

/**
 * Parses the comparison of a `metavariable-comparison`: the part of Python's expressions that both Semgrep and Opengrep
 * evaluate. Throws `ComparisonError` for all else; `today()` is refused, because a scan must not depend on the day.
 */
export function parseComparison(source: string): Expression {
  const parser = new Parser(tokenize(source));
  const expression = parser.expression(0, 0);
  parser.end();
  return expression;
}

function tokenize(source: string): string[] {
  const token =
    /\s+|[rRuU]?(?:"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*')|0[xX][\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][-+]?\d+)?|\$(?:\.\.\.)?\w+|re\.match\b|not\s+in\b|[A-Za-z_]\w*|\*\*|[=!<>]=|[-+*/%|&^~<>()[\],]/y;
  const tokens: string[] = [];
  while (token.lastIndex < source.length) {
    const at = token.lastIndex;
    const found = token.exec(source)?.[0];
    if (found === undefined) throw new ComparisonError(`'${source.slice(at, at + 10)}' is not understood`);
    if (found.trim() !== "") tokens.push(found.startsWith("not") ? found.replace(/\s+/, " ") : found);
  }
  return tokens;
}

/** Precedence climbing over the tokens. */
class Parser {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  /** An expression whose operators bind at least as tightly as those of `level`. */
  expression(level: number, depth: number): Expression {
    if (depth > deepestNesting) throw new ComparisonError("the comparison nests too deeply");
    if (level === comparisonLevel && this.#take("not")) {
      return { type: "unary", operator: "not", operand: this.expression(level, depth + 1) };
    }
    const operators = levels[level];
    if (!operators) return this.#unary(depth);
    let left = this.expression(level + 1, depth);
    for (let operator = this.#oneOf(operators); operator; operator = this.#oneOf(operators)) {
      left = { type: "binary", operator, left, right: this.expression(level + 1, depth) };
      if (level === comparisonLevel && operators.includes(this.#tokens[this.#at] ?? "")) {
        throw new ComparisonError("a chain of comparisons is not supported; join them by `and`");
      }
    }
    return left;
  }

  end(): void {
    if (this.#at < this.#tokens.length) throw new ComparisonError(`'${this.#tokens[this.#at]}' is not expected here`);
  }

  #take(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false;
    this.#at++;
    return true;
  }

  #oneOf(tokens: readonly string[]): string | undefined {
    const token = this.#tokens[this.#at];
    if (token === undefined || !tokens.includes(token)) return undefined;
    this.#at++;
    return token;
  }

  #need(token: string): void {
    if (!this.#take(token)) throw new ComparisonError(`'${token}' is missing`);
  }

  #unary(depth: number): Expression {
    if (depth > deepestNesting) throw new ComparisonError("the comparison nests too deeply");
    const operator = this.#oneOf(["-", "+", "~"]);
    if (operator) return { type: "unary", operator, operand: this.#unary(depth + 1) };
    const base = this.#primary(depth);
    if (!this.#take("**")) return base;
    return { type: "binary", operator: "**", left: base, right: this.#unary(depth + 1) };
  }

  #primary(depth: number): Expression {
    const token = this.#tokens[this.#at++];
    if (token === undefined) throw new ComparisonError("the comparison ends too early");
    if (token.startsWith("$")) return { type: "metavariable", name: token };
    if (/^[\d.]/.test(token)) return { type: "literal", value: numberOf(token) };
    if (/["']$/.test(token)) return { type: "literal", value: { type: "string", value: stringOf(token) } };
    if (token === "True" || token === "False")
      return { type: "literal", value: { type: "bool", value: token === "True" } };
    if (token === "(") {
      const inner = this.expression(0, depth + 1);
      this.#need(")");
      return inner;
    }
    if (token === "[") return { type: "list", items: this.#list("]", depth) };
    const name = comparisonFunctions.find((known) => known === token);
    if (name) return { type: "call", name, argument: this.#argument(name, depth) };
    if (token === "today")
      throw new ComparisonError("'today()' is refused: what a scan finds must not depend on the day");
    if (token === "re.match") return this.#match(depth);
    throw new ComparisonError(`'${token}' is not supported`);
  }

  #list(closer: string, depth: number): Expression[] {
    const items: Expression[] = [];
    while (!this.#take(closer)) {
      items.push(this.expression(0, depth + 1));
      if (!this.#take(",")) {
        this.#need(closer);
        break;
      }
    }
    return items;
  }

  #argument(name: string, depth: number): Expression {
    this.#need("(");
    const [argument, ...others] = this.#list(")", depth);
    if (!argument || others.length > 0) throw new ComparisonError(`${name}() takes one argument`);
    return argument;
  }

  #match(depth: number): Expression {
    this.#need("(");
    const [pattern, argument, ...others] = this.#list(")", depth);
    if (pattern?.type !== "literal" || pattern.value.type !== "string" || !argument || others.length > 0) {
      throw new ComparisonError("re.match() takes a text and an expression");
    }
    const regex = translateRegex(pattern.value.value, anchored);
    if (isRegexError(regex)) throw new ComparisonError(`the regular expression cannot be read: ${regex.message}`);
    return { type: "match", regex, argument };
  }
}

function numberOf(token: string): Value {
  const text = token.replaceAll("_", "");
  const value = Number(text);
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) throw new ComparisonError(`${token} is too large`);
  return { type: /^0[xob]/i.test(text) || /^\d+$/.test(text) ? "int" : "float", value };
}

/** The text of a Python string: backslashes are kept, as Semgrep keeps them, except before quotes and themselves. */
function stringOf(token: string): string {
  const start = /^[rRuU]/.test(token) ? 2 : 1;
  const text = token.slice(start, -1);
  return /^[rR]/.test(token) ? text : text.replace(/\\(["'])/g, "$1");
}
