import type { Document, Node, NodeKind } from "#model/document.ts";
import type { Span } from "#model/location.ts";
import { type Bindings, tagStart } from "#match/binding.ts";
import type { Fuel } from "#match/fuel.ts";
import { Machine, isPossible } from "#match/machine.ts";
import { type NodeIndex, nodeIndex } from "#match/node-index.ts";
import type { Pattern, PatternItem } from "#match/pattern.ts";
import { anonymous, isMetavariable } from "#match/placeholder.ts";

/** A node that a pattern matches, in one of the ways it does. */
export interface TreeMatch {
  readonly node: Node;
  /** The node, with its tag where the pattern has one. */
  readonly span: Span;
  readonly bindings: Bindings;
}

/** Where a pattern is looked for. */
export interface TreeSubject {
  readonly document: Document;
  /** The top of the tree, or of the part of it that is searched. */
  readonly root: Node;
  /** Bindings that hold from the start, with which the pattern's own must agree. */
  readonly bindings: Bindings;
}

/** Every way in which any node of the tree matches the pattern, in source order. */
export function matchTree(pattern: Pattern, subject: TreeSubject, fuel: Fuel): TreeMatch[] {
  const matches: TreeMatch[] = [];
  const stopsAtFirst = !binds(pattern);
  const machine = new Machine(subject.document, subject.bindings, fuel);
  for (const node of candidates(pattern, nodeIndex(subject.root))) {
    fuel.spend(1);
    if (isPossible(pattern, node) && isWritten(node, subject.document)) {
      const start = pattern.type === "tagged" ? tagStart(subject.document, node) : node.start;
      const span = { start, end: node.end };
      for (const bindings of machine.solve(pattern, node, stopsAtFirst)) matches.push({ node, span, bindings });
    }
  }
  return matches;
}

/** The nodes that may match: those of the kind that the pattern's root asks for. */
function candidates(pattern: Pattern, index: NodeIndex): readonly Node[] {
  const kind = kindOf(pattern);
  return kind ? (index.byKind.get(kind) ?? []) : index.all;
}

function kindOf(pattern: Pattern): NodeKind | undefined {
  if ("kind" in pattern) return pattern.kind;
  if (pattern.type === "any-string" || pattern.type === "string-regex") return "string";
  return pattern.type === "metavariable" && pattern.content ? "string" : undefined;
}

/** Not what stands for nothing: the value of a key without one, the root of a text that could not be read. */
function isWritten(node: Node, { text }: Document): boolean {
  return node.kind !== "null" || /^(?:null|~)$/i.test(text.slice(node.start, Math.min(node.end, node.start + 5)));
}

/** Holds if the pattern holds a metavariable, so that more than one way to match tells more. */
function binds(pattern: Pattern): boolean {
  const stack: PatternItem[] = [pattern];
  for (let item = stack.pop(); item; item = stack.pop()) {
    if (item.type === "rest" || (item.type === "metavariable" && item.name !== anonymous)) return true;
    if (item.type === "unordered" && item.rest !== undefined) return true;
    if (item.type === "deep" || item.type === "tagged") stack.push(item.body);
    if (item.type === "tagged" && isMetavariable(item.tag.slice(1))) return true;
    if (item.type === "ordered" || item.type === "unordered") stack.push(...item.items);
  }
  return false;
}
