import { approvalPath, hasExpired, type Approval } from "#lock/approval.ts";
import { approveCommand, changeText } from "#lock/change-text.ts";
import type { Check } from "#model/check.ts";
import { governing, recordsOf, type ApprovalRecord, type Records } from "#lock/records.ts";
import type { SignatureVerdict } from "#lock/signature.ts";
import { isByUnknown } from "#lock/verify-approval.ts";
import type { Approvals, VerifyView } from "#lock/verify-view.ts";
import { compareText } from "#model/location.ts";
import type { EntryId, SurfaceEntry } from "#model/surface.ts";

/** An entry of head and what it stands by. */
interface Standing {
  readonly entry: SurfaceEntry;
  readonly records: readonly ApprovalRecord[];
}

/** Checks of what is not the change's doing: approvals that end, entries that nobody looked at. */
export function standingChecks(view: VerifyView, counting: Approvals): Check[] {
  const recorded = recordsOf(new Map([...view.base.approvals, ...counting]));
  const standing = view.head.surface.entries.map((entry) => ({ entry, records: governing(entry, recorded) }));
  return [
    ...expiryChecks(standing, view),
    ...leftBehindChecks(recorded, view),
    ...signatureChecks(standing, view),
    ...adoptedCheck(standing),
    ...unrecordedCheck(standing, view),
  ];
}

/** Approvals that have ended, or will soon, while something that hangs on them alone still stands. */
function expiryChecks(standing: readonly Standing[], { today, warnDays, judgesBase }: VerifyView): Check[] {
  const ending = new Map<string, { readonly approval: Approval; readonly entries: EntryId[] }>();
  for (const { entry, records } of standing) {
    const last = lastToEnd(records);
    if (last?.approval.expires === undefined || daysBetween(today, last.approval.expires) > warnDays) continue;
    const known = ending.get(last.name) ?? { approval: last.approval, entries: [] };
    known.entries.push(entry.id);
    ending.set(last.name, known);
  }
  return [...ending].map(([name, { approval, entries }]) => {
    const expired = hasExpired(approval.expires, today);
    const what = `The approval ${name.slice(0, 12)} by '${approval.by}' (${approval.reason})`;
    return {
      kind: expired ? "expired" : "expires-soon",
      level: expired && judgesBase ? "failure" : "warning",
      entries,
      path: approvalPath(name),
      message: `${what} ${expired ? "expired" : "expires"} on ${approval.expires!}, and ${stands(entries.length)}.`,
      help: "Take away what is no longer needed, or approve it again: `countersign approve ID… --reason … --expires …`.",
    };
  });
}

/** The record whose approval ends last; one without an end ends last of all. */
function lastToEnd(records: readonly ApprovalRecord[]): ApprovalRecord | undefined {
  let last: ApprovalRecord | undefined;
  for (const record of records) {
    if (record.approval.expires === undefined) return record;
    if (!last || compareText(last.approval.expires!, record.approval.expires) < 0) last = record;
  }
  return last;
}

/** Days from one ISO date to another; negative if the second is earlier. */
function daysBetween(from: string, to: string): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;
}

/** An approval that ends does not follow a renamed entry, which would then stand for ever. */
function leftBehindChecks(recorded: Records, { delta }: VerifyView): Check[] {
  return delta.changes.flatMap((change): Check[] => {
    const { type, id, before } = change;
    if (type !== "moved" || !before || recorded.has(id)) return [];
    const last = lastToEnd(governing(before, recorded));
    if (last?.approval.expires === undefined) return [];
    const message = `${changeText(change)} It was approved until ${last.approval.expires} under its old name, '${before.id}'.`;
    const path = approvalPath(last.name);
    return [{ kind: "left-behind", level: "failure", entries: [id], path, message, help: approveCommand(id) }];
  });
}

/** Approvals of base whose signature no longer holds, while something that hangs on them alone still stands. */
function signatureChecks(standing: readonly Standing[], { base, signatures, judgesBase }: VerifyView): Check[] {
  if (!judgesBase) return [];
  const hanging = new Map<string, EntryId[]>();
  const brokenOf = (name: string) => {
    const verdict = signatures.get(name);
    return verdict && verdict.status !== "good" && !isByUnknown(verdict, base.policy) ? verdict.status : undefined;
  };
  const isBroken = ({ name }: ApprovalRecord) => brokenOf(name) !== undefined;
  for (const { entry, records } of standing) {
    if (!records.every(isBroken)) continue;
    for (const { name } of records) {
      const known = hanging.get(name);
      if (known) known.push(entry.id);
      else hanging.set(name, [entry.id]);
    }
  }
  return [...hanging].flatMap(([name, entries]): Check[] => {
    const status = brokenOf(name);
    if (status === undefined) return [];
    const { kind, level, how, help } = brokenSignatures[status];
    const by = base.approvals.get(name)?.by ?? "";
    const message = `The approval ${name.slice(0, 12)} by '${by}' ${how}, and ${stands(entries.length)}.`;
    return [{ kind, level, entries, path: approvalPath(name), message, help }];
  });
}

const lookAgain =
  "Look again at what it approves, and have it approved anew: `countersign approve ID… --sign KEY --reason …`.";

type BrokenSignature = Pick<Check, "kind" | "level" | "help"> & { readonly how: string };

const brokenSignatures: Readonly<Record<Exclude<SignatureVerdict["status"], "good">, BrokenSignature>> = {
  bad: { kind: "bad-signature", level: "failure", how: "bears a signature that does not hold", help: lookAgain },
  revoked: {
    kind: "key-revoked",
    level: "failure",
    how: "is signed with a key that was revoked since",
    help: lookAgain,
  },
  "not-allowed": {
    kind: "signer-not-allowed",
    level: "warning",
    how: "is signed with a key that base does not list for its signer and the time at which it came in",
    help: "Keep the keys of those who left in the list, with `valid-before`; or have it approved anew.",
  },
};

function adoptedCheck(standing: readonly Standing[]): Check[] {
  const entries = standing
    .filter(({ records }) => records.length > 0 && records.every((record) => record.entry.change === "adopted"))
    .map(({ entry }) => entry.id);
  if (entries.length === 0) return [];
  const message = `${entries.length === 1 ? "1 entry is" : `${entries.length} entries are`} adopted, unreviewed.`;
  const help = "`countersign approve ID… --reason …` records that somebody looked.";
  return [{ kind: "adopted", level: "note", entries, message, help }];
}

/** What stands in base already and no approval names. An upgrade that sees more shows here, and fails nothing. */
function unrecordedCheck(standing: readonly Standing[], { base }: VerifyView): Check[] {
  if (base.approvals.size === 0) return [];
  const old = new Set(base.surface.entries.map((entry) => entry.id));
  const named = new Set(standing.flatMap(({ entry, records }) => (records.length > 0 ? [entry.id] : [])));
  const entries = standing.filter(
    ({ entry, records }) => records.length === 0 && old.has(entry.id) && !cameAlong(entry, named),
  );
  if (entries.length === 0) return [];
  const message = `${entries.length === 1 ? "1 entry of base is" : `${entries.length} entries of base are`} named by no approval: newly visible to this version, renamed, or there without ever needing one.`;
  const help = "`countersign approve --adopt --reason …` takes them over.";
  return [{ kind: "not-recorded", level: "note", entries: entries.map(({ entry }) => entry.id), message, help }];
}

/** Holds for an edge that joins something that was approved, and needed no approval of its own. */
function cameAlong({ kind, value }: SurfaceEntry, named: ReadonlySet<EntryId>): boolean {
  if (kind !== "edge") return false;
  const [from = "", , to = ""] = value as readonly string[];
  return named.has(from) || named.has(to);
}

function stands(entries: number): string {
  return entries === 1 ? "1 entry of it still stands" : `${entries} entries of it still stand`;
}
