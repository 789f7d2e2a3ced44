import { type Placeholder, placeholders } from "#match/placeholder.ts";

/** What a language of bracketed data looks like to the scanner that prepares patterns. */
export interface FlowStyle {
  /** Stands between a key and its value. */
  readonly assignment: ":" | "=";
  /** Starts a comment that ends with the line. */
  readonly comment: "//" | "#";
  /** Holds if the top of a text is a list of assignments, one a line, under headers in brackets. */
  readonly hasLines: boolean;
}

/** JSON and its supersets. */
export const jsonStyle: FlowStyle = { assignment: ":", comment: "//", hasLines: false };
/** TOML. */
export const tomlStyle: FlowStyle = { assignment: "=", comment: "#", hasLines: true };

/** A pattern that the front-end of its language can parse. */
export interface PreparedPattern {
  readonly text: string;
  /** Holds if the pattern is a bare pair, which was put into a mapping of its own. */
  readonly isPair: boolean;
}

/** Replaces the pattern syntax of a JSON or TOML pattern by placeholders; what stands in strings and comments is text. */
export function prepareFlow(pattern: string, style: FlowStyle): PreparedPattern {
  const scanner = new FlowScanner(pattern, style);
  const text = scanner.run();
  return scanner.isPair ? { text: `{${text}}`, isPair: true } : { text, isPair: false };
}

/** One token at a time: strings and comments are copied, brackets are remembered, pattern syntax is replaced. */
class FlowScanner {
  isPair = false;
  readonly #pattern: string;
  readonly #style: FlowStyle;
  readonly #placeholder = placeholders();
  readonly #open: string[] = [];
  #isValue = false;

  constructor(pattern: string, style: FlowStyle) {
    this.#pattern = pattern;
    this.#style = style;
  }

  run(): string {
    const token =
      /"""[^]*?"""|'''[^]*?'''|"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*'|\/\*[^]*?\*\/|\/\/[^\n]*|#[^\n]*|<\.\.\.|\.\.\.>|\.\.\.|\$\.\.\.[A-Z_][A-Z_0-9]*|[\w$]+|[^]/g;
    return this.#pattern.replace(token, (text) => this.#replace(text));
  }

  #replace(text: string): string {
    if (text.startsWith(this.#style.comment)) return text;
    if (text.startsWith('"=~/')) return withOwnEscapes(text, '"\\/fnrtu');
    if (text === "...") return this.#put({ type: "dots" });
    if (text === "<...") {
      this.#open.push("<");
      return `["${this.#placeholder({ type: "deep" })}",`;
    }
    if (text === "...>") {
      this.#open.pop();
      return "]";
    }
    if (text.startsWith("$...")) return this.#put({ type: "rest", name: text });
    if (/^\$[A-Z_][A-Z_0-9]*$/.test(text)) return `"${this.#placeholder({ type: "metavariable", name: text })}"`;
    this.#follow(text);
    return text;
  }

  /** An ellipsis: an element or value, or, where a key is expected, a pair of its own. */
  #put(what: Placeholder): string {
    const word = `"${this.#placeholder(what)}"`;
    const isKey = !this.#isValue && (this.#open.at(-1) === "{" || (this.#open.length === 0 && this.#style.hasLines));
    return isKey ? `${word}${this.#style.assignment}0` : word;
  }

  #follow(text: string): void {
    if (text === "[" || text === "{") {
      this.#open.push(text);
      this.#isValue = false;
    } else if (text === "]" || text === "}") {
      this.#open.pop();
      this.#isValue = this.#open.length === 0;
    } else if (text === "," || (text === "\n" && this.#open.length === 0)) {
      this.#isValue = false;
    } else if (text === this.#style.assignment) {
      this.#isValue = true;
      if (this.#open.length === 0 && !this.#style.hasLines) this.isPair = true;
    }
  }
}

/**
 * A quoted regular expression, in which a backslash before what the language escapes nothing by (`\s`, `\d`) is the
 * expression's own. `escapable` holds the characters that the language escapes.
 */
export function withOwnEscapes(quoted: string, escapable: string): string {
  return quoted.replace(/\\([^])/g, (pair, escaped: string) => (escapable.includes(escaped) ? pair : `\\${pair}`));
}

/** Replaces the pattern syntax of a dotenv pattern: one assignment a line. */
export function prepareLines(pattern: string): PreparedPattern {
  const placeholder = placeholders();
  const lines = pattern.split("\n").map((line) => {
    if (line.trim() === "...") return `${placeholder({ type: "dots" })}=0`;
    const found = /^(\s*(?:export\s+)?)([^=\s]+)(\s*=\s*)(.*)$/.exec(line);
    if (!found) return line;
    const [, before = "", key = "", equals = "", value = ""] = found;
    const name = /^\$[A-Z_][A-Z_0-9]*$/.test(key) ? placeholder({ type: "metavariable", name: key }) : key;
    return `${before}${name}${equals}${lineValue(value.trim(), placeholder)}`;
  });
  return { text: lines.join("\n"), isPair: false };
}

function lineValue(value: string, placeholder: (what: Placeholder) => string): string {
  if (value === "...") return placeholder({ type: "dots" });
  return /^\$[A-Z_][A-Z_0-9]*$/.test(value) ? placeholder({ type: "metavariable", name: value }) : value;
}
