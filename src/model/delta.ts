import type { EntryId, SurfaceEntry } from "#model/surface.ts";

/** What happened to one entry between two surfaces, gravest first. */
export const changeTypes = [
  "gate-removed",
  "gate-weakened",
  "added",
  "widened",
  "newly-opaque",
  "changed",
  "narrowed",
  "removed",
  "moved",
  "newly-visible",
] as const;

export type ChangeType = (typeof changeTypes)[number];

/** One field of a value that differs, and which way. */
export interface FieldChange {
  readonly field: string;
  readonly before?: string;
  readonly after?: string;
  readonly direction: "wider" | "narrower" | "other";
}

/** One change of the identity surface. */
export interface Change {
  readonly type: ChangeType;
  /** The entry's id at head, or at base where head has it no more. */
  readonly id: EntryId;
  readonly before?: SurfaceEntry;
  readonly after?: SurfaceEntry;
  readonly fields: readonly FieldChange[];
  /** Holds if the change gives authority, takes away a gate or hides something: it needs a countersignature. */
  readonly drift: boolean;
}

/** The identity delta between two trees. */
export interface Delta {
  /** SHA-256 of the two canonical surfaces, hex. */
  readonly base: string;
  readonly head: string;
  /** Sorted by gravity, then id. */
  readonly changes: readonly Change[];
}
