import {
  boolCoreTag,
  COLLECTION_STYLE,
  EVENT_ID,
  floatCoreTag,
  getScalarValue,
  intCoreTag,
  NOT_RESOLVED,
  nullCoreTag,
  parseEvents,
  SCALAR_STYLE,
  type AliasEvent,
  type Event,
  type MappingEvent,
  type ScalarEvent,
  type SequenceEvent,
  YAMLException,
} from "js-yaml";

/**
 * What YAML of ours holds: rules, models, configuration. The trees of scanned files are another matter (`#syntax`): they
 * keep what is broken, and here the first mistake ends it.
 */
export type WrittenNode = WrittenMap | WrittenList | WrittenScalar;

/** The offsets at which a node begins (its quote, its first key, its first dash) and ends. */
interface Written {
  readonly start: number;
  end: number;
}

export interface WrittenMap extends Written {
  readonly kind: "map";
  readonly pairs: (readonly [key: WrittenNode, value: WrittenNode])[];
}

export interface WrittenList extends Written {
  readonly kind: "list";
  readonly items: WrittenNode[];
}

export interface WrittenScalar extends Written {
  readonly kind: "scalar";
  readonly value: string | number | boolean | null;
}

/** Why a text is no YAML of ours, and the offset at which that shows. */
export class WrittenMistake extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** Nodes that a text may stand for once its aliases are followed: each may repeat all that stands before it. */
const mostNodes = 1_000_000;
/** A scalar counts as one node more for so many characters. */
const charactersOfNode = 40;

/** Collections within one another. The parser calls itself for each. */
const deepest = 500;

const quoted: ReadonlySet<number> = new Set([SCALAR_STYLE.SINGLE_QUOTED, SCALAR_STYLE.DOUBLE_QUOTED]);
const blocks: ReadonlySet<number> = new Set([SCALAR_STYLE.LITERAL_BLOCK, SCALAR_STYLE.FOLDED_BLOCK]);

/** The one document of a text; throws a `WrittenMistake`. */
export function readWritten(text: string): WrittenNode {
  const builder = new Builder(text);
  for (const event of eventsOf(text)) builder.take(event);
  return builder.root ?? { kind: "scalar", start: 0, end: 0, value: null };
}

function eventsOf(text: string): Event[] {
  try {
    return parseEvents(text, { maxDepth: deepest });
  } catch (error) {
    if (error instanceof RangeError) throw new WrittenMistake("the file nests too deeply", 0);
    if (!(error instanceof YAMLException)) throw error;
    const deep = /maxDepth|call stack/.test(error.reason);
    throw new WrittenMistake(deep ? "the file nests too deeply" : error.reason, error.mark?.position ?? 0);
  }
}

/** A collection that is not closed yet. */
interface Open {
  readonly node: WrittenMap | WrittenList;
  readonly anchor: string | undefined;
  /** Written in brackets. */
  readonly isFlow: boolean;
  /** The nodes before it. */
  readonly before: number;
  /** The key whose value comes next. */
  key: WrittenNode | undefined;
  /** Holds if that key is a merge key. */
  isMerge: boolean;
  /** What its merge key brings, what counts more first. */
  merged: readonly WrittenMap[] | undefined;
}

/** Builds the tree from what the parser tells in order, without calling itself. */
class Builder {
  root: WrittenNode | undefined;
  readonly #text: string;
  readonly #open: Open[] = [];
  readonly #anchors = new Map<string, { readonly node: WrittenNode; readonly size: number }>();
  /** Nodes with those that aliases repeat. */
  #nodes = 0;
  #documents = 0;
  /** Where the last thing ended: a value that is not written stands there. */
  #reached = 0;

  constructor(text: string) {
    this.#text = text;
  }

  take(event: Event): void {
    switch (event.type) {
      case EVENT_ID.DOCUMENT:
        this.#documents++;
        return;
      case EVENT_ID.MAPPING:
        return this.#begin({ kind: "map", start: event.start, end: event.start, pairs: [] }, event);
      case EVENT_ID.SEQUENCE:
        return this.#begin({ kind: "list", start: event.start, end: event.start, items: [] }, event);
      case EVENT_ID.SCALAR:
        return this.#scalar(event);
      case EVENT_ID.ALIAS:
        return this.#alias(event);
      default:
        this.#close();
    }
  }

  #begin(node: WrittenMap | WrittenList, event: MappingEvent | SequenceEvent): void {
    const isFlow = event.style === COLLECTION_STYLE.FLOW;
    const before = this.#nodes;
    const anchor = this.#anchorOf(event);
    this.#open.push({ node, anchor, isFlow, before, key: undefined, isMerge: false, merged: undefined });
    this.#count(1, node.start);
    this.#reached = node.start;
  }

  /** The end of a collection, or of the document once none is open. */
  #close(): void {
    const closed = this.#open.pop();
    if (!closed) return;
    if (closed.isFlow) this.#reached = this.#text.indexOf(closed.node.kind === "map" ? "}" : "]", this.#reached) + 1;
    closed.node.end = this.#reached;
    if (closed.node.kind === "map") addMerged(closed.node, closed.merged ?? []);
    this.#put(closed.node, closed.anchor, this.#nodes - closed.before);
  }

  #scalar(event: ScalarEvent): void {
    const start = this.#startOf(event);
    const end = event.valueEnd < 0 ? start : event.valueEnd + (quoted.has(event.style) ? 1 : 0);
    const value = this.#valueOf(event);
    const size = sizeOf(value);
    this.#count(size, start);
    this.#reached = end;
    const node = { kind: "scalar", start, end, value } as const;
    const parent = this.#open.at(-1);
    const isKey = parent?.node.kind === "map" && parent.key === undefined;
    this.#put(node, this.#anchorOf(event), size);
    if (isKey) parent.isMerge = value === "<<" && event.style === SCALAR_STYLE.PLAIN && event.tagStart < 0;
  }

  /** The parser tells where the words of a scalar begin: its quote or its `|` stands before them. */
  #startOf({ valueStart, style }: ScalarEvent): number {
    if (valueStart < 0) return this.#reached;
    if (quoted.has(style)) return valueStart - 1;
    if (!blocks.has(style)) return valueStart;
    const header = this.#text.slice(this.#reached, valueStart).search(/[|>]/);
    return header < 0 ? valueStart : this.#reached + header;
  }

  #valueOf(event: ScalarEvent): WrittenScalar["value"] {
    const text = getScalarValue(this.#text, event);
    const tag = event.tagStart < 0 ? undefined : this.#text.slice(event.tagStart, event.tagEnd);
    const isPlain = event.style === SCALAR_STYLE.PLAIN;
    return (isPlain && tag === undefined) || (tag !== undefined && /:?(?:null|bool|int|float)$/.test(tag))
      ? coreValue(text)
      : text;
  }

  #alias(event: AliasEvent): void {
    const name = this.#text.slice(event.anchorStart, event.anchorEnd);
    const known = this.#anchors.get(name);
    if (this.#open.some(({ anchor }) => anchor === name))
      throw new WrittenMistake(`'*${name}' stands within what '&${name}' names`, event.anchorStart);
    if (!known) throw new WrittenMistake(`nothing before this is called '&${name}'`, event.anchorStart);
    this.#count(known.size, event.anchorStart);
    this.#reached = event.anchorEnd;
    this.#put(known.node, undefined, known.size, event.anchorStart);
  }

  #count(nodes: number, offset: number): void {
    this.#nodes += nodes;
    if (this.#nodes > mostNodes)
      throw new WrittenMistake(`more than ${mostNodes} values, or texts as long as these`, offset);
  }

  #anchorOf({ anchorStart, anchorEnd }: ScalarEvent | MappingEvent | SequenceEvent): string | undefined {
    return anchorStart < 0 ? undefined : this.#text.slice(anchorStart, anchorEnd);
  }

  /** Puts a finished node where it belongs; `size` counts it with all below it, `at` is where it is written there. */
  #put(node: WrittenNode, anchor: string | undefined, size: number, at = node.start): void {
    if (this.#documents > 1) throw new WrittenMistake("one document is expected, and here begins a second", node.start);
    if (anchor !== undefined) this.#anchors.set(anchor, { node, size });
    const parent = this.#open.at(-1);
    if (!parent) this.root = node;
    else if (parent.node.kind === "list") parent.node.items.push(node);
    else if (parent.key === undefined) parent.key = node;
    else {
      if (parent.isMerge) this.#merge(parent, node, at);
      else parent.node.pairs.push([parent.key, node]);
      parent.key = undefined;
      parent.isMerge = false;
    }
  }

  #merge(open: Open, value: WrittenNode, at: number): void {
    if (open.merged) throw new WrittenMistake("the key '<<' is written twice", at);
    const maps = value.kind === "list" ? value.items : [value];
    open.merged = maps.map((map) => {
      if (map.kind === "map") return map;
      throw new WrittenMistake("'<<' takes a map, or a list of maps", at);
    });
  }
}

/** Adds what merge keys bring: what a map says itself counts, then what the first of several says. */
function addMerged({ pairs }: WrittenMap, merged: readonly WrittenMap[]): void {
  const known = new Set(pairs.map(([key]) => keyOf(key)));
  for (const map of merged) {
    const fresh = map.pairs.filter(([key]) => !known.has(keyOf(key)));
    for (const pair of fresh) {
      pairs.push(pair);
      known.add(keyOf(pair[0]));
    }
  }
}

/** The word that a key is, whatever its type; nothing for maps and lists. */
export function keyOf(node: WrittenNode): string {
  return node.kind === "scalar" ? String(node.value) : "";
}

function sizeOf(value: WrittenScalar["value"]): number {
  return 1 + (typeof value === "string" ? Math.floor(value.length / charactersOfNode) : 0);
}

function coreValue(text: string): WrittenScalar["value"] {
  for (const { resolve, tagName } of [nullCoreTag, boolCoreTag, intCoreTag, floatCoreTag]) {
    const value = resolve(text, false, tagName);
    if (value !== NOT_RESOLVED) return value;
  }
  return text;
}
