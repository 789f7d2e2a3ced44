import type { Document } from "#model/document.ts";
import type { RepoPath, Span } from "#model/location.ts";
import { lowerBash } from "#syntax/bash-lower.ts";
import { readableBash } from "#syntax/bash-readable.ts";
import { lowerSource } from "#syntax/lowering.ts";
import type { Syntax } from "#syntax/syntax-tree.ts";
import { mostReads, parseSyntax } from "#syntax/tree-sitter.ts";

/** The grammar at times goes on with a command on the next line; so often it is told again where lines end. */
const mostRepairs = 4;

/** Parses Bash as code. Its grammar must be loaded. Of a terminal session what was typed is read. */
export function parseBash(path: RepoPath, text: string): Document {
  const readable = readableBash(text);
  let repaired = readable;
  let parsed = parseSyntax("bash", repaired);
  let left = mostReads(repaired) - parsed.reads;
  const comments = commentsOf(parsed.root);
  for (let count = 0; count < mostRepairs; count++) {
    const ends = missedEnds(parsed.root, repaired);
    if (ends.length === 0) break;
    repaired = replaced(replaced(repaired, comments, " "), ends, ";");
    const again = parseSyntax("bash", repaired, left);
    left -= again.reads;
    if (again.isCut) break;
    parsed = again;
  }
  const document = lowerSource({ path, text, readable, syntax: "bash", parsed }, lowerBash);
  // A comment that was taken away to read the text again may be the first of it.
  const start = Math.min(document.root.start, comments[0]?.start ?? document.root.start);
  return { ...document, root: { ...document.root, start }, comments };
}

/** What ends with its line. */
const ofOneLine: ReadonlySet<string> = new Set([
  "command",
  "declaration_command",
  "unset_command",
  "redirected_statement",
  "file_redirect",
]);

/** The ends of lines in the middle of what ends with its line. */
function missedEnds(root: Syntax, text: string): readonly Span[] {
  const ends: Span[] = [];
  const stack = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    const parts = node.children.filter(({ type }) => type !== "comment" && type !== "line_continuation");
    for (let index = 1; ofOneLine.has(node.type) && index < parts.length; index++) {
      const [before, after] = [parts[index - 1]!, parts[index]!];
      // Assignments on lines of their own are told apart when the command is lowered.
      if (before.type === "variable_assignment") continue;
      const at = /(?<!\\)\n/.exec(text.slice(before.end, after.start))?.index;
      if (at !== undefined) ends.push({ start: before.end + at, end: before.end + at + 1 });
    }
    for (let index = node.children.length - 1; index >= 0; index--) stack.push(node.children[index]!);
  }
  return ends.sort((left, right) => left.start - right.start);
}

function commentsOf(root: Syntax): readonly Span[] {
  const comments: Span[] = [];
  const stack = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === "comment") comments.push({ start: node.start, end: node.end });
    for (let index = node.children.length - 1; index >= 0; index--) stack.push(node.children[index]!);
  }
  return comments;
}

/** The text with every character of some stretches of it, in their order, made another. */
function replaced(text: string, spans: readonly Span[], by: string): string {
  let at = 0;
  const pieces = spans.map(({ start, end }) => {
    const piece = text.slice(at, Math.max(at, start)) + by.repeat(Math.max(0, end - Math.max(at, start)));
    at = Math.max(at, end);
    return piece;
  });
  return pieces.join("") + text.slice(at);
}
