import { type RegexFlags, parseRegex } from "#match/regex-parser.ts";
import { unsetReferences } from "#match/regex-references.ts";
import {
  type CharacterSet,
  type CodeRange,
  type RegexNode,
  RegexSyntaxError,
  type RegexTree,
  writtenSize,
} from "#match/regex-tree.ts";

/** A regular expression of a rule, in the engine's own spelling. */
export interface Regex {
  readonly tree: RegexTree;
  /** Where a capturing group of the rule's spelling is found in a result of `expression`. */
  readonly groups: readonly number[];
  /** Finds every match; sticky and other state is the caller's. Compiled on first use. */
  expression(): RegExp;
}

/** Why a regular expression was not understood; `at` is a UTF-16 offset into it. */
export interface RegexError {
  readonly type: "regex-error";
  readonly message: string;
  readonly at: number;
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
  const flags: RegexFlags = { i: use.ignoreCase ?? false, m: use.multiline, s: false, x: false };
  try {
    const tree = parseRegex(source, flags);
    if (writtenSize(tree.root) > largestExpression) throw new RegexSyntaxError("the expression is too large", 0);
    const writer = writerFor(tree);
    const body = write(tree.root, writer);
    const text = use.anchored ? `^(?:${body})` : body;
    const javascriptFlags = `g${tree.captures > 0 ? "d" : ""}u${writer.foldsAll ? "i" : ""}`;
    let compiled: RegExp | undefined;
    return { tree, groups: writer.groups, expression: () => (compiled ??= new RegExp(text, javascriptFlags)) };
  } catch (error) {
    if (!(error instanceof RegexSyntaxError)) throw error;
    return { type: "regex-error", message: error.message, at: error.at };
  }
}

/** Holds if the expression matches anywhere in `text`, or at its start if it is anchored. */
export function regexTest(regex: Regex, text: string): boolean {
  const expression = regex.expression();
  expression.lastIndex = 0;
  return expression.test(text);
}

/** What writing a tree down needs to know of the whole of it. */
interface Writer {
  /** Every letter ignores case, so that the engine's own flag does it. */
  readonly foldsAll: boolean;
  /** By number of a capturing group: its number in the written expression. */
  readonly groups: readonly number[];
  readonly atomics: ReadonlyMap<RegexNode, number>;
  /** References that cannot match. */
  readonly unset: ReadonlySet<RegexNode>;
}

function writerFor(tree: RegexTree): Writer {
  const groups: number[] = [0];
  const atomics = new Map<RegexNode, number>();
  let written = 0;
  let folded = 0;
  let exact = 0;
  const stack: RegexNode[] = [tree.root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === "capture") groups[node.index] = ++written;
    else if (node.type === "atomic") atomics.set(node, ++written);
    else if ((node.type === "character" || node.type === "set") && hasCase(node)) {
      if (node.ignoreCase) folded++;
      else exact++;
    }
    stack.push(...childrenOf(node).reverse());
  }
  return { foldsAll: folded > 0 && exact === 0, groups, atomics, unset: unsetReferences(tree.root) };
}

/** The parts of a node, in source order. */
function childrenOf(node: RegexNode): RegexNode[] {
  if (node.type === "sequence") return [...node.items];
  if (node.type === "choice") return [...node.options];
  return "body" in node ? [node.body] : [];
}

/** Holds if it makes a difference whether the node ignores case. */
function hasCase(node: RegexNode): boolean {
  if (node.type === "character") return swapped(node.code) !== undefined;
  if (node.type !== "set") return false;
  const { ranges, escapes } = node.set;
  const holds = ([from, to]: CodeRange) => ranges.some(([first, last]) => first <= from && to <= last);
  return escapes.length > 0 || !ranges.flatMap(caseRanges).every(holds);
}

function write(node: RegexNode, writer: Writer): string {
  switch (node.type) {
    case "character":
      return writeCharacter(node, writer);
    case "set":
      return writeSet(node.set, node.ignoreCase && !writer.foldsAll);
    case "assertion":
      return node.source;
    case "sequence":
      return node.items
        .map((item) => (item.type === "choice" ? `(?:${write(item, writer)})` : write(item, writer)))
        .join("");
    case "choice":
      return node.options.map((option) => write(option, writer)).join("|");
    case "capture":
      return `(${write(node.body, writer)})`;
    case "atomic":
      return `(?:(?=(${write(node.body, writer)}))\\${writer.atomics.get(node)})`;
    case "look":
      return `(${node.sigil}${write(node.body, writer)})`;
    case "repeat":
      return `(?:${write(node.body, writer)})${quantifier(node.min, node.max)}${node.lazy ? "?" : ""}`;
    case "backreference":
    default:
      return writer.unset.has(node) ? "(?!)" : writeReference(node.index, writer);
  }
}

function writeReference(index: number, writer: Writer): string {
  const written = writer.groups[index];
  if (written === undefined) throw new RegexSyntaxError(`there is no group ${index}`, 0);
  return `(?:\\${written})`;
}

function quantifier(min: number, max: number): string {
  if (max === Infinity) return min === 0 ? "*" : min === 1 ? "+" : `{${min},}`;
  return min === 0 && max === 1 ? "?" : `{${min},${max}}`;
}

function writeCharacter(node: RegexNode & { readonly type: "character" }, writer: Writer): string {
  const other = node.ignoreCase && !writer.foldsAll ? swapped(node.code) : undefined;
  return other === undefined ? spell(node.code) : `[${spell(node.code)}${spell(other)}]`;
}

function writeSet(set: CharacterSet, folds: boolean): string {
  const ranges = folds ? set.ranges.flatMap((range) => [range, ...caseRanges(range)]) : set.ranges;
  const members = ranges.map(([first, last]) => (first === last ? spell(first) : `${spell(first)}-${spell(last)}`));
  return `[${set.negated ? "^" : ""}${members.join("")}${set.escapes.join("")}]`;
}

/** The character of the other case, where there is exactly one. */
function swapped(code: number): number | undefined {
  const text = String.fromCodePoint(code);
  const other = text.toLowerCase() === text ? text.toUpperCase() : text.toLowerCase();
  const folded = other.codePointAt(0);
  return folded === undefined || folded === code || String.fromCodePoint(folded) !== other ? undefined : folded;
}

/** The ASCII letters of `range` in the other case; letters beyond ASCII fold only where the whole expression does. */
function caseRanges([first, last]: CodeRange): CodeRange[] {
  const folded: CodeRange[] = [];
  const blocks: readonly (readonly [low: number, high: number, shift: number])[] = [
    [65, 90, 32],
    [97, 122, -32],
  ];
  for (const [low, high, shift] of blocks) {
    const from = Math.max(first, low);
    const to = Math.min(last, high);
    if (from <= to) folded.push([from + shift, to + shift]);
  }
  return folded;
}

/** A character as it may stand anywhere in an expression, in or out of a class. */
function spell(code: number): string {
  const text = String.fromCodePoint(code);
  return /^[A-Za-z0-9 _]$/.test(text) ? text : `\\u{${code.toString(16)}}`;
}
