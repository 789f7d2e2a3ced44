import type { PatternContext } from "#match/code-dialect.ts";
import { type Placeholder, placeholders } from "#match/placeholder.ts";

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
  const placeholder = placeholders();
  const open: string[] = [];
  /** Holds right after `{` or `,` of braces, where an entry starts. */
  let startsEntry = false;
  return pattern.replace(tokens, (token) => {
    const what = pythonPlaceholder(token);
    const inBraces = open.at(-1) === "{";
    if (what) {
      const isEntry = inBraces && startsEntry && what.type !== "metavariable" && what.type !== "deep";
      startsEntry = false;
      if (what.type === "deep") return `${placeholder(what)}(`;
      return `${isEntry ? stars : ""}${placeholder(what)}`;
    }
    if (token === "...>") return ")";
    if (/^[fF][rR]?["']|^[rR][fF]["']/.test(token)) return prepareTemplate(token, placeholder);
    if (/^[[({]$/.test(token)) open.push(token);
    if (/^[\])}]$/.test(token)) open.pop();
    if (!/^\s$/.test(token)) startsEntry = token === "{" || (inBraces && token === ",");
    return token;
  });
}

function pythonPlaceholder(token: string): Placeholder | undefined {
  if (token === "...") return { type: "dots" };
  if (token === "<...") return { type: "deep" };
  if (token.startsWith("$...")) return { type: "rest", name: token };
  return /^\$[A-Z_]/.test(token) ? { type: "metavariable", name: token } : undefined;
}

/** In a string with holes only what stands in the holes is code. */
function prepareTemplate(text: string, placeholder: (what: Placeholder) => string): string {
  return text.replace(/\{(\$[A-Z_][A-Z_0-9]*|\$\.\.\.[A-Z_][A-Z_0-9]*|\.\.\.)/g, (_, inner: string) => {
    return `{${placeholder(pythonPlaceholder(inner)!)}`;
  });
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
