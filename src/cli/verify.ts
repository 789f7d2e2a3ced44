import { signatureVerdicts } from "#approval-signatures.ts";
import { viewChange, type ChangeRequest, type ChangeView } from "#approval-view.ts";
import { changeRequest, signatureRequest } from "#cli/change.ts";
import { exitCodes, type ExitCode } from "#cli/exit-code.ts";
import { outputsOf, writeOutput } from "#cli/output.ts";
import type { Verb } from "#cli/verb.ts";
import { entryPlaces } from "#entry-places.ts";
import { verifyApprovals } from "#lock/verify.ts";
import type { Check, Verification } from "#model/check.ts";
import { verificationJson, verificationText } from "#report/verification.ts";

/** Days before the end of an approval in which its end is told, if nobody says otherwise. */
const customaryWarnDays = 14;

/** `countersign verify`: whether what a change does to identities was agreed to, as base decides. */
export const verify: Verb = async (invocation) => {
  const { flags, terminal } = invocation;
  const outputs = outputsOf(flags.format, ["pretty", "json"], "pretty");
  const request = changeRequest(invocation, false);
  const view = await viewChange(request);
  const signatures = signatureVerdicts(view, signatureRequest(request, flags.now));
  const checks = verifyApprovals({ ...view, signatures, warnDays: flags.warnDays ?? customaryWarnDays });
  const verification = verificationOf(request, view, [...checks, ...unreadableChecks(view)]);
  for (const { format, file } of outputs) {
    const { color, links, width } = terminal;
    const options = {
      color: file === undefined && color,
      links: file === undefined && links,
      width,
      showSuppressed: false,
    };
    const text = format === "json" ? verificationJson(verification) : verificationText(verification, options);
    writeOutput(text, file, terminal);
  }
  return exitCodeOf(verification, flags.allowPartial === true);
};

function verificationOf(
  { base }: ChangeRequest,
  { fork, delta, comparison }: ChangeView,
  checks: readonly Check[],
): Verification {
  const sides = [comparison.head.judgement, comparison.base.judgement];
  return {
    base: { ...base, fork: fork.commit },
    checks,
    drift: delta.changes.filter((change) => change.drift).length,
    places: entryPlaces(comparison),
    problems: sides.flatMap(({ problems }) => problems),
  };
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
