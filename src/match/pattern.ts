import type { PartMode, Role } from "#model/code.ts";
import type { Document, Node, NodeKind, Parse } from "#model/document.ts";
import type { Dialect } from "#match/dialect.ts";
import { PatternError } from "#match/pattern-error.ts";
import { isMetavariable, isRest, placeholderOf } from "#match/placeholder.ts";
import { type Regex, isRegexError, translateRegex } from "#match/regex.ts";

/** What a node must be. */
export type Pattern =
  | { readonly type: "any" }
  /** `content`: binds the decoded text of a string, or, with `of`, the source of a regular expression, and nothing else. */
  | { readonly type: "metavariable"; readonly name: string; readonly content: boolean; readonly of?: "regex" }
  /**
   * `withHoles`: a template too, of which only the pieces are known; `isTemplate`: nothing but templates;
   * `isConcatenated`: nothing but strings that stand side by side.
   */
  | {
      readonly type: "any-string";
      readonly withHoles?: boolean;
      readonly isTemplate?: boolean;
      readonly isConcatenated?: true;
    }
  | { readonly type: "string-regex"; readonly regex: Regex }
  /** `orUnwritten`: or nothing, where a value could stand. */
  | { readonly type: "scalar"; readonly kind: NodeKind; readonly value: Node["value"]; readonly orUnwritten?: true }
  /** A value with a tag, or with any, which is bound. */
  | { readonly type: "tagged"; readonly tag: string; readonly body: Pattern }
  /** The node or anything below it. */
  | { readonly type: "deep"; readonly body: Pattern }
  | {
      readonly type: "ordered";
      readonly kind: NodeKind;
      readonly label?: string;
      readonly items: readonly PatternItem[];
    }
  | {
      readonly type: "unordered";
      readonly kind: NodeKind;
      readonly items: readonly Pattern[];
      /** Further children are allowed. */
      readonly isOpen: boolean;
      /** `$...X` that binds the further children. */
      readonly rest?: string;
      /** `{...}` is a set, too. */
      readonly orSet?: true;
    }
  | ShapePattern
  /** `import a.$X`: the parts of a module's name; the last may be followed by more. */
  | { readonly type: "module"; readonly words: readonly (string | { readonly name: string } | undefined)[] }
  /** `x. ... .y`: what is called or read on something, as far down as it takes. */
  | { readonly type: "chain"; readonly base: Pattern }
  /** `$S;`: any statement. */
  | { readonly type: "statement-metavariable"; readonly name: string }
  /** `($X: T)`: an expression of a type. */
  | { readonly type: "typed"; readonly name: string; readonly of: Pattern };

/** A node of code, part by part. */
export interface ShapePattern {
  readonly type: "shape";
  readonly kind: NodeKind;
  /** Where the kind says too little: the block of a `finally`. */
  readonly role?: Role;
  readonly label?: string;
  readonly value?: Node["value"];
  /** The metavariable that the value is bound to: `$KEY` of `$KEY=1`. */
  readonly names?: string;
  readonly parts: readonly PatternPart[];
}

/** What the children of one role must be. */
export interface PatternPart {
  readonly role: Role;
  readonly mode: PartMode;
  readonly items: readonly PatternItem[];
  /** A subset that is all there is. */
  readonly isClosed?: true;
  /** A metavariable that is left unbound where there is nothing: the name of a function that is a value. */
  readonly mayLack?: true;
}

/** A child of an ordered pattern: one node, or any number of them. */
export type PatternItem =
  | Pattern
  | { readonly type: "dots" }
  /** `least`: how many it must stand for. */
  | { readonly type: "rest"; readonly name: string; readonly least?: number };

/** The patterns that a pattern directly consists of. */
export function partsOfPattern(item: PatternItem): readonly PatternItem[] {
  switch (item.type) {
    case "deep":
    case "tagged":
      return [item.body];
    case "chain":
      return [item.base];
    case "shape":
      return item.parts.flatMap((part) => part.items);
    case "ordered":
    case "unordered":
      return item.items;
    default:
      return [];
  }
}

/** A pattern of more nodes than this is no pattern that a person wrote. */
const largestPattern = 2000;
/** As deep as a pattern may nest; its reader recurses. */
const deepestPattern = 100;

/** Compiles a pattern with the front-end that reads the targets, so that both mean the same. Throws `PatternError`. */
export function compilePattern(source: string, dialect: Dialect, parse: Parse): Pattern {
  const prepared = dialect.prepare(source);
  const document = parse("pattern", prepared.text);
  const problem = document.problems.find(({ kind }) => kind !== "duplicate-key");
  if (problem) throw new PatternError(`the pattern cannot be read: ${problem.message}`);
  const reader = new PatternReader(document, dialect);
  const root = document.root;
  const only = root.children.length === 1 ? root.children[0] : undefined;
  if (root.kind === "stream") throw new PatternError("a pattern is one document");
  if (root.kind === "null" && source.trim() === "") throw new PatternError("the pattern is empty");
  if (prepared.isPair && !only) throw new PatternError("a pattern of several pairs needs braces around them");
  if (only && (prepared.isPair || (dialect.unwraps && root.kind !== "pair"))) return reader.child(root, only);
  return reader.read(root, 0);
}

class PatternReader {
  readonly #document: Document;
  readonly #dialect: Dialect;
  #size = 0;

  constructor(document: Document, dialect: Dialect) {
    this.#document = document;
    this.#dialect = dialect;
  }

  /** The one child of the root as a pattern of its own; an ellipsis alone is anything. */
  child(root: Node, only: Node): Pattern {
    const item = root.kind === "mapping" ? this.#entry(only, 0) : this.#item(only, 0);
    return item.type === "dots" || item.type === "rest" ? { type: "any" } : item;
  }

  read(node: Node, depth: number): Pattern {
    const body = this.#untagged(node, depth);
    return this.#dialect.hasTags && node.label !== undefined ? { type: "tagged", tag: node.label, body } : body;
  }

  #untagged(node: Node, depth: number): Pattern {
    this.#size++;
    if (this.#size > largestPattern) throw new PatternError(`the pattern has more than ${largestPattern} nodes`);
    if (depth > deepestPattern) throw new PatternError(`the pattern nests more than ${deepestPattern} levels deep`);
    if (node.kind === "mapping") return this.#mapping(node, depth);
    if (node.kind === "sequence" && isDeep(node)) return this.#deep(node, depth);
    if (node.children.length > 0 || node.value === undefined) {
      const items = node.children.map((child) => this.#item(child, depth + 1));
      const label = this.#dialect.hasTags ? undefined : node.label;
      return { type: "ordered", kind: node.kind, ...(label !== undefined && { label }), items };
    }
    return this.#scalar(node, false);
  }

  #deep(node: Node, depth: number): Pattern {
    const body = node.children[1];
    if (!body || node.children.length > 2) throw new PatternError("one pattern is expected between <... and ...>");
    return { type: "deep", body: this.read(body, depth + 1) };
  }

  #mapping(node: Node, depth: number): Pattern {
    const entries = node.children.map((pair) => this.#entry(pair, depth + 1));
    const rest = entries.find((entry) => entry.type === "rest");
    const items = entries.filter((entry) => entry.type !== "dots" && entry.type !== "rest");
    const isOpen = this.#dialect.hasOpenMappings || items.length < entries.length;
    if (items.length === 0 && entries.length === 1 && !rest && this.#dialect.unwraps) return { type: "any" };
    // Constant keys first: they leave the fewest ways to choose for the metavariables.
    items.sort((left, right) => freedomOf(left) - freedomOf(right));
    return { type: "unordered", kind: node.kind, items, isOpen, ...(rest && { rest: rest.name }) };
  }

  #entry(pair: Node, depth: number): PatternItem {
    const [key, value] = pair.children;
    const placeholder = typeof key?.value === "string" ? ellipsisOf(key.value) : undefined;
    if (placeholder) return placeholder;
    if (!key || !value) return this.read(pair, depth);
    const keyPattern = key.children.length > 0 ? this.read(key, depth + 1) : this.#scalar(key, true);
    return { type: "ordered", kind: pair.kind, items: [keyPattern, this.read(value, depth + 1)] };
  }

  #item(node: Node, depth: number): PatternItem {
    const placeholder = typeof node.value === "string" ? ellipsisOf(node.value) : undefined;
    return placeholder ?? this.read(node, depth);
  }

  #scalar(node: Node, isKey: boolean): Pattern {
    const { value, kind } = node;
    if (kind !== "string" || typeof value !== "string") return { type: "scalar", kind, value };
    const placeholder = placeholderOf(value);
    if (placeholder?.type === "metavariable") return { type: "metavariable", name: placeholder.name, content: false };
    if (placeholder) return { type: "any" };
    if (isMetavariable(value)) {
      const isQuoted = /["'`]/.test(this.#document.text[node.start] ?? "");
      return { type: "metavariable", name: value, content: isQuoted && !(isKey && this.#dialect.bindsQuotedKeys) };
    }
    if (value === "...") return { type: "any-string" };
    const regex = /^=~\/([^]*)\/([im]?)$/.exec(value);
    if (regex) return stringRegex(regex[1] ?? "", regex[2] ?? "");
    const orUnwritten = value === "" && this.#dialect.readsNothingAsText;
    return { type: "scalar", kind, value, ...(orUnwritten && { orUnwritten }) };
  }
}

/** The ellipsis that a word is, as it is written or as its placeholder. */
export function ellipsisOf(
  text: string,
): { readonly type: "dots" } | { readonly type: "rest"; readonly name: string } | undefined {
  const placeholder = placeholderOf(text);
  if (placeholder?.type === "dots" || placeholder?.type === "rest") return placeholder;
  return isRest(text) ? { type: "rest", name: text } : undefined;
}

function isDeep(node: Node): boolean {
  const first = node.children[0]?.value;
  return typeof first === "string" && placeholderOf(first)?.type === "deep";
}

/** How many children of a mapping an entry may stand for: few for a constant key, all for a metavariable. */
function freedomOf(entry: Pattern): number {
  const key = entry.type === "ordered" ? entry.items[0] : undefined;
  return key?.type === "scalar" ? 0 : key?.type === "metavariable" ? 2 : 1;
}

export function stringRegex(source: string, flags: string): Pattern {
  const regex = translateRegex(source, { multiline: flags === "m", anchored: false, ignoreCase: flags === "i" });
  if (isRegexError(regex)) throw new PatternError(`the regular expression cannot be read: ${regex.message}`);
  return { type: "string-regex", regex };
}
