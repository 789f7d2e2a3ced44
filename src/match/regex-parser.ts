import { readClass } from "#match/regex-class.ts";
import { readEscape } from "#match/regex-escape.ts";
import { type CharacterSet, type RegexNode, RegexSyntaxError, type RegexTree } from "#match/regex-tree.ts";

/** PCRE's inline flags that are understood: ignore case, multi-line, dot matches all, extended (white space is ignored). */
export interface RegexFlags {
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
  readonly x: boolean;
}

/** Groups may nest this deep; more is no pattern that a person wrote. */
const deepestNesting = 100;

/** PCRE's limit on the numbers of a repetition. */
const mostRepeats = 65_535;

const notNewline: CharacterSet = { negated: true, ranges: [[10, 10]], escapes: [] };
const anything: CharacterSet = { negated: false, ranges: [[0, 0x10ffff]], escapes: [] };
const endOfText = "(?![^])";

/** Parses a regular expression in PCRE's syntax; throws `RegexSyntaxError` on whatever it does not understand. */
export function parseRegex(source: string, flags: RegexFlags): RegexTree {
  const text = unquoted(source);
  const parser = new RegexParser(text, /^(?:\(\*UTF8?\))*/.exec(text)?.[0].length ?? 0);
  const root = parser.choice(flags, 0);
  if (parser.at < text.length) throw new RegexSyntaxError("an unmatched )", parser.at);
  return { root: parser.resolve(root), captures: parser.captures, names: parser.names };
}

/** Replaces `\\Q…\\E` by escaped characters. */
function unquoted(source: string): string {
  return source.replace(/\\Q([^]*?)(?:\\E|$)|\\E|\\[^]/g, (found: string, quoted: string | undefined) => {
    if (quoted !== undefined) return quoted.replace(/[^\w\s]|\s/g, (unit) => `\\${unit}`);
    return found === "\\E" ? "" : found;
  });
}

/** A recursive descent over the source; the recursion is bounded by `deepestNesting`. */
class RegexParser {
  at: number;
  captures = 0;
  readonly names: { name: string; index: number }[] = [];
  readonly #source: string;
  /** References by name, numbered once all names are known. */
  readonly #references = new Map<RegexNode, { readonly name: string; readonly at: number }>();

  constructor(source: string, start: number) {
    this.#source = source;
    this.at = start;
  }

  /** Alternatives up to a closing parenthesis or the end. A flag set in one alternative holds in those that follow. */
  choice(outer: RegexFlags, depth: number): RegexNode {
    if (depth > deepestNesting) throw new RegexSyntaxError("groups nest too deeply", this.at);
    let flags = outer;
    const options: RegexNode[] = [];
    let items: RegexNode[] = [];
    while (this.at < this.#source.length && this.#source[this.at] !== ")") {
      if (this.#take("|")) {
        options.push(sequenceOf(items));
        items = [];
        continue;
      }
      const changed = this.#flagChange(flags);
      if (changed) {
        flags = changed;
        continue;
      }
      const atom = this.#atom(flags, depth);
      if (atom) items.push(this.#quantified(atom, flags));
    }
    options.push(sequenceOf(items));
    return options.length === 1 ? options[0]! : { type: "choice", options };
  }

  /** Replaces references by name by references by number. */
  resolve(node: RegexNode): RegexNode {
    if (this.#references.size === 0) return node;
    switch (node.type) {
      case "sequence":
        return { ...node, items: node.items.map((item) => this.resolve(item)) };
      case "choice":
        return { ...node, options: node.options.map((option) => this.resolve(option)) };
      case "capture":
      case "atomic":
      case "look":
      case "repeat":
        return { ...node, body: this.resolve(node.body) };
      case "backreference": {
        const reference = this.#references.get(node);
        if (!reference) return node;
        const named = this.names.find(({ name }) => name === reference.name);
        if (!named) throw new RegexSyntaxError(`there is no group named ${reference.name}`, reference.at);
        return { type: "backreference", index: named.index };
      }
      case "character":
      case "set":
      case "assertion":
      default:
        return node;
    }
  }

  #take(text: string): boolean {
    if (!this.#source.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.#source) ?? undefined;
    if (found) this.at += found[0].length;
    return found;
  }

  /** `(?i)` in the middle of a group: holds to the group's end. */
  #flagChange(flags: RegexFlags): RegexFlags | undefined {
    const start = this.at;
    const found = this.#match(/\(\?([a-zA-Z]*)(?:-([a-zA-Z]+))?\)/y);
    if (!found) return undefined;
    if (found[1] === "R") throw new RegexSyntaxError("recursion is not supported", start);
    return this.#withFlags(flags, found, start);
  }

  #withFlags(flags: RegexFlags, found: RegExpExecArray, at: number): RegexFlags {
    const unknown = /[^imsx]/.exec((found[1] ?? "") + (found[2] ?? ""));
    if (unknown) throw new RegexSyntaxError(`the flag ${unknown[0]} is not supported`, at);
    const changed = { ...flags };
    for (const letter of found[1] ?? "") changed[letter as keyof RegexFlags] = true;
    for (const letter of found[2] ?? "") changed[letter as keyof RegexFlags] = false;
    return changed;
  }

  #atom(flags: RegexFlags, depth: number): RegexNode | undefined {
    const character = this.#source[this.at]!;
    if (flags.x && this.#match(/[ \t\r\n\f\v]+|#[^\n]*/y)) return undefined;
    if (this.#match(/\(\?#[^)]*\)/y)) return undefined;
    if (character === "(") return this.#group(flags, depth);
    if (character === "[") {
      const read = readClass(this.#source, this.at);
      this.at = read.end;
      return { type: "set", set: read.set, ignoreCase: flags.i };
    }
    if (character === "\\") return this.#escape(flags);
    if (this.#take(".")) return { type: "set", set: flags.s ? anything : notNewline, ignoreCase: false };
    if (this.#take("^")) return { type: "assertion", source: flags.m ? "(?<![^\\n])" : "(?<![^])" };
    if (this.#take("$")) return { type: "assertion", source: flags.m ? "(?![^\\n])" : `(?=\\n?${endOfText})` };
    if (character === "*" || character === "+" || character === "?") {
      throw new RegexSyntaxError(`nothing for ${character} to repeat`, this.at);
    }
    const code = this.#source.codePointAt(this.at)!;
    this.at += String.fromCodePoint(code).length;
    return { type: "character", code, ignoreCase: flags.i };
  }

  #escape(flags: RegexFlags): RegexNode {
    const start = this.at;
    const simple = this.#match(/\\([bBAzZNRGKXC])/y)?.[1];
    if (simple) return this.#namedEscape(simple, start);
    const reference = this.#match(
      /\\(?:g\{(-?\d{1,4})\}|g(-?\d{1,4})|k[{<'](\w{1,64})[}>']|g\{(\w{1,64})\}|([1-9](?!\d)|[89]\d))/y,
    );
    if (reference) return this.#reference(reference, start);
    const index = Number(/^\\(\d{2})/.exec(this.#source.slice(start, start + 3))?.[1]);
    // Two digits are a reference if there are as many groups, else the code of a character.
    if (index >= 10 && index <= this.captures) {
      this.at += 3;
      return { type: "backreference", index };
    }
    const escape = readEscape(this.#source, this.at);
    this.at = escape.end;
    if ("code" in escape) return { type: "character", code: escape.code, ignoreCase: flags.i };
    const set: CharacterSet =
      "ranges" in escape
        ? { negated: false, ranges: escape.ranges, escapes: [] }
        : { negated: false, ranges: [], escapes: [escape.property] };
    return { type: "set", set, ignoreCase: false };
  }

  #namedEscape(letter: string, at: number): RegexNode {
    switch (letter) {
      case "b":
      case "B":
        return { type: "assertion", source: `\\${letter}` };
      case "A":
        return { type: "assertion", source: "(?<![^])" };
      case "z":
        return { type: "assertion", source: endOfText };
      case "Z":
        return { type: "assertion", source: `(?=\\n?${endOfText})` };
      case "N":
        return { type: "set", set: notNewline, ignoreCase: false };
      case "R":
        return { type: "atomic", body: newlineSequence };
      default:
        throw new RegexSyntaxError(`the escape \\${letter} is not supported`, at);
    }
  }

  #reference(found: RegExpExecArray, at: number): RegexNode {
    const number = Number(found[1] ?? found[2] ?? found[5] ?? Number.NaN);
    const name = found[3] ?? found[4];
    if (name !== undefined) return this.#namedReference(name, at);
    const index = number < 0 ? this.captures + 1 + number : number;
    if (index < 1) throw new RegexSyntaxError("a reference to a group that does not exist", at);
    return { type: "backreference", index };
  }

  #namedReference(name: string, at: number): RegexNode {
    const node: RegexNode = { type: "backreference", index: 0 };
    this.#references.set(node, { name, at });
    return node;
  }

  #group(flags: RegexFlags, depth: number): RegexNode {
    const start = this.at;
    const named = this.#match(/\((?:\?P?<(?![=!])|\?')([A-Za-z_]\w{0,63})[>']/y);
    if (named) return this.#capture(flags, depth, named[1]);
    const back = this.#match(/\(\?P=(\w{1,64})\)/y);
    if (back) return this.#namedReference(back[1]!, start);
    const look = this.#match(/\((\?<?[=!])/y);
    if (look) return { type: "look", sigil: look[1] as "?=", body: this.#body(flags, depth, start) };
    if (this.#take("(?>")) return { type: "atomic", body: this.#body(flags, depth, start) };
    const scoped = this.#match(/\(\?([a-zA-Z]*)(?:-([a-zA-Z]+))?:/y);
    if (scoped) return this.#body(this.#withFlags(flags, scoped, start), depth, start);
    if (this.#source.startsWith("(?", this.at) || this.#source.startsWith("(*", this.at)) {
      throw new RegexSyntaxError(`the construct ${this.#source.slice(start, start + 4)} is not supported`, start);
    }
    this.at += 1;
    return this.#capture(flags, depth, undefined);
  }

  #capture(flags: RegexFlags, depth: number, name: string | undefined): RegexNode {
    this.captures += 1;
    const index = this.captures;
    if (name !== undefined) this.names.push({ name, index });
    return { type: "capture", index, body: this.#body(flags, depth, this.at) };
  }

  #body(flags: RegexFlags, depth: number, start: number): RegexNode {
    const body = this.choice(flags, depth + 1);
    if (!this.#take(")")) throw new RegexSyntaxError("an unmatched (", start);
    return body;
  }

  /** The atom with its quantifier, if it has one. */
  #quantified(atom: RegexNode, flags: RegexFlags): RegexNode {
    if (flags.x) this.#match(/[ \t\r\n\f\v]+/y);
    const start = this.at;
    const found = this.#match(/(?:([*+?])|\{(\d{1,5})(?:(,)(\d{0,5}))?\})([+?]?)/y);
    if (!found) return atom;
    const min = found[1] ? (found[1] === "+" ? 1 : 0) : Number(found[2]);
    const max = found[1]
      ? found[1] === "?"
        ? 1
        : Infinity
      : found[3] === undefined
        ? min
        : Number(found[4] || Infinity);
    if (max < min) throw new RegexSyntaxError("a repetition whose numbers are out of order", start);
    if (min > mostRepeats || (max > mostRepeats && max !== Infinity)) {
      throw new RegexSyntaxError(`a repetition of more than ${mostRepeats}`, start);
    }
    if (atom.type === "assertion") return min === 0 ? sequenceOf([]) : atom;
    const repeat: RegexNode = { type: "repeat", min, max, lazy: found[5] === "?", body: atom };
    return found[5] === "+" ? { type: "atomic", body: repeat } : repeat;
  }
}

function sequenceOf(items: readonly RegexNode[]): RegexNode {
  return items.length === 1 ? items[0]! : { type: "sequence", items };
}

const newlineSequence: RegexNode = {
  type: "choice",
  options: [
    sequenceOf([13, 10].map((code) => ({ type: "character", code, ignoreCase: false }))),
    {
      type: "set",
      set: {
        negated: false,
        ranges: [
          [10, 13],
          [0x85, 0x85],
          [0x2028, 0x2029],
        ],
        escapes: [],
      },
      ignoreCase: false,
    },
  ],
};
