import { isAlias, isMap, isScalar, isSeq, Scalar, type Document, type Pair, type YAMLMap, type YAMLSeq } from "yaml";
import type { Node } from "#model/document.ts";
import type { Span } from "#model/location.ts";
import { branch, leaf, mappingOf } from "#syntax/node.ts";
import type { ProblemSink } from "#syntax/problem.ts";
import type { YamlError } from "#syntax/yaml-read.ts";

/** Nodes that aliases and merge keys may add to what a walk over the tree visits. */
const mostRepeated = 100_000;

/** Aliases without an anchor that are remembered; one is enough to say that a text is wrong. */
const mostUnresolved = 10;

/** The state of lowering one stream. */
interface Lowering {
  readonly text: string;
  /** The offset at which `text` stands in its file. */
  readonly base: number;
  readonly problems: ProblemSink;
  readonly unresolved: YamlError[];
  /** Anchors of the current document whose node is finished: an alias inside its own anchor finds nothing. */
  readonly anchors: Map<string, Node>;
  /** How many nodes a walk visits from a node on, for nodes that are anchored or hold aliases. */
  readonly sizes: Map<Node, number>;
  /** Nodes that may still be repeated. */
  budget: number;
}

/** A lowered stream. */
export interface LoweredYaml {
  /** The one document of the stream, or a `stream` of several; null for empty text. */
  readonly root: Node;
  /** Aliases without an anchor: errors that only show here. */
  readonly unresolved: readonly YamlError[];
}

/** The tree of the stream `text`, which stands at offset `base` of its file. */
export function lowerYaml(
  documents: readonly Document.Parsed[],
  text: string,
  base: number,
  problems: ProblemSink,
): LoweredYaml {
  const span = { start: base, end: base + text.length };
  const unresolved: YamlError[] = [];
  const state = { text, base, problems, unresolved, budget: mostRepeated };
  const lowering: Lowering = { ...state, anchors: new Map(), sizes: new Map() };
  const roots = documents.map(({ contents, range }) => {
    lowering.anchors.clear();
    return lower(contents, range[0], lowering);
  });
  const [first] = roots;
  if (roots.length === 1 && first) return { root: first, unresolved };
  return { root: roots.length > 1 ? branch("stream", span, roots) : leaf("null", span, null), unresolved };
}

/** Recursive; the depth of the text was bounded before. `at` is the place of a node that is not written. */
function lower(node: unknown, at: number, lowering: Lowering): Node {
  if (isAlias(node)) return resolve(node.source, node.range?.[0] ?? at, lowering);
  const start = isScalar(node) || isMap(node) || isSeq(node) ? (node.range?.[0] ?? at) : at;
  let lowered = leaf("null", { start, end: start }, null);
  if (isScalar(node)) lowered = lowerScalar(node, start, lowering);
  else if (isMap(node)) lowered = lowerMap(node, start, lowering);
  else if (isSeq(node)) lowered = lowerSequence(node, start, lowering);
  const { anchor, tag } = (node ?? {}) as { readonly anchor?: string; readonly tag?: string };
  if (tag?.startsWith("!")) lowered = { ...lowered, label: tag };
  if (anchor !== undefined) {
    lowering.anchors.set(anchor, lowered);
    lowering.sizes.set(lowered, sizeOf(lowered, lowering));
  }
  return lowered;
}

/** The span a node is written in, which for an alias is not that of the node it stands for. */
function writtenSpan(node: unknown, lowered: Node): Span {
  return isAlias(node) && node.range ? { start: node.range[0], end: node.range[1] } : lowered;
}

/** Flow collections end at their bracket, block collections with their last child. */
function endOf(node: YAMLMap | YAMLSeq, lastChild: number): number {
  return node.flow && node.range ? node.range[1] : lastChild;
}

function lowerSequence(sequence: YAMLSeq, start: number, lowering: Lowering): Node {
  const items: Node[] = [];
  let end = start;
  for (const item of sequence.items) {
    const lowered = lower(item, end, lowering);
    items.push(lowered);
    end = writtenSpan(item, lowered).end;
  }
  return branch("sequence", { start, end: endOf(sequence, end) }, items);
}

function lowerScalar(scalar: Scalar, start: number, { text, base }: Lowering): Node {
  let end = Math.max(start, scalar.range?.[1] ?? start);
  if (scalar.type === Scalar.BLOCK_LITERAL || scalar.type === Scalar.BLOCK_FOLDED) {
    // Blank lines after a block belong to no one; its last line keeps its break, which may be part of the value.
    while (end > start && " \t\r\n".includes(text.charAt(end - 1 - base))) end--;
    const lineBreak = text.indexOf("\n", end - base);
    if (lineBreak >= 0) end = Math.min(lineBreak + 1 + base, Math.max(end, scalar.range?.[1] ?? end));
  }
  const span = { start, end };
  const { value } = scalar;
  if (typeof value === "number") return leaf("number", span, value);
  if (typeof value === "boolean") return leaf("boolean", span, value);
  if (value === null || value === undefined) return leaf("null", span, null);
  return leaf("string", span, typeof value === "string" ? value : (scalar.source ?? ""));
}

/** Where a merge key stands among the pairs of its mapping, and the mappings that it names. */
interface Merge {
  readonly at: number;
  readonly sources: readonly Node[];
}

function lowerMap(map: YAMLMap, start: number, lowering: Lowering): Node {
  const own: Node[] = [];
  const merges: Merge[] = [];
  let end = start;
  for (const { key, value } of map.items as readonly Pair[]) {
    const keyNode = lower(key, end, lowering);
    const keySpan = writtenSpan(key, keyNode);
    const valueNode = lower(value, keySpan.end, lowering);
    end = Math.max(keySpan.end, writtenSpan(value, valueNode).end);
    const sources = isMergeKey(key) ? mergeSources(valueNode) : undefined;
    if (sources) merges.push({ at: own.length, sources });
    else own.push(branch("pair", { start: keySpan.start, end }, [keyNode, valueNode]));
  }
  const pairs = merges.length > 0 ? merged(own, merges, lowering) : own;
  return mappingOf({ start, end: endOf(map, end) }, pairs, lowering.problems);
}

function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.value === "<<" && key.type === Scalar.PLAIN;
}

/** The mappings a merge key takes its pairs from; undefined where its value is something else. */
function mergeSources(value: Node): readonly Node[] | undefined {
  if (value.kind === "mapping") return [value];
  const mappings = value.kind === "sequence" && value.children.every(({ kind }) => kind === "mapping");
  return mappings ? value.children : undefined;
}

/** The pairs of a mapping with those of its merge keys in their place: its own keys win, then the sources in order. */
function merged(own: readonly Node[], merges: readonly Merge[], lowering: Lowering): Node[] {
  const taken = new Set(own.map(keyOf));
  const pairs: Node[] = [];
  let from = 0;
  for (const { at, sources } of merges) {
    for (const pair of own.slice(from, at)) pairs.push(pair);
    from = at;
    for (const source of sources) {
      for (const pair of source.children) {
        const known = taken.has(keyOf(pair));
        if (!spend(known ? 1 : sizeOf(pair, lowering), pair, lowering)) break;
        if (!known) pairs.push(pair);
        taken.add(keyOf(pair));
      }
    }
  }
  for (const pair of own.slice(from)) pairs.push(pair);
  return pairs;
}

function keyOf(pair: Node): string {
  return String(pair.children[0]?.value);
}

function resolve(anchor: string, start: number, lowering: Lowering): Node {
  const span = { start, end: start + 1 + anchor.length };
  const target = lowering.anchors.get(anchor);
  if (!target && lowering.unresolved.length < mostUnresolved) lowering.unresolved.push({ ...span, code: "BAD_ALIAS" });
  return target && spend(sizeOf(target, lowering), span, lowering) ? target : leaf("null", span, null);
}

/** Takes `nodes` from the budget for repeated nodes; false where it does not last, then and from then on. */
function spend(nodes: number, span: Span, lowering: Lowering): boolean {
  lowering.budget -= nodes;
  if (lowering.budget >= 0) return true;
  lowering.budget = -1;
  lowering.problems.add(
    "too-complex",
    span,
    `Aliases repeat more than ${mostRepeated} nodes; this one is not followed`,
  );
  return false;
}

/** How many nodes a walk from `root` visits, as far as the budget cares. */
function sizeOf(root: Node, lowering: Lowering): number {
  let size = 0;
  const stack = [root];
  for (let node = stack.pop(); node && size <= lowering.budget; node = stack.pop()) {
    const known = lowering.sizes.get(node);
    size += known ?? 1;
    if (known === undefined) for (const child of node.children) stack.push(child);
  }
  return size;
}
