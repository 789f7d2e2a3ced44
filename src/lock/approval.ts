import { createHash } from "node:crypto";
import { canonical } from "#graph/link.ts";
import { entryDigest } from "#lock/surface.ts";
import { changeTypes, type Change } from "#model/delta.ts";
import { compareText, type RepoPath } from "#model/location.ts";
import type { CanonicalValue, EntryId } from "#model/surface.ts";

/**
 * What an approval says of an entry: the change of it that was agreed to; `adopted`, that it was there when the tree
 * was taken over and nobody looked; `reviewed`, that somebody looked at what stands unchanged.
 */
export const approvedChanges = [...changeTypes, "adopted", "reviewed"] as const;

export type ApprovedChange = (typeof approvedChanges)[number];

/** One entry of the surface that an approval agrees to. */
export interface ApprovedEntry {
  readonly id: EntryId;
  readonly change: ApprovedChange;
  /** SHA-256 of the entry as it was, hex; absent where there was none. */
  readonly previous?: string;
  /** The value agreed to; absent where the entry goes away. */
  readonly value?: CanonicalValue;
}

/** What somebody agreed to: one immutable file. */
export interface Approval {
  /** The id of the repository it was made in. */
  readonly repository: string;
  /** The fact-schema version of the surface. */
  readonly schema: number;
  /** ISO date on which it was made, as its maker says: for readers only, nothing is decided by it. */
  readonly date: string;
  readonly by: string;
  readonly reason: string;
  /** ISO date from which it no longer counts. */
  readonly expires?: string;
  /** From 1 on; higher where the same words were approved before, so that each approval has a name of its own. */
  readonly serial: number;
  /** Sorted by `compareEntries`, at least one. An id stands twice only where a name went from one entry to another. */
  readonly entries: readonly ApprovedEntry[];
  /** An SSH signature over the statement, in its armour; no part of the statement. */
  readonly signature?: string;
}

/** The version of the file format. */
export const approvalVersion = 1;

/** The folder of the approvals, relative to the root of the repository. */
export const approvalsFolder: RepoPath = ".countersign/approvals";

/** The namespace of the signatures, so that no signature made for another purpose counts here. */
export const signatureNamespace = "countersign";

/** What is signed, and named: the canonical text of everything that the approval says. */
export function statementOf(approval: Approval): string {
  const { signature: _, ...said } = approval;
  return canonical({ ...said, version: approvalVersion });
}

/** The file name of an approval: SHA-256 of its statement, hex. A signature changes nothing about what is said. */
export function approvalName(approval: Approval): string {
  return `${createHash("sha256").update(statementOf(approval), "utf8").digest("hex")}.yaml`;
}

/** Holds for the file names that approvals have. */
export function isApprovalName(name: string): boolean {
  return /^[0-9a-f]{64}\.yaml$/.test(name);
}

/** The order of the entries of an approval: by id, then by change. */
export function compareEntries(left: ApprovedEntry, right: ApprovedEntry): number {
  return compareText(left.id, right.id) || compareText(left.change, right.change);
}

/** The path of an approval by its file name. */
export function approvalPath(name: string): RepoPath {
  return `${approvalsFolder}/${name}`;
}

/** What an approval of a change must say of it: from this value to that one, and of this gravity. */
export function entryOf({ id, type, before, after }: Change): ApprovedEntry {
  return {
    id,
    change: type,
    ...(before ? { previous: entryDigest(before) } : {}),
    ...(after ? { value: after.value } : {}),
  };
}

/** Holds if the approval only records what was found when the tree was taken over. */
export function isAdoption(approval: Approval): boolean {
  return approval.entries.every((entry) => entry.change === "adopted");
}

/** Holds if a date has come from which something no longer counts. Dates are ISO, so text order is their order. */
export function hasExpired(expires: string | undefined, today: string): boolean {
  return expires !== undefined && expires <= today;
}
