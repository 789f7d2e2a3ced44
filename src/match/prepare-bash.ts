import type { PatternContext } from "#match/code-dialect.ts";
import { placeholders } from "#match/placeholder.ts";

/** Pattern syntax, and what looks like it but is text. */
const tokens =
  /\\[^]|<\.\.\.|\.\.\.>|\$\.\.\.[A-Z_][A-Z_0-9]*|\$[A-Z_][A-Z_0-9]*(?![a-z])|\.\.\.|\$\(|"|'[^']*'|(?<![^\s])#[^\n]*|[()]|[^]/g;

/** Replaces pattern syntax by words and expansions that a parser of Bash can read. */
export function prepareBash(pattern: string): readonly string[] {
  const placeholder = placeholders();
  /** The quotes and substitutions that are open. */
  const open: string[] = [];
  const prepared = pattern.replace(tokens, (token: string, at: number) => {
    const isQuoted = open.at(-1) === '"';
    if (token === '"') {
      if (isQuoted) open.pop();
      else open.push(token);
    }
    if (token === "$(" || (token === "(" && !isQuoted)) open.push("(");
    if (token === ")" && open.at(-1) === "(") open.pop();
    if (token === "...") return `\${${placeholder({ type: "dots" })}}`;
    if (token.startsWith("$...")) return `\${${placeholder({ type: "rest", name: token })}}`;
    // What is looked for is the second of two statements: it may be a pipeline.
    if (token === "<...") return `$(${placeholder({ type: "deep" })}; `;
    if (token === "...>") return ")";
    if (!/^\$[A-Z_]/.test(token)) return text(token, isQuoted);
    const word = placeholder({ type: "metavariable", name: token });
    return isName(pattern.slice(0, at), pattern.slice(at + token.length), isQuoted) ? word : `$${word}`;
  });
  return [prepared];
}

/** What quotes and comments hold is left alone, but within other quotes they are none. */
function text(token: string, isQuoted: boolean): string {
  const isText = /^['#]/.test(token) && token.length > 1;
  return isText && isQuoted ? token[0]! + prepareBash(token.slice(1))[0]! : token;
}

/** Holds where the language wants the bare name of a variable or a function. */
function isName(before: string, after: string, isQuoted: boolean): boolean {
  if (/\$\{[#!]?$/.test(before)) return true;
  if (isQuoted) return false;
  if (/(?:^|[\s;|&(])(?:for|select|function)[ \t]+$/.test(before)) return true;
  if (/^[ \t]*\([ \t]*\)/.test(after)) return true;
  return /^(?:\[[^\]\n]{1,100}\])?\+?=(?![=~])/.test(after) && /(?:^|[\s;|&({])$/.test(before);
}

/** A pattern of Bash is statements. */
export const bashContexts: readonly PatternContext[] = [{ before: "", after: "\n", pick: { type: "statements" } }];
