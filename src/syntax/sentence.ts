import type { Node } from "#model/document.ts";
import type { Span } from "#model/location.ts";
import { codeSpansOf, type CodeSpan } from "#syntax/code-span.ts";
import { leaf } from "#syntax/node.ts";
import { plainText } from "#syntax/plain-text.ts";
import { endOfSentence, startsOwnLine } from "#syntax/sentence-end.ts";

/** Where what is read of a Markdown text goes, in source order. */
export interface ProseSink {
  readonly nodes: Node[];
  readonly comments: Span[];
}

/** A piece of prose: text of the length of its source, at `base` of the file, with block markers made spaces. */
export interface Prose {
  readonly text: string;
  readonly base: number;
  /** `comment` for what a renderer hides. */
  readonly label?: "comment";
}

/** One run over a piece of prose. */
interface Reading {
  readonly prose: Prose;
  readonly spans: readonly CodeSpan[];
  readonly sink: ProseSink;
  /** Where the sentence being read starts. */
  start: number;
  /** The first code span that is not passed, and the first that no sentence holds yet. */
  passed: number;
  held: number;
  /** Holds until it is known that no comment ends in the rest of the piece. */
  comments: boolean;
}

const taskMark = /^\s*\[[ xX]\]\s/;
const hasContent = /[\p{L}\p{N}]/u;

/** Cuts prose into sentences: at their ends, at semicolons, at hard line breaks, and around comments. Linear. */
export function addSentences(prose: Prose, sink: ProseSink): void {
  const { text } = prose;
  const start = taskMark.exec(text)?.[0].length ?? 0;
  const spans = codeSpansOf(text);
  const reading: Reading = { prose, spans, sink, start, passed: 0, held: 0, comments: !prose.label };
  for (let index = start; index < text.length;) {
    const unit = text.charCodeAt(index);
    index = unit > 63 && unit < 0x3000 && unit !== 96 ? index + 1 : step(reading, index, unit);
  }
  cut(reading, text.length, text.length);
}

/** Deals with the unit at `index`; the offset to go on at. */
function step(reading: Reading, index: number, unit: number): number {
  const { text } = reading.prose;
  switch (unit) {
    case 96: // backtick
      return afterCode(reading, index);
    case 10:
      return startsOwnLine(text, index) ? cut(reading, index, index + 1) : index + 1;
    case 60: // <
      return afterTag(reading, index);
    case 33: // !
    case 46: // .
    case 59: // ;
    case 63: // ?
    case 0x3002: // 。
    case 0xff01: // ！
    case 0xff1b: // ；
    case 0xff1f: {
      // ？
      const end = endOfSentence(text, reading.start, index, nextSpan(reading, index)?.start ?? text.length);
      return end > index ? cut(reading, end, end) : index + 1;
    }
    default:
      return index + 1;
  }
}

function afterCode(reading: Reading, index: number): number {
  const span = nextSpan(reading, index);
  return span?.start === index ? span.end : index + 1;
}

/** The first code span that starts at `index` or behind it. */
function nextSpan(reading: Reading, index: number): CodeSpan | undefined {
  const { spans } = reading;
  while ((spans[reading.passed]?.start ?? index) < index) reading.passed++;
  return spans[reading.passed];
}

function afterTag(reading: Reading, index: number): number {
  const { prose, sink } = reading;
  const { text, base } = prose;
  if (reading.comments && text.startsWith("<!--", index)) {
    const close = text.indexOf("-->", index + 4);
    if (close < 0) {
      reading.comments = false;
      return index + 4;
    }
    const next = cut(reading, index, close + 3);
    addComment(text.slice(index + 4, close), { start: base + index, end: base + next }, sink);
    return next;
  }
  if (!/^<br[\s/>]/i.test(text.slice(index, index + 4))) return index + 1;
  const close = text.slice(index, index + 8).indexOf(">");
  return close < 0 ? index + 1 : cut(reading, index, index + close + 1);
}

/** A comment: its span, and its text as sentences, which a model reads though nobody sees them rendered. */
export function addComment(content: string, span: Span, sink: ProseSink): void {
  sink.comments.push(span);
  addSentences({ text: content, base: span.start + 4, label: "comment" }, sink);
}

/** Ends the sentence being read at `end`; the next one starts at `next`, which is returned. */
function cut(reading: Reading, end: number, next: number): number {
  const { text, base, label } = reading.prose;
  let from = reading.start;
  let to = end;
  while (from < to && isSpace(text.charCodeAt(from))) from++;
  while (to > from && isSpace(text.charCodeAt(to - 1))) to--;
  reading.start = next;
  if (from === to || !hasContent.test(text.slice(from, to))) return next;
  const code: CodeSpan[] = [];
  for (let span = reading.spans[reading.held]; span && span.start < to; span = reading.spans[++reading.held]) {
    if (span.start >= from) code.push(span);
  }
  const children = code.map((span) => codeNode(text, base, span));
  const value = plainText(text, { start: from, end: to }, code);
  const sentence = { kind: "sentence", start: base + from, end: base + to, value, children } as const;
  reading.sink.nodes.push(label ? { ...sentence, label } : sentence);
  return next;
}

/** The content of a code span; `!code` where a `!` before it asks for its output. */
function codeNode(text: string, base: number, { start, contentStart, contentEnd }: CodeSpan): Node {
  const span = { start: base + contentStart, end: base + contentEnd };
  const lines = text.slice(contentStart, contentEnd).split("\n");
  const value = lines.length > 1 ? lines.map((line) => line.trim()).join(" ") : (lines[0] ?? "");
  return { ...leaf("string", span, value), label: text[start - 1] === "!" ? "!code" : "code" };
}

function isSpace(unit: number): boolean {
  return unit === 32 || (unit >= 9 && unit <= 13) || unit === 0xa0 || unit === 0xfeff;
}
