import type { Role } from "#model/code.ts";
import type { Node, NodeKind } from "#model/document.ts";
import type { Details } from "#syntax/script-lower.ts";

/** Thrown, and caught where the reading began, for what is left to the compiler. */
export const notPlain = new Error("the compiler reads this");

/** A word or sign of a script. */
export interface Token {
  readonly type: (typeof types)[number] | "end";
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** A line ends before it, so that a statement may have ended. */
  readonly startsLine: boolean;
}

/**
 * What is read without the compiler: no comment, no space or end of a line but the usual, no expression or string with escapes, no type, no element, and no
 * number that could be written otherwise.
 */
const tokens =
  /([ \t\n\r]*)(?:([A-Za-z_$][\w$]*)|((?:0|[1-9]\d{0,14})(?:\.\d{1,15})?(?![\w.$]))|("[^"\\\n\r]*"|'[^'\\\n\r]*')|(`[^`\\$\r]*`)|(\.\.\.|=>|===|!==|==|!=|>>>=|>>=|>=|>>>|>>|\+=|-=|\*=|%=|(?:&&|\|\|)(?!=)|[&|^](?![=&|])|\+(?!\+)|-(?!-)|\*(?!\*)|[%{}()[\],;:.=!~>])|$)/y;

/** The groups of the expression after the first. */
const types = ["word", "number", "string", "template", "sign"] as const;

/** Deeper nesting than people write is left to the compiler. */
const deepest = 100;

/** What files of the reader need of others that need them. */
export interface PlainGrammar {
  readonly arrow: (from: PlainCursor) => Node;
  readonly function: (from: PlainCursor, label: "declaration" | "expression") => Node;
  readonly block: (from: PlainCursor) => Node;
}

/** Reads a script token by token, and makes nodes. */
export class PlainCursor {
  readonly text: string;
  readonly grammar: PlainGrammar;
  /** The token that is looked at. */
  token: Token;
  /** Where the last token that was taken ends. */
  end = 0;
  /** Holds within an asynchronous function, where `await` waits. */
  isAsync = false;
  #depth = 0;

  constructor(text: string, grammar: PlainGrammar) {
    this.text = text;
    this.grammar = grammar;
    this.token = this.#read(0);
  }

  /** Takes the token that is looked at. */
  take(): Token {
    const { token } = this;
    this.end = token.end;
    this.token = this.#read(token.end);
    return token;
  }

  /** Holds for a sign or word here. */
  is(text: string): boolean {
    return this.token.text === text && (this.token.type === "sign" || this.token.type === "word");
  }

  /** Takes a sign or word if it stands here. */
  takes(text: string): boolean {
    if (!this.is(text)) return false;
    this.take();
    return true;
  }

  /** Takes a sign or word that must stand here. */
  need(text: string): Token {
    if (!this.is(text)) throw notPlain;
    return this.take();
  }

  /** Reads what nests; bounded, since the reading recurses. */
  within<T>(read: () => T): T {
    this.#depth++;
    if (this.#depth > deepest) throw notPlain;
    const made = read();
    this.#depth--;
    return made;
  }

  /** The token behind the one that closes the bracket that opens here. */
  behindBracket(): Token {
    let depth = 0;
    for (let token = this.token; token.type !== "end"; token = this.#read(token.end)) {
      if (token.type !== "sign") continue;
      if ("([{".includes(token.text)) depth++;
      if (")]}".includes(token.text) && --depth === 0) return this.#read(token.end);
    }
    throw notPlain;
  }

  /** The token after the one that is looked at. */
  next(): Token {
    return this.#read(this.token.end);
  }

  /** A node from an offset to where the last token ends. */
  make(kind: NodeKind, start: number, children: readonly Node[], details: Omit<Details, "span"> = {}): Node {
    return nodeOf(kind, [start, this.end], children, details);
  }

  #read(from: number): Token {
    tokens.lastIndex = from;
    const found = tokens.exec(this.text);
    if (!found) throw notPlain;
    const [whole, space = ""] = found;
    const start = from + space.length;
    const type = types[found.slice(2).findIndex((part) => part !== undefined)] ?? "end";
    return { type, text: whole.slice(space.length), start, end: from + whole.length, startsLine: /[\n\r]/.test(space) };
  }
}

/** A node as the lowering of the compiler's tree makes it. */
export function nodeOf(
  kind: NodeKind,
  [start, end]: readonly [number, number],
  children: readonly Node[],
  { value, label }: Omit<Details, "span"> = {},
): Node {
  return { kind, start, end, ...(value !== undefined && { value }), ...(label !== undefined && { label }), children };
}

/** The node as a part of its parent. */
export function as(role: Role, node: Node): Node {
  return { ...node, role };
}
