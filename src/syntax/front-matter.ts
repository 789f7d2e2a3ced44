import type { Node } from "#model/document.ts";
import type { Span } from "#model/location.ts";
import type { ProblemKind } from "#model/problem.ts";
import { branch, leaf, mappingOf, pairOf } from "#syntax/node.ts";
import { holdingSink, type HeldProblem, type ProblemSink } from "#syntax/problem.ts";
import { readYaml, reportYamlErrors } from "#syntax/yaml.ts";

/** The block between `---` lines at the start of a Markdown text. */
export interface FrontMatter {
  /** Absent where the block is empty. */
  readonly mapping?: Node;
  readonly comments: readonly Span[];
  /** The offset at which the text after it starts. */
  readonly end: number;
}

const opening = /^\uFEFF?---[ \t]*\r?\n/;
/** Lenient readers end the block at dashes, whatever follows them: such a rest is the start of the text. */
const closing = /\n---(?:-*[ \t]*\r?(?:\n|$))?/g;

/** Entries of a faulty block that are tried as YAML of their own; the rest are strings. */
const mostEntriesTried = 200;
/** Characters of an entry that is tried so; the library is slow on text that is not YAML. */
const longestEntryTried = 20_000;

/** The front matter of `text`; undefined where it has none, or where its first block holds no keys at all. */
export function frontMatterOf(text: string, problems: ProblemSink): FrontMatter | undefined {
  const start = opening.exec(text)?.[0].length;
  if (start === undefined) return undefined;
  closing.lastIndex = start - 1;
  const close = closing.exec(text);
  if (!close) return openFrontMatter(text, start, problems);
  const end = close.index + close[0].length;
  return readBlock({ source: text.slice(start, close.index + 1), start, end }, problems);
}

/** A block that no dashes end: its keys up to the first blank line, if there are some. */
function openFrontMatter(text: string, start: number, problems: ProblemSink): FrontMatter | undefined {
  const blank = /\n[ \t]*\r?\n/g;
  blank.lastIndex = start - 1;
  const end = (blank.exec(text)?.index ?? text.length - 1) + 1;
  const source = text.slice(start, end);
  const entries = entriesOf(source);
  if (entries.length < 2 || entries[0]?.start !== 0) return undefined;
  problems.add("parse-error", { start, end: start + 1 }, "The front matter has no end");
  return readBlock({ source, start, end }, problems);
}

/** The text of a block, where it starts, and where the text after it does. */
interface Block extends Span {
  readonly source: string;
}

/** Reasons for which a text is left unread. */
const givenUp: ReadonlySet<ProblemKind> = new Set<ProblemKind>(["too-deep", "too-complex"]);

function readBlock({ source, start, end }: Block, problems: ProblemSink): FrontMatter | undefined {
  if (source.trim() === "") return { comments: [], end };
  const held: HeldProblem[] = [];
  const { root, comments, errors } = readYaml(source, start, holdingSink(held));
  const sound = errors.length === 0 && root.kind === "mapping";
  const pairs = sound ? root.children : lenientPairs(source, start, problems);
  const [first] = pairs;
  if (!first) {
    // Dashes may also be rules around prose; only what was given up is told of it.
    for (const problem of held) if (givenUp.has(problem[0])) problems.add(...problem);
    return comments.length > 0 && errors.length === 0 ? { comments, end } : undefined;
  }
  // A tree that is thrown away has no duplicates to speak of, but its depth and size remain what they are.
  for (const problem of held) if (sound || problem[0] !== "duplicate-key") problems.add(...problem);
  if (sound) return { mapping: root, comments, end };
  reportYamlErrors(errors, end, problems);
  const span = { start: first.start, end: (pairs.at(-1) ?? first).end };
  return { mapping: mappingOf(span, pairs, problems), comments, end };
}

/**
 * What lenient readers make of faulty front matter: each top-level entry that is YAML by itself is read as such, and of
 * any other one the rest of the line is its value.
 */
function lenientPairs(source: string, base: number, problems: ProblemSink): Node[] {
  const pairs: Node[] = [];
  let tried = 0;
  for (const entry of entriesOf(source)) {
    const held: HeldProblem[] = [];
    const text = source.slice(entry.start, entry.end);
    const tries = tried++ < mostEntriesTried && text.length <= longestEntryTried;
    const reading = tries ? readYaml(text, base + entry.start, holdingSink(held)) : undefined;
    if (reading?.errors.length === 0 && reading.root.kind === "mapping") {
      for (const pair of reading.root.children) pairs.push(pair);
      for (const problem of held) problems.add(...problem);
    } else {
      pairs.push(rawPair(source, base, entry));
    }
  }
  return pairs;
}

/** A top-level key with the lines that belong to it. */
interface Entry extends Span {
  /** The offset of the colon after its key. */
  readonly colon: number;
}

function entriesOf(source: string): Entry[] {
  const entries: Entry[] = [];
  let open: { start: number; colon: number } | undefined;
  for (let at = 0; at < source.length;) {
    const next = source.indexOf("\n", at) + 1 || source.length;
    const colon = colonOf(source.slice(at, next));
    if (colon !== undefined) {
      if (open) entries.push({ ...open, end: at });
      open = { start: at, colon: at + colon };
    }
    at = next;
  }
  if (open) entries.push({ ...open, end: source.length });
  return entries;
}

/** The offset of the colon after the key a line starts with: not indented, no comment, no item, white space behind it. */
function colonOf(line: string): number | undefined {
  if (!/^[\p{L}\p{N}_$"'./]/u.test(line)) return undefined;
  const colon = line.search(/:(?:\s|$)/);
  return colon < 0 ? undefined : colon;
}

function rawPair(source: string, base: number, { start, end, colon }: Entry): Node {
  const keyText = source.slice(start, colon).trimEnd();
  const keyEnd = start + keyText.length;
  const key = leaf("string", { start: base + start, end: base + keyEnd }, withoutQuotes(keyText));
  const raw = source.slice(colon + 1, end);
  const from = colon + 1 + (raw.length - raw.trimStart().length);
  const span = { start: base + from, end: base + Math.max(from, colon + 1 + raw.trimEnd().length) };
  const lines = raw.trim().split("\n");
  if (raw.trim() === "") return pairOf(key, leaf("null", { start: key.end, end: key.end }, null));
  if (lines.every((line) => /^\s*-\s/.test(line))) return pairOf(key, rawItems(source, base, from, lines));
  const value = lines.map((line) => line.trim()).filter((line) => line !== "");
  const folded = value.join(" ").replace(/^[|>][-+]?\s/, "");
  return pairOf(key, leaf("string", span, withoutQuotes(folded)));
}

function withoutQuotes(text: string): string {
  const quote = text.charAt(0);
  const quoted = (quote === '"' || quote === "'") && text.length > 1 && text.endsWith(quote);
  return quoted ? text.slice(1, -1) : text;
}

/** A list of which each item is the rest of its line. */
function rawItems(source: string, base: number, from: number, lines: readonly string[]): Node {
  const items: Node[] = [];
  let at = from;
  for (const line of lines) {
    const text = line.replace(/^\s*-\s+/, "").trim();
    const start = base + source.indexOf(text, at);
    items.push(leaf("string", { start, end: start + text.length }, text));
    at += line.length + 1;
  }
  return branch("sequence", { start: base + from, end: items.at(-1)?.end ?? base + from }, items);
}
