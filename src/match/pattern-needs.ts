import type { TextPattern } from "#match/generic-pattern.ts";
import { constantsOf } from "#match/generic-pattern.ts";
import type { CodePattern } from "#match/code-pattern.ts";
import { partsOfPattern, type PatternItem } from "#match/pattern.ts";
import { allOf, anyOf, noNeeds, shortestLiteral } from "#match/needs.ts";
import { needsOfRegex } from "#match/regex-needs.ts";
import type { Needs } from "#model/needs.ts";

/** Kinds of nodes that no language says without a word of these. */
const keywordsOf: ReadonlyMap<string, Needs> = new Map([["catch", anyOf(["catch", "except"])]]);

/** Kinds of nodes whose value a text says as it is. */
const isSaid: ReadonlySet<string> = new Set(["name", "keyword-argument"]);

/**
 * What a text must hold for a pattern over its tree: what its expressions for strings ask, the names of code, and the
 * constant strings and keys of data, word by word, since lines may be folded.
 */
export function needsOfPattern(pattern: CodePattern, isCode: boolean): Needs {
  const words: string[] = [];
  const names: string[] = [];
  const further: Needs[] = [];
  const stack: PatternItem[] = pattern.type === "node" ? [pattern.pattern] : [...pattern.items];
  for (let item = stack.pop(); item; item = stack.pop()) {
    if (item.type === "scalar" && item.kind === "string") words.push(...wordsOf(String(item.value)));
    if (item.type === "shape" && isSaid.has(item.kind) && typeof item.value === "string") names.push(item.value);
    if (item.type === "string-regex") further.push(needsOfRegex(item.regex.tree));
    if (item.type === "shape") further.push(keywordsOf.get(item.kind) ?? noNeeds);
    stack.push(...partsOfPattern(item));
  }
  // In code a constant may be put together from pieces, so that only names are sure to be written as they are.
  return allOf([...further, ...(isCode ? names.filter((name) => name.length >= shortestLiteral) : words)]);
}

/** Runs of plain ASCII that every syntax writes as they are, but for escapes. */
function wordsOf(text: string): string[] {
  return text.split(/[^!#-&(-[\]-~]+/).filter((word) => word.length >= shortestLiteral);
}

/** What a text must hold for a pattern of generic mode: its words. */
export function needsOfText(pattern: readonly TextPattern[]): Needs {
  return needsOfWords(constantsOf(pattern));
}

/** The needs of words that must all be there. */
export function needsOfWords(words: readonly string[]): Needs {
  return allOf(words.filter((word) => word.length >= shortestLiteral));
}
