import type { Location, RepoPath } from "#model/location.ts";
import type { Problem } from "#model/problem.ts";
import type { EntryId } from "#model/surface.ts";

/** What a check of the approvals came to. The words stand in the JSON output. */
export type CheckKind =
  /** A change that needs a countersignature and has none that counts. */
  | "unapproved"
  /** Approved with another value, as a change of another previous value, or as another change. */
  | "approved-otherwise"
  /** Named by an adoption only, which approves nothing new. */
  | "only-adopted"
  /** An approval that was part of base before: it counted once. */
  | "replayed"
  /** An approval made in another repository. */
  | "foreign"
  | "expired"
  | "expires-soon"
  | "bad-signature"
  | "signer-not-allowed"
  | "key-revoked"
  /** Base asks for signatures, and there is none. */
  | "unsigned"
  /** Nobody but the author of the change agreed. */
  | "not-countersigned"
  /** An approval of base whose file differs, or is gone while what it approves still stands. */
  | "approval-changed"
  | "approval-removed"
  /** An approval of base that cannot be read. */
  | "approval-unreadable"
  /** An approval that ends, of an entry that has another name now. */
  | "left-behind"
  /** The change edits what decides about approvals; base's decided. */
  | "deciders-edited"
  /** An ignore that speaks of drift, which nothing ignores. */
  | "ignore-without-effect"
  /** An approval counts because the host asks the owners of the folder. */
  | "owners-asked"
  /** An approval that names nothing of what is there. */
  | "superfluous"
  /** Entries that were taken over without a look. */
  | "adopted"
  /** Entries that stand in base and that no approval names: seen only by a newer version, renamed, or never adopted. */
  | "not-recorded";

/** `failure` fails the verification, `warning` will fail one some day, `note` is to be known. */
export type CheckLevel = "failure" | "warning" | "note";

/** One thing that the verification has to say. */
export interface Check {
  readonly kind: CheckKind;
  readonly level: CheckLevel;
  /** The entries it speaks of, sorted; empty where it speaks of none. */
  readonly entries: readonly EntryId[];
  /** The file it speaks of: an approval, or one that decides. */
  readonly path?: RepoPath;
  /** What happened, as full sentences. */
  readonly message: string;
  /** What to do, as one sentence. */
  readonly help: string;
}

/** Everything that a verification has to say. */
export interface Verification {
  /** The revision that decides, as it was named, its commit, and the commit at which the change parted from it. */
  readonly base: { readonly name: string; readonly commit: string; readonly fork: string };
  /** Gravest first. */
  readonly checks: readonly Check[];
  /** Changes that need a countersignature. */
  readonly drift: number;
  /** Entry → where it stands: at head, or at base where head has it no more. */
  readonly places: ReadonlyMap<EntryId, Location>;
  /** What could not be read in full, on either side. */
  readonly problems: readonly Problem[];
}
