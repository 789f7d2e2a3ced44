import type { Document, Embedding, Node, OffsetMap } from "#model/document.ts";

/**
 * The text that a scalar, a fence or a word of a command holds, as a document of its own: its decoded value, and where
 * each part of it stands in `document`. Offsets always lie within the node; where the value cannot be followed through
 * its notation, all of it stands at the node's start.
 */
export function embeddingOf(document: Document, node: Node, language: string): Embedding {
  const text = typeof node.value === "string" ? node.value : "";
  return { language, text, offsets: offsetsOf(document, node, text) };
}

function offsetsOf(document: Document, node: Node, value: string): OffsetMap {
  const written = document.text.slice(node.start, node.end);
  const source = written.includes("\r") ? written.replace(/\r(?!\n)/g, "\n") : written;
  for (const follow of followersOf(document, node, source)) {
    const track: Track = { source, value, at: 0, read: 0, inner: [], outer: [] };
    if (!follow(track)) continue;
    note(track, value.length, track.at);
    return { inner: track.inner, outer: track.outer.map((offset) => node.start + offset) };
  }
  const length = value.length + 1;
  return { inner: Array.from({ length }, (_, index) => index), outer: Array.from({ length }, () => node.start) };
}

/** How far a value was followed through its notation. */
interface Track {
  readonly source: string;
  readonly value: string;
  /** Offset in the notation of what comes next. */
  at: number;
  /** Units of the value that were found. */
  read: number;
  readonly inner: number[];
  readonly outer: number[];
}

/** Follows a value to its end; false where notation and value do not fit, as this notation goes. */
type Follow = (track: Track) => boolean;

/** Says that unit `inner` of the value stands at `outer`; kept only where a new segment starts. */
function note({ inner: inners, outer: outers }: Track, inner: number, outer: number): void {
  const last = inners.length - 1;
  const [lastInner, lastOuter] = [inners[last], outers[last]];
  if (lastInner === inner) outers[last] = outer;
  else if (lastInner === undefined || lastOuter === undefined || outer - inner !== lastOuter - lastInner) {
    inners.push(inner);
    outers.push(outer);
  }
}

/** Finds the next `count` units of the value at the current place. */
function step(track: Track, count: number, width: number): void {
  note(track, track.read, track.at);
  track.read += count;
  track.at += width;
}

function followersOf({ syntax }: Document, { kind }: Node, source: string): readonly Follow[] {
  if (kind === "fence") return [(track) => followLines(track, 1), (track) => followLines(track, 0)];
  if (syntax === "shell") return [followVerbatim, followWord];
  if (syntax === "yaml" || syntax === "markdown") {
    const block = source.startsWith("|") || source.startsWith(">");
    const flow: readonly Follow[] = [followVerbatim, (track) => followScalar(track, "yaml")];
    if (block) return [followBlock, ...flow];
    return syntax === "yaml" ? flow : [...flow, (track) => followScalar(track, "markdown")];
  }
  return [followVerbatim, (track) => followScalar(track, syntax)];
}

/** The value stands in its notation as it is, alone or between quotes. */
function followVerbatim(track: Track): boolean {
  const { source, value } = track;
  for (const quotes of [0, 1, 3]) {
    if (source.length !== value.length + 2 * quotes || !source.startsWith(value, quotes)) continue;
    track.at = quotes;
    step(track, value.length, value.length);
    return true;
  }
  return false;
}

/** How white space is followed in notations that fold it. */
const folds: ReadonlyMap<Document["syntax"], Follow> = new Map([
  ["yaml", followBlank],
  ["markdown", followFold],
]);

/** A plain or quoted scalar: escapes, doubled quotes, for YAML folded line breaks, for Markdown folded white space. */
function followScalar(track: Track, syntax: Document["syntax"]): boolean {
  const { source, value } = track;
  const quote = /^["'`]/.exec(source)?.[0] ?? "";
  const escapes = quote === '"' || (quote === "'" && syntax === "json");
  const doubled = quote === "'" && syntax === "yaml";
  const fold = folds.get(syntax);
  track.at = contentStart(source, quote, syntax);
  while (track.read < value.length) {
    const unit = source.charAt(track.at);
    if (escapes && unit === "\\") followEscape(track, syntax);
    else if (fold && /^\s/.test(unit)) {
      if (!fold(track)) return false;
    } else if (!followUnit(track, doubled && unit === "'" ? 2 : 1)) return false;
  }
  return track.read === value.length;
}

/** Where the content of a quoted scalar starts; a line break right after three quotes is no part of it. */
function contentStart(source: string, quote: string, syntax: Document["syntax"]): number {
  const triple = syntax === "toml" && quote !== "" && source.startsWith(quote.repeat(3));
  return triple ? 3 + lengthAt(/\r?\n/y, source, 3) : quote.length;
}

/** A unit that stands for itself; CR before LF stands for nothing where the value has LF alone. */
function followUnit(track: Track, width: number): boolean {
  const unit = track.source.charAt(track.at);
  const wanted = track.value.charAt(track.read);
  if (unit === "") return false;
  if (unit === wanted) step(track, 1, width);
  else if (unit === "\r" && wanted === "\n") track.at++;
  else return false;
  return true;
}

const escape = /\\(?:x[\dA-Fa-f]{2}|u[\dA-Fa-f]{4}|U[\dA-Fa-f]{8}|[^])?/y;
const joinedLines = /\\[ \t]*\r?\n\s*/y;
const joinedJson = /\\\r?[\n\u2028\u2029]/y;

function followEscape(track: Track, syntax: Document["syntax"]): void {
  const { source, value, at, read } = track;
  const joined = lengthAt(syntax === "json" ? joinedJson : joinedLines, source, at);
  if (joined > 0) {
    track.at += joined;
    return;
  }
  const width = lengthAt(escape, source, at) || 1;
  // Readers that do not know an escape leave it as it is.
  const kept = syntax === "dotenv" && value.charAt(read) === "\\" && source.charAt(at + 1) !== "\\";
  const astral = source.charAt(at + 1) === "U" && Number.parseInt(source.slice(at + 2, at + 10), 16) > 0xffff;
  step(track, astral ? 2 : 1, kept ? 1 : width);
}

/** White space of a YAML scalar: as it is within a line; around line breaks, one break is a space, more are one less. */
function followBlank(track: Track): boolean {
  const { source, value } = track;
  const end = track.at + lengthAt(/\s+/y, source, track.at);
  const breaks = [...source.slice(track.at, end).matchAll(/\n/g)].map(({ index }) => track.at + index);
  if (breaks.length === 0) {
    if (!value.startsWith(source.slice(track.at, end), track.read)) return false;
    step(track, end - track.at, end - track.at);
    return true;
  }
  const places = breaks.length > 1 ? breaks.slice(1) : breaks;
  for (const place of places) {
    if (value.charAt(track.read) !== (breaks.length > 1 ? "\n" : " ")) return false;
    track.at = place;
    step(track, 1, 1);
  }
  track.at = end;
  return true;
}

/** White space around a line break that became one space. */
function followFold(track: Track): boolean {
  const width = lengthAt(/\s+/y, track.source, track.at);
  const folded = track.source.slice(track.at, track.at + width).includes("\n");
  if (!folded) return followUnit(track, 1);
  if (track.value.charAt(track.read) !== " ") return false;
  step(track, 1, width);
  return true;
}

/** A YAML block scalar: lines of which the indentation is stripped, with breaks kept (`|`) or folded (`>`). */
function followBlock(track: Track): boolean {
  const { source, value } = track;
  const folded = source.startsWith(">");
  const indent = indentOfBlock(track);
  track.at = source.indexOf("\n") + 1;
  while (track.read < value.length && track.at < source.length) {
    const { end, next } = lineAt(source, track.at);
    track.at = Math.min(track.at + indent, end);
    const line = source.slice(track.at, end);
    if (!value.startsWith(line, track.read)) return false;
    step(track, line.length, line.length);
    const separator = value.charAt(track.read);
    const blank = folded && line === "";
    if (separator === "\n" || (folded && !blank && separator === " ")) step(track, 1, next - end);
    else if (separator !== "" && !blank) return false;
    if (track.read < value.length) track.at = next;
  }
  return track.read === value.length;
}

/** The spaces that each line of a block loses: those its first written line has more than in the value. */
function indentOfBlock({ source, value }: Track): number {
  const body = source.slice(source.indexOf("\n") + 1);
  const written = /^(?:[ \t]*\r?\n)*( *)/.exec(body)?.[1]?.length ?? 0;
  return written - (/^\n*( *)/.exec(value)?.[1]?.length ?? 0);
}

/** A code block: each line of the value is the end of a line, from the line `skip` on. */
function followLines(track: Track, skip: number): boolean {
  const { source, value } = track;
  if (skip > 0) track.at = lineAt(source, 0).next;
  for (let from = 0; from <= value.length;) {
    const stop = value.indexOf("\n", from);
    const line = value.slice(from, stop < 0 ? value.length : stop);
    const { end, next } = lineAt(source, track.at);
    if (end - line.length < track.at || !source.endsWith(line, end)) return false;
    track.at = end - line.length;
    step(track, line.length, line.length);
    if (stop < 0) return true;
    if (next === end) return false;
    step(track, 1, next - end);
    from = stop + 1;
  }
  return false;
}

/** A word of a command: quotes and backslashes, and what introduces the target of a redirection, are no part of it. */
function followWord(track: Track): boolean {
  const { source, value } = track;
  while (track.read < value.length) {
    const unit = source.charAt(track.at);
    if (unit !== "" && unit === value.charAt(track.read)) step(track, 1, 1);
    else if (/['"\\\r\n$]/.test(unit) || (track.read === 0 && /[\d<>&|\s]/.test(unit))) track.at++;
    else return false;
  }
  return true;
}

/** Where the line that holds `at` ends, without its break, and where the next one starts. */
function lineAt(source: string, at: number): { readonly end: number; readonly next: number } {
  const lineBreak = source.indexOf("\n", at);
  if (lineBreak < 0) return { end: source.length, next: source.length };
  const end = lineBreak > at && source.charAt(lineBreak - 1) === "\r" ? lineBreak - 1 : lineBreak;
  return { end, next: lineBreak + 1 };
}

/** The length of what a sticky expression matches at `at`; 0 where it does not. */
function lengthAt(expression: RegExp, source: string, at: number): number {
  expression.lastIndex = at;
  return expression.exec(source)?.[0].length ?? 0;
}
