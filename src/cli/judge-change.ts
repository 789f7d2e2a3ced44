import { signatureVerdicts } from "#approval-signatures.ts";
import { viewChange, type ChangeRequest, type ChangeView } from "#approval-view.ts";
import { signatureRequest } from "#cli/change.ts";
import { entryPlaces } from "#entry-places.ts";
import { verifyApprovals } from "#lock/verify.ts";
import type { Check, Verification } from "#model/check.ts";
import type { Location, RepoPath } from "#model/location.ts";
import type { Report } from "#model/report.ts";
import type { EntryId } from "#model/surface.ts";
import { verificationReport } from "#verification-report.ts";

/** Days before the end of an approval in which its end is told, if nobody says otherwise. */
const customaryWarnDays = 14;

/** What flags say of a judgement. */
interface JudgedAt {
  /** The day that counts as today. */
  readonly now?: string;
  readonly warnDays?: number;
}

/** A change judged by base: what holds and what does not, and the same as findings. Throws a `UserError` as `viewChange` does. */
export async function judgeChange(
  request: ChangeRequest,
  { now, warnDays }: JudgedAt,
): Promise<{ readonly verification: Verification; readonly report: Report }> {
  const view = await viewChange(request);
  const signatures = signatureVerdicts(view, signatureRequest(request, now));
  const checks = verifyApprovals({ ...view, signatures, warnDays: warnDays ?? customaryWarnDays });
  const verification = verificationOf(request, view, [...checks, ...unreadableChecks(view)]);
  return { verification, report: verificationReport(request, view, verification) };
}

function verificationOf(
  { base }: ChangeRequest,
  { fork, delta, comparison, head }: ChangeView,
  checks: readonly Check[],
): Verification {
  const sides = [comparison.head.judgement, comparison.base.judgement];
  return {
    base: { ...base, fork: fork.commit },
    checks,
    drift: delta.changes.filter((change) => change.drift).length,
    places: new Map([...entryPlaces(comparison), ...head.editedDeciders.map(fileStart)]),
    problems: sides.flatMap(({ problems }) => problems),
  };
}

/** Where a file that decides is looked at. */
function fileStart(path: RepoPath): readonly [EntryId, Location] {
  return [`text:${path}`, { path, region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 } }];
}

function unreadableChecks({ unreadable }: ChangeView): Check[] {
  return unreadable.map(({ message, where }) => ({
    kind: "approval-unreadable",
    level: "warning",
    entries: [],
    ...(where === undefined ? {} : { path: where }),
    message: `An approval of base cannot be read and counts for nothing: ${message}.`,
    help: "Approve again what it was for.",
  }));
}
