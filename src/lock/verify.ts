import { approvalPath } from "#lock/approval.ts";
import type { Check, CheckLevel } from "#model/check.ts";
import { governing, hasValueOf, recordsOf, type ApprovalRecord } from "#lock/records.ts";
import { judgeNewApprovals, uncoveredDrift } from "#lock/verify-drift.ts";
import { standingChecks } from "#lock/verify-standing.ts";
import type { Approvals, VerifyView } from "#lock/verify-view.ts";
import { compareText } from "#model/location.ts";

const levels: readonly CheckLevel[] = ["failure", "warning", "note"];

/** Judges a change against the approvals that it brings along. Sorted by level, kind and what they speak of; pure. */
export function verifyApprovals(view: VerifyView): Check[] {
  const fresh = judgeNewApprovals(view);
  const checks = [
    ...fresh.checks,
    ...uncoveredDrift(view, fresh),
    ...baseApprovalChecks(view, fresh.counting),
    ...standingChecks(view, fresh.counting),
    ...toldEdits(view),
  ];
  return checks.sort(
    (left, right) =>
      levels.indexOf(left.level) - levels.indexOf(right.level) ||
      compareText(left.kind, right.kind) ||
      compareText(left.path ?? "", right.path ?? "") ||
      compareText(left.entries[0] ?? "", right.entries[0] ?? ""),
  );
}

/** Approvals are immutable: what was agreed to, until when and by whom stays as long as what was agreed to. */
function baseApprovalChecks(view: VerifyView, counting: Approvals): Check[] {
  return [...view.base.approvals].flatMap(([name, approval]): Check[] => {
    const place = { level: "failure" as const, path: approvalPath(name) };
    const now = view.head.approvals.get(name);
    const what = `The approval ${name.slice(0, 12)} by '${approval.by}'`;
    if (now) {
      if (now.signature === approval.signature) return [];
      const message = `${what} has another signature than in base.`;
      return [{ ...place, kind: "approval-changed", entries: [], message, help: "Restore the file from base." }];
    }
    const orphans = orphansOf(name, view, counting);
    if (orphans.length === 0) return [];
    const message = `${what} was removed, and what it approves still stands.`;
    const help = "Restore the file, or take away what it approves; `countersign approve ID…` replaces an approval.";
    return [{ ...place, kind: "approval-removed", entries: orphans, message, help }];
  });
}

/** The entries that a removed approval governed and that stand at head without another one of their value. */
function orphansOf(name: string, { base, head }: VerifyView, counting: Approvals): string[] {
  const before = recordsOf(base.approvals);
  const kept = [...base.approvals].filter(([other]) => head.approvals.has(other));
  const after = recordsOf(new Map([...kept, ...counting]));
  return head.surface.entries.flatMap((entry) => {
    const governed = governing(entry, before).find((record) => record.name === name);
    if (!governed) return [];
    const isAsGood = (record: ApprovalRecord) =>
      hasValueOf(record, entry) && (record.entry.change !== "adopted" || governed.entry.change === "adopted");
    return (after.get(entry.id) ?? []).some(isAsGood) ? [] : [entry.id];
  });
}

/** What the change edits about its own judgement: told, and without effect on it. */
function toldEdits({ head }: VerifyView): Check[] {
  const told = { level: "warning" as const, entries: [] };
  return [
    ...head.editedDeciders.map((path): Check => {
      const message = `This change edits ${path}, which decides about approvals; it was judged by base's.`;
      const help = "Whoever agrees to this change agrees to that as well: look at it.";
      return { ...told, kind: "deciders-edited", path, message, help };
    }),
    ...head.driftIgnores.map((place): Check => {
      const message = `The ignore at ${place} speaks of drift, and nothing ignores drift.`;
      return { ...told, kind: "ignore-without-effect", message, help: "Remove it; drift is approved, not ignored." };
    }),
  ];
}
