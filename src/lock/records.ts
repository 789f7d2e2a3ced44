import { canonical } from "#graph/link.ts";
import { entryOf, type Approval, type ApprovedEntry } from "#lock/approval.ts";
import { entryDigest } from "#lock/surface.ts";
import type { Approvals } from "#lock/verify-view.ts";
import type { Change } from "#model/delta.ts";
import type { EntryId, SurfaceEntry } from "#model/surface.ts";

/** What one approval says of one entry. */
export interface ApprovalRecord {
  readonly name: string;
  readonly approval: Approval;
  readonly entry: ApprovedEntry;
}

/** Everything that approvals say, by entry. */
export type Records = ReadonlyMap<EntryId, readonly ApprovalRecord[]>;

/** Gathers what approvals say of each entry. */
export function recordsOf(approvals: Approvals): Records {
  const records = new Map<EntryId, ApprovalRecord[]>();
  for (const [name, approval] of approvals) {
    for (const entry of approval.entries) {
      const known = records.get(entry.id);
      if (known) known.push({ name, approval, entry });
      else records.set(entry.id, [{ name, approval, entry }]);
    }
  }
  return records;
}

/** The file names of approvals by what they say of entries, word for word. */
export type Agreements = ReadonlyMap<string, readonly string[]>;

/** Gathers who agreed to what. */
export function agreementsOf(approvals: Approvals): Agreements {
  const agreements = new Map<string, string[]>();
  for (const [name, approval] of approvals) {
    for (const entry of approval.entries) {
      const said = canonical(entry);
      const known = agreements.get(said);
      if (known) known.push(name);
      else agreements.set(said, [name]);
    }
  }
  return agreements;
}

/** The approvals that agree to exactly this change. */
export function agreeingTo(change: Change, agreements: Agreements): readonly string[] {
  return agreements.get(canonical(entryOf(change))) ?? [];
}

/**
 * The records that an entry stands by: of its value; where it was narrowed since, which needs no approval, those of its
 * name that none followed. Adoptions only where nobody looked later.
 */
export function governing(entry: SurfaceEntry, records: Records): readonly ApprovalRecord[] {
  const named = records.get(entry.id) ?? [];
  const reviewed = named.filter((record) => record.entry.change !== "adopted");
  const candidates = reviewed.length > 0 ? reviewed : named;
  const same = candidates.filter((record) => hasValueOf(record, entry));
  if (same.length > 0 || candidates.length < 2) return same.length > 0 ? same : candidates;
  const last = candidates.filter((record) => {
    const { value } = record.entry;
    const digest = value === undefined ? undefined : entryDigest({ ...entry, value });
    return !candidates.some((other) => other !== record && other.entry.previous === digest);
  });
  return last.length > 0 ? last : candidates;
}

/** Holds if the record is of exactly the value that the entry has. */
export function hasValueOf({ entry: { value } }: ApprovalRecord, entry: SurfaceEntry): boolean {
  return value !== undefined && canonical(value) === canonical(entry.value);
}
