import { isCellOfProse } from "#secrets/markdown-table.ts";

/** What ties a value to the name before it. */
export interface Tie {
  /** The sign; `is` for prose, a line break for what stands on the next line. */
  readonly sign: "=" | ":" | "|" | "?" | "," | "(" | ">" | " " | "is" | "\n";
  /** Where the value may begin, a quote included. */
  readonly at: number;
  /** Holds if a quote closes the name. */
  readonly closesQuote: boolean;
}

/** Spaces that may stand around a tie, as in aligned files. */
const mostSpaces = 60;

/** The code of a quote: `"`, `'`, `` ` ``. */
function isQuote(code: number): boolean {
  return code === 34 || code === 39 || code === 96;
}

/** A backslash. */
const backslash = 92;

/** `-`. */
const hyphen = 45;

/** What a sign is followed by: reads on from its place. */
type TieReader = (text: string, at: number, name: { closesQuote: boolean; spaced: boolean }) => Tie | undefined;

const nextLine: TieReader = (text, at, { closesQuote }) => ({ sign: "\n", at: linesFrom(text, at), closesQuote });

/** Characters before a cell's end in which its beginning is looked for. */
const longestCell = 100;

/** Holds if a line of a table goes on at a bar: elsewhere one hands on what a command prints. */
function inTable(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - longestCell), at);
  return /(?:^|\n)[ \t]{0,8}\|[^\n]*$/.test(before);
}

/** What goes on with the path to a name, as some languages write it: `jsonwebtoken::jwk::Algorithm`, `Token::new(`. */
const path = /::(?:[A-Za-z_]\w{0,80}(?:::|[(<!])|<)/y;

function isPathAt(text: string, at: number): boolean {
  path.lastIndex = at;
  return path.test(text);
}

/** By the sign: what ties with it. */
const bySign: readonly (readonly [sign: string, reader: TieReader])[] = [
  ["=", (text, at, { closesQuote }) => ({ sign: "=", at: valueFrom(text, skipAny(text, at, "=>~")), closesQuote })],
  [
    ":",
    (text, at, { closesQuote }) =>
      !closesQuote && isPathAt(text, at)
        ? undefined
        : { sign: ":", at: afterColon(text, skipAny(text, at, ":=-*")), closesQuote },
  ],
  [
    "|",
    (text, at, { closesQuote }) =>
      text.startsWith("||", at) || (inTable(text, at) && !isCellOfProse(text, at + 1))
        ? { sign: "|", at: spacesFrom(text, skipAny(text, at, "|")), closesQuote }
        : undefined,
  ],
  [
    "?",
    (text, at, { closesQuote }) =>
      text.startsWith("??", at) ? { sign: "?", at: spacesFrom(text, at + 2), closesQuote } : undefined,
  ],
  [",", (text, at, { closesQuote }) => (closesQuote ? commaAt(text, at + 1) : undefined)],
  [
    "(",
    (text, at, { closesQuote, spaced }) =>
      spaced || closesQuote ? undefined : { sign: "(", at: spacesFrom(text, at + 1), closesQuote },
  ],
  [">", (_text, at, { closesQuote }) => ({ sign: ">", at: at + 1, closesQuote })],
  [";", (text, at, { closesQuote }) => (closesQuote ? serializedAt(text, at) : undefined)],
  ["\n", nextLine],
  ["\r", nextLine],
];

/** What PHP writes between two texts that it puts down one behind the other: the length of the second one. */
const serialized = /;s:\d{1,7}:(?=\\?")/y;

function serializedAt(text: string, at: number): Tie | undefined {
  serialized.lastIndex = at;
  return serialized.test(text) ? { sign: ":", at: serialized.lastIndex, closesQuote: true } : undefined;
}

/** By the code of the sign, since this is asked of every name in a text. */
const readers: readonly (TieReader | undefined)[] = Array.from(
  { length: 128 },
  (_, code) => bySign.find(([sign]) => sign.charCodeAt(0) === code)?.[1],
);

/** What stands between a name that ends at `end` and a value. */
export function tieAt(text: string, end: number): Tie | undefined {
  let closed = end;
  if (text.charCodeAt(closed) === backslash) closed++;
  const closesQuote = isQuote(text.charCodeAt(closed));
  if (closesQuote) closed++;
  else if (closed > end) return undefined;
  closed = afterMarks(text, closed);
  const at = spacesFrom(text, closed);
  const name = { closesQuote, spaced: at > closed };
  const reader = readers[text.charCodeAt(at)];
  if (reader) return reader(text, at, name);
  return name.spaced ? (proseAt(text, at) ?? { sign: " ", at, closesQuote: name.closesQuote }) : undefined;
}

/** Behind a bracket, asterisks of Markdown, the mark of what may be absent. */
function afterMarks(text: string, from: number): number {
  let at = from;
  let code = text.charCodeAt(at);
  while (code === 93 || code === 42) code = text.charCodeAt(++at);
  return (code === 63 || code === 33) && /[:=]/.test(text.charAt(at + 1)) ? at + 1 : at;
}

/** Prose that says what the value is: `is …`, or a few words up to a colon: `Access token for the portal: …`. */
const said = /is (?=\S)|(?:[a-z][\w'()-]{0,20} ){0,3}[a-z][\w'()-]{0,20}: {1,4}(?=["'`]?[\w+/=.~-]{12})/y;

function proseAt(text: string, at: number): Tie | undefined {
  said.lastIndex = at;
  return said.test(text) ? { sign: "is", at: said.lastIndex, closesQuote: false } : undefined;
}

/** The next argument of a call, or the next item of a list, which may stand on the next line; another option is no value. */
function commaAt(text: string, from: number): Tie | undefined {
  const at = linesFrom(text, from);
  if (text.charCodeAt(isQuote(text.charCodeAt(at)) ? at + 1 : at) === hyphen) return undefined;
  const isNextLine = text.slice(from, at).includes("\n");
  return { sign: isNextLine ? "\n" : ",", at, closesQuote: !isNextLine };
}

/** The type of a declaration that goes on with a value. */
const annotation = /(?:[A-Za-z_][\w.]{0,40}(?:\[[\w, |.]{0,40}\])?(?: ?\| ?\w{1,20}){0,2}) {0,4}= {0,4}(?=\\?["'`])/y;

/** A quoted value that stands on the next line, as formatters put long ones, in a bracket maybe. */
const wrapped = /(?:\([ \t]{0,4})?\r?\n[ \t]{0,60}(?=["'`])/y;

/** Where a value begins: behind spaces, on the next line if a quote begins it there. */
function valueFrom(text: string, from: number): number {
  const at = spacesFrom(text, from);
  const code = text.charCodeAt(at);
  if (code !== 10 && code !== 13 && code !== 40) return at;
  wrapped.lastIndex = at;
  return wrapped.test(text) ? wrapped.lastIndex : at;
}

function afterColon(text: string, from: number): number {
  const at = valueFrom(text, from);
  annotation.lastIndex = at;
  return annotation.test(text) ? annotation.lastIndex : at;
}

function skipAny(text: string, from: number, characters: string): number {
  let at = from;
  while (at - from < 4 && characters.includes(text.charAt(at)) && at < text.length) at++;
  return at;
}

function spacesFrom(text: string, from: number): number {
  let at = from;
  while (at - from < mostSpaces && (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9)) at++;
  return at;
}

/** Over white space of any kind, and the dash of the next item of a YAML list. */
function linesFrom(text: string, from: number): number {
  let at = from;
  while (at - from < 2 * mostSpaces && text.charCodeAt(at) <= 32) at++;
  return text.charCodeAt(at) === 45 && text.charCodeAt(at + 1) === 32 ? at + 2 : at;
}
