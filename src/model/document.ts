import type { CodeKind, Role } from "#model/code.ts";
import type { RepoPath, Span } from "#model/location.ts";
import type { Problem } from "#model/problem.ts";

/** How a text is written; says nothing about what it means (that is the artifact's role). */
export type SyntaxName =
  | "json"
  | "yaml"
  | "toml"
  | "dotenv"
  | "markdown"
  | "shell"
  | "text"
  | "javascript"
  | "typescript"
  | "python"
  | "bash"
  | "promql";

/**
 * What a node is, over all syntaxes.
 * Data: `mapping` holds `pair`s (key node, value node), `sequence` holds values, the rest are scalars.
 * A YAML stream of several documents is a `stream`. Prose: a `markdown` root holds, flat and in source order,
 * `heading`, `sentence` and `fence`, after the mapping of its front matter, if it has one.
 * Shell: a `script` holds `command`s, a command holds its words: a `string` is fully known, an `expansion` is not. The
 * children of a word are the variables that are put into it, by name; those of its substitutions stand in their commands.
 */
export type NodeKind =
  | "mapping"
  | "pair"
  | "sequence"
  | "string"
  | "number"
  | "boolean"
  | "null"
  | "stream"
  | "markdown"
  | "heading"
  | "sentence"
  | "fence"
  | "script"
  | "command"
  | "expansion"
  | "opaque-text"
  | CodeKind;

/**
 * One located node of the one tree that every syntax lowers into.
 * Offsets are UTF-16 offsets into the text of the node's own document; `end` is exclusive.
 */
export interface Node extends Span {
  readonly kind: NodeKind;
  /** Scalars: the decoded value. Fences: their content. Sentences and headings: their plain text. Expansions: their source. */
  readonly value?: string | number | boolean | null;
  /** Fences: the info string's language, lower case. YAML: the tag, such as `!Ref`, where one is written. Commands: `|`, `&&`, … that precedes it. */
  readonly label?: string;
  /** What the node is to its parent, in code: `callee`, `argument`, `body`. Data has none. */
  readonly role?: Role;
  readonly children: readonly Node[];
}

/**
 * Where the offsets of an embedded text lie in the text that holds it: segments of equal slope.
 * Offset `inner[i] + k` of the embedded text is offset `outer[i] + k` of the host, until the next segment starts.
 */
export interface OffsetMap {
  readonly inner: readonly number[];
  readonly outer: readonly number[];
}

/** One parsed text: a file, or a text embedded in one. Positions are resolved against the outermost file. */
export interface Document {
  readonly path: RepoPath;
  readonly syntax: SyntaxName;
  readonly text: string;
  readonly root: Node;
  /** Spans of comments, for ignores written beside the code. */
  readonly comments: readonly Span[];
  /** What could not be read of this text; the tree holds what could. */
  readonly problems: readonly Problem[];
  /** Set on embedded documents only. */
  readonly host?: { readonly document: Document; readonly offsets: OffsetMap };
}

/**
 * Turns text into a tree. Never throws and never executes: what cannot be read becomes a problem. `host`: where the text
 * is embedded; a front-end may leave it to the caller to set it.
 */
export type Parse = (path: RepoPath, text: string, host?: Document["host"]) => Document;

/** A text inside a document that is written in another syntax: a fenced block, a `run:` step, a hook's command. */
export interface Embedding {
  /** The language as the host names it (`bash`, `python`, …), which may have no front-end. */
  readonly language: string;
  readonly text: string;
  readonly offsets: OffsetMap;
}

/** The offset in the outermost file of `offset` in `document`. */
export function fileOffset(document: Document, offset: number): number {
  let current = document;
  let at = offset;
  while (current.host) {
    at = mapOffset(current.host.offsets, at);
    current = current.host.document;
  }
  return at;
}

function mapOffset({ inner, outer }: OffsetMap, offset: number): number {
  let segment = 0;
  let high = inner.length - 1;
  while (segment < high) {
    const middle = (segment + high + 1) >> 1;
    if ((inner[middle] ?? 0) <= offset) segment = middle;
    else high = middle - 1;
  }
  return (outer[segment] ?? 0) + (offset - (inner[segment] ?? 0));
}

/** The file that holds `document`, itself if it is not embedded. */
export function fileDocument(document: Document): Document {
  let current = document;
  while (current.host) current = current.host.document;
  return current;
}
