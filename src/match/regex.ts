import { once } from "#match/once.ts";
import { exactly } from "#match/needs.ts";
import { needsOfRegex } from "#match/regex-needs.ts";
import { stepsOf } from "#match/regex-cost.ts";
import { type RegexFlags, parseRegex } from "#match/regex-parser.ts";
import { compileProgram, isShort, type RegexProgram } from "#match/regex-program.ts";
import { RegexSyntaxError, type RegexTree, tooLarge, writtenSize } from "#match/regex-tree.ts";
import { writeRegex } from "#match/regex-writer.ts";
import type { Needs } from "#model/needs.ts";

/** A regular expression of a rule, ready to be looked for. */
export interface Regex {
  readonly tree: RegexTree;
  readonly isAnchored: boolean;
  /** For the engine's own search; `groups` says where it leaves the groups of the rule's expression. */
  readonly native: () => { readonly expression: RegExp; readonly groups: readonly number[] };
  /** For the search that counts its steps. */
  readonly program: () => RegexProgram;
  /** The engine's own search, which nothing can stop, takes few steps on a text of this length. */
  readonly isQuick: (length: number) => boolean;
  /** What a text must hold for the expression to match, as far as case counts. */
  readonly needs: Needs;
}

/** Why a regular expression was not understood; `at` is a UTF-16 offset into it. */
export interface RegexError {
  readonly type: "regex-error";
  readonly message: string;
  readonly at: number;
  /** What to know about it, where there is more to say than how expressions are read. */
  readonly help?: string;
}

/** How a place in a rule reads its regular expressions. */
export interface RegexUse {
  /** `^` and `$` match at every line. */
  readonly multiline: boolean;
  /** A match must begin where the text begins. */
  readonly anchored: boolean;
  readonly ignoreCase?: boolean;
}

/** `pattern-regex`: over a whole text. */
export const searching: RegexUse = { multiline: true, anchored: false };

/** `metavariable-regex` and `re.match`: at the start of a value. */
export const anchored: RegexUse = { multiline: false, anchored: true };

/**
 * Steps that the engine's own search may take: from one place of a text, where their number does not hang on how long it
 * is, and in all, where it does. A search that may take more is counted.
 */
const [quickSteps, quickInAll] = [400, 200_000];

/** Characters of an expression that the engine is given: it calls itself for its parts, and refuses long ones. */
const longestNative = 10_000;

/** Parts that an expression may have when its counted repetitions are written out; the engine needs memory for each. */
const largestExpression = 200_000;

/** Holds for what `translateRegex` returns if it did not understand. */
export function isRegexError(value: Regex | RegexError): value is RegexError {
  return "message" in value;
}

/**
 * Translates a regular expression from PCRE's syntax to JavaScript's, with the meaning kept: atomic groups and possessive
 * quantifiers become look-aheads with a back-reference, scoped `(?i)` is written out letter by letter. What has no
 * counterpart (recursion, conditionals, verbs, `\K`) is an error. One difference stays: a reference to a group that
 * could have taken part and did not matches the empty text.
 */
export function translateRegex(source: string, use: RegexUse = searching): Regex | RegexError {
  const key = `${Number(use.multiline)}${Number(use.anchored)}${Number(use.ignoreCase ?? false)}${source}`;
  const known = translated.get(key);
  if (known) return known;
  const made = translate(source, use);
  if (translated.size >= mostTranslated) translated.clear();
  translated.set(key, made);
  return made;
}

/** Rules repeat expressions; what was translated is kept, up to so many. */
const translated = new Map<string, Regex | RegexError>();
const mostTranslated = 2000;

function translate(source: string, use: RegexUse): Regex | RegexError {
  const flags: RegexFlags = { i: use.ignoreCase ?? false, m: use.multiline, s: false, x: false };
  try {
    const tree = parseRegex(source, flags);
    if (writtenSize(tree.root) > largestExpression) throw tooLarge(largestExpression);
    const written = writeRegex(tree);
    const text = use.anchored ? `^(?:${written.source})` : written.source;
    const native = once(() => ({ expression: new RegExp(text, written.flags), groups: written.groups }));
    const steps = stepsOf(tree.root);
    const isNative = text.length <= longestNative;
    const isAlwaysQuick = isNative && steps.fromOnePlace <= quickSteps;
    const isQuick = (length: number) => isAlwaysQuick || (isNative && steps.through(length) <= quickInAll);
    const program = once(() => compileProgram(tree, written));
    // Whether it can be compiled is a mistake of the rule, and is told here.
    if (!isAlwaysQuick && !isShort(tree)) program();
    return {
      tree,
      isAnchored: use.anchored,
      native,
      program,
      isQuick,
      needs: exactly(needsOfRegex(tree)),
    };
  } catch (error) {
    if (!(error instanceof RegexSyntaxError)) throw error;
    const { message, at, help } = error;
    return { type: "regex-error", message, at, ...(help !== undefined && { help }) };
  }
}
