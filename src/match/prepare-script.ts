import type { PatternContext } from "#match/code-dialect.ts";
import { isMetavariable, type Placeholder, placeholders } from "#match/placeholder.ts";

/** Words and signs after which an expression starts, so that a slash begins a regular expression. */
const beforeExpression =
  /(?:^|[=(,;:[{}!&|?+\-*%~^<>]|=>|\b(?:return|typeof|case|in|of|new|throw|await|yield|void|delete))\s*$/;

/** Pattern syntax, and what looks like it but is text. */
const tokens =
  /"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*'|\/\*[^]*?\*\/|\/\/[^\n]*|`|<\.\.\.|\.\.\.>|\$\.\.\.[A-Z_][A-Z_0-9]*|\.\.\.|\/(?![*/])(?:[^\\/\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*|[\w$]+|[^]/g;

/** Replaces pattern syntax by words that a parser of JavaScript or TypeScript takes for names. */
export function prepareScript(pattern: string): readonly string[] {
  return [new ScriptPreparer(pattern).run()];
}

class ScriptPreparer {
  readonly #pattern: string;
  readonly #placeholder = placeholders();
  #done = "";
  /** Open templates: how deep the braces of the hole nest; -1 within the text of one. */
  readonly #templates: number[] = [];
  /** Up to where the pattern has been replaced beyond its last token. */
  #skip = 0;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  run(): string {
    tokens.lastIndex = 0;
    for (let at = 0; at < this.#pattern.length;) {
      if (this.#templates.at(-1) === -1) {
        at = this.#text(at);
        continue;
      }
      tokens.lastIndex = at;
      const [token = ""] = tokens.exec(this.#pattern) ?? [];
      if (token === "") break;
      at = Math.max(this.#token(token, at), this.#skip);
    }
    return this.#done;
  }

  /** The text of a template up to a hole or its end. */
  #text(at: number): number {
    const end = /[^\\`$]*(?:\\[^]|\$(?!\{)|[^\\`$])*/y;
    end.lastIndex = at;
    const [text = ""] = end.exec(this.#pattern) ?? [];
    const next = at + text.length;
    this.#done += text;
    if (this.#pattern[next] === "`") {
      this.#templates.pop();
      this.#done += "`";
      return next + 1;
    }
    this.#templates[this.#templates.length - 1] = 0;
    this.#done += this.#pattern.slice(next, next + 2);
    return next + 2;
  }

  #token(token: string, at: number): number {
    if (token.startsWith("/") && token.length > 1 && !/^\/[*/]/.test(token) && !beforeExpression.test(this.#done)) {
      this.#done += "/";
      return at + 1;
    }
    this.#done += this.#replaced(token, at);
    return at + token.length;
  }

  #replaced(token: string, at: number): string {
    if (token === "`") {
      this.#templates.push(-1);
      return token;
    }
    this.#follow(token);
    if (token === "(") return this.#parenthesis(at);
    if (token === "...") return this.#ellipsis(at);
    if (token === "<...") return `${this.#placeholder({ type: "deep" })}(`;
    if (token === "...>") return ")";
    if (token.startsWith("$...")) return this.#put({ type: "rest", name: token }, at);
    if (/^["'`]/.test(token)) return token;
    const isModule = isMetavariable(token) && /\b(?:from|import)\s*$/.test(this.#done);
    if (isModule && /^\s*(?:;|$)/.test(this.#pattern.slice(at + token.length)))
      return `"${this.#placeholder({ type: "metavariable", name: token })}"`;
    const isAttribute = /^\$[A-Z_]\w*$/.test(token) && /<[\w$.]+(?:\s[^<>]*)?\s[\w$-]+=$/.test(this.#done);
    return isAttribute ? `{${token}}` : token;
  }

  #follow(token: string): void {
    const depth = this.#templates.at(-1);
    if (depth === undefined) return;
    const last = this.#templates.length - 1;
    if (token === "{") this.#templates[last] = depth + 1;
    if (token === "}") this.#templates[last] = depth - 1;
  }

  /** `($X: T)` is a metavariable with a type, unless the parentheses are those of a function. */
  #parenthesis(at: number): string {
    const typed = /^\(\s*(\$[A-Z_][A-Z_0-9]*)\s*:/.exec(this.#pattern.slice(at, at + 200));
    const isCall = /[\w$)\]]\s*$/.test(this.#done) && !/\b(?:return|await|case|new|in|of)\s*$/.test(this.#done);
    const [whole = "", name = ""] = typed ?? [];
    if (!typed || isCall || !this.#closesAlone(at)) return "(";
    this.#skip = at + whole.length;
    return `(${this.#placeholder({ type: "typed", name })} as `;
  }

  /** Holds if the parenthesis that opens here closes around one thing, and no arrow follows. */
  #closesAlone(at: number): boolean {
    let depth = 0;
    for (let next = at; next < this.#pattern.length; next++) {
      const character = this.#pattern[next]!;
      if ("([{".includes(character)) depth++;
      if (")]}".includes(character)) depth--;
      if (depth === 1 && character === ",") return false;
      if (depth === 0) return !/^\s*=>/.test(this.#pattern.slice(next + 1));
    }
    return false;
  }

  #ellipsis(at: number): string {
    const before = this.#pattern.slice(0, at);
    const after = this.#pattern.slice(at + 3);
    // What is spread follows at once.
    if (/^[\w$([{]/.test(after) && !/\bfunction\s*$/.test(before)) return "...";
    // On one line with the statement after it.
    if (/^[ \t]+(?:if|for|while|do|return|const|let|var|switch|try|throw|function|class)\b/.test(after))
      return `${this.#placeholder({ type: "dots" })};`;
    // `for (...)` counts over something, or goes over it.
    if (/\bfor\s*\(\s*$/.test(before) && /^\s*\)/.test(after)) return `${this.#placeholder({ type: "dots" })};;`;
    if (/\bswitch\s*\([^)]*\)\s*\{\s*$/.test(before)) return `case ${this.#placeholder({ type: "dots" })}:`;
    // Alone on a line before what would go on with it.
    const isStatement = /(?:^|\n)[ \t]*$/.test(before) && /^\s*(?:\/\/[^\n]*\s*)*[([`]/.test(after);
    const word = this.#put({ type: "dots" }, at);
    return isStatement && !/[([,]\s*$/.test(before) ? `${word};` : word;
  }

  /** Attributes of an element stand without commas between them: there an ellipsis is spread. */
  #put(what: Placeholder, at: number): string {
    const word = this.#placeholder(what);
    if (/<[\w$.]+(?:\s+[\w$-]+(?:=(?:"[^"]*"|\{[^}]*\}|\$?\w+))?|\s+\{\.\.\.\w+\})*\s*$/.test(this.#done))
      return `{...${word}}`;
    const value =
      /<[\w$.]+(?:\s[^<>]*)?\s[\w$-]+=$/.test(this.#done) && /^\S*\s*\/?>|^\S+\s/.test(this.#pattern.slice(at));
    if (value) return `{${word}}`;
    const isText = />\s*$/.test(this.#done) && /^\S+\s*<\//.test(this.#pattern.slice(at));
    return isText ? "..." : word;
  }
}

const statements: PatternContext = { before: "", after: "", pick: { type: "statements" } };

/** Where a pattern may stand in a text of JavaScript or TypeScript; the first that parses says what it is. */
export const scriptContexts: readonly PatternContext[] = [
  { before: "try {} ", after: "", pick: { type: "child", of: "try" }, isLast: true, when: /^(?:catch|finally)\b/ },
  {
    before: "",
    after: "\n catch (e) {}",
    pick: { type: "statements" },
    drops: ["catch"],
    when: /^try\b/,
    unlessStatements: true,
  },
  {
    before: "switch (x) {",
    after: "\n}",
    pick: { type: "child", of: "switch" },
    isLast: true,
    when: /^(?:case|default)\b/,
  },
  { before: "({", after: "\n})", pick: { type: "child", of: "mapping" }, when: /^(?:[\w$]+|"[^"]*"|'[^']*')\s*:/ },
  { before: "async function* f() {", after: "\n}", pick: { type: "body" }, when: /\b(?:yield|await)\b/ },
  { before: "(", after: "\n)", pick: { type: "expression" }, unlessStatements: true },
  // As a statement, `{ a } = b` is written in parentheses, or with `let` before it.
  { before: "let ", after: "", pick: { type: "statements" }, when: /^\{[^{}]*\}\s*=[^=>]/ },
  statements,
  { before: "async function* f() {", after: "\n}", pick: { type: "body" } },
  { before: "", after: " {}", pick: { type: "statements" }, drops: ["body", "member", "consequent"] },
  { before: "class A {", after: "\n}", pick: { type: "child", of: "class" }, isLast: true },
  { before: "class A {", after: " {}\n}", pick: { type: "child", of: "class" }, isLast: true, drops: ["body"] },
  { before: "({", after: "\n})", pick: { type: "child", of: "mapping" } },
  { before: "let x: ", after: "", pick: { type: "child", of: "define" }, isLast: true },
  { before: "<a ", after: "/>", pick: { type: "child", of: "jsx" }, isLast: true },
];
