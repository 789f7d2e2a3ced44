import type { Document, Node } from "#model/document.ts";
import type { RepoPath, Span } from "#model/location.ts";
import { withLineFeeds, withoutMark } from "#syntax/line-breaks.ts";
import { leaf, mappingOf, pairOf } from "#syntax/node.ts";
import { problemSink } from "#syntax/problem.ts";

/** `KEY=value` and `export KEY=value`, as dotenv readers take it, and `KEY` alone, which container tools hand through. */
const assignment = /[ \t]*(?:export[ \t]+)?([\w.-]+)[ \t]*(?:(=|:(?=[ \t]))[ \t]*)?/dy;

/** Environment files: one mapping of strings; a key without `=` holds null. Quoted values may run over lines. */
export function parseDotenv(path: RepoPath, text: string): Document {
  const problems = problemSink(path, text);
  const readable = withoutMark(withLineFeeds(text));
  const pairs: Node[] = [];
  const comments: Span[] = [];
  for (let at = 0; at < readable.length;) {
    const start = skipBlank(readable, at);
    const lineEnd = endOfLine(readable, start);
    if (readable[start] === "#") comments.push({ start, end: lineEnd });
    else if (start < lineEnd) {
      const entry = entryAt(readable, start, lineEnd);
      if (!entry) problems.add("parse-error", { start, end: lineEnd }, "Neither KEY=value nor a comment");
      else {
        pairs.push(entry.pair);
        if (entry.comment) comments.push(entry.comment);
        at = entry.next + 1;
        continue;
      }
    }
    at = lineEnd + 1;
  }
  const root = mappingOf({ start: 0, end: text.length }, pairs, problems);
  return { path, syntax: "dotenv", text, root, comments, problems: problems.list };
}

/** One entry, the comment after it, and the offset of the line break that ends it. */
interface Entry {
  readonly pair: Node;
  readonly comment?: Span;
  readonly next: number;
}

function entryAt(text: string, start: number, lineEnd: number): Entry | undefined {
  assignment.lastIndex = start;
  const match = assignment.exec(text);
  const range = match?.indices?.[1];
  if (!match || !range) return undefined;
  const key = leaf("string", { start: range[0], end: range[1] }, match[1] ?? "");
  const valueStart = start + match[0].length;
  if (match[2]) return valueAt(text, key, valueStart, lineEnd);
  const rest = text.slice(valueStart, lineEnd).trim();
  if (rest !== "" && !rest.startsWith("#")) return undefined;
  return { pair: pairOf(key, leaf("null", { start: key.end, end: key.end }, null)), next: lineEnd };
}

function valueAt(text: string, key: Node, start: number, lineEnd: number): Entry {
  const quote = text[start];
  if (quote === '"' || quote === "'" || quote === "`") {
    const close = closingQuote(text, start, quote);
    if (close !== undefined) {
      const raw = text.slice(start + 1, close);
      const value = leaf("string", { start, end: close + 1 }, quote === '"' ? unescape(raw) : raw);
      const next = endOfLine(text, close);
      const mark = text.slice(close + 1, next).search(/\S/);
      const comment = mark >= 0 && text[close + 1 + mark] === "#" ? { start: close + 1 + mark, end: next } : undefined;
      return { pair: pairOf(key, value), next, ...(comment ? { comment } : {}) };
    }
  }
  const line = text.slice(start, lineEnd);
  const mark = line.startsWith("#") ? 0 : line.search(/\s#/);
  const raw = (mark < 0 ? line : line.slice(0, mark)).trimEnd();
  const value = leaf("string", { start, end: start + raw.length }, raw);
  if (mark < 0) return { pair: pairOf(key, value), next: lineEnd };
  const comment = { start: start + line.indexOf("#", mark), end: lineEnd };
  return { pair: pairOf(key, value), next: lineEnd, comment };
}

/** The quote that closes the one at `start`; undefined where none does, so that the value is the rest of its line. */
function closingQuote(text: string, start: number, quote: string): number | undefined {
  for (let index = start + 1; index < text.length; index++) {
    if (text[index] === "\\" && quote === '"') index++;
    else if (text[index] === quote) return index;
  }
  return undefined;
}

/** Double-quoted values know the escapes that all dotenv readers agree on; others stay as written. */
function unescape(raw: string): string {
  return raw.replace(/\\([nrt"\\$])/g, (_, unit: string) => {
    return unit === "n" ? "\n" : unit === "r" ? "\r" : unit === "t" ? "\t" : unit;
  });
}

function skipBlank(text: string, from: number): number {
  let at = from;
  while (text[at] === " " || text[at] === "\t" || text[at] === "\r") at++;
  return at;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}
