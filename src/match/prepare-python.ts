import type { PatternContext } from "#match/code-dialect.ts";
import { isMetavariable, type Placeholder, placeholders } from "#match/placeholder.ts";

/** Pattern syntax, and what looks like it but is text. */
const tokens =
  /[fFrRbBuU]{0,2}(?:"""[^]*?"""|'''[^]*?'''|"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*')|#[^\n]*|<\.\.\.|\.\.\.>|\$\.\.\.[A-Z_][A-Z_0-9]*|\$[A-Z_][A-Z_0-9]*|\.\.\.|[\w]+|[^]/g;

/** Replaces pattern syntax by words that a parser of Python takes for names. */
export function preparePython(pattern: string): readonly string[] {
  // Braces hold the entries of a dictionary or the items of a set: an ellipsis alone does not tell.
  const [asDictionary, asSet] = [prepared(pattern, "**"), prepared(pattern, "")];
  return asDictionary === asSet ? [asSet] : [asDictionary, asSet];
}

function prepared(pattern: string, stars: string): string {
  return new PythonPreparer(stars).run(pattern);
}

class PythonPreparer {
  readonly #placeholder = placeholders();
  /** Stands before an ellipsis where an entry of braces starts. */
  readonly #stars: string;

  constructor(stars: string) {
    this.#stars = stars;
  }

  /** Recurses into the holes of strings: as deep as quotes of different kinds can nest. */
  run(pattern: string): string {
    const open: string[] = [];
    /** Holds right after `{` or `,` of braces, where an entry starts. */
    let startsEntry = false;
    /** Up to where the pattern has been replaced beyond its last token. */
    let skip = 0;
    return pattern.replace(tokens, (token, at: number) => {
      if (at < skip) return "";
      const what = pythonPlaceholder(token);
      const inBraces = open.at(-1) === "{";
      const type = open.at(-1) === "(" ? typeAfter(pattern, at, token) : undefined;
      if (type !== undefined) {
        skip = at + token.length + type.length;
        return `${this.#placeholder({ type: "typed", name: token })}(${type.trim().slice(1).trim()})`;
      }
      if (what) {
        const made = this.#ellipsis(what, inBraces && startsEntry);
        startsEntry = false;
        return made;
      }
      if (token === "...>") return ")";
      if (/^[fF][rR]?["']|^[rR][fF]["']/.test(token)) return this.#template(token);
      if (/^[[({]$/.test(token)) open.push(token);
      if (/^[\])}]$/.test(token)) open.pop();
      if (!/^\s$/.test(token)) startsEntry = token === "{" || (inBraces && token === ",");
      return token;
    });
  }

  #ellipsis(what: Placeholder, isEntry: boolean): string {
    if (what.type === "deep") return `${this.#placeholder(what)}(`;
    return `${isEntry && what.type !== "metavariable" ? this.#stars : ""}${this.#placeholder(what)}`;
  }

  /** In a string with holes only what stands in the holes is code. */
  #template(text: string): string {
    let made = "";
    let depth = 0;
    let start = 0;
    for (let at = 0; at < text.length; at++) {
      const character = text[at];
      // Doubled braces are text.
      if (depth === 0 && (character === "{" || character === "}") && text[at + 1] === character) at++;
      else if (character === "{" && depth++ === 0) {
        made += text.slice(start, at + 1);
        start = at + 1;
      } else if (character === "}" && depth > 0 && --depth === 0) {
        made += this.run(text.slice(start, at));
        start = at;
      }
    }
    return made + text.slice(start);
  }
}

/** Before a colon that is none of a typed metavariable: that of a parameter, or of a function without a name. */
const inHeader = /\blambda\b[^:]*$|\bdef\s+[^\s(]+\s*\([^)]*$/;

/** What follows `$X` in `($X: T)`, up to what closes it. */
function typeAfter(pattern: string, at: number, token: string): string | undefined {
  if (!isMetavariable(token) || inHeader.test(pattern.slice(Math.max(0, at - 200), at))) return undefined;
  return /^\s*:\s*[\w.]+(?:\[[\w., []*\]{1,9})?(?=\s*[,)])/.exec(pattern.slice(at + token.length, at + 200))?.[0];
}

function pythonPlaceholder(token: string): Placeholder | undefined {
  if (token === "...") return { type: "dots" };
  if (token === "<...") return { type: "deep" };
  if (token.startsWith("$...")) return { type: "rest", name: token };
  return /^\$[A-Z_]/.test(token) ? { type: "metavariable", name: token } : undefined;
}

/** Where a pattern may stand in a text of Python; the first that parses says what it is. */
export const pythonContexts: readonly PatternContext[] = [
  {
    before: "try:\n  pass\n",
    after: "",
    pick: { type: "child", of: "try" },
    isLast: true,
    when: /^(?:except|finally)\b/,
  },
  { before: "(", after: "\n)", pick: { type: "expression" } },
  { before: "", after: "\n", pick: { type: "statements" } },
  {
    before: "",
    after: " pass\n",
    pick: { type: "statements" },
    drops: ["body", "member", "consequent"],
    when: /:\s*$/,
  },
  { before: "", after: ": pass\n", pick: { type: "statements" }, drops: ["body", "member", "consequent"] },
  { before: "", after: "\nexcept: pass\n", pick: { type: "statements" }, drops: ["catch"], when: /^try\b/ },
  { before: "", after: "\ndef f(): pass\n", pick: { type: "child", of: "function" }, isFirst: true, when: /^@[^\n]*$/ },
  { before: "f(", after: "\n)", pick: { type: "child", of: "call" }, isLast: true },
  { before: "{", after: "\n}", pick: { type: "child", of: "mapping" } },
];
