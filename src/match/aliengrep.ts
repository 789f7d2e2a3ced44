import type { AlienItem, AlienStyle } from "#match/aliengrep-pattern.ts";
import { type Binding, type Bindings, bindText } from "#match/binding.ts";
import type { Fuel } from "#match/fuel.ts";
import type { TextMatch, TextSource } from "#match/generic.ts";

/**
 * Where a pattern of the second engine for text (`generic_engine: aliengrep`) matches, in source order and without
 * overlap. White space between items does not count; an ellipsis takes as little as it can, and brackets whole.
 */
export function matchAlien(
  pattern: readonly AlienItem[],
  { text }: TextSource,
  style: AlienStyle,
  fuel: Fuel,
): TextMatch[] {
  const search = new AlienSearch(pattern, text, style, fuel);
  const matches: TextMatch[] = [];
  for (let start = search.skipSpace(0, true); start < text.length;) {
    const found = search.from(start);
    if (found) matches.push({ span: { start, end: found.at }, bindings: found.bindings });
    const next = found && found.at > start ? found.at : start + 1;
    start = search.skipSpace(next, true);
  }
  return matches;
}

/** How far a match has come. */
interface Progress {
  /** Index of the next item of the pattern. */
  readonly item: number;
  readonly at: number;
  readonly bindings: Bindings;
  /** The ellipsis that is being stretched, and where its text starts. */
  readonly dots?: { readonly start: number };
}

class AlienSearch {
  readonly #pattern: readonly AlienItem[];
  readonly #text: string;
  readonly #style: AlienStyle;
  readonly #fuel: Fuel;
  /** Ends of bracketed stretches by their start, -1 where a bracket has no counterpart; with and without line breaks. */
  readonly #ends: readonly [Map<number, number>, Map<number, number>] = [new Map(), new Map()];

  constructor(pattern: readonly AlienItem[], text: string, style: AlienStyle, fuel: Fuel) {
    this.#pattern = pattern;
    this.#text = text;
    this.#style = style;
    this.#fuel = fuel;
  }

  /** The offset of the next character that is no white space; a line break is some only `overLines`. */
  skipSpace(from: number, overLines: boolean): number {
    let at = from;
    while (at < this.#text.length && isSpace(this.#text.charCodeAt(at), overLines)) at++;
    return at;
  }

  /** The first way in which the pattern matches from an offset on. */
  from(start: number): Progress | undefined {
    const choices: Progress[] = [{ item: 0, at: start, bindings: new Map() }];
    for (let progress = choices.pop(); progress; progress = choices.pop()) {
      let current: Progress | undefined = progress;
      while (current && current.item < this.#pattern.length) {
        this.#fuel.spend(1);
        current = this.#step(current, choices);
      }
      if (current) return current;
    }
    return undefined;
  }

  #step(current: Progress, choices: Progress[]): Progress | undefined {
    const item = this.#pattern[current.item]!;
    if (item.type === "dots") return this.#dots(item, current, choices);
    const at = current.item === 0 ? current.at : this.skipSpace(current.at, this.#style.isMultiline);
    const { bindings } = current;
    const next = (end: number | undefined, bound = bindings) =>
      end === undefined ? undefined : { item: current.item + 1, at: end, bindings: bound };
    switch (item.type) {
      case "metavariable": {
        const end = this.#wordEnd(at);
        const bound = end === undefined ? undefined : this.#bind(item.name, at, end, bindings);
        return bound && next(end, bound);
      }
      case "newline":
        return next(/^\r?\n/.exec(this.#text.slice(at, at + 2))?.[0].length);
      case "word":
        return next(this.#sameText(item.text, at, this.#wordEnd(at)));
      case "other":
      default:
        return next(this.#sameText(item.text, at, at + item.text.length));
    }
  }

  #sameText(wanted: string, start: number, end: number | undefined): number | undefined {
    if (end === undefined) return undefined;
    const text = this.#text.slice(start, end);
    const isSame = this.#style.ignoresCase ? text.toLowerCase() === wanted.toLowerCase() : text === wanted;
    return isSame ? end : undefined;
  }

  /** The end of the word that starts at an offset; a part of a word is none. */
  #wordEnd(at: number): number | undefined {
    if (at > 0 && this.#isWord(at - 1)) return undefined;
    return this.#isWord(at) ? this.#style.word.lastIndex : undefined;
  }

  /** Holds if a character of a word stands there; leaves the end of the word behind in the expression. */
  #isWord(at: number): boolean {
    this.#style.word.lastIndex = at;
    return this.#style.word.test(this.#text);
  }

  /** What is bound with the stretch under the name; undefined if the name stands for another text already. */
  #bind(name: string, start: number, end: number, bindings: Bindings): Bindings | undefined {
    const text = this.#text.slice(start, end);
    const known = bindings.get(name);
    this.#fuel.spend(1 + text.length / 64);
    if (known) return known.text === text ? bindings : undefined;
    return new Map<string, Binding>([...bindings, [name, bindText(text, { start, end })]]);
  }

  /** As little as possible first; one stretch more is another way to go on. */
  #dots(item: AlienItem & { readonly type: "dots" }, current: Progress, choices: Progress[]): Progress | undefined {
    const overLines = this.#style.isMultiline || item.isLong;
    const isFirst = current.item === 0;
    if (isFirst && !current.dots && !this.#startsHere(current.at, overLines)) return undefined;
    const from = current.dots ? current.at : this.skipSpace(current.at, overLines);
    const start = current.dots?.start ?? from;
    const next = this.skipSpace(from, overLines);
    const end = this.#text[next] === item.closer ? undefined : this.#stretchEnd(next, overLines);
    if (end !== undefined) choices.push({ ...current, at: end, dots: { start } });
    const isLast = current.item === this.#pattern.length - 1;
    if (isLast && !this.#endsHere(from, overLines)) return undefined;
    const { name } = item;
    const bindings =
      name === undefined
        ? current.bindings
        : this.#bind(name, Math.min(start, from), Math.max(start, from), current.bindings);
    return bindings && { item: current.item + 1, at: from, bindings };
  }

  /** An ellipsis in front takes everything from the start of the text, or of its line. */
  #startsHere(at: number, overLines: boolean): boolean {
    if (overLines) return this.skipSpace(0, true) === at;
    let before = at - 1;
    while (before >= 0 && isSpace(this.#text.charCodeAt(before), false)) before--;
    return before < 0 || this.#text[before] === "\n";
  }

  #endsHere(at: number, overLines: boolean): boolean {
    const end = this.skipSpace(at, overLines);
    return end === this.#text.length || (!overLines && /[\r\n]/.test(this.#text[end]!));
  }

  /** The end of a word, of a bracketed stretch, or of another character. */
  #stretchEnd(at: number, overLines: boolean): number | undefined {
    const character = this.#text[at];
    if (character === undefined || /\s/.test(character)) return undefined;
    if (this.#isWord(at)) return this.#wordEnd(at);
    const closer = this.#style.brackets.get(character);
    const bracketed = closer === undefined ? -1 : this.#bracketEnd(at, closer, overLines);
    return bracketed < 0 ? at + 1 : bracketed;
  }

  /** The end of a bracketed stretch, -1 where the bracket has no counterpart. Inner brackets first, without recursion. */
  #bracketEnd(at: number, closer: string, overLines: boolean): number {
    const ends = this.#ends[overLines ? 1 : 0];
    const open = [{ at, closer, next: at + 1 }];
    for (let top = open.at(-1); top; top = open.at(-1)) {
      this.#fuel.spend(1);
      const next = this.skipSpace(top.next, overLines);
      const character = this.#text[next];
      const inner = character === undefined ? undefined : this.#style.brackets.get(character);
      if (character === undefined || character === top.closer || /\s/.test(character)) {
        ends.set(top.at, character === top.closer ? next + 1 : -1);
        open.pop();
      } else if (inner === undefined) top.next = this.#wordEnd(next) ?? next + 1;
      else if (ends.has(next)) top.next = Math.max(ends.get(next)!, next + 1);
      else open.push({ at: next, closer: inner, next: next + 1 });
    }
    return ends.get(at)!;
  }
}

function isSpace(unit: number, overLines: boolean): boolean {
  return unit === 32 || unit === 9 || (overLines && unit >= 10 && unit <= 13);
}
