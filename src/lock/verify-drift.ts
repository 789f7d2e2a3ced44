import { canonical } from "#graph/link.ts";
import { approvalPath, approvalsFolder, isAdoption, type Approval, type ApprovedEntry } from "#lock/approval.ts";
import { approveCommand, changeText } from "#lock/change-text.ts";
import type { Check } from "#model/check.ts";
import { recordsOf, type ApprovalRecord } from "#lock/records.ts";
import { entryDigest } from "#lock/surface.ts";
import { faultsOf, type Fault } from "#lock/verify-approval.ts";
import type { Approvals, VerifyView } from "#lock/verify-view.ts";
import type { Change } from "#model/delta.ts";
import type { EntryId } from "#model/surface.ts";

/** What the approvals that a change brings along are worth. */
export interface NewApprovals {
  /** Those that count. */
  readonly counting: Approvals;
  readonly checks: readonly Check[];
}

/** The approvals that head has and base has not, each judged on its own. One that does not count fails, used or not. */
export function judgeNewApprovals(view: VerifyView): NewApprovals {
  const counting = new Map<string, Approval>();
  const checks: Check[] = [];
  for (const [name, approval] of newApprovals(view)) {
    const faults = faultsOf(name, approval, view);
    if (faults.length === 0) counting.set(name, approval);
    for (const fault of faults) checks.push(faultCheck(name, approval, fault));
  }
  return { counting, checks: [...checks, ...ownersAsked(counting, view), ...superfluous(counting, view)] };
}

/** Approvals that count and name nothing that is there any more: the change went on after they were given. */
function superfluous(counting: Approvals, { head, delta }: VerifyView): Check[] {
  const changes = new Map<EntryId, Change[]>();
  for (const change of delta.changes) changes.set(change.id, [...(changes.get(change.id) ?? []), change]);
  const standing = new Map(head.surface.entries.map((entry) => [entry.id, canonical(entry.value)]));
  const isThere = (entry: ApprovedEntry) => {
    return (
      (changes.get(entry.id) ?? []).some((change) => agreesTo(entry, change)) ||
      (entry.value !== undefined && standing.get(entry.id) === canonical(entry.value))
    );
  };
  return [...counting].flatMap(([name, approval]): Check[] => {
    if (approval.entries.some(isThere)) return [];
    const message = `The approval ${name.slice(0, 12)} by '${approval.by}' names nothing that this change leads to.`;
    const place = { level: "note" as const, entries: approval.entries.map(({ id }) => id), path: approvalPath(name) };
    return [{ ...place, kind: "superfluous", message, help: "Remove the file: nothing hangs on it." }];
  });
}

function newApprovals({ base, head }: VerifyView): (readonly [string, Approval])[] {
  return [...head.approvals].filter(([name]) => !base.approvals.has(name));
}

function faultCheck(name: string, approval: Approval, { kind, message, help }: Fault): Check {
  return {
    kind,
    level: "failure",
    entries: approval.entries.map((entry) => entry.id),
    path: approvalPath(name),
    message: `The approval ${name.slice(0, 12)} by '${approval.by}' does not count. ${message}`,
    help,
  };
}

/** What counts only because of a rule of the host's is said, since nobody here can see whether the host keeps it. */
function ownersAsked(counting: Approvals, { base, signatures }: VerifyView): Check[] {
  const unsigned = [...counting].filter(([name, approval]) => !signatures.has(name) && !isAdoption(approval));
  if (unsigned.length === 0) return [];
  const owners = base.policy.ownersOf(approvalPath(unsigned[0]![0]));
  const [what, verb] = unsigned.length === 1 ? ["One approval", "counts"] : [`${unsigned.length} approvals`, "count"];
  return [
    {
      kind: "owners-asked",
      level: "note",
      entries: [],
      message: `${what} without a signature ${verb} because CODEOWNERS at base names ${owners.join(", ")} for ${approvalsFolder}/.`,
      help: "The host must ask for that review: require it in the rules of the branch.",
    },
  ];
}

/** A check for every change that needs a countersignature and has none that counts. */
export function uncoveredDrift(view: VerifyView, { counting }: NewApprovals): Check[] {
  const named = recordsOf(view.head.approvals);
  return view.delta.changes
    .filter((change) => change.drift)
    .flatMap((change) => coverageCheck(change, named.get(change.id) ?? [], { counting, view }) ?? []);
}

/** The check of one change; undefined if an approval that counts agrees to exactly this change. */
function coverageCheck(
  change: Change,
  named: readonly ApprovalRecord[],
  { counting, view }: { readonly counting: Approvals; readonly view: VerifyView },
): Check | undefined {
  const exact = named.filter(({ entry }) => agreesTo(entry, change));
  if (exact.some(({ name }) => counting.has(name))) return undefined;
  const failure = { level: "failure" as const, entries: [change.id], help: approveCommand(change.id) };
  const what = changeText(change);
  const [refused] = exact;
  if (refused) {
    const path = approvalPath(refused.name);
    // An approval of base that names exactly this change agreed to it once, before it was taken back.
    const why = view.base.approvals.has(refused.name) ? "it agreed to an earlier change" : "it does not count";
    const message = `${what} The approval ${refused.name.slice(0, 12)} names this, but ${why}.`;
    return { ...failure, kind: "unapproved", path, message };
  }
  const otherwise = named.find(({ entry, name }) => entry.change !== "adopted" && counting.has(name));
  if (otherwise) {
    const message = `${what} The approval ${otherwise.name.slice(0, 12)} agrees to something else: ${differenceText(otherwise.entry, change)}.`;
    return { ...failure, kind: "approved-otherwise", path: approvalPath(otherwise.name), message };
  }
  const adopted = named.find(({ entry, name }) => entry.change === "adopted" && !view.base.approvals.has(name));
  if (adopted) {
    const message = `${what} It is adopted in the same change, and an adoption takes over what base has, nothing new.`;
    return { ...failure, kind: "only-adopted", path: approvalPath(adopted.name), message };
  }
  return { ...failure, kind: "unapproved", message: `${what} Nobody approved it.` };
}

/** Holds if the entry of an approval speaks of exactly this change: from this value to that one, and of this gravity. */
export function agreesTo(entry: ApprovedEntry, change: Change): boolean {
  return (
    entry.id === change.id &&
    entry.change === change.type &&
    entry.previous === (change.before && entryDigest(change.before)) &&
    sameValue(entry, change)
  );
}

function sameValue(entry: ApprovedEntry, { after }: Change): boolean {
  if (!after || entry.value === undefined) return !after && entry.value === undefined;
  return canonical(entry.value) === canonical(after.value);
}

function differenceText(entry: ApprovedEntry, change: Change): string {
  if (!sameValue(entry, change)) return "the value differs from the one approved";
  if (entry.change !== change.type) return `it was approved as '${entry.change}', and is '${change.type}'`;
  return "what was there before differs from what was there when it was approved";
}
