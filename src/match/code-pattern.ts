import { codeShapes, type CodeKind, type PartMode, type Role } from "#model/code.ts";
import type { Node } from "#model/document.ts";
import { bareMetric, carriedWord } from "#match/carried-word.ts";
import type { MatchOptions } from "#match/match-options.ts";
import { ellipsisOf, type Pattern, type PatternItem, type PatternPart, type ShapePattern } from "#match/pattern.ts";
import { PatternError } from "#match/pattern-error.ts";
import { anonymous, placeholderOf } from "#match/placeholder.ts";
import {
  jsxText,
  metavariableOf,
  moduleName,
  regex,
  stringPattern,
  valueOf,
  word,
  wordOf,
} from "#match/text-pattern.ts";

/** A pattern over code: one node, or statements that follow each other. */
export type CodePattern =
  | { readonly type: "node"; readonly pattern: Pattern }
  | { readonly type: "statements"; readonly items: readonly PatternItem[] };

/** A pattern of more nodes than this is no pattern that a person wrote. */
const largestPattern = 2000;
/** As deep as a pattern may nest; its reader recurses. */
const deepestPattern = 100;

/** Reads the tree of a pattern, in which placeholders stand for what its language cannot say. Throws `PatternError`. */
export function readCodePattern(nodes: readonly Node[], isStatements: boolean, from: PatternText): CodePattern {
  const reader = new CodePatternReader(from);
  if (isStatements) return { type: "statements", items: nodes.map((node) => reader.item(node, 0)) };
  const item = reader.item(nodes[0]!, 0);
  return { type: "node", pattern: item.type === "dots" || item.type === "rest" ? { type: "any" } : item };
}

/** The text that a pattern was parsed in, and the parts of its tree that only the parsing asked for. */
export interface PatternText {
  readonly text: string;
  readonly dropped: ReadonlySet<Role>;
  readonly options: MatchOptions;
}

class CodePatternReader {
  readonly #text: string;
  readonly #dropped: ReadonlySet<Role>;
  readonly #options: MatchOptions;
  #size = 0;

  constructor({ text, dropped, options }: PatternText) {
    this.#text = text;
    this.#dropped = dropped;
    this.#options = options;
  }

  #string(node: Node): Pattern {
    return stringPattern(node, this.#text.slice(node.start, node.end));
  }

  /** A node where several may stand, so that an ellipsis is any number of them. */
  item(node: Node, depth: number): PatternItem {
    const carried = carriedWord(node);
    if (carried === "...") return { type: "dots" };
    return (carried === undefined ? undefined : ellipsisOf(carried)) ?? this.read(node, depth);
  }

  read(node: Node, depth: number): Pattern {
    this.#size++;
    if (this.#size > largestPattern) throw new PatternError(`the pattern has more than ${largestPattern} nodes`);
    if (depth > deepestPattern) throw new PatternError(`the pattern nests more than ${deepestPattern} levels deep`);
    return this.#special(node, depth) ?? this.#shape(node, depth);
  }

  #special(node: Node, depth: number): Pattern | undefined {
    switch (node.kind) {
      case "name":
        return word(String(node.value));
      case "module-name":
        return moduleName(String(node.value)) ?? this.#string(node);
      case "string":
        return placeholderOf(String(node.value)) ? word(String(node.value)) : this.#string(node);
      case "variable":
      case "simple-command": {
        const lone = this.#loneWord(node);
        return lone === undefined ? undefined : word(lone);
      }
      case "pipeline":
        return this.#pipeline(node, depth);
      case "substitution":
        return this.#deepSubstitution(node, depth);
      case "mapping":
        return anySelector(node);
      case "block":
        return soleMetavariable(node);
      case "jsx-text":
        return jsxText(String(node.value).trim());
      case "cast":
        return this.#typed(node, depth);
      case "regex":
        return regex(node);
      case "call":
        return this.#deep(node, depth) ?? this.#typed(node, depth);
      case "expression-statement": {
        const [expression] = node.children;
        const only = wordOf(expression) ?? (expression && this.#loneWord(expression));
        // `<... e ...>;` is any statement that holds the expression.
        if (only === undefined) return expression?.kind === "call" ? this.#deep(expression, depth) : undefined;
        const name = metavariableOf(only);
        if (name !== undefined) return { type: "statement-metavariable", name };
        return placeholderOf(only) ? { type: "any" } : undefined;
      }
      case "member": {
        const property = wordOf(partOf(node, "property"));
        const isChain = property !== undefined && placeholderOf(property)?.type === "dots";
        return isChain ? { type: "chain", base: this.read(partOf(node, "object")!, depth + 1) } : undefined;
      }
      default:
        return undefined;
    }
  }

  /** `<... e ...>` is written as a call of a placeholder. */
  #deep(node: Node, depth: number): Pattern | undefined {
    const callee = wordOf(partOf(node, "callee"));
    if (callee === undefined || placeholderOf(callee)?.type !== "deep") return undefined;
    const body = partOf(node, "argument");
    if (!body) throw new PatternError("one pattern is expected between <... and ...>");
    return { type: "deep", body: this.read(body, depth + 1) };
  }

  /** `($X: T)` is written as a cast of a placeholder, or, where there are no casts, as a call of it. */
  #typed(node: Node, depth: number): Pattern | undefined {
    const name = wordOf(partOf(node, node.kind === "call" ? "callee" : "expression"));
    const placeholder = name === undefined ? undefined : placeholderOf(name);
    const type = partOf(node, node.kind === "call" ? "argument" : "type");
    if (placeholder?.type !== "typed" || !type) return undefined;
    return { type: "typed", name: placeholder.name, of: this.read(type, depth + 1) };
  }

  /** The placeholder that a shell word is, or a command of one word; `${$X}` is a variable of which `$X` is the name. */
  #loneWord(node: Node): string | undefined {
    const [only, ...more] = node.children;
    if (node.kind === "simple-command") return only && more.length === 0 ? this.#loneWord(only) : undefined;
    const text = String(node.kind === "string" ? node.value : node.kind === "variable" ? only?.value : "");
    const placeholder = more.length === 0 ? placeholderOf(text) : undefined;
    if (!placeholder || (placeholder.type === "metavariable" && this.#text.startsWith("${", node.start)))
      return undefined;
    return text;
  }

  /** Semgrep's pipelines group from the left: the first part may stand for several, and more may follow the last. */
  #pipeline(node: Node, depth: number): Pattern {
    const items = node.children.map((child, index): PatternItem => {
      const item = this.item(child, depth + 1);
      if (index > 0) return item.type === "dots" ? { type: "any" } : item;
      if (item.type === "metavariable") return { type: "rest", name: item.name, least: 1 };
      return item.type === "dots" ? { type: "rest", name: anonymous, least: 1 } : item;
    });
    const parts: PatternPart = { role: "part", mode: "list", items: [...items, { type: "dots" }] };
    return { type: "shape", kind: node.kind, parts: [parts] };
  }

  /** `<... e ...>` among the words of a command is written as a substitution: a placeholder, then what is looked for. */
  #deepSubstitution(node: Node, depth: number): Pattern | undefined {
    const [mark, body] = node.children;
    const text = mark?.children[0] && this.#loneWord(mark.children[0]);
    if (text === undefined || placeholderOf(text)?.type !== "deep") return undefined;
    const expression = body?.kind === "expression-statement" ? body.children[0]! : body;
    if (!expression || node.children.length > 2)
      throw new PatternError("one pattern is expected between <... and ...>");
    const [only, ...more] = expression.kind === "simple-command" ? expression.children : [];
    return { type: "deep", body: this.read(only && more.length === 0 ? only : expression, depth + 1) };
  }

  #shape(node: Node, depth: number): Pattern {
    const { kind, label, value } = node;
    if (kind === "number" || kind === "boolean" || kind === "null") return { type: "scalar", kind, value };
    if (kind === "mapping") return this.#mapping(node, depth);
    const shape: ShapePattern = {
      type: "shape",
      kind,
      ...(label !== undefined && { label }),
      ...valueOf(value),
      parts: this.#parts(node, depth),
    };
    return shape;
  }

  #parts(node: Node, depth: number): PatternPart[] {
    const modes = isAnyLoop(node)
      ? modesOf(node).filter(([role]) => role === "init" || role === "body")
      : modesOf(node);
    return modes.flatMap(([role, mode]): PatternPart[] => {
      if (this.#dropped.has(role)) return [];
      const children = node.children.filter((child) => child.role === role).map((child) => withoutBraces(node, child));
      const items = children.map((child) => {
        const item = this.item(child, depth + 1);
        const isOne = mode === "one" || mode === "optional";
        return isOne && (item.type === "dots" || item.type === "rest") ? { type: "any" as const } : item;
      });
      const isOptional = mode === "optional" || (mode === "optional-list" && this.#options.ignoresContent);
      const isClosed = mode === "subset" && this.#isAll(role, items);
      const asksNothing = isOptional || (mode === "subset" && !isClosed);
      if (asksNothing && items.length === 0) return [];
      const mayLack = role === "name" && isValue(node) && items[0]?.type === "metavariable";
      return [{ role, mode, items, ...(isClosed && { isClosed }), ...(mayLack && { mayLack }) }];
    });
  }

  /** Attributes and the items of a set are all there are, unless an ellipsis or an option says more. */
  #isAll(role: Role, items: readonly PatternItem[]): boolean {
    const isOpen = items.some(({ type }) => type === "dots" || type === "rest");
    return !isOpen && (role === "item" || (role === "attribute" && !this.#options.hasOpenElements));
  }

  /** Objects match objects that hold more; dictionaries hold what is written, unless an ellipsis says more. */
  #mapping(node: Node, depth: number): Pattern {
    const entries = node.children.map((entry) => this.item(entry, depth + 1));
    const rest = entries.find((entry) => entry.type === "rest");
    const items = entries.filter((entry) => entry.type !== "dots" && entry.type !== "rest");
    const isOpen = (node.label === "object" && this.#options.hasOpenObjects) || items.length < entries.length;
    const orSet = node.label === "dict" && entries.length > items.length && items.length === 0 && !rest;
    return {
      type: "unordered",
      kind: "mapping",
      items,
      isOpen,
      ...(rest && { rest: rest.name }),
      ...(orSet && { orSet }),
    };
  }
}

/** Holds for a function within an expression. */
function isValue({ kind, role }: Node): boolean {
  return kind === "function" && role !== "statement" && role !== "expression" && role !== "declaration";
}

/** `for (...)` counts in any way. */
function isAnyLoop(node: Node): boolean {
  if (node.kind !== "for" || partOf(node, "test") || partOf(node, "update")) return false;
  const init = wordOf(partOf(node, "init"));
  return init !== undefined && placeholderOf(init)?.type === "dots";
}

/** The value of an attribute of JSX is the same with and without braces. */
export function withoutBraces({ kind }: Node, value: Node): Node {
  return kind === "jsx-attribute" && value.kind === "interpolation" && value.children[0] ? value.children[0] : value;
}

/** The roles of a node and how a pattern may write them. Data within code has its own. */
function modesOf(node: Node): (readonly [Role, PartMode])[] {
  if (node.kind === "pair")
    return [
      ["key", "one"],
      ["value", "one"],
    ];
  if (node.kind === "sequence") return [["item", node.label === "set" ? "subset" : "list"]];
  const shape: Readonly<Record<string, PartMode>> = Object.hasOwn(codeShapes, node.kind)
    ? codeShapes[node.kind as CodeKind]
    : {};
  return Object.entries(shape) as (readonly [Role, PartMode])[];
}

/** The child of a node in a role. */
export function partOf(node: Node, role: Role): Node | undefined {
  return node.children.find((child) => child.role === role);
}

/** A selector that is nothing but `$X` is any expression. */
function anySelector(node: Node): Pattern | undefined {
  const metric = wordOf(bareMetric(node));
  return metric !== undefined && placeholderOf(metric) ? word(metric) : undefined;
}

/** A body that is nothing but `$S` is any body. */
function soleMetavariable(node: Node): Pattern | undefined {
  const [only, ...more] = node.children;
  const name = wordOf(only?.children[0]);
  const isBare = only?.start === node.start && more.length === 0 && only.kind === "expression-statement";
  const metavariable = isBare && name !== undefined ? metavariableOf(name) : undefined;
  return metavariable === undefined ? undefined : { type: "metavariable", name: metavariable, content: false };
}
