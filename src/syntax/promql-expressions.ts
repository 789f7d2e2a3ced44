import type { Role } from "#model/code.ts";
import type { Span } from "#model/location.ts";
import { as, type Built, type BuiltDetails, TreeBuilder } from "#syntax/promql-builder.ts";
import { aggregations, operatorOf, powerOfPower } from "#syntax/promql-operators.ts";
import type { TokenCursor } from "#syntax/promql-cursor.ts";
import type { Token } from "#syntax/promql-tokens.ts";

/** As deep as parentheses, signs and powers may nest: their reader recurses. */
const deepestExpression = 150;

const matchers: ReadonlySet<string> = new Set(["=", "!=", "=~", "!~"]);
const closers: ReadonlySet<string> = new Set([")", "]", "}", ","]);
const groupings: ReadonlySet<string> = new Set(["by", "without"]);
/** What says between an operator and its right operand which of their series belong together. */
const matchings: ReadonlySet<string> = new Set(["on", "ignoring", "group_left", "group_right"]);
const notNumbers: ReadonlyMap<string, number> = new Map([
  ["inf", Infinity],
  ["nan", NaN],
]);

/**
 * Reads PromQL as the grammar of Prometheus 3 has it. What is written wrong is passed over, and the first such place
 * kept. A selector is a mapping of matchers, and the name of a metric is one of them, so that `a`, `a{}` and
 * `{__name__="a"}` are the same. A range is an `index`; that of a subquery has the label `:`.
 */
export class PromqlReader {
  readonly builder = new TreeBuilder();
  readonly #cursor: TokenCursor;
  #depth = 0;

  constructor(cursor: TokenCursor) {
    this.#cursor = cursor;
  }

  /** The expressions of a text; more than one is a mistake, but read. */
  program(): Built[] {
    const read: Built[] = [];
    while (this.#cursor.token) {
      const before = this.#cursor.at;
      if (read.length > 0) this.#cursor.wrong();
      const expression = this.#expression(0);
      if (this.#cursor.at > before) read.push(expression);
      else this.#cursor.at++;
    }
    return read;
  }

  /** Nothing, where something must stand. */
  #missing(): Built {
    this.#cursor.wrong();
    return this.builder.make("other", { start: this.#cursor.last, end: this.#cursor.last }, [], { label: "missing" });
  }

  /** An expression of operators that bind at least as tight as `least`. */
  #expression(least: number): Built {
    if (this.#depth >= deepestExpression) return this.#cut();
    this.#depth++;
    let left = this.#signed();
    for (let operator = this.#operator(least); operator; operator = this.#operator(least)) {
      this.#cursor.at++;
      const modifiers = this.#modifiers();
      const right = this.#expression(operator.isRight ? operator.power : operator.power + 1);
      const parts: readonly Built[] = [as("left", left), ...modifiers, as("right", right)];
      left = this.builder.make("binary", { start: left.start, end: right.end }, parts, { label: operator.label });
    }
    this.#depth--;
    return left;
  }

  #operator(least: number): ReturnType<typeof operatorOf> {
    const token = this.#cursor.token;
    const operator = token?.type === "sign" || token?.type === "word" ? operatorOf(token.text) : undefined;
    return operator && operator.power >= least ? operator : undefined;
  }

  /** The rest of a text that nests too deep is left out. */
  #cut(): Built {
    const start = this.#cursor.token?.start ?? this.#cursor.last;
    this.#cursor.skipAll();
    return this.builder.tooDeep({ start, end: this.#cursor.end });
  }

  /** `bool`, `on (…)`, `group_left (…)` and their like. */
  #modifiers(): Built[] {
    const modifiers: Built[] = [];
    for (let word = this.#cursor.word(); word !== undefined; word = this.#cursor.word()) {
      const token = this.#cursor.token!;
      if (word === "bool") {
        this.#cursor.at++;
        modifiers.push(as("modifier", this.builder.leaf("modifier", token, word)));
      } else if (matchings.has(word) && (this.#cursor.is("(", 1) || word.startsWith("group_"))) {
        modifiers.push(as("modifier", this.#labels(word)));
      } else break;
    }
    return modifiers;
  }

  /** A word with the labels that it is about, in any order. */
  #labels(value: string): Built {
    const { start } = this.#cursor.token!;
    this.#cursor.at++;
    const open = Math.min(this.#cursor.token?.start ?? this.#cursor.last, this.#cursor.last);
    const labels = this.#cursor.take("(") ? this.#list(")", "item", () => this.#label()) : [];
    const set = this.builder.make("sequence", { start: open, end: this.#cursor.last }, labels, { label: "set" });
    return this.builder.make("keyword-argument", { start, end: this.#cursor.last }, [as("value", set)], { value });
  }

  #label(): Built {
    const token = this.#cursor.token;
    if (token?.type !== "word" && token?.type !== "string") return this.#missing();
    this.#cursor.at++;
    return this.builder.leaf("name", token, token.text);
  }

  /** What stands between commas up to a sign that closes it. */
  #list(close: string, role: Role, read: () => Built): Built[] {
    const items: Built[] = [];
    while (this.#cursor.token && !this.#cursor.is(close)) {
      const before = this.#cursor.at;
      const item = read();
      if (this.#cursor.at > before) items.push(as(role, item));
      if (!this.#cursor.take(",")) break;
    }
    this.#cursor.expect(close);
    return items;
  }

  #signed(): Built {
    const token = this.#cursor.token;
    if (!this.#cursor.is("-") && !this.#cursor.is("+")) return this.#ranged(this.#primary());
    this.#cursor.at++;
    const operand = this.#expression(powerOfPower);
    const span = { start: token!.start, end: operand.end };
    return this.builder.make("unary", span, [as("operand", operand)], { label: token!.text });
  }

  /** What stands behind an operand: ranges, `offset` and `@`. */
  #ranged(operand: Built): Built {
    for (let ranged = operand; ;) {
      const { start } = ranged;
      if (this.#cursor.is("[")) {
        const { parts, label } = this.#range();
        ranged = this.builder.make("index", { start, end: this.#cursor.last }, [as("object", ranged), ...parts], label);
      } else if (this.#cursor.word() === "offset" || this.#cursor.is("@")) {
        const label = this.#cursor.word() ?? "@";
        this.#cursor.at++;
        const right = this.#moment();
        const parts: readonly Built[] = [as("left", ranged), as("right", right)];
        ranged = this.builder.make("binary", { start, end: right.end }, parts, { label });
      } else return ranged;
    }
  }

  #range(): { readonly parts: readonly Built[]; readonly label: BuiltDetails } {
    this.#cursor.at++;
    const parts: Built[] = [as("index", this.#expression(0))];
    const isSubquery = this.#cursor.take(":");
    const hasStep =
      isSubquery && this.#cursor.token && !(this.#cursor.token.type === "sign" && closers.has(this.#cursor.token.text));
    if (hasStep) parts.push(as("index", this.#expression(0)));
    this.#cursor.expect("]");
    return { parts, label: isSubquery ? { label: ":" } : {} };
  }

  /** How far, or when: ranges and what else stands behind an operand belong to the whole. */
  #moment(): Built {
    const token = this.#cursor.token;
    const isSigned = this.#cursor.take("-") || this.#cursor.take("+");
    const value = this.#primary();
    if (!isSigned) return value;
    return this.builder.make("unary", { start: token!.start, end: value.end }, [as("operand", value)], {
      label: token!.text,
    });
  }

  #primary(): Built {
    const token = this.#cursor.token;
    switch (token?.type) {
      case "string":
        this.#cursor.at++;
        return this.builder.leaf("string", token, token.text);
      case "number":
        this.#cursor.at++;
        return this.builder.leaf("number", token, Number(token.text.replaceAll("_", "")));
      case "duration":
        this.#cursor.at++;
        return this.builder.make("other", token, [], { label: "duration", value: token.text });
      case "word":
        return this.#named(token);
      case "sign":
        if (token.text === "(") return this.#parenthesised(token);
        if (token.text === "{") return this.#selector(token, []);
        if (!closers.has(token.text)) break;
        return this.#missing();
      case "unread":
        break;
      default:
        return this.#missing();
    }
    this.#cursor.wrong();
    this.#cursor.at++;
    return this.builder.make("other", token, [], { label: "unread" });
  }

  #parenthesised({ start }: Token): Built {
    this.#cursor.at++;
    const inner = this.#expression(0);
    this.#cursor.expect(")");
    return { ...inner, start, end: Math.max(inner.end, this.#cursor.last) };
  }

  /** A metric, a call, or a number that is written as a word. */
  #named(token: Token): Built {
    this.#cursor.at++;
    const isGrouped = groupings.has(this.#cursor.word() ?? "") && this.#cursor.is("(", 1);
    if (this.#cursor.is("(") || isGrouped) return this.#call(token);
    const value = notNumbers.get(token.text.toLowerCase());
    if (value !== undefined) return this.builder.leaf("number", token, value);
    const matcher = this.#nameMatcher(token, token);
    return this.#cursor.is("{")
      ? this.#selector(token, [as("entry", matcher)])
      : this.#selectorOf(token, [as("entry", matcher)]);
  }

  /** A function or an aggregation: what it groups by stands before or behind its arguments. */
  #call(token: Token): Built {
    const word = token.text.toLowerCase();
    const callee = this.builder.leaf("name", token, aggregations.has(word) ? word : token.text);
    const before = this.#cursor.is("(") ? [] : this.#grouping();
    this.#cursor.expect("(");
    const values = this.#list(")", "argument", () => this.#expression(0));
    const isGrouped = before.length === 0 && groupings.has(this.#cursor.word() ?? "") && this.#cursor.is("(", 1);
    const after = isGrouped ? this.#grouping() : [];
    const parts: readonly Built[] = [as("callee", callee), ...before, ...values, ...after];
    return this.builder.make("call", { start: token.start, end: this.#cursor.last }, parts);
  }

  #grouping(): Built[] {
    return [as("argument", this.#labels(this.#cursor.word()!))];
  }

  /** `{…}`, behind the name of a metric or alone. */
  #selector({ start }: Token, name: readonly Built[]): Built {
    this.#cursor.at++;
    const entries = this.#list("}", "entry", () => this.#matcher());
    return this.#selectorOf({ start, end: this.#cursor.last }, [...name, ...entries]);
  }

  #selectorOf(span: Span, entries: readonly Built[]): Built {
    return this.builder.make("mapping", span, entries, { label: "selector" });
  }

  /** `a="b"` and its like; a quoted text alone is the name of a metric. */
  #matcher(): Built {
    const token = this.#cursor.token;
    const label = this.#label();
    const operator = this.#cursor.token;
    if (operator?.type !== "sign" || !matchers.has(operator.text))
      return token?.type === "string" ? this.#nameMatcher(token, token) : label;
    this.#cursor.at++;
    const value = this.#cursor.token;
    if (value?.type !== "string") return this.#missing();
    this.#cursor.at++;
    const isName = operator.text === "=" && token?.text === "__name__";
    const span = { start: label.start, end: value.end };
    if (isName) return this.#nameMatcher(span, value);
    const right = this.builder.leaf("string", value, value.text);
    return this.#equation(span, label, right, operator.text);
  }

  #nameMatcher(span: Span, name: Token): Built {
    const label = this.builder.leaf("name", { start: span.start, end: span.start }, "__name__");
    return this.#equation(span, label, this.builder.leaf("name", name, name.text), "=");
  }

  #equation(span: Span, left: Built, right: Built, label: string): Built {
    return this.builder.make("binary", span, [as("left", left), as("right", right)], { label });
  }
}
