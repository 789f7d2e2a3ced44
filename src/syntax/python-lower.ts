import type { Role } from "#model/code.ts";
import type { Node, NodeKind } from "#model/document.ts";
import { lowerPythonDefinition } from "#syntax/python-definitions.ts";
import { lowerPythonExpression } from "#syntax/python-expressions.ts";
import { lowerPythonStatement } from "#syntax/python-statements.ts";
import { inField, namedChildren, type Syntax } from "#syntax/tree-sitter.ts";

/** What a node is besides its kind, span and children. */
export interface Details {
  readonly value?: Node["value"];
  readonly label?: string | undefined;
  readonly span?: Pick<Node, "start" | "end">;
}

/** Deeper nesting is left out: the code after the parser recurses. */
const deepest = 700;

/** Lowers the tree of one text. */
export class PythonLowering {
  readonly text: string;
  isTooDeep = false;
  #depth = 0;

  constructor(text: string) {
    this.text = text;
  }

  program(root: Syntax): Node {
    return this.make("program", root, this.all("statement", namedChildren(root)));
  }

  /** The nodes that one node of the grammar stands for. */
  lowerAll(source: Syntax): readonly Node[] {
    if (this.#depth > deepest) {
      this.isTooDeep = true;
      return [this.make("other", source, [], { label: "too-deep" })];
    }
    this.#depth++;
    const lowered =
      lowerPythonExpression(source, this) ??
      lowerPythonStatement(source, this) ??
      lowerPythonDefinition(source, this) ??
      this.make("other", source, this.all("part", namedChildren(source)), { label: source.type });
    this.#depth--;
    return Array.isArray(lowered) ? (lowered as Node[]) : [lowered as Node];
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
