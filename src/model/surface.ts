import type { FactKind } from "#model/fact.ts";

/** The id of a fact; `edge:FROM RELATION TO`; `text:PATH` for a text that a model obeys. */
export type EntryId = string;

/** What a canonical value is made of. */
export type CanonicalValue =
  | string
  | number
  | boolean
  | null
  | readonly CanonicalValue[]
  | { readonly [key: string]: CanonicalValue };

/** One statement about identity, without its place: what is approved, compared and signed. */
export interface SurfaceEntry {
  readonly id: EntryId;
  readonly kind: FactKind | "edge" | "text";
  /** The fact's anchor and key, for matching renames; of an edge nothing, of a text the key `run` if it is a program. */
  readonly anchor?: string;
  readonly key?: string;
  /** Of a fact its value without wording, of a text its digest, of an edge `[from, relation, to]`. */
  readonly value: CanonicalValue;
}

/** The facts and direct edges of a tree, canonical: equal for trees that say the same, however they are written. */
export interface Surface {
  /** The version of the meaning of facts; a newer one sees more, and says so instead of calling it drift. */
  readonly schema: number;
  /** Sorted by id, each id once. */
  readonly entries: readonly SurfaceEntry[];
}

/** A text that a model obeys, or that a skill brings along. */
export interface SurfaceText {
  /** Relative to the root of the tree. */
  readonly path: string;
  /** SHA-256, hex, of its normalised content. */
  readonly digest: string;
  /** Holds for a script that a hook or another command of the settings runs. */
  readonly run?: boolean;
}
