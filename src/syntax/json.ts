import { parse, type AnyNode, type ValueNode } from "@humanwhocodes/momoa";
import type { Document, Node } from "#model/document.ts";
import type { RepoPath, Span } from "#model/location.ts";
import { scanJson } from "#syntax/json-scan.ts";
import { bareWords, withoutWords } from "#syntax/json-words.ts";
import { branch, deepestData, leaf, mappingOf, pairOf, unread } from "#syntax/node.ts";
import { problemSink, type ProblemSink } from "#syntax/problem.ts";

/** JSON, JSON with comments and JSON5, all read by one tolerant reader: the union of what their readers accept. */
export function parseJson(path: RepoPath, text: string): Document {
  const problems = problemSink(path, text);
  const scan = scanJson(text, deepestData);
  const comments = scan.comments;
  const document = (root: Node): Document => ({ path, syntax: "json", text, root, comments, problems: problems.list });
  if (scan.tooDeepAt !== undefined) {
    const message = `Nested more than ${deepestData} levels deep`;
    problems.add("too-deep", { start: scan.tooDeepAt, end: scan.tooDeepAt + 1 }, message);
    return document(unread(text));
  }
  if (scan.openString) {
    // The reader does not come back from a text that ends in a string.
    problems.add("parse-error", scan.openString, "A string has no end");
    return document(unread(text));
  }
  if (scan.openComment) problems.add("parse-error", scan.openComment, "A comment has no end");
  return document(read(blank(text, comments), problems));
}

/** The text with comments made spaces: the reader would spend a stack frame on each of them. */
function blank(text: string, comments: readonly Span[]): string {
  if (comments.length === 0) return text;
  const parts: string[] = [];
  let from = 0;
  for (const { start, end } of comments) {
    parts.push(text.slice(from, start), " ".repeat(end - start));
    from = end;
  }
  parts.push(text.slice(from));
  return parts.join("");
}

function read(text: string, problems: ProblemSink): Node {
  if (text.trim() === "") return unread(text);
  try {
    return lowered(text, { problems, words: new Map() });
  } catch (error) {
    if (error instanceof RangeError) problems.add("too-deep", { start: 0, end: 0 }, "Nested too deep to be read");
    else problems.add("parse-error", placeOf(error, text), "Not valid JSON from here on");
    return readAroundWords(text, problems) ?? unread(text);
  }
}

/** What a text says that would be JSON if no word stood where a value belongs; undefined for all else. */
function readAroundWords(text: string, problems: ProblemSink): Node | undefined {
  const words = bareWords(text);
  if (words.length === 0) return undefined;
  try {
    const written = new Map(words.map(({ start, end }) => [start, text.slice(start, end)]));
    return lowered(withoutWords(text, words), { problems, words: written });
  } catch {
    return undefined;
  }
}

/** What lowering needs besides the tree: where problems go, and by offset the words that stand as values. */
interface Lowering {
  readonly problems: ProblemSink;
  readonly words: ReadonlyMap<number, string>;
}

function lowered(text: string, lowering: Lowering): Node {
  return lower(parse(text, { mode: "json5", allowTrailingCommas: true }).body, lowering);
}

/** The character at which the reader gave up; the end of the text where more was expected. */
function placeOf(error: unknown, text: string): Span {
  const { offset, message } = error as { readonly offset?: unknown; readonly message?: unknown };
  const known = typeof offset === "number" && !String(message).startsWith("Unexpected end");
  const start = known ? Math.max(0, Math.min(offset, text.length)) : text.length;
  return { start, end: Math.min(start + 1, text.length) };
}

function spanOf(node: AnyNode): Span {
  return { start: node.loc.start.offset, end: node.loc.end.offset };
}

/** The reader takes a full stop by itself for a number, and for a longer one than it is. */
function lowerNumber(start: number, end: number, value: number, problems: ProblemSink): Node {
  if (!Number.isNaN(value)) return leaf("number", { start, end }, value);
  const span = { start, end: start + 1 };
  problems.add("parse-error", span, "Not a number");
  return leaf("null", span, null);
}

/** Recursive; the depth of the text was bounded before. */
function lower(node: ValueNode, lowering: Lowering): Node {
  const span = spanOf(node);
  const { problems, words } = lowering;
  const word = words.get(span.start);
  if (word !== undefined && node.type !== "Object" && node.type !== "Array") return leaf("expansion", span, word);
  switch (node.type) {
    case "Object": {
      const pairs = node.members.map(({ name, value }) => {
        const key = leaf("string", spanOf(name), name.type === "String" ? name.value : name.name);
        return pairOf(key, lower(value, lowering));
      });
      return mappingOf(span, pairs, problems);
    }
    case "Array": {
      const items = node.elements.map(({ value }) => lower(value, lowering));
      return branch("sequence", span, items);
    }
    case "String":
      return leaf("string", span, node.value);
    case "Number":
      return lowerNumber(span.start, span.end, node.value, problems);
    case "Boolean":
      return leaf("boolean", span, node.value);
    case "NaN":
      return leaf("number", span, Number.NaN);
    case "Infinity":
      return leaf("number", span, node.sign === "-" ? -Infinity : Infinity);
    case "Null":
    default:
      return leaf("null", span, null);
  }
}
