import { ParseError, parseTOML, type AST } from "toml-eslint-parser";
import type { Document, Node } from "#model/document.ts";
import type { RepoPath, Span } from "#model/location.ts";
import { withLineFeeds, withoutMark } from "#syntax/line-breaks.ts";
import { branch, deepestData, leaf, unread } from "#syntax/node.ts";
import { problemSink, type ProblemSink } from "#syntax/problem.ts";
import { tooDeepToml } from "#syntax/toml-scan.ts";
import { addHeader, addKey, newTable, nodeOfTable, type TomlTable } from "#syntax/toml-table.ts";

/**
 * TOML. Tables and dotted keys become nested mappings, arrays of tables sequences; a mapping that is written in several
 * places spans all of them. Dates are strings as written. TOML with a key written twice is no TOML to any reader, so
 * nothing of it is read.
 */
export function parseToml(path: RepoPath, text: string): Document {
  const problems = problemSink(path, text);
  const document = (root: Node, comments: readonly Span[]): Document => {
    return { path, syntax: "toml", text, root, comments, problems: problems.list };
  };
  const readable = withoutMark(withLineFeeds(text));
  const deep = tooDeepToml(readable, deepestData);
  if (deep !== undefined) {
    problems.add("too-deep", { start: deep, end: deep + 1 }, `Nested more than ${deepestData} levels deep`);
    return document(unread(text), []);
  }
  try {
    const program = parseTOML(readable);
    const comments = program.comments.map(({ range }) => ({ start: range[0], end: range[1] }));
    return document(lowerTop(program.body[0], text), comments);
  } catch (error) {
    report(error, problems, text);
    return document(unread(text), []);
  }
}

/** Errors at the end of the text are shown at the last thing that is written. */
function report(error: unknown, problems: ProblemSink, text: string): void {
  if (error instanceof RangeError) {
    problems.add("too-deep", { start: 0, end: 0 }, "Nested too deep to be read");
    return;
  }
  const last = Math.max(0, text.trimEnd().length - 1);
  const start = error instanceof ParseError ? Math.max(0, Math.min(error.index, last)) : 0;
  const span = { start, end: Math.min(start + 1, text.length) };
  const message = error instanceof Error ? error.message : "";
  if (message.startsWith("Defining a key")) problems.add("duplicate-key", span, "A key is written twice in one table");
  else problems.add("parse-error", span, "Not valid TOML from here on");
}

function lowerTop(top: AST.TOMLTopLevelTable, text: string): Node {
  const root = newTable({ start: 0, end: text.length });
  for (const entry of top.body) {
    if (entry.type === "TOMLKeyValue") {
      addPair(root, entry);
    } else {
      const table = addHeader(root, entry.key.keys.map(lowerKey), entry.kind === "array", spanOf(entry));
      for (const pair of entry.body) addPair(table, pair);
    }
  }
  return nodeOfTable(root);
}

function addPair(table: TomlTable, pair: AST.TOMLKeyValue): void {
  addKey(table, pair.key.keys.map(lowerKey), lowerValue(pair.value));
}

function spanOf(node: AST.TOMLNode): Span {
  return { start: node.range[0], end: node.range[1] };
}

function lowerKey(key: AST.TOMLBare | AST.TOMLQuoted): Node {
  return leaf("string", spanOf(key), key.type === "TOMLBare" ? key.name : key.value);
}

/** Recursive; the depth of the text was bounded before. */
function lowerValue(node: AST.TOMLContentNode): Node {
  const span = spanOf(node);
  if (node.type === "TOMLArray") return branch("sequence", span, node.elements.map(lowerValue));
  if (node.type === "TOMLInlineTable") {
    const table = newTable(span);
    for (const pair of node.body) addPair(table, pair);
    return nodeOfTable(table);
  }
  switch (node.kind) {
    case "string":
      return leaf("string", span, node.value);
    case "boolean":
      return leaf("boolean", span, node.value);
    case "integer":
    case "float":
      return leaf("number", span, node.value);
    case "offset-date-time":
    case "local-date-time":
    case "local-date":
    case "local-time":
    default:
      return leaf("string", span, node.datetime);
  }
}
