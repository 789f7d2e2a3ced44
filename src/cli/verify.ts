import { signatureVerdicts } from "#approval-signatures.ts";
import { viewChange, type ChangeRequest, type ChangeView } from "#approval-view.ts";
import { changeRequest, signatureRequest } from "#cli/change.ts";
import { exitCodes, type ExitCode } from "#cli/exit-code.ts";
import { outputsOf, reportOptions, writeOutput } from "#cli/output.ts";
import { runsUnderAgent } from "#cli/terminal.ts";
import type { Verb } from "#cli/verb.ts";
import { entryPlaces } from "#entry-places.ts";
import { verifyApprovals } from "#lock/verify.ts";
import type { Check, Verification } from "#model/check.ts";
import type { Location, RepoPath } from "#model/location.ts";
import type { EntryId } from "#model/surface.ts";
import { reporters, type Format } from "#report/table.ts";
import { verificationJson, verificationText } from "#report/verification.ts";
import { maskTokens } from "#secrets/token-shapes.ts";
import { verificationReport } from "#verification-report.ts";

/** Days before the end of an approval in which its end is told, if nobody says otherwise. */
const customaryWarnDays = 14;

/** `countersign verify`: whether what a change does to identities was agreed to, as base decides. */
export const verify: Verb = async (invocation) => {
  const { flags, terminal } = invocation;
  const outputs = outputsOf(flags.format, Object.keys(reporters) as Format[], runsUnderAgent() ? "agent" : "pretty");
  const request = changeRequest(invocation, false);
  const view = await viewChange(request);
  const signatures = signatureVerdicts(view, signatureRequest(request, flags.now));
  const checks = verifyApprovals({ ...view, signatures, warnDays: flags.warnDays ?? customaryWarnDays });
  const verification = verificationOf(request, view, [...checks, ...unreadableChecks(view)]);
  const report = verificationReport(request, view, verification);
  for (const { format, file } of outputs) {
    const options = reportOptions(invocation, format, file);
    const text = format === "json" ? verificationJson(verification) : (await reporters[format]())(report, options);
    const more = format === "pretty" ? `\n${verificationText(verification, options)}` : "";
    writeOutput(maskTokens(text + more), file, terminal);
  }
  return exitCodeOf(verification, flags.allowPartial === true);
};

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

/** What fails comes first: a change that nobody agreed to is told so even if not everything could be read. */
function exitCodeOf({ checks, problems }: Verification, allowPartial: boolean): ExitCode {
  if (problems.some((problem) => problem.kind === "internal-error")) return exitCodes.bug;
  if (checks.some((check) => check.level === "failure")) return exitCodes.findings;
  return problems.some((problem) => problem.partial) && !allowPartial ? exitCodes.partial : exitCodes.clean;
}
