import type { CharacterSet, CodeRange, RegexNode } from "#match/regex-tree.ts";

/** Which characters a part of an expression takes. */
export interface CharacterTest {
  /** By code, up to 127. */
  readonly ascii: Uint8Array;
  /** Of the others, by code point. */
  readonly other: (code: number) => boolean;
}

/** The test for a character or class, as the engine itself understands its spelling. */
export function characterTest(
  node: RegexNode & { readonly type: "character" | "set" },
  foldsAll: boolean,
): CharacterTest {
  const folds = node.ignoreCase && !foldsAll;
  const source = node.type === "character" ? writeCharacter(node, foldsAll) : writeSet(node.set, folds);
  const expression = new RegExp(`^${source}$`, foldsAll ? "iu" : "u");
  const holds = (code: number) => expression.test(String.fromCodePoint(code));
  return { ascii: Uint8Array.from({ length: 128 }, (_, code) => Number(holds(code))), other: holds };
}

/** A character; `foldsAll`: the whole expression ignores case, so that it need not say so. */
export function writeCharacter(node: RegexNode & { readonly type: "character" }, foldsAll: boolean): string {
  const other = node.ignoreCase && !foldsAll ? swapped(node.code) : undefined;
  return other === undefined ? spell(node.code) : `[${spell(node.code)}${spell(other)}]`;
}

/** A class; `folds`: with the ASCII letters of the other case. */
export function writeSet(set: CharacterSet, folds: boolean): string {
  const ranges = folds ? set.ranges.flatMap((range) => [range, ...caseRanges(range)]) : set.ranges;
  const members = ranges.map(([first, last]) => (first === last ? spell(first) : `${spell(first)}-${spell(last)}`));
  return `[${set.negated ? "^" : ""}${members.join("")}${set.escapes.join("")}]`;
}

/** The character of the other case, where there is exactly one. */
export function swapped(code: number): number | undefined {
  const text = String.fromCodePoint(code);
  const other = text.toLowerCase() === text ? text.toUpperCase() : text.toLowerCase();
  const folded = other.codePointAt(0);
  return folded === undefined || folded === code || String.fromCodePoint(folded) !== other ? undefined : folded;
}

/** The ASCII letters of `range` in the other case; letters beyond ASCII fold only where the whole expression does. */
export function caseRanges([first, last]: CodeRange): CodeRange[] {
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
