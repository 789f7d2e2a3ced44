import { parse as parseTree } from "@typescript-eslint/typescript-estree";
import ts from "typescript";
import type { Document, Node, SyntaxName } from "#model/document.ts";
import { lineStartsOf, regionAt, type RepoPath, type Span } from "#model/location.ts";
import type { Problem } from "#model/problem.ts";
import { commentsOf } from "#syntax/script-comments.ts";
import { cutTree } from "#syntax/script-cut.ts";
import { flattened } from "#syntax/script-flat.ts";
import { ScriptLowering } from "#syntax/script-lower.ts";

/** Parses JavaScript, with or without JSX and types. */
export function parseJavascript(path: RepoPath, text: string): Document {
  return parseScript(path, text, "javascript");
}

/** Parses TypeScript; JSX is read where the file's name allows it. */
export function parseTypescript(path: RepoPath, text: string): Document {
  return parseScript(path, text, "typescript");
}

/** Lines are asked for although nobody reads them: to take them off again, the library walks over the whole tree. */
const options = { allowInvalidAST: true, range: true, loc: true };

function parseScript(path: RepoPath, text: string, syntax: SyntaxName & ("javascript" | "typescript")): Document {
  const document = (root: Node, comments: readonly Span[], problems: readonly Problem[]): Document => {
    return { path, syntax, text, root, comments, problems };
  };
  let problems: readonly Problem[] = [];
  try {
    const { file, isFlat } = sourceOf(path, text, kindOf(path, syntax));
    problems = diagnosticsOf(file, path, text);
    const comments = commentsOf(file);
    const { root, isCut } = lowered(file);
    const tooDeep = isFlat || isCut ? [failure(new RangeError("call stack"), path)] : [];
    return document(root, comments, [...tooDeep, ...problems]);
  } catch (error) {
    const nothing: Node = { kind: "program", start: 0, end: text.length, children: [] };
    return document(nothing, [], [failure(error, path, problems[0]?.region)]);
  }
}

/** The tree of the parser; where it nests too deep, that of the text without what makes it so. */
function sourceOf(path: RepoPath, text: string, kind: ts.ScriptKind) {
  const parse = (readable: string) => ts.createSourceFile(path, readable, ts.ScriptTarget.Latest, true, kind);
  try {
    return { file: parse(text), isFlat: false };
  } catch (error) {
    if (!isOverflow(error)) throw error;
    return { file: parse(flattened(text)), isFlat: true };
  }
}

/** Nodes within one another after which a tree is cut, the next figure where that was too many. */
const depths = [200, 80, 0];

/** The tree lowered, cut where it is too deep to be followed as it is. */
function lowered(file: ts.SourceFile): { root: Node; isCut: boolean } {
  for (const [index, deepest] of depths.entries()) {
    try {
      // Its types leave out that it takes a source file; the function with types for that needs a whole program.
      const program = parseTree(file as unknown as string, options);
      return { root: new ScriptLowering().lower(program), isCut: index > 0 };
    } catch (error) {
      if (!isOverflow(error) || deepest === 0) throw error;
      cutTree(file, deepest);
    }
  }
  throw new RangeError("call stack");
}

function isOverflow(error: unknown): boolean {
  return error instanceof RangeError && /call stack/i.test(error.message);
}

/** What keeps the whole file from being read, at the first place that the parser found fault with. */
function failure(error: unknown, path: RepoPath, region = regionAt([0], { start: 0, end: 0 })): Problem {
  const isDepth = isOverflow(error);
  return {
    kind: isDepth ? "too-deep" : "parse-error",
    path,
    message: isDepth ? "The code nests deeper than can be followed." : "The code cannot be read.",
    region,
    partial: isDepth,
  };
}

function kindOf(path: RepoPath, syntax: SyntaxName): ts.ScriptKind {
  // Scripts hold types more often than what only looks like them: `f<T>(x)`.
  if (syntax === "javascript") return ts.ScriptKind.TSX;
  return /\.tsx$/i.test(path) ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
}

/** The parser throws at the first of its own findings unless they are taken away; what they say is kept. */
function diagnosticsOf(file: ts.SourceFile, path: RepoPath, text: string): Problem[] {
  const holder = file as unknown as { parseDiagnostics: ts.DiagnosticWithLocation[] };
  const found = holder.parseDiagnostics;
  holder.parseDiagnostics = [];
  const first = found[0];
  if (!first) return [];
  const message = `The code cannot be read in full: ${ts.flattenDiagnosticMessageText(first.messageText, " ")}`;
  const span = { start: first.start, end: Math.min(text.length, first.start + first.length) };
  return [{ kind: "parse-error", path, message, region: regionAt(lineStartsOf(text), span), partial: false }];
}
