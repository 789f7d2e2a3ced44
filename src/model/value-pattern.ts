import type { FactKind } from "#model/fact.ts";

/**
 * A pattern over one value of a fact: a scalar is equal to it or contained in a list; a list means any of;
 * `null` means absent; `"=~/re/"` is a regular expression; `$X` binds and unifies.
 */
export type ValuePattern = string | number | boolean | null | readonly (string | number | boolean)[];

/** What a call must state. */
export interface StatedPattern {
  readonly kind: FactKind;
  /** By name what is asked of the fact: `key`, `anchor`, `system`, `conditional`, `confidence`, fields of its value. */
  readonly asked: readonly (readonly [name: string, ValuePattern])[];
}
