import type { Span } from "#model/location.ts";
import type { Token } from "#syntax/promql-tokens.ts";

/** A place in a list of tokens, which goes forward only. */
export class TokenCursor {
  /** The first token that stands where it may not. */
  mistake: Span | undefined;
  at = 0;
  readonly #tokens: readonly Token[];
  /** Where the text ends. */
  readonly end: number;

  constructor(tokens: readonly Token[], end: number) {
    this.#tokens = tokens;
    this.end = end;
  }

  get token(): Token | undefined {
    return this.#tokens[this.at];
  }

  /** Where the token before ends. */
  get last(): number {
    return this.#tokens[this.at - 1]?.end ?? 0;
  }

  wrong(): void {
    this.mistake ??= this.token ?? { start: this.last, end: this.end };
  }

  /** Holds if a sign stands here, or `further` tokens on. */
  is(sign: string, further = 0): boolean {
    const token = this.#tokens[this.at + further];
    return token?.type === "sign" && token.text === sign;
  }

  /** The word that stands here, in lower case. */
  word(): string | undefined {
    return this.token?.type === "word" ? this.token.text.toLowerCase() : undefined;
  }

  /** Passes over a sign, if it stands here. */
  take(sign: string): boolean {
    if (!this.is(sign)) return false;
    this.at++;
    return true;
  }

  expect(sign: string): void {
    if (!this.take(sign)) this.wrong();
  }

  /** Passes over all that is left. */
  skipAll(): void {
    this.at = this.#tokens.length;
  }
}
