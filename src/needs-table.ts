import type { Needs } from "#model/needs.ts";

/** A need that names its parts by their numbers, which are lower than its own. */
export type NumberedNeeds = string | { readonly all: readonly number[] } | { readonly any: readonly number[] };

/** Tells, of the needs with a number, whether a text meets them. */
export type IsMet = (needs: number) => boolean;

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

/** The needs of many, numbered: what several ask for has one number, and is asked once of a text. */
export class NeedsTable {
  /** By number. */
  readonly entries: NumberedNeeds[] = [];
  readonly #literals: LiteralNumbers;
  /** By the number of the literal. */
  readonly #ofLiterals: number[] = [];
  readonly #numbers = new Map<Needs, number>();
  readonly #byParts = new Map<string, number>();

  constructor(literals = new LiteralNumbers()) {
    this.#literals = literals;
  }

  /** Recursive, as deep as formulas and expressions nest. */
  readonly numberOf = (needs: Needs): number => {
    const known = this.#numbers.get(needs) ?? (typeof needs === "string" ? this.#add(needs) : this.#byPartsOf(needs));
    this.#numbers.set(needs, known);
    return known;
  };

  #add(literal: string): number {
    const number = this.entries.push(literal) - 1;
    this.#ofLiterals[this.#literals.numberOf(literal)] = number;
    return number;
  }

  #byPartsOf(needs: Exclude<Needs, string>): number {
    const isAll = "all" in needs;
    const parts = (isAll ? needs.all : needs.any).map(this.numberOf);
    const key = `${isAll ? "all" : "any"} ${parts.join(" ")}`;
    const known = this.#byParts.get(key) ?? this.entries.push(isAll ? { all: parts } : { any: parts }) - 1;
    this.#byParts.set(key, known);
    return known;
  }

  /** Tells which needs are met by a text that holds these literals; throws RangeError for a number that is none's. */
  metBy(literals: Iterable<number>): IsMet {
    const { entries } = this;
    const [missing, met] = [1, 2];
    const known = new Uint8Array(entries.length);
    for (const literal of literals) {
      const number = this.#ofLiterals[literal];
      if (number !== undefined) known[number] = met;
    }
    const isMet = (number: number): boolean => {
      if (known[number] !== 0) return known[number] === met;
      const needs = entries[number];
      if (needs === undefined) throw new RangeError(`No need has the number ${number}.`);
      const holds = typeof needs !== "string" && ("all" in needs ? needs.all.every(isMet) : needs.any.some(isMet));
      known[number] = holds ? met : missing;
      return holds;
    };
    return isMet;
  }
}
