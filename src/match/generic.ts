import { type Binding, type Bindings, bindText } from "#match/binding.ts";
import type { Fuel } from "#match/fuel.ts";
import { type TextPattern, constantsOf, matchesNothing } from "#match/generic-pattern.ts";
import type { Span } from "#model/location.ts";
import { type TextBlocks, readBlocks } from "#match/text-blocks.ts";

/** Over how many lines after the last token that matched an ellipsis may reach, where a rule says nothing else. */
const ellipsisLines = 10;

/** How far a search may go. */
export interface TextBounds {
  /** Lines that an ellipsis may reach over: Semgrep's `generic_ellipsis_max_span`. */
  readonly span?: number | undefined;
  readonly fuel: Fuel;
}

/** A stretch of text that a pattern or regular expression matches. */
export interface TextMatch {
  readonly span: Span;
  readonly bindings: Bindings;
}

/** A text to search; the object stands for it in a memory of what was read before. */
export interface TextSource {
  readonly text: string;
}

const known = new WeakMap<TextSource, TextBlocks>();

/** The blocks of a text, remembered as long as the text is, because every rule asks. */
function blocksOf(source: TextSource): TextBlocks {
  const read = known.get(source) ?? readBlocks(source.text, /\r?\n|\w+|[^ \t]/g, true);
  known.set(source, read);
  return read;
}

/**
 * Where a pattern of generic mode matches a text, in source order. From every token the shortest match is taken; of matches
 * that end at the same token the shortest is kept, or the longest if the pattern ends in an ellipsis.
 */
export function matchText(pattern: readonly TextPattern[], source: TextSource, bounds: TextBounds): TextMatch[] {
  const { fuel } = bounds;
  if (constantsOf(pattern).some((constant) => !source.text.includes(constant))) return [];
  const blocks = blocksOf(source);
  const search = new TextSearch(blocks, source.text, bounds);
  const [first] = pattern;
  const keepsLongest = pattern.at(-1)?.type === "dots";
  const byEnd = new Map<number, TextMatch>();
  for (let start = 0; start < blocks.tokens.length; start++) {
    fuel.spend(1);
    if (!mayStart(first, blocks, start)) continue;
    const found = search.from(pattern, start);
    if (!found || (keepsLongest && byEnd.has(found.last))) continue;
    const span = { start: blocks.tokens[start]!.start, end: blocks.tokens[found.last]!.end };
    byEnd.delete(found.last);
    byEnd.set(found.last, { span, bindings: bindingsOf(found.bound) });
  }
  return [...byEnd.values()].sort((left, right) => left.span.start - right.span.start);
}

/** A look at the first token; a pattern that starts with an ellipsis is tried where a block starts. */
function mayStart(first: TextPattern | undefined, blocks: TextBlocks, start: number): boolean {
  if (first?.type === "dots") return start === 0 || blocks.startsBlock[start] !== -1;
  return first?.type !== "word" || first.text === blocks.tokens[start]!.text;
}

/** Bound metavariables, the latest first. */
interface Bound {
  readonly name: string;
  readonly binding: Binding;
  readonly before: Bound | undefined;
}

function bindingsOf(bound: Bound | undefined): Bindings {
  const entries: [string, Binding][] = [];
  for (let list = bound; list; list = list.before) entries.push([list.name, list.binding]);
  return new Map(entries.reverse());
}

/** An ellipsis that is being stretched. */
interface Dots {
  /** The last line it may reach into. */
  readonly lastLine: number;
  /** Where its text starts and, so far, ends: offsets into the text. */
  readonly start: number;
  readonly end: number;
  readonly name: string | undefined;
}

/** How far a match has come. */
interface Progress {
  /** Index of the next item of the pattern. */
  readonly at: number;
  /** Index of the next token. */
  readonly token: number;
  /** The block whose tokens come next. */
  readonly block: number;
  /** Index of the last token that an item matched; the token before the start if none did. */
  readonly last: number;
  readonly dots: Dots | undefined;
  readonly bound: Bound | undefined;
}

/** The end of a match: its last token, and what it bound. */
interface Found {
  readonly last: number;
  readonly bound: Bound | undefined;
}

class TextSearch {
  readonly #blocks: TextBlocks;
  readonly #text: string;
  readonly #lines: number;
  readonly #fuel: Fuel;

  constructor(blocks: TextBlocks, text: string, { span, fuel }: TextBounds) {
    this.#blocks = blocks;
    this.#text = text;
    this.#lines = span ?? ellipsisLines;
    this.#fuel = fuel;
  }

  /** Matches a whole pattern from a token on, within the block that holds the token. */
  from(pattern: readonly TextPattern[], start: number): Found | undefined {
    const block = this.#blocks.blockOf[start]!;
    return this.#run(
      pattern,
      { at: 0, token: start, block, last: start - 1, dots: undefined, bound: undefined },
      {
        block,
        isWhole: false,
        start,
      },
    );
  }

  /** Tries one way after another; only tokens that an ellipsis may also skip leave another way open. */
  #run(pattern: readonly TextPattern[], begin: Progress, within: Scope): Found | undefined {
    const choices: Progress[] = [begin];
    for (let progress = choices.pop(); progress; progress = choices.pop()) {
      let current: Progress | undefined = progress;
      while (current && current.at < pattern.length) {
        this.#fuel.spend(2);
        current = this.#step(pattern, current, within, choices);
      }
      const found = current && this.#finish(current, within);
      if (found) return found;
    }
    return undefined;
  }

  #step(pattern: readonly TextPattern[], current: Progress, within: Scope, choices: Progress[]): Progress | undefined {
    const item = pattern[current.at]!;
    if (item.type === "dots")
      return { ...current, at: current.at + 1, dots: this.#openDots(current, item.name, within) };
    if (item.type === "block") return this.#block(pattern, item.items, current);
    let { block } = current;
    while (current.token === this.#blocks.blocks[block]!.end) {
      if (block === within.block) return undefined;
      block = this.#blocks.blocks[block]!.parent;
    }
    block = this.#blocks.blockOf[current.token]!;
    const token = this.#blocks.tokens[current.token]!;
    if (current.dots && token.line > current.dots.lastLine) return undefined;
    const bound = this.#accept(item, current);
    const skipped = this.#skip(current, block);
    if (bound === false) return skipped;
    if (skipped) choices.push(skipped);
    return { at: current.at + 1, token: current.token + 1, block, last: current.token, dots: undefined, bound };
  }

  #openDots(current: Progress, name: string | undefined, within: Scope): Dots {
    if (current.dots) return { ...current.dots, lastLine: current.dots.lastLine + this.#lines };
    const isFirst = !within.isWhole && current.last < within.start;
    const token = this.#blocks.tokens[isFirst ? within.start : current.last];
    const start = (isFirst ? token?.start : token?.end) ?? 0;
    return { lastLine: (token?.line ?? 0) + this.#lines, start, end: start, name };
  }

  /** What is bound after the item matched the token; false if it does not. */
  #accept(
    item: TextPattern & { readonly type: "word" | "metavariable" },
    current: Progress,
  ): Bound | undefined | false {
    const token = this.#blocks.tokens[current.token]!;
    if (item.type === "word") return item.text === token.text && this.#closeDots(current);
    if (!/^\w/.test(token.text)) return false;
    const closed = this.#closeDots(current);
    return closed === false ? false : this.#bind(item.name, token.start, token.end, closed);
  }

  #closeDots({ dots, bound }: Progress): Bound | undefined | false {
    return dots?.name === undefined ? bound : this.#bind(dots.name, dots.start, dots.end, bound);
  }

  #bind(name: string, start: number, end: number, bound: Bound | undefined): Bound | false {
    const text = this.#text.slice(start, end);
    for (let list = bound; list; list = list.before) {
      if (list.name !== name) continue;
      this.#fuel.spend(1 + text.length / 64);
      return list.binding.text === text && bound!;
    }
    return { name, binding: bindText(text, { start, end }), before: bound };
  }

  #skip(current: Progress, block: number): Progress | undefined {
    const { dots, token } = current;
    const next = this.#blocks.tokens[token];
    if (!dots || !next || next.line > dots.lastLine) return undefined;
    return { ...current, token: token + 1, block, dots: { ...dots, end: next.end } };
  }

  /** An indented block of the pattern: matches an indented block of the text as a whole, independently of the rest. */
  #block(pattern: readonly TextPattern[], items: readonly TextPattern[], current: Progress): Progress | undefined {
    const { token, block } = current;
    if (token === this.#blocks.blocks[block]!.end) {
      const isDone = matchesNothing(items) && matchesNothing(pattern.slice(current.at + 1));
      return isDone ? { ...current, at: pattern.length } : undefined;
    }
    const inner = this.#blocks.startsBlock[token]!;
    if (inner === -1 || this.#blocks.blocks[inner]!.parent !== block) {
      return this.#skip(current, block) ?? (matchesNothing(items) ? this.#afterBlock(current, current) : undefined);
    }
    const bound = this.#closeDots(current);
    if (bound === false) return undefined;
    const begin = { at: 0, token, block: inner, last: current.last, dots: undefined, bound };
    const found = this.#run(items, begin, { block: inner, isWhole: true, start: token });
    return found && { ...this.#afterBlock(current, found), token: this.#blocks.blocks[inner]!.end };
  }

  #afterBlock(current: Progress, { last, bound }: Found): Progress {
    return { ...current, at: current.at + 1, dots: undefined, last, bound };
  }

  /** The pattern is used up: an open ellipsis reaches as far as it may; a block must be used up unless one is open. */
  #finish(current: Progress, within: Scope): Found | undefined {
    const { end } = this.#blocks.blocks[within.isWhole ? within.block : current.block]!;
    let { token } = current;
    let last = within.isWhole ? current.last : Math.max(current.last, within.start);
    const lastLine = current.dots?.lastLine ?? -1;
    for (; token < end && this.#blocks.tokens[token]!.line <= lastLine; token++) last = token;
    if (within.isWhole && token < end && !current.dots) return undefined;
    this.#fuel.spend(token - current.token);
    const reached = this.#blocks.tokens[last]?.end ?? 0;
    const dots = current.dots && { ...current.dots, end: Math.max(current.dots.end, reached) };
    const bound = this.#closeDots({ ...current, dots });
    return bound === false ? undefined : { last, bound };
  }
}

/** Where a pattern, or a block of it, may match. */
interface Scope {
  /** The block that it cannot leave. */
  readonly block: number;
  /** It must use up the whole block. */
  readonly isWhole: boolean;
  /** Index of the token it starts at. */
  readonly start: number;
}
