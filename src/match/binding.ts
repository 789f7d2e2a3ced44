import type { Document, Node } from "#model/document.ts";
import type { Span } from "#model/location.ts";
import { constantOf } from "#match/constants.ts";
import type { Fuel } from "#match/fuel.ts";
import type { Semantics } from "#model/semantics.ts";

/** What a metavariable stands for in one match. */
export interface Binding {
  /** Where it stands, in the offsets of the document that was matched. */
  readonly span: Span;
  /** The source text of a bound expression, with its quotes; the content of a bound string (`"$X"`) or word, without. */
  readonly text: string;
  /** The decoded value of a scalar. */
  readonly value?: string | number | boolean | null;
  /** The bound node; absent where text was bound. */
  readonly node?: Node;
  /** Holds where `"$X"` bound the content of a string rather than the string. */
  readonly content?: true;
}

/** Bindings by metavariable name with its sigil: `$X`, `$...X`, `$1`. */
export type Bindings = ReadonlyMap<string, Binding>;

/** No bindings. */
export const noBindings: Bindings = new Map();

/** Binds a node as an expression: quotes and all. */
export function bindNode(document: Document, node: Node): Binding {
  return {
    span: { start: node.start, end: node.end },
    // What an import brings may stand under another name.
    text: node.kind === "name" ? String(node.value) : document.text.slice(node.start, node.end),
    node,
    ...(node.value !== undefined && node.children.length === 0 && { value: node.value }),
  };
}

/** Binds the content of a string node: without its quotes and with its escapes decoded. */
export function bindContent(document: Document, node: Node): Binding {
  const value = String(node.value ?? "");
  const at = document.text.startsWith(value, node.start + 1) ? node.start + 1 : node.start;
  const isVerbatim = document.text.startsWith(value, at) && at + value.length <= node.end;
  const span = isVerbatim ? { start: at, end: at + value.length } : { start: node.start, end: node.end };
  // The text between the holes of a template is looked at as it is written.
  const text = node.label === "piece" ? document.text.slice(node.start, node.end) : value;
  return { span, text, value, node, content: true };
}

/** Binds the tag of a node, without its mark. */
export function bindTag(document: Document, node: Node): Binding {
  const start = tagStart(document, node);
  return bindText(node.label?.slice(1) ?? "", { start: start + 1, end: start + (node.label?.length ?? 1) });
}

/** The offset at which the tag of a node stands: before it, with nothing but white space, an anchor or a comment between. */
export function tagStart({ text }: Document, { start, label = "" }: Node): number {
  const at = text.slice(Math.max(0, start - widestGap), start).lastIndexOf(label);
  return at < 0 ? start : Math.max(0, start - widestGap) + at;
}

/** Characters between a tag and what it is about that are looked through. */
const widestGap = 500;

/** Binds a stretch of text that no node stands for. */
export function bindText(text: string, span: Span): Binding {
  return { span, text, value: text };
}

/** Holds for `$1`, `$2`, …: groups of regular expressions, which never need to agree. */
export function isNumbered(name: string): boolean {
  return /^\$\d+$/.test(name);
}

/** Holds if two occurrences of one metavariable stand for the same thing: structurally equal, wherever they are. */
export function unifies(left: Binding, right: Binding, comparison: Comparison): boolean {
  if (left.node && right.node && !left.content && !right.content) return equalNodes(left.node, right.node, comparison);
  return (left.value ?? left.text) === (right.value ?? right.text);
}

/** What comparing costs, and what it needs to know of names. */
export interface Comparison {
  readonly fuel: Fuel;
  readonly semantics: Semantics;
}

/** Structural equality of two trees, without their places; iterative, so that depth costs no stack. */
export function equalNodes(left: Node, right: Node, { fuel, semantics }: Comparison): boolean {
  const stack: [Node, Node][] = [[left, right]];
  for (let pair = stack.pop(); pair; pair = stack.pop()) {
    const [one, other] = [uncast(pair[0]), uncast(pair[1])];
    if (one === other) continue;
    fuel.spend(1);
    if (!equalTops(one, other, semantics)) return false;
    if (one.kind !== other.kind || one.kind === "name") continue;
    for (let index = 0; index < one.children.length; index++)
      stack.push([one.children[index]!, other.children[index]!]);
  }
  return true;
}

/** Equality of two nodes but for their children, of which there are equally many. */
function equalTops(one: Node, other: Node, semantics: Semantics): boolean {
  // A key may be quoted or not.
  if (one.role === "key" && other.role === "key" && isWord(one) && isWord(other)) return one.value === other.value;
  if (one.kind === "name" && other.kind === "name") return equalNames(one, other, semantics);
  if (one.kind !== other.kind) return equalConstants(one, other, semantics);
  const isSameLabel = one.label === other.label || (one.kind === "string" && isBytes(one) === isBytes(other));
  return isSameLabel && one.value === other.value && one.children.length === other.children.length;
}

function uncast(node: Node): Node {
  let current = node;
  while (current.kind === "cast" && current.children[0]) current = current.children[0];
  return current;
}

function isBytes({ label = "" }: Node): boolean {
  return label.includes("b");
}

function isWord({ kind }: Node): boolean {
  return kind === "name" || kind === "string";
}

/** The same word, unless it is known to mean two things; or two words for the same constant. */
function equalNames(one: Node, other: Node, semantics: Semantics): boolean {
  if (one.value !== other.value) return equalConstants(one, other, semantics);
  const [left, right] = [semantics.entityOf(one), semantics.entityOf(other)];
  return left === undefined || right === undefined || left === right;
}

function equalConstants(one: Node, other: Node, semantics: Semantics): boolean {
  const left = constantOf(one, semantics);
  return left !== undefined && left === constantOf(other, semantics);
}
