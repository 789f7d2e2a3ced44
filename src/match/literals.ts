import type { TextPattern } from "#match/generic-pattern.ts";
import { constantsOf } from "#match/generic-pattern.ts";
import type { CodeDialect } from "#match/code-dialect.ts";
import type { CodePattern } from "#match/code-pattern.ts";
import { partsOfPattern, type PatternItem } from "#match/pattern.ts";
import { allOf, type Literals, readLiteral, shortestLiteral } from "#match/literal-groups.ts";

/**
 * The same literals for a value that its syntax may write with escapes: a text without the literal can still say it with a
 * backslash before something, so every such escape stands beside it.
 */
export function escapable(literals: Literals): Literals {
  return literals.map((group) => {
    const written = group
      .map(readLiteral)
      .map(({ text, ignoreCase }) => (ignoreCase ? text + text.toUpperCase() : text));
    const letters = new Set(written.join("").replace(/[bfnrtvux\d]/g, ""));
    const escapes = ["\\u", "\\U", "\\x", "\\\n", "\\\r", ...Array.from(letters, (letter) => `\\${letter}`)];
    return [...group, ...[...new Set(escapes)].sort()];
  });
}

/** Kinds of nodes whose value a text says as it is. */
const isSaid: ReadonlySet<string> = new Set(["name", "keyword-argument"]);

/** How a name of ASCII may be written with escapes: letters, digits and `$` lie between these, and few other texts hold them. */
const nameEscapes = ["\\u{", "\\u002", "\\u003", "\\u004", "\\u005", "\\u006", "\\u007"];

/** A name as a text may write it. */
function writtenName(name: string, escapes: boolean): readonly string[] {
  if (!escapes) return [name];
  return /^[\w$]+$/.test(name) ? [name, ...nameEscapes] : [name, "\\u"];
}

/** The literals of a pattern over a tree: its constant strings and keys, word by word, since lines may be folded. */
export function literalsOfPattern(pattern: CodePattern, code: Pick<CodeDialect, "escapesNames"> | undefined): Literals {
  const words: string[] = [];
  const names: string[] = [];
  const stack: PatternItem[] = pattern.type === "node" ? [pattern.pattern] : [...pattern.items];
  for (let item = stack.pop(); item; item = stack.pop()) {
    if (item.type === "scalar" && item.kind === "string") words.push(...wordsOf(String(item.value)));
    if (item.type === "shape" && isSaid.has(item.kind) && typeof item.value === "string") names.push(item.value);
    stack.push(...partsOfPattern(item));
  }
  // In code a constant may be put together from pieces, so that only names are sure to be written as they are.
  if (code) {
    const told = names.filter((name) => name.length >= shortestLiteral);
    return allOf([told.map((name) => writtenName(name, code.escapesNames === true))]);
  }
  return escapable(allOf([words.map((word) => [word])]));
}

/** Runs of plain ASCII that every syntax writes as they are, but for escapes. */
function wordsOf(text: string): string[] {
  return text.split(/[^!#-&(-[\]-~]+/).filter((word) => word.length >= shortestLiteral);
}

/** The literals of a pattern of generic mode: its words. */
export function literalsOfText(pattern: readonly TextPattern[]): Literals {
  return literalsOfWords(constantsOf(pattern));
}

/** The literals of words that must all be there. */
export function literalsOfWords(words: readonly string[]): Literals {
  return allOf([words.filter((word) => word.length >= shortestLiteral).map((word) => [word])]);
}
