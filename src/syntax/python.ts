import type { Document, Node } from "#model/document.ts";
import { lineStartsOf, regionAt, type RepoPath, type Span } from "#model/location.ts";
import type { Problem } from "#model/problem.ts";
import { PythonLowering } from "#syntax/python-lower.ts";
import { parseSyntax, type Syntax } from "#syntax/tree-sitter.ts";

/** Parses Python, 2 and 3. Its grammar must be loaded. */
export function parsePython(path: RepoPath, text: string): Document {
  const { root, hasError } = parseSyntax("python", text);
  const lowering = new PythonLowering(text);
  const program: Node = lowering.program(root);
  const { comments, broken } = asides(root);
  const problems: Problem[] = [];
  if (hasError && broken) {
    const region = regionAt(lineStartsOf(text), broken);
    problems.push({ kind: "parse-error", path, message: "The code cannot be read in full.", region, partial: false });
  }
  if (lowering.isTooDeep) {
    problems.push({ kind: "too-deep", path, message: "The code nests deeper than can be followed.", partial: false });
  }
  return { path, syntax: "python", text, root: program, comments, problems };
}

/** Comments, and the first place that the grammar does not understand. */
function asides(root: Syntax): { readonly comments: readonly Span[]; readonly broken: Span | undefined } {
  const comments: Span[] = [];
  let broken: Span | undefined;
  const stack = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === "comment") comments.push({ start: node.start, end: node.end });
    if (node.type === "ERROR" || node.missing) broken ??= { start: node.start, end: node.end };
    for (let index = node.children.length - 1; index >= 0; index--) stack.push(node.children[index]!);
  }
  return { comments, broken };
}
