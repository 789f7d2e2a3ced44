import { append } from "#model/append.ts";
import { credentialsAmong, isCommandOption } from "#secrets/credential-words.ts";
import { isPlainValue } from "#secrets/plain-value.ts";
import type { Range } from "#secrets/quoted.ts";
import { maskOf } from "#secrets/token-shapes.ts";

/** Texts of commands within words of commands: deeper ones are not looked into. */
const deepest = 3;

/** A word as a shell takes it, and the place in the text of each of its characters. */
interface Word {
  readonly text: string;
  readonly offsets: readonly number[];
}

/** The words of one simple command and the operator before it. */
interface Segment {
  readonly operator: string;
  readonly words: Word[];
}

/** The words with the credentials among them masked, each by its place among the others. */
export function maskWords(words: readonly string[]): string[] {
  const places = placesAmong(words, 0);
  return words.map((word, index) => maskRanges(word, places[index]!));
}

/** Per word of a command, where credentials stand in it. */
export function credentialsInWords(words: readonly string[]): (readonly Range[])[] {
  return placesAmong(words, 0);
}

/** The command line with the credentials masked that stand at a credential's place in it. */
export function maskCommand(text: string): string {
  return maskRanges(text, credentialsInCommand(text));
}

/** The command line with everything masked that it prints: for a command whose output is a credential. */
export function maskPrinted(text: string): string {
  return maskRanges(maskCommand(text), printedInCommand(maskCommand(text)));
}

/** What a command line prints by `echo` and `printf`. */
export function printedInCommand(text: string): Range[] {
  return segmentsOf(text).flatMap(printedBy);
}

/** Where credentials stand in a command line, sorted. */
export function credentialsInCommand(text: string): Range[] {
  return commandRanges(text, 0);
}

/** An address alone, in which signs that end a shell's word are part of it. */
const oneAddress = /^[A-Za-z][\w+.-]{1,20}:\/\/\S+$/;

function commandRanges(text: string, depth: number): Range[] {
  if (oneAddress.test(text)) return [...placesAmong([text], depth)[0]!];
  const segments = segmentsOf(text);
  const found = segments.flatMap(({ words }) => {
    const places = placesAmong(
      words.map((word) => word.text),
      depth,
    );
    return words.flatMap((word, index) => places[index]!.map((range) => inText(word, range)));
  });
  segments.forEach((segment, index) => {
    if (readsSecret(segment)) append(found, printed(segments[index - 1], segment));
  });
  return found.sort((left, right) => left.start - right.start);
}

function placesAmong(words: readonly string[], depth: number): (readonly Range[])[] {
  const places = credentialsAmong(words);
  if (depth === deepest) return places;
  return places.map((found, index) => {
    const isScript = isCommandOption(words[index - 1] ?? "") || words[index - 1] === "eval";
    return isScript && /\s/.test(words[index]!) ? commandRanges(words[index]!, depth + 1) : found;
  });
}

function inText({ offsets }: Word, { start, end }: Range): Range {
  return { start: offsets[start]!, end: offsets[end - 1]! + 1 };
}

/** Holds for a command that is told to take a credential from what is piped into it. */
function readsSecret({ words }: Segment): boolean {
  return words.some(({ text }) =>
    /^--?[\w-]{0,40}(?:password|passphrase|token|secret|key)[\w-]{0,20}-stdin$|^--with-token$/i.test(text),
  );
}

/** What the command before a pipe prints, or what a here-string holds. */
function printed(before: Segment | undefined, { operator, words }: Segment): Range[] {
  const piped = before && operator.startsWith("|") ? printedBy(before) : [];
  const at = words.findIndex(({ text }) => text === "<<<");
  return at < 0 ? piped : [...piped, ...secretWords(words.slice(at + 1, at + 2))];
}

function printedBy({ words }: Segment): Range[] {
  return /^(?:echo|printf)$/.test(words[0]?.text ?? "") ? secretWords(words.slice(1)) : [];
}

function secretWords(words: readonly Word[]): Range[] {
  return words
    .filter(({ text }) => !/^-[neE]+$|^%/.test(text) && !isPlainValue(text))
    .map((word) => inText(word, { start: 0, end: word.text.length }));
}

/** The simple commands of a text, read as a shell reads words; a quote that nothing closes is a character. */
function segmentsOf(text: string): Segment[] {
  const segments: Segment[] = [{ operator: "", words: [] }];
  const closers = new Map([
    ["'", text.lastIndexOf("'")],
    ['"', text.lastIndexOf('"')],
  ]);
  for (let at = 0; at < text.length;) {
    const operator = operatorAt(text, at);
    if (operator === "<<<") segments.at(-1)!.words.push({ text: operator, offsets: [at, at + 1, at + 2] });
    else if (operator !== "") segments.push({ operator, words: [] });
    if (operator !== "" || /\s/.test(text[at]!)) {
      at += operator.length || 1;
      continue;
    }
    const { word, end } = wordAt(text, at, closers);
    if (word.text !== "") segments.at(-1)!.words.push(word);
    at = end;
  }
  return segments;
}

function operatorAt(text: string, at: number): string {
  if (text.startsWith("<<<", at)) return "<<<";
  if (/[|&;\n()]/.test(text[at]!))
    return text[at + 1] === text[at] || text[at + 1] === "&" ? text.slice(at, at + 2) : text[at]!;
  return "";
}

function wordAt(text: string, start: number, closers: ReadonlyMap<string, number>): { word: Word; end: number } {
  const offsets: number[] = [];
  let quote = "";
  let at = start;
  for (; at < text.length; at++) {
    const character = text[at]!;
    if (quote === "" && /[\s|&;()]/.test(character)) break;
    if (character === quote) quote = "";
    else if (quote === "" && (closers.get(character) ?? -1) > at) quote = character;
    else if (character === "\\" && quote !== "'" && at + 1 < text.length) offsets.push(++at);
    else offsets.push(at);
  }
  return { word: { text: offsets.map((offset) => text[offset]).join(""), offsets }, end: at };
}

function maskRanges(text: string, ranges: readonly Range[]): string {
  const pieces: string[] = [];
  let copied = 0;
  for (const { start, end } of [...ranges].sort((left, right) => left.start - right.start)) {
    if (end <= copied) continue;
    const from = Math.max(start, copied);
    pieces.push(text.slice(copied, from), maskOf(text.slice(from, end)));
    copied = end;
  }
  return copied === 0 ? text : pieces.join("") + text.slice(copied);
}
