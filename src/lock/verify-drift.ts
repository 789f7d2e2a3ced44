import { canonical } from "#graph/link.ts";
import {
  approvalPath,
  approvalsFolder,
  entryOf,
  isAdoption,
  type Approval,
  type ApprovedEntry,
} from "#lock/approval.ts";
import { approveCommand, changeText } from "#lock/change-text.ts";
import type { Check, CheckKind } from "#model/check.ts";
import { agreeingTo, agreementsOf, recordsOf, type ApprovalRecord } from "#lock/records.ts";
import { faultsOf, type Fault } from "#lock/verify-approval.ts";
import type { Approvals, VerifyView } from "#lock/verify-view.ts";
import type { Change } from "#model/delta.ts";

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
  const agreements = agreementsOf(counting);
  const needed = new Set(delta.changes.flatMap((change) => agreeingTo(change, agreements)));
  const standing = new Map(head.surface.entries.map((entry) => [entry.id, canonical(entry.value)]));
  const stands = ({ id, value }: ApprovedEntry) => value !== undefined && standing.get(id) === canonical(value);
  return [...counting].flatMap(([name, approval]): Check[] => {
    if (needed.has(name) || approval.entries.some(stands)) return [];
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

/**
 * What counts only because of a rule of the host's is said, since nobody here can see whether the host keeps it: of
 * approvals without a signature, and of those whose signature holds and says nothing, since base lists nobody.
 */
export function ownersAsked(counting: Approvals, { base, signatures }: VerifyView): Check[] {
  const owned = [...counting].filter(([, approval]) => !isAdoption(approval));
  const unsigned = owned.filter(([name]) => !signatures.has(name)).length;
  const byUnknown = owned.filter(([name]) => signatures.get(name)?.status === "not-allowed").length;
  const owners = base.policy.ownersOf(approvalPath("approval.yaml"));
  const because = `because CODEOWNERS at base names ${owners.join(", ")} for ${approvalsFolder}/`;
  const told: Omit<Check, "message"> = {
    kind: "owners-asked",
    level: "note",
    entries: [],
    help: "The host must ask for that review: require it in the rules of the branch.",
  };
  return [
    ...(unsigned > 0 ? [{ ...told, message: `${countText(unsigned)} without a signature ${because}.` }] : []),
    ...(byUnknown > 0
      ? [{ ...told, message: `${countText(byUnknown)} ${because}, and not for the signature: ${nobodyKnows}.` }]
      : []),
  ];
}

const nobodyKnows = "it holds for what the approval says, but base lists no signers, so nothing tells whose key it is";

function countText(approvals: number): string {
  return approvals === 1 ? "One approval counts" : `${approvals} approvals count`;
}

/** A check for every change that needs a countersignature and has none that counts. */
export function uncoveredDrift(view: VerifyView, { counting }: NewApprovals): Check[] {
  const agreements = agreementsOf(view.head.approvals);
  const named = recordsOf(view.head.approvals);
  return view.delta.changes.flatMap((change): Check[] => {
    if (!change.drift) return [];
    const agreeing = agreeingTo(change, agreements);
    if (agreeing.some((name) => counting.has(name))) return [];
    const failure = { level: "failure" as const, entries: [change.id], help: approveCommand(change.id) };
    const why = refusal(agreeing[0], view) ?? otherwise(change, named.get(change.id) ?? [], { counting, view });
    const { kind = "unapproved", name, message = "Nobody approved it." } = why ?? {};
    const place = name === undefined ? {} : { path: approvalPath(name) };
    return [{ ...failure, ...place, kind, message: `${changeText(change)} ${message}` }];
  });
}

/** Why a change is not agreed to although an approval speaks of it. */
interface Reason {
  readonly kind: CheckKind;
  readonly name: string;
  readonly message: string;
}

/** An approval that says exactly this, and does not count. */
function refusal(name: string | undefined, { base }: VerifyView): Reason | undefined {
  if (name === undefined) return undefined;
  // One of base that names exactly this change agreed to it once, before it was taken back.
  const why = base.approvals.has(name) ? "it agreed to an earlier change" : "it does not count";
  return { kind: "unapproved", name, message: `The approval ${name.slice(0, 12)} names this, but ${why}.` };
}

/** An approval that says something else of the same entry. */
function otherwise(
  change: Change,
  named: readonly ApprovalRecord[],
  { counting, view }: { readonly counting: Approvals; readonly view: VerifyView },
): Reason | undefined {
  const other = named.find(({ entry, name }) => entry.change !== "adopted" && counting.has(name));
  if (other) {
    const { name, entry } = other;
    const message = `The approval ${name.slice(0, 12)} agrees to something else: ${differenceText(entry, change)}.`;
    return { kind: "approved-otherwise", name, message };
  }
  const adopted = named.find(({ entry, name }) => entry.change === "adopted" && !view.base.approvals.has(name));
  if (!adopted) return undefined;
  const message = "It is adopted in the same change, and an adoption takes over what base has, nothing new.";
  return { kind: "only-adopted", name: adopted.name, message };
}

function differenceText(entry: ApprovedEntry, change: Change): string {
  const wanted = entryOf(change);
  if (canonical(entry.value) !== canonical(wanted.value)) return "the value differs from the one approved";
  if (entry.change !== change.type) return `it was approved as '${entry.change}', and is '${change.type}'`;
  return "what was there before differs from what was there when it was approved";
}
