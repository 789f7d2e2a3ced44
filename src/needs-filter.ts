import { buildPrefilter } from "#discover/prefilter.ts";
import { areMet, readLiteral, withLiterals } from "#match/needs.ts";
import type { Needs } from "#model/needs.ts";

/** Tells, of the needs with a number, whether a text meets them. */
export type IsMet = (number: number) => boolean;

/** Makes the automaton for all literals of many needs, by which the bytes of a text say which of them it meets. */
export function needsFilter(needs: readonly Needs[]): (bytes: Uint8Array) => IsMet {
  const literals = new LiteralNumbers();
  const numbered = needs.map((each) => withLiterals(each, literals.numberOf));
  const prefilter = buildPrefilter(literals.all.map(readLiteral));
  return (bytes) => {
    const hits = prefilter.scanAsRead(bytes);
    return (number) => areMet(numbered[number]!, (literal) => hits.has(literal));
  };
}

/** Literals by the order in which they are met first. */
export class LiteralNumbers {
  readonly #numbers = new Map<string, number>();

  readonly numberOf = (literal: string): number => {
    const known = this.#numbers.get(literal) ?? this.#numbers.size;
    this.#numbers.set(literal, known);
    return known;
  };

  get all(): readonly string[] {
    return [...this.#numbers.keys()];
  }
}
