/** An inclusive range of code points. */
export type CodeRange = readonly [first: number, last: number];

/** A character class: ranges of code points and classes that only the target engine can spell (`\p{L}`). */
export interface CharacterSet {
  readonly negated: boolean;
  readonly ranges: readonly CodeRange[];
  /** Escapes handed through as they are, such as `\p{Lu}`. */
  readonly escapes: readonly string[];
}

/** What a regular expression in PCRE's syntax says, with its inline flags resolved at every node. */
export type RegexNode =
  | { readonly type: "character"; readonly code: number; readonly ignoreCase: boolean }
  | { readonly type: "set"; readonly set: CharacterSet; readonly ignoreCase: boolean }
  /** A zero-width assertion, spelled for JavaScript's engine without its `m` flag. */
  | { readonly type: "assertion"; readonly source: string }
  | { readonly type: "sequence"; readonly items: readonly RegexNode[] }
  | { readonly type: "choice"; readonly options: readonly RegexNode[] }
  | { readonly type: "capture"; readonly index: number; readonly body: RegexNode }
  | { readonly type: "atomic"; readonly body: RegexNode }
  | { readonly type: "look"; readonly sigil: "?=" | "?!" | "?<=" | "?<!"; readonly body: RegexNode }
  | {
      readonly type: "repeat";
      readonly min: number;
      readonly max: number;
      readonly lazy: boolean;
      readonly body: RegexNode;
    }
  | { readonly type: "backreference"; readonly index: number };

/** A parsed regular expression. */
export interface RegexTree {
  readonly root: RegexNode;
  /** How many capturing groups it has. */
  readonly captures: number;
  /** Named groups and their numbers, in source order. */
  readonly names: readonly { readonly name: string; readonly index: number }[];
}

/** Thrown by the parser of regular expressions; turned into a `RegexError` value at its door. */
export class RegexSyntaxError extends Error {
  /** The UTF-16 offset in the source of the regular expression. */
  readonly at: number;
  /** What to know about it, as one sentence. */
  readonly help: string | undefined;

  constructor(message: string, at: number, help?: string) {
    super(message);
    this.at = at;
    this.help = help;
  }
}

/** An expression of more than so many parts. */
export function tooLarge(most: number): RegexSyntaxError {
  const help = `An expression has at most ${most} parts, with its counted repetitions written out.`;
  return new RegexSyntaxError("the expression is too large", 0, help);
}

/** The white space of PCRE's `\s` and `[[:space:]]`. */
const space: readonly CodeRange[] = [
  [9, 13],
  [32, 32],
];
const digit: readonly CodeRange[] = [[48, 57]];
const lower: readonly CodeRange[] = [[97, 122]];
const upper: readonly CodeRange[] = [[65, 90]];
const word: readonly CodeRange[] = [...digit, ...upper, [95, 95], ...lower];
const punctuation: readonly CodeRange[] = [
  [33, 47],
  [58, 64],
  [91, 96],
  [123, 126],
];
const horizontal: readonly CodeRange[] = [
  [9, 9],
  [32, 32],
  [160, 160],
  [0x1680, 0x1680],
  [0x180e, 0x180e],
  [0x2000, 0x200a],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
];
const vertical: readonly CodeRange[] = [
  [10, 13],
  [0x85, 0x85],
  [0x2028, 0x2029],
];

/** Classes written as a backslash and a letter; the capital letter is the complement. */
export const letterClasses: ReadonlyMap<string, readonly CodeRange[]> = new Map([
  ["d", digit],
  ["s", space],
  ["w", word],
  ["h", horizontal],
  ["v", vertical],
]);

/** POSIX classes by name, in the C locale as PCRE has them. */
export const posixClasses: ReadonlyMap<string, readonly CodeRange[]> = new Map<string, readonly CodeRange[]>([
  ["alpha", [...upper, ...lower]],
  ["digit", digit],
  ["alnum", [...digit, ...upper, ...lower]],
  ["upper", upper],
  ["lower", lower],
  ["space", space],
  [
    "blank",
    [
      [9, 9],
      [32, 32],
    ],
  ],
  ["punct", punctuation],
  ["xdigit", [...digit, [65, 70], [97, 102]]],
  ["word", word],
  [
    "cntrl",
    [
      [0, 31],
      [127, 127],
    ],
  ],
  ["print", [[32, 126]]],
  ["graph", [[33, 126]]],
  ["ascii", [[0, 127]]],
]);

/** The code points that none of `ranges` holds. */
export function complement(ranges: readonly CodeRange[]): CodeRange[] {
  const sorted = [...ranges].sort((left, right) => left[0] - right[0]);
  const rest: CodeRange[] = [];
  let next = 0;
  for (const [first, last] of sorted) {
    if (first > next) rest.push([next, first - 1]);
    next = Math.max(next, last + 1);
  }
  if (next <= 0x10ffff) rest.push([next, 0x10ffff]);
  return rest;
}

/** How many characters and assertions the expression has when its counted repetitions are written out. */
export function writtenSize(node: RegexNode): number {
  switch (node.type) {
    case "sequence":
      return node.items.reduce((sum, item) => sum + writtenSize(item), 1);
    case "choice":
      return node.options.reduce((sum, option) => sum + writtenSize(option), 1);
    case "repeat":
      return writtenSize(node.body) * Math.max(1, node.max === Infinity ? node.min : node.max);
    case "capture":
    case "atomic":
    case "look":
      return 1 + writtenSize(node.body);
    case "character":
    case "set":
    case "assertion":
    case "backreference":
    default:
      return 1;
  }
}

/** Holds if the node may match the empty text. */
export function isNullable(node: RegexNode): boolean {
  switch (node.type) {
    case "character":
    case "set":
      return false;
    case "sequence":
      return node.items.every(isNullable);
    case "choice":
      return node.options.some(isNullable);
    case "capture":
    case "atomic":
      return isNullable(node.body);
    case "repeat":
      return node.min === 0 || isNullable(node.body);
    case "assertion":
    case "look":
    case "backreference":
    default:
      return true;
  }
}

/** The numbers of the first and last capturing group in a node; zeros if it has none. Groups in it are numbered in a row. */
export function captureSpan(node: RegexNode): readonly [first: number, last: number] {
  let [first, last] = [0, 0];
  const pending: RegexNode[] = [node];
  for (let part = pending.pop(); part; part = pending.pop()) {
    if (part.type === "capture") {
      first = first === 0 ? part.index : Math.min(first, part.index);
      last = Math.max(last, part.index);
    }
    if (part.type === "sequence") for (const item of part.items) pending.push(item);
    else if (part.type === "choice") for (const option of part.options) pending.push(option);
    else if ("body" in part) pending.push(part.body);
  }
  return [first, last];
}
