import type { Role } from "#model/code.ts";
import type { Document, Node, NodeKind, SyntaxName } from "#model/document.ts";
import { lineStartsOf, regionAt, type RepoPath, type Span } from "#model/location.ts";
import type { Problem } from "#model/problem.ts";
import { inField, namedChildren, type Parsed, shallowParts, type Syntax } from "#syntax/syntax-tree.ts";

/** What a node is besides its kind, span and children. */
export interface Details {
  readonly value?: Node["value"];
  readonly label?: string | undefined;
  readonly span?: Pick<Node, "start" | "end">;
}

/** What one node of a grammar stands for; undefined for what the language does not know. */
export type LowerOne = (source: Syntax, to: Lowering) => Node | readonly Node[] | undefined;

/** Of deeper nesting only the parts are kept, without what holds them: the code after the parser recurses. */
const deepest = 640;
/** How deep such a part nests by itself. */
const deepestPart = 30;

/** Lowers the tree that a grammar made of one text. */
export class Lowering {
  readonly text: string;
  isTooDeep = false;
  readonly #lowerOne: LowerOne;
  #depth = 0;

  constructor(text: string, lowerOne: LowerOne) {
    this.text = text;
    this.#lowerOne = lowerOne;
  }

  /** The nodes that one node of the grammar stands for. */
  lowerAll(source: Syntax): readonly Node[] {
    if (this.#depth > deepest) return [this.#lowerParts(source)];
    this.#depth++;
    const lowered =
      this.#lowerOne(source, this) ??
      this.make("other", source, this.all("part", namedChildren(source)), { label: source.type });
    this.#depth--;
    return Array.isArray(lowered) ? (lowered as Node[]) : [lowered as Node];
  }

  /** What nests too deep as a list of the largest parts of it that do not, in their order. */
  #lowerParts(source: Syntax): Node {
    this.isTooDeep = true;
    const depth = this.#depth;
    this.#depth -= deepestPart;
    const children = this.all("part", shallowParts(source, deepestPart - 1));
    this.#depth = depth;
    return this.make("other", source, children, { label: "too-deep" });
  }

  lower(source: Syntax): Node {
    const nodes = this.lowerAll(source);
    return nodes.length === 1
      ? nodes[0]!
      : this.make(
          "block",
          source,
          nodes.map((node) => this.as("statement", node)),
        );
  }

  as(role: Role, node: Node): Node {
    return { ...node, role };
  }

  /** The parts that nodes of the grammar become. */
  all(role: Role, sources: readonly Syntax[]): Node[] {
    return sources.flatMap((source) => this.lowerAll(source).map((node) => this.as(role, node)));
  }

  /** The part that a field of a node becomes; nothing where there is none. */
  field(role: Role, source: Syntax, field: string): Node[] {
    return this.all(role, inField(source, field));
  }

  make(
    kind: NodeKind,
    source: Pick<Syntax, "start" | "end">,
    children: readonly Node[] = [],
    details: Details = {},
  ): Node {
    const { start, end } = details.span ?? source;
    const { value, label } = details;
    return { kind, start, end, ...(value !== undefined && { value }), ...(label !== undefined && { label }), children };
  }

  textOf({ start, end }: Pick<Syntax, "start" | "end">): string {
    return this.text.slice(start, end);
  }

  /** The words and signs among the children of a node. */
  wordsOf(source: Syntax): string[] {
    return source.children.filter(({ named }) => !named).map(({ type }) => type);
  }
}

/** A text as its front-end takes it. */
export interface Source {
  readonly path: RepoPath;
  readonly text: string;
  /** What is parsed instead, where signs that are no code became spaces; as long as the text. */
  readonly readable?: string;
  readonly syntax: SyntaxName;
  /** What the grammar made of it. */
  readonly parsed: Parsed;
}

/** Makes the document of what a grammar made of a text. */
export function lowerSource(source: Source, lowerOne: LowerOne): Document {
  const { path, text, syntax, readable = text } = source;
  const { root, hasError, isCut } = source.parsed;
  if (isCut) {
    const message = "The grammar needs too long for the code; it was not read.";
    const nowhere: Node = { kind: "program", start: 0, end: text.length, children: [] };
    const problem: Problem = { kind: "too-complex", path, message, partial: true };
    return { path, syntax, text, root: nowhere, comments: [], problems: [problem] };
  }
  const lowering = new Lowering(readable, lowerOne);
  const [program = lowering.make("program", root)] = lowering.lowerAll(root);
  const { comments, broken } = asides(root);
  const problems: Problem[] = [];
  if (hasError && broken) {
    const region = regionAt(lineStartsOf(text), broken);
    problems.push({ kind: "parse-error", path, message: "The code cannot be read in full.", region, partial: false });
  }
  if (lowering.isTooDeep) {
    problems.push({ kind: "too-deep", path, message: "The code nests deeper than can be followed.", partial: true });
  }
  return { path, syntax, text, root: program, comments, problems };
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
