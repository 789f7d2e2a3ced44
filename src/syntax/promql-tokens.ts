import type { Span } from "#model/location.ts";

/** A word, a literal or a sign of PromQL. `unread` is what is none of them: a text without end, a stray character. */
export interface Token extends Span {
  readonly type: "word" | "number" | "duration" | "string" | "sign" | "unread";
  /** As it is written; of a string what it says. */
  readonly text: string;
}

/** What a text consists of. */
export interface Tokens {
  readonly list: readonly Token[];
  readonly comments: readonly Span[];
}

const blank = /\s+/y;
const comment = /#[^\n]*/y;
const word = /[A-Za-z_:][\w:]*/y;
/** Between brackets a colon stands before the step of a subquery. */
const wordInBrackets = /[A-Za-z_]\w*/y;
const duration = /(?:\d{1,19}(?:ms|[smhdwy])){1,9}(?!\w)/y;
const number = /0[xX][\da-fA-F_]+|(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?/y;
const sign = /=~|!~|!=|==|>=|<=|[-+*/%^=<>(){}[\],:@]/y;
/** What follows a number at once, and makes it none. */
const suffix = /\w+/y;

/** Takes a text apart; what cannot be read is a token, too. */
export function tokensOf(text: string): Tokens {
  const list: Token[] = [];
  const comments: Span[] = [];
  let inBrackets = false;
  for (let at = endOf(blank, text, 0); at < text.length; at = endOf(blank, text, at)) {
    const note = endOf(comment, text, at);
    if (note > at) {
      comments.push({ start: at, end: note });
      at = note;
      continue;
    }
    const token = tokenAt(text, at, inBrackets);
    if (token.text === "[" && token.type === "sign") inBrackets = true;
    if (token.text === "]" && token.type === "sign") inBrackets = false;
    list.push(token);
    at = token.end;
  }
  return { list, comments };
}

function tokenAt(text: string, start: number, inBrackets: boolean): Token {
  const made = (type: Token["type"], end: number): Token => ({ type, start, end, text: text.slice(start, end) });
  if (/["'`]/.test(text[start]!)) return stringAt(text, start);
  const ofWord = endOf(inBrackets ? wordInBrackets : word, text, start);
  if (ofWord > start) return made("word", ofWord);
  const ofDuration = endOf(duration, text, start);
  if (ofDuration > start) return made("duration", ofDuration);
  const ofNumber = endOf(number, text, start);
  if (ofNumber > start) {
    const after = endOf(suffix, text, ofNumber);
    return made(after === ofNumber ? "number" : "unread", after);
  }
  const ofSign = endOf(sign, text, start);
  return ofSign > start ? made("sign", ofSign) : made("unread", start + 1);
}

/** Where a match that starts at `at` ends; `at` if there is none. */
function endOf(expression: RegExp, text: string, at: number): number {
  expression.lastIndex = at;
  return expression.test(text) ? expression.lastIndex : at;
}

/** Between backquotes everything is as it is written; the other quotes end with their line. */
function stringAt(text: string, start: number): Token {
  const quote = text[start]!;
  const isRaw = quote === "`";
  const end = isRaw ? endOfRaw(text, start) : endOfQuoted(text, start);
  if (text[end] !== quote) return { type: "unread", start, end, text: text.slice(start, end) };
  const inner = text.slice(start + 1, end);
  return { type: "string", start, end: end + 1, text: isRaw ? inner : unescaped(inner) };
}

function endOfRaw(text: string, start: number): number {
  const end = text.indexOf("`", start + 1);
  return end < 0 ? text.length : end;
}

function endOfQuoted(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== text[start] && text[at] !== "\n")
    at += text[at] === "\\" && text[at + 1] !== "\n" ? 2 : 1;
  return Math.min(at, text.length);
}

const escapes = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{3})|([^]))/g;

const letters: ReadonlyMap<string, string> = new Map([
  ["a", "\x07"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
]);

/** The escapes are those of Go. */
function unescaped(text: string): string {
  if (!text.includes("\\")) return text;
  return text.replace(escapes, (whole: string, ...groups: readonly (string | undefined)[]) => {
    const [byte, short, long, octal, letter] = groups;
    const hexadecimal = byte ?? short ?? long;
    if (hexadecimal === undefined && octal === undefined) return letters.get(letter ?? "") ?? letter ?? whole;
    const point = hexadecimal === undefined ? Number.parseInt(octal!, 8) : Number.parseInt(hexadecimal, 16);
    return point <= 0x10_ff_ff ? String.fromCodePoint(point) : whole;
  });
}
