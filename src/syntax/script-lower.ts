import type { TSESTree } from "@typescript-eslint/typescript-estree";
import type { CodeKind, Role } from "#model/code.ts";
import type { Node, NodeKind } from "#model/document.ts";
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

/** Makes a node with the span of `source`. All nodes are made here, so that they share one hidden class. */
export function make(
  kind: NodeKind,
  source: TSESTree.Node,
  children: readonly Node[] = [],
  details: Details = {},
): Node {
  const [start, end] = details.span ?? source.range;
  return {
    kind,
    start,
    end,
    ...(details.value !== undefined && { value: details.value }),
    ...(details.label !== undefined && { label: details.label }),
    children,
  };
}

/** The node as a part of its parent. */
export function as(role: Role, node: Node): Node {
  return { ...node, role };
}

/** A part of a node: nothing where the source has nothing. */
export function part(role: Role, source: Source): Node[] {
  return source ? [as(role, lower(source))] : [];
}

/** The parts that a list of source nodes becomes; one declaration may become several statements. */
export function parts(role: Role, sources: readonly Source[] | undefined): Node[] {
  return (sources ?? []).flatMap((source) => (source ? lowerAll(source).map((node) => as(role, node)) : []));
}

/** Words before a definition, as nodes; they have the place of what they stand before. */
export function modifiers(source: TSESTree.Node, words: readonly (string | false | null | undefined)[]): Node[] {
  return words.flatMap((word) => (word ? [as("modifier", make("modifier", source, [], { value: word }))] : []));
}

/** What no kind says. */
export function other(source: TSESTree.Node, children: readonly Source[]): Node {
  return make("other" satisfies CodeKind, source, parts("part", children), { label: source.type });
}

/** Lowers one node; a declaration of several things becomes a block of them. */
export function lower(source: TSESTree.Node): Node {
  const nodes = lowerAll(source);
  return nodes.length === 1
    ? nodes[0]!
    : make(
        "block",
        source,
        nodes.map((node) => as("statement", node)),
      );
}

/** Lowers one node into those that stand for it. Recursive: the parser, which recurses deeper, ends first. */
export function lowerAll(source: TSESTree.Node): Node[] {
  const lowered =
    lowerExpression(source) ??
    lowerStatement(source) ??
    lowerDefinition(source) ??
    lowerType(source) ??
    lowerJsx(source) ??
    other(source, []);
  return Array.isArray(lowered) ? (lowered as Node[]) : [lowered as Node];
}
