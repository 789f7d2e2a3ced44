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
import { UserError } from "#model/user-error.ts";
import { narrowed, thresholdOf, type Asked, type Threshold } from "#profile.ts";
import { reporters, type Format } from "#report/table.ts";

/** `countersign scan [PATH…]`: findings in the formats asked for. */
export const scanVerb: Verb = async (invocation) => {
  refuseUnseen(invocation.flags);
  const outputs = outputsOf(
    invocation.flags.format,
    Object.keys(reporters) as Format[],
    runsUnderAgent() ? "agent" : "pretty",
  );
  const thresholds = (config: Config) => outputs.map(({ format }) => outputThreshold(format, invocation, config));
  const counted = thresholdOf("audit", askedOf(invocation.flags));
  const inspection = await inspectTree(invocation, { thresholds, counted });
  const { config, refusedRules } = inspection;
  const report = await withDrift(inspection, invocation);
  for (const { format, file } of outputs) {
    const reporter = await reporters[format]();
    const shown = narrowed(report, outputThreshold(format, invocation, config));
    const text = reporter(shown, reportOptions(invocation, format, file));
    writeOutput(text, file, invocation.terminal);
  }
  const judged = narrowed(report, outputThreshold("pretty", invocation, config));
  const { allowPartial } = invocation.flags;
  const code = exitCodeOf(judged, failOnOf(invocation.flags, config), allowPartial === true);
  return refusedRules > 0 && code !== exitCodes.bug ? exitCodes.usage : code;
};

type Flags = Invocation["flags"];

/** What fails the run would not be seen: one of the two flags is meant otherwise. */
function refuseUnseen({ severity, failOn }: Flags): void {
  if (severity === undefined || failOn === undefined || failOn === "never") return;
  if (severities.indexOf(failOn) <= severities.indexOf(severity)) return;
  throw new UserError(`--severity ${severity} leaves out what --fail-on ${failOn} is to fail for`, {
    suggestion: `Leave --severity away, or say --severity ${failOn}.`,
  });
}

function failOnOf(flags: Flags, config: Config): FailOn {
  return flags.failOn ?? config.failOn ?? "high";
}

/** What the flags ask for, whatever the profile. */
function askedOf({ severity, confidence }: Flags): Asked {
  return { ...(severity ? { severity } : {}), ...(confidence ? { confidence } : {}) };
}

/** A SARIF upload has the profile that the configuration sets, since another one closes and reopens alerts. */
function outputThreshold(format: Format, { flags }: Invocation, config: Config): Threshold {
  const profile = flags.profile ?? (format === "sarif" ? config.sarifProfile : "gate");
  return thresholdOf(profile, { ...askedOf(flags), failOn: failOnOf(flags, config) });
}

/** Findings come first: a run that must stop a change says so even if it could not read everything. */
function exitCodeOf({ findings, problems, summary }: Report, failOn: FailOn, allowPartial: boolean): ExitCode {
  if (problems.some((problem) => problem.kind === "internal-error")) return exitCodes.bug;
  const limit = failOn === "never" ? -1 : severities.indexOf(failOn);
  if (findings.some((finding) => !finding.suppressed && severities.indexOf(finding.severity) <= limit))
    return exitCodes.findings;
  return summary.partial && !allowPartial ? exitCodes.partial : exitCodes.clean;
}
