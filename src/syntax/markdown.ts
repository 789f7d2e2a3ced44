import { parser, Table, type BlockParser } from "@lezer/markdown";
import type { Document, Node } from "#model/document.ts";
import type { RepoPath, Span } from "#model/location.ts";
import { frontMatterOf } from "#syntax/front-matter.ts";
import { addHtml } from "#syntax/html-prose.ts";
import { withLineFeeds } from "#syntax/line-breaks.ts";
import { fenceOf, type FenceParts } from "#syntax/markdown-fence.ts";
import { branch } from "#syntax/node.ts";
import { plainText } from "#syntax/plain-text.ts";
import { problemSink, type ProblemSink } from "#syntax/problem.ts";
import { addSentences, type ProseSink } from "#syntax/sentence.ts";
import { codeSpansOf } from "#syntax/code-span.ts";

/** Lists and quotes open at one place; a list takes two, for itself and its item. Nobody writes a tenth of it. */
const deepestBlock = 64;

const tooDeep = "Lists or quotes nested too deep; from here on such lines are read as text";

/** Every line is looked at once for each open block, so deeper lines are taken as text, and said to be too deep. */
const depthGuard: BlockParser = {
  name: "DepthGuard",
  before: "LinkReference",
  parse(context, line) {
    if (context.depth <= deepestBlock || line.pos >= line.text.length) return false;
    const start = context.lineStart + line.pos;
    const end = context.lineStart + line.text.length;
    context.nextLine();
    context.addElement(context.elt("TooDeep", start, end));
    return true;
  },
};

/** Blocks only: inline syntax is read here, in linear time; a link definition is prose, since a model reads it as such. */
const blocks = parser.configure([
  {
    remove: ["Escape", "Entity", "InlineCode", "HTMLTag", "Emphasis", "HardBreak", "Link", "Image", "LinkReference"],
    defineNodes: [{ name: "TooDeep", block: true }],
    parseBlock: [depthGuard],
    parseInline: [{ name: "Nothing", parse: (context) => context.end }],
  },
  Table,
]);

/**
 * Markdown with front matter: headings, sentences and fences, flat and in source order. Text that is not rendered, in
 * comments and link definitions, is prose like any other, for it is read by models; that in comments is labelled so.
 */
export function parseMarkdown(path: RepoPath, text: string): Document {
  const problems = problemSink(path, text);
  const readable = withLineFeeds(text);
  const front = frontMatterOf(readable, problems);
  const sink: ProseSink = { nodes: front?.mapping ? [front.mapping] : [], comments: [...(front?.comments ?? [])] };
  const start = front?.end ?? (readable.charCodeAt(0) === 0xfeff ? 1 : 0);
  readBlocks({ text: readable.slice(start), base: start, sink, problems });
  const root = branch("markdown", { start: 0, end: text.length }, sink.nodes);
  return { path, syntax: "markdown", text, root, comments: sink.comments, problems: problems.list };
}

interface Body {
  readonly text: string;
  readonly base: number;
  readonly sink: ProseSink;
  readonly problems: ProblemSink;
}

/** The leaf block being read: where it stands, and the parts that its nodes name. */
interface Leaf extends FenceParts {
  readonly name: string;
  /** Spans of markers that are no part of its text. */
  readonly marks: Span[];
}

function readBlocks(body: Body): void {
  let leaf: Leaf | undefined;
  blocks.parse(body.text).iterate({
    enter({ name, from, to }) {
      if (leaf) collect(leaf, name, { start: from, end: to });
      else if (isLeaf(name))
        leaf = { name, start: from, end: withoutReturn(body.text, to), marks: [], code: [], info: undefined };
    },
    leave({ name, from }) {
      if (leaf?.name !== name || leaf.start !== from) return;
      emit(leaf, body);
      leaf = undefined;
    },
  });
}

/** The end of a block without the CR of its last line break. */
function withoutReturn(text: string, end: number): number {
  return text.charCodeAt(end - 1) === 13 ? end - 1 : end;
}

function isLeaf(name: string): boolean {
  switch (name) {
    case "Paragraph":
    case "TableCell":
    case "FencedCode":
    case "CodeBlock":
    case "HTMLBlock":
    case "CommentBlock":
    case "ProcessingInstructionBlock":
    case "TooDeep":
      return true;
    default:
      return name.startsWith("ATXHeading") || name.startsWith("SetextHeading");
  }
}

function collect(leaf: Leaf, name: string, span: Span): void {
  if (name === "QuoteMark" || name === "HeaderMark") leaf.marks.push(span);
  else if (name === "CodeText") leaf.code.push(span);
  else if (name === "CodeInfo") leaf.info = span;
}

function emit(leaf: Leaf, { text, base, sink, problems }: Body): void {
  const start = base + leaf.start;
  switch (leaf.name) {
    case "FencedCode":
    case "CodeBlock":
      sink.nodes.push(fenceOf(text, base, leaf));
      return;
    case "HTMLBlock":
    case "CommentBlock":
    case "ProcessingInstructionBlock":
      addHtml(proseOf(text, leaf), start, sink);
      return;
    case "TooDeep":
      reportDepth({ start, end: base + leaf.end }, problems);
      break;
    case "Paragraph":
    case "TableCell":
      break;
    default:
      sink.nodes.push(headingOf(proseOf(text, leaf), start, base + leaf.end));
      return;
  }
  addSentences({ text: proseOf(text, leaf), base: start }, sink);
}

function reportDepth(span: Span, problems: ProblemSink): void {
  if (problems.list.some(({ kind, message }) => kind === "too-deep" && message === tooDeep)) return;
  problems.add("too-deep", span, tooDeep);
}

function headingOf(text: string, start: number, end: number): Node {
  const value = plainText(text, { start: 0, end: text.length }, codeSpansOf(text));
  return { kind: "heading", start, end, value, children: [] };
}

/** The text of a leaf block with its markers made spaces, so that offsets stay. */
function proseOf(text: string, { start, end, marks }: Leaf): string {
  if (marks.length === 0) return text.slice(start, end);
  const parts: string[] = [];
  let from = start;
  for (const mark of marks) {
    parts.push(text.slice(from, mark.start), " ".repeat(mark.end - mark.start));
    from = mark.end;
  }
  parts.push(text.slice(from, end));
  return parts.join("");
}
