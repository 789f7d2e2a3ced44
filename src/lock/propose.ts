import { canonical } from "#graph/link.ts";
import { compareEntries, entryOf, hasExpired, type ApprovedEntry } from "#lock/approval.ts";
import { agreeingTo, agreementsOf, recordsOf } from "#lock/records.ts";
import { entryDigest } from "#lock/surface.ts";
import type { VerifyView } from "#lock/verify-view.ts";
import type { Change } from "#model/delta.ts";
import type { EntryId, SurfaceEntry } from "#model/surface.ts";
import { nearest, UserError } from "#model/user-error.ts";

/** What a view must hold for an approval to be proposed. */
export type ProposalView = Pick<VerifyView, "base" | "head" | "delta" | "today">;

/** An entry to be agreed to, and the change that it is, if it is one. */
export interface Proposal {
  readonly entry: ApprovedEntry;
  readonly change?: Change;
}

/**
 * What there is to agree to: the named entries; without names every change that needs it and has it not yet, `signed`
 * if only signatures count as having it. Throws a `UserError` for a name that nothing bears.
 */
export function proposals(view: ProposalView, ids: readonly EntryId[], signed: boolean): Proposal[] {
  const chosen = ids.length === 0 ? openChanges(view, signed) : [...new Set(ids)].flatMap((id) => named(id, view));
  return chosen.sort((left, right) => compareEntries(left.entry, right.entry));
}

function openChanges({ base, head, delta, today }: ProposalView, signed: boolean): Proposal[] {
  const counting = [...head.approvals].filter(
    ([name, { repository, expires, signature }]) =>
      !base.approvals.has(name) &&
      base.everApproved(name) === undefined &&
      repository === base.policy.repository &&
      !hasExpired(expires, today) &&
      (!signed || signature !== undefined),
  );
  const agreements = agreementsOf(new Map(counting));
  return delta.changes
    .filter((change) => change.drift && agreeingTo(change, agreements).length === 0)
    .map((change) => ({ entry: entryOf(change), change }));
}

/** The changes of a name; for what stands unchanged, that somebody looked at it. */
function named(id: EntryId, { delta, head }: ProposalView): Proposal[] {
  const changes = delta.changes.filter((change) => change.id === id);
  if (changes.length > 0) return changes.map((change) => ({ entry: entryOf(change), change }));
  const standing = head.surface.entries.find((entry) => entry.id === id);
  if (standing) return [{ entry: unchanged("reviewed", standing) }];
  const near = nearest(
    id,
    [...delta.changes, ...head.surface.entries.slice(0, mostNames)].map((entry) => entry.id),
  );
  throw new UserError(`no entry is called '${id}'`, {
    suggestion: near === undefined ? "`countersign verify` names what needs agreement." : `Did you mean '${near}'?`,
  });
}

/** Names that a misspelt one is compared with. */
const mostNames = 5000;

/** What base has unchanged and no approval names, to be taken over as it is; limited to some names, where there are any. */
export function adoptions({ base, head }: ProposalView, ids: readonly EntryId[]): Proposal[] {
  const known = recordsOf(new Map([...base.approvals, ...head.approvals]));
  const before = new Map(base.surface.entries.map((entry) => [entry.id, canonical(entry.value)]));
  const asked = new Set(ids);
  return head.surface.entries
    .filter(({ id, value }) => before.get(id) === canonical(value) && !known.has(id))
    .filter(({ id }) => asked.size === 0 || asked.has(id))
    .map((entry) => ({ entry: unchanged("adopted", entry) }));
}

function unchanged(change: "adopted" | "reviewed", entry: SurfaceEntry): ApprovedEntry {
  return { id: entry.id, change, previous: entryDigest(entry), value: entry.value };
}
