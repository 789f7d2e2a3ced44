import type { PatternContext } from "#match/code-dialect.ts";
import { type Placeholder, placeholders } from "#match/placeholder.ts";

/** Pattern syntax, and what looks like it but is text. */
const tokens =
  /"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*'|`[^`]*`|#[^\n]*|<\.\.\.|\.\.\.>|\$\.\.\.[A-Z_][A-Z_0-9]*|\$[A-Z_][A-Z_0-9]*|\.\.\.|\s+|[^]/g;

/** Replaces pattern syntax by words that a parser of PromQL takes for metrics, functions and labels. */
export function preparePromql(pattern: string): readonly string[] {
  const placeholder = placeholders();
  let inBraces = false;
  /** The last sign before the token. */
  let before = "";
  const prepared = pattern.replace(tokens, (token: string) => {
    if (/^[\s#]/.test(token)) return token;
    const isValue = inBraces && /[=~]/.test(before);
    before = token;
    if (token === "{") inBraces = true;
    if (token === "}") inBraces = false;
    if (token === "...>") return ")";
    const what = placeholderFor(token);
    if (!what) return token;
    if (what.type === "deep") return `${placeholder(what)}(`;
    // A name that goes on at once is not what a metavariable stands for.
    return isValue ? `"${placeholder(what)}"` : ` ${placeholder(what)} `;
  });
  return [prepared];
}

function placeholderFor(token: string): Placeholder | undefined {
  if (token === "...") return { type: "dots" };
  if (token === "<...") return { type: "deep" };
  if (token.startsWith("$...")) return { type: "rest", name: token };
  return /^\$[A-Z_]/.test(token) ? { type: "metavariable", name: token } : undefined;
}

/** A pattern of PromQL is an expression, or what stands between the braces of a selector. */
export const promqlContexts: readonly PatternContext[] = [
  { before: "", after: "\n", pick: { type: "expression" } },
  { before: "{", after: "\n}", pick: { type: "child", of: "mapping" } },
];
