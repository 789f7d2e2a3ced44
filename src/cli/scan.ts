import { exitCodes, type ExitCode } from "#cli/exit-code.ts";
import { withDrift } from "#cli/drift.ts";
import { outputsOf, reportOptions, writeOutput } from "#cli/output.ts";
import { inspectTree } from "#cli/tree.ts";
import { runsUnderAgent } from "#cli/terminal.ts";
import type { Invocation, Verb } from "#cli/verb.ts";
import type { Config } from "#config.ts";
import type { FailOn } from "#cli/words.ts";
import { severities } from "#model/finding.ts";
import type { Report } from "#model/report.ts";
import { narrowed, thresholdOf, type Threshold } from "#profile.ts";
import { reporters, type Format } from "#report/table.ts";

/** `countersign scan [PATH…]`: findings in the formats asked for. */
export const scanVerb: Verb = async (invocation) => {
  const outputs = outputsOf(
    invocation.flags.format,
    Object.keys(reporters) as Format[],
    runsUnderAgent() ? "agent" : "pretty",
  );
  const thresholds = (config: Config) => outputs.map(({ format }) => outputThreshold(format, invocation, config));
  const inspection = await inspectTree(invocation, { thresholds });
  const { config, refusedRules } = inspection;
  const report = await withDrift(inspection, invocation);
  for (const { format, file } of outputs) {
    const reporter = await reporters[format]();
    const shown = narrowed(report, outputThreshold(format, invocation, config));
    const text = reporter(shown, reportOptions(invocation, format, file));
    writeOutput(text, file, invocation.terminal);
  }
  const judged = narrowed(report, outputThreshold("pretty", invocation, config));
  const { failOn, allowPartial } = invocation.flags;
  const code = exitCodeOf(judged, failOn ?? config.failOn ?? "high", allowPartial === true);
  return refusedRules > 0 && code !== exitCodes.bug ? exitCodes.usage : code;
};

/** A SARIF upload has the profile that the configuration sets, since another one closes and reopens alerts. */
function outputThreshold(format: Format, { flags }: Invocation, config: Config): Threshold {
  const profile = flags.profile ?? (format === "sarif" ? config.sarifProfile : "gate");
  return thresholdOf(profile, {
    ...(flags.severity ? { severity: flags.severity } : {}),
    ...(flags.confidence ? { confidence: flags.confidence } : {}),
  });
}

/** Findings come first: a run that must stop a change says so even if it could not read everything. */
function exitCodeOf({ findings, problems, summary }: Report, failOn: FailOn, allowPartial: boolean): ExitCode {
  if (problems.some((problem) => problem.kind === "internal-error")) return exitCodes.bug;
  const limit = failOn === "never" ? -1 : severities.indexOf(failOn);
  if (findings.some((finding) => !finding.suppressed && severities.indexOf(finding.severity) <= limit))
    return exitCodes.findings;
  return summary.partial && !allowPartial ? exitCodes.partial : exitCodes.clean;
}
