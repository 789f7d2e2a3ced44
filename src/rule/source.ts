import {
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Node as YamlNode,
  type Pair,
  type YAMLParseError,
} from "yaml";
import type { Region } from "#model/location.ts";
import { nearest, UserError } from "#model/user-error.ts";

/**
 * A node of a rule, model or configuration file with its place, for reading data that a person wrote: every accessor
 * either returns what was asked for or throws a `UserError` that names file, line and what was expected.
 */
export class SourceNode {
  readonly path: string;
  private readonly node: YamlNode | null | undefined;
  private readonly lines: LineCounter;
  private readonly name: string;
  /** What is below, made when it is first asked for: readers ask again and again. */
  private listed: readonly SourceNode[] | undefined;
  private mapped: readonly (readonly [string, SourceNode])[] | undefined;

  constructor(path: string, node: YamlNode | null | undefined, lines: LineCounter, name: string) {
    this.path = path;
    this.node = node;
    this.lines = lines;
    this.name = name;
  }

  /** `file:line:column` of this node. */
  get where(): string {
    const position = this.node?.range ? this.lines.linePos(this.node.range[0]) : undefined;
    return position ? `${this.path}:${position.line}:${position.col}` : this.path;
  }

  /** The lines and columns that this node fills; undefined where nothing is written. */
  get region(): Region | undefined {
    if (!this.node?.range) return undefined;
    const [start, end] = this.node.range.slice(0, 2).map((offset) => this.lines.linePos(offset));
    return { startLine: start!.line, startColumn: start!.col, endLine: end!.line, endColumn: end!.col };
  }

  /** A mistake at this place. */
  error(message: string, suggestion?: string): UserError {
    return new UserError(this.name === "" ? message : `${this.name}: ${message}`, { where: this.where, suggestion });
  }

  get isMap(): boolean {
    return isMap(this.node);
  }

  get isList(): boolean {
    return isSeq(this.node);
  }

  /** The scalar here, whatever its type; undefined for maps and lists. */
  get scalar(): string | number | boolean | null | undefined {
    if (!isScalar(this.node)) return undefined;
    const { value } = this.node;
    return value === null || ["string", "number", "boolean"].includes(typeof value)
      ? (value as string | number | boolean | null)
      : undefined;
  }

  text(): string {
    const { scalar } = this;
    if (typeof scalar !== "string") throw this.error("a text is expected here");
    return scalar;
  }

  number(): number {
    const { scalar } = this;
    if (typeof scalar !== "number") throw this.error("a number is expected here");
    return scalar;
  }

  boolean(): boolean {
    const { scalar } = this;
    if (typeof scalar !== "boolean") throw this.error("true or false is expected here");
    return scalar;
  }

  /** One of the given words. */
  word<Word extends string>(words: readonly Word[]): Word {
    const { scalar } = this;
    const found = words.find((word) => word === scalar);
    if (found !== undefined) return found;
    const near = nearest(String(scalar), words);
    throw this.error(
      `'${String(scalar)}' is not one of ${words.join(", ")}`,
      near === undefined ? undefined : `Did you mean '${near}'?`,
    );
  }

  items(): readonly SourceNode[] {
    if (!isSeq(this.node)) throw this.error("a list is expected here");
    this.listed ??= this.node.items.map(
      (item, index) => new SourceNode(this.path, item as YamlNode, this.lines, `${this.name}[${index}]`),
    );
    return this.listed;
  }

  texts(): string[] {
    return this.items().map((item) => item.text());
  }

  /** The pairs of a map, in order. */
  entries(): readonly (readonly [string, SourceNode])[] {
    if (!isMap(this.node)) throw this.error("a map is expected here");
    this.mapped ??= this.node.items.map((pair: Pair) => {
      const key = isScalar(pair.key) ? String(pair.key.value) : "";
      return [
        key,
        new SourceNode(this.path, pair.value as YamlNode, this.lines, this.name === "" ? key : `${this.name}.${key}`),
      ] as const;
    });
    return this.mapped;
  }

  /** The value of a key of a map, if the key is there. */
  get(key: string): SourceNode | undefined {
    return this.entries().find(([name]) => name === key)?.[1];
  }

  /** The value of a key that must be there. */
  need(key: string): SourceNode {
    const value = this.get(key);
    if (!value) throw this.error(`'${key}' is missing`);
    return value;
  }

  /** Refuses keys that nobody reads, with the nearest known one as a suggestion. */
  only(known: readonly string[]): this {
    for (const [key, value] of this.entries()) {
      if (known.includes(key)) continue;
      const near = nearest(key, known);
      throw value.error(
        `the key '${key}' is not known`,
        near === undefined ? `Known keys: ${known.join(", ")}.` : `Did you mean '${near}'?`,
      );
    }
    return this;
  }

  /** Everything below as plain values, for data that is kept as it is. */
  plain(): unknown {
    return isMap(this.node) || isSeq(this.node) ? this.node.toJSON() : this.scalar;
  }
}

/** Characters of a file that a person wrote; scanned trees can supply longer ones. */
const longestSource = 4_194_304;

/** Reads a YAML file that a person wrote for us. Throws a `UserError` at the first mistake of syntax. */
export function readSource(path: string, text: string): SourceNode {
  if (text.length > longestSource) throw new UserError(`more than ${longestSource} characters`, { where: path });
  const lines = new LineCounter();
  const document = parsed(path, text, lines);
  const [mistake] = document.errors;
  if (mistake) {
    const { line, col } = lines.linePos(mistake.pos[0]);
    throw new UserError(reasonOf(mistake), { where: `${path}:${line}:${col}` });
  }
  const root = new SourceNode(path, document.contents, lines, "");
  refuseRepeatedKeys(root);
  return root;
}

function parsed(path: string, text: string, lineCounter: LineCounter): ReturnType<typeof parseDocument> {
  try {
    // Repeated keys are looked for afterwards: the parser compares every key with every other.
    return parseDocument(text, { lineCounter, uniqueKeys: false, prettyErrors: false });
  } catch (error) {
    if (error instanceof RangeError) throw new UserError("the file nests too deeply", { where: path });
    throw error;
  }
}

function reasonOf({ code, message }: YAMLParseError): string {
  if (/call stack/.test(message)) return "the file nests too deeply";
  return code === "MULTIPLE_DOCS" ? "one document is expected, and here begins a second" : message.split("\n", 1)[0]!;
}

/** Iterative, since depth may come from a scanned tree. */
function refuseRepeatedKeys(root: SourceNode): void {
  const stack = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.isList) for (const item of node.items()) stack.push(item);
    if (!node.isMap) continue;
    const seen = new Set<string>();
    for (const [key, value] of node.entries()) {
      if (seen.has(key)) throw value.error(`the key '${key}' is written twice`);
      seen.add(key);
      stack.push(value);
    }
  }
}
