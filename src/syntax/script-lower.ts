import type { TSESTree } from "@typescript-eslint/typescript-estree";
import type { Role } from "#model/code.ts";
import type { Node, NodeKind } from "#model/document.ts";
import { cutType } from "#syntax/script-cut.ts";
import { lowerDefinition } from "#syntax/script-definitions.ts";
import { lowerExpression } from "#syntax/script-expressions.ts";
import { lowerJsx } from "#syntax/script-jsx.ts";
import { lowerStatement } from "#syntax/script-statements.ts";
import { lowerType } from "#syntax/script-types.ts";

/** A node of the parser, or a hole where an array leaves an element out. */
export type Source = TSESTree.Node | null | undefined;

/** What a node is besides its kind, span and children. */
export interface Details {
  readonly value?: Node["value"];
  readonly label?: string | undefined;
  /** Where it differs from the span of the source node. */
  readonly span?: readonly [start: number, end: number];
}

/** What is not known; what was cut for its depth keeps its parts. */
function other(to: ScriptLowering, source: TSESTree.Node): Node {
  const elements = (source.type as string) === cutType ? (source as unknown as { elements?: Source[] }).elements : [];
  return to.make("other", source, to.parts("part", elements), { label: source.type });
}

/** Lowers the trees of the parser. Recursive: the parser, which recurses deeper, ends first. */
export class ScriptLowering {
  /** Lowers one node; a declaration of several things becomes a block of them. */
  lower(source: TSESTree.Node): Node {
    const [only, ...more] = this.lowerAll(source);
    if (only && more.length === 0) return only;
    return this.make("block", source, this.parts("statement", [source]));
  }

  /** Lowers one node into those that stand for it. */
  lowerAll(source: TSESTree.Node): readonly Node[] {
    const lowered =
      lowerExpression(this, source) ??
      lowerStatement(this, source) ??
      lowerDefinition(this, source) ??
      lowerType(this, source) ??
      lowerJsx(this, source) ??
      other(this, source);
    return "kind" in lowered ? [lowered] : lowered;
  }

  /** Makes a node with the span of `source`. */
  make(kind: NodeKind, source: TSESTree.Node, children: readonly Node[] = [], details: Details = {}): Node {
    const [start, end] = details.span ?? source.range;
    const { value, label } = details;
    return { kind, start, end, ...(value !== undefined && { value }), ...(label !== undefined && { label }), children };
  }

  /** The node as a part of its parent. */
  as(role: Role, node: Node): Node {
    return { ...node, role };
  }

  /** A part of a node: nothing where the source has nothing. */
  part(role: Role, source: Source): Node[] {
    return source ? [this.as(role, this.lower(source))] : [];
  }

  /** The parts that a list of source nodes becomes; one declaration may become several statements. */
  parts(role: Role, sources: readonly Source[] | undefined): Node[] {
    return (sources ?? []).flatMap((source) =>
      source ? this.lowerAll(source).map((node) => this.as(role, node)) : [],
    );
  }

  /** Words before a definition, as nodes; they have the place of what they stand before. */
  modifiers(source: TSESTree.Node, words: readonly (string | false | null | undefined)[]): Node[] {
    return words.flatMap((word) =>
      word ? [this.as("modifier", this.make("modifier", source, [], { value: word }))] : [],
    );
  }
}
