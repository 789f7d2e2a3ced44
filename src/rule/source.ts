import type { Region } from "#model/location.ts";
import { cutShort, nearest, UserError } from "#model/user-error.ts";
import { keyOf, readWritten, WrittenMistake, type WrittenNode } from "#rule/source-tree.ts";

/** What a node lies in, and the key or the index that leads to it from there. */
interface Within {
  readonly parent: SourceNode;
  readonly step: string | number;
}

/** Characters of the way to a node in a mistake. */
const longestName = 200;

/** Characters of a text, such as a pattern, where nothing else is said. */
const longestText = 100_000;

/**
 * A node of a rule, model or configuration file with its place, for reading data that a person wrote: every accessor
 * either returns what was asked for or throws a `UserError` that names file, line and what was expected.
 */
export class SourceNode {
  readonly path: string;
  private readonly node: WrittenNode;
  private readonly lines: Lines;
  private readonly within: Within | undefined;
  /** What is below, made when it is first asked for: readers ask again and again. */
  private listed: readonly SourceNode[] | undefined;
  private mapped: readonly (readonly [string, SourceNode])[] | undefined;

  constructor(path: string, node: WrittenNode, lines: Lines, within?: Within) {
    this.path = path;
    this.node = node;
    this.lines = lines;
    this.within = within;
  }

  /** `file:line:column` of this node. */
  get where(): string {
    return `${this.path}:${this.lines.named(this.node.start)}`;
  }

  /** The lines and columns that this node fills. */
  get region(): Region {
    const [start, end] = [this.lines.at(this.node.start), this.lines.at(this.node.end)];
    return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
  }

  /** A mistake at this place. */
  error(message: string, suggestion?: string): UserError {
    const name = this.name();
    return new UserError(name === "" ? message : `${name}: ${message}`, { where: this.where, suggestion });
  }

  /** The way to this node, `rules[0].message`. Made for mistakes alone: aliases may repeat long keys many times. */
  private name(): string {
    const steps: string[] = [];
    for (let { within } = this as SourceNode; within; { within } = within.parent)
      steps.push(typeof within.step === "number" ? `[${within.step}]` : `.${cutShort(within.step)}`);
    return cutShort(steps.reverse().join("").replace(/^\./, ""), longestName);
  }

  get isMap(): boolean {
    return this.node.kind === "map";
  }

  get isList(): boolean {
    return this.node.kind === "list";
  }

  /** The scalar here, whatever its type; undefined for maps and lists. */
  get scalar(): string | number | boolean | null | undefined {
    return this.node.kind === "scalar" ? this.node.value : undefined;
  }

  /** A text of so many characters at most. */
  text(most = longestText): string {
    const { scalar } = this;
    if (typeof scalar !== "string") throw this.error("a text is expected here");
    if (scalar.length > most) throw this.error(`the text has more than ${most} characters`);
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
      `'${cutShort(String(scalar))}' is not one of ${words.join(", ")}`,
      near === undefined ? undefined : `Did you mean '${near}'?`,
    );
  }

  items(): readonly SourceNode[] {
    if (this.node.kind !== "list") throw this.error("a list is expected here", listHelp(this.scalar));
    this.listed ??= this.node.items.map(
      (item, step) => new SourceNode(this.path, item, this.lines, { parent: this, step }),
    );
    return this.listed;
  }

  texts(): string[] {
    return this.items().map((item) => item.text());
  }

  /** The pairs of a map, in order. */
  entries(): readonly (readonly [string, SourceNode])[] {
    if (this.node.kind !== "map") throw this.error("a map is expected here");
    this.mapped ??= this.node.pairs.map(([key, value]) => {
      const step = keyOf(key);
      return [step, new SourceNode(this.path, value, this.lines, { parent: this, step })];
    });
    return this.mapped;
  }

  /** The value of a key of a map, if the key is there. */
  get(key: string): SourceNode | undefined {
    return this.entries().find(([name]) => name === key)?.[1];
  }

  /** The value of a key that must be there; `suggestion` says what it may be. */
  need(key: string, suggestion?: string): SourceNode {
    const value = this.get(key);
    if (!value) throw this.error(`'${key}' is missing`, suggestion);
    return value;
  }

  /** Refuses keys that nobody reads, with the nearest known one as a suggestion. */
  only(known: readonly string[]): this {
    for (const [key, value] of this.entries()) {
      if (known.includes(key)) continue;
      const near = nearest(key, known);
      throw value.error(
        `the key '${cutShort(key)}' is not known`,
        near === undefined ? `Known keys: ${known.join(", ")}.` : `Did you mean '${near}'?`,
      );
    }
    return this;
  }

  /** Everything below as plain values, for data that is kept as it is. */
  plain(): unknown {
    return plainOf(this.node);
  }
}

/** What to write where a list is expected and one word stands, or something else. */
function listHelp(scalar: SourceNode["scalar"]): string {
  const isWord = typeof scalar === "string" && /^[\w.$/*-]{1,60}$/.test(scalar) && !/^[*-]/.test(scalar);
  if (isWord || typeof scalar === "number" || typeof scalar === "boolean") return `Write [${scalar}].`;
  return "Write one entry a line, each behind '- '.";
}

function plainOf(node: WrittenNode): unknown {
  if (node.kind === "scalar") return node.value;
  if (node.kind === "list") return node.items.map(plainOf);
  // `__proto__` is a key like any other.
  return Object.fromEntries(node.pairs.map(([key, value]) => [keyOf(key), plainOf(value)]));
}

/** Where lines of a text begin, found when a place is first asked for. */
class Lines {
  readonly #text: string;
  #starts: number[] | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  /** `line:column` of an offset. */
  named(offset: number): string {
    const { line, column } = this.at(offset);
    return `${line}:${column}`;
  }

  /** The line and the column of an offset, both from 1. */
  at(offset: number): { readonly line: number; readonly column: number } {
    this.#starts ??= [0, ...Array.from(this.#text.matchAll(/\r\n?|\n/g), ({ 0: end, index }) => index + end.length)];
    let [low, high] = [0, this.#starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.#starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - this.#starts[low]! + 1 };
  }
}

/** Characters of a file that a person wrote; scanned trees can supply longer ones. */
const longestSource = 4_194_304;

/** Reads a YAML file that a person wrote for us. Throws a `UserError` at the first mistake of syntax. */
export function readSource(path: string, text: string, most = longestSource): SourceNode {
  if (text.length > most) throw new UserError(`more than ${most} characters`, { where: path });
  const lines = new Lines(text);
  try {
    const root = new SourceNode(path, readWritten(text), lines);
    refuseRepeatedKeys(root);
    return root;
  } catch (error) {
    if (!(error instanceof WrittenMistake)) throw error;
    throw new UserError(error.message, { where: `${path}:${lines.named(error.offset)}` });
  }
}

/** Iterative, since depth may come from a scanned tree. */
function refuseRepeatedKeys(root: SourceNode): void {
  const stack = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.isList) for (const item of node.items()) stack.push(item);
    if (!node.isMap) continue;
    const seen = new Set<string>();
    for (const [key, value] of node.entries()) {
      if (seen.has(key)) throw value.error(`the key '${cutShort(key)}' is written twice`);
      seen.add(key);
      stack.push(value);
    }
  }
}
