import { changeRequest } from "#cli/change.ts";
import { exitCodes, type ExitCode } from "#cli/exit-code.ts";
import { judgeChange } from "#cli/judge-change.ts";
import { outputsOf, reportOptions, writeOutput } from "#cli/output.ts";
import { runsUnderAgent } from "#cli/terminal.ts";
import type { Verb } from "#cli/verb.ts";
import type { Verification } from "#model/check.ts";
import { reporters, type Format } from "#report/table.ts";
import { verificationJson, verificationText } from "#report/verification.ts";
import { maskTokens } from "#secrets/token-shapes.ts";

/** `countersign verify`: whether what a change does to identities was agreed to, as base decides. */
export const verify: Verb = async (invocation) => {
  const { flags, terminal } = invocation;
  const outputs = outputsOf(flags.format, Object.keys(reporters) as Format[], runsUnderAgent() ? "agent" : "pretty");
  const request = changeRequest(invocation, false);
  const { verification, report } = await judgeChange(request, flags);
  for (const { format, file } of outputs) {
    const options = reportOptions(invocation, format, file);
    const text = format === "json" ? verificationJson(verification) : (await reporters[format]())(report, options);
    const more =
      format === "pretty"
        ? `\n${verificationText(verification, options, flags.quiet === true ? "results" : "all")}`
        : "";
    writeOutput(maskTokens(text + more), file, terminal);
  }
  return exitCodeOf(verification, flags.allowPartial === true);
};

/** What fails comes first: a change that nobody agreed to is told so even if not everything could be read. */
function exitCodeOf({ checks, problems }: Verification, allowPartial: boolean): ExitCode {
  if (problems.some((problem) => problem.kind === "internal-error")) return exitCodes.bug;
  if (checks.some((check) => check.level === "failure")) return exitCodes.findings;
  return problems.some((problem) => problem.partial) && !allowPartial ? exitCodes.partial : exitCodes.clean;
}
