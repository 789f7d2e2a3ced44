import type { FailOn, Profile } from "#cli/words.ts";
import type { Confidence } from "#model/fact.ts";
import { confidences, severities, type Finding, type Severity } from "#model/finding.ts";
import { compareText } from "#model/location.ts";
import type { Report, Summary } from "#model/report.ts";

/** The least grave and least sure that is shown. */
export interface Threshold {
  readonly severity: Severity;
  readonly confidence: Confidence;
}

/** What each profile shows: `gate` stops a change by few and right findings, `review` adds the less sure, `audit` all. */
const thresholds: Readonly<Record<Profile, Threshold>> = {
  gate: { severity: "medium", confidence: "high" },
  review: { severity: "low", confidence: "medium" },
  audit: { severity: "info", confidence: "low" },
};

/** What the user asks for beside a profile. */
export interface Asked extends Partial<Threshold> {
  /** From which severity on the run fails. */
  readonly failOn?: FailOn;
}

/**
 * The threshold of a profile. A severity or confidence that is asked for counts instead of the profile's; without one,
 * severities at which the run is to fail are shown, too: nothing fails a run unseen, and nothing that shall is unseen.
 */
export function thresholdOf(profile: Profile, { severity, confidence, failOn = "never" }: Asked): Threshold {
  const base = thresholds[profile];
  const widened = failOn === "never" || graver(base.severity, failOn) === failOn ? base.severity : failOn;
  return { severity: severity ?? widened, confidence: confidence ?? base.confidence };
}

/** Holds if the finding is at or over the threshold. */
export function passes(finding: Finding, threshold: Threshold): boolean {
  return (
    severities.indexOf(finding.severity) <= severities.indexOf(threshold.severity) &&
    confidences.indexOf(finding.confidence) <= confidences.indexOf(threshold.confidence)
  );
}

function graver(left: Severity, right: Severity): Severity {
  return severities.indexOf(left) < severities.indexOf(right) ? left : right;
}

function surer(left: Confidence, right: Confidence): Confidence {
  return confidences.indexOf(left) < confidences.indexOf(right) ? left : right;
}

/** The wider of two thresholds, in both respects. */
export function widest(all: readonly Threshold[]): Threshold {
  const wider = (left: Threshold, right: Threshold): Threshold => ({
    severity: graver(left.severity, right.severity) === left.severity ? right.severity : left.severity,
    confidence: surer(left.confidence, right.confidence) === left.confidence ? right.confidence : left.confidence,
  });
  return all.reduce(wider);
}

/** The report with the findings at or over a threshold, and figures that count those and what is left out. */
export function narrowed(report: Report, threshold: Threshold): Report {
  const findings = report.findings.filter((finding) => passes(finding, threshold));
  const leftOut = report.findings.filter((finding) => !finding.suppressed && !passes(finding, threshold));
  const notShown = report.summary.notShown + leftOut.length;
  return { ...report, findings, summary: { ...report.summary, ...tally(findings), notShown } };
}

/** The figures of a summary that count findings. */
export function tally(findings: readonly Finding[]): Pick<Summary, "byRule" | "bySeverity" | "suppressed"> {
  const live = findings.filter((finding) => !finding.suppressed);
  const byRule = new Map<string, number>();
  for (const { ruleId } of live) byRule.set(ruleId, (byRule.get(ruleId) ?? 0) + 1);
  const bySeverity = Object.fromEntries(
    severities.map((severity) => [severity, live.filter((finding) => finding.severity === severity).length]),
  ) as Record<Severity, number>;
  return {
    byRule: Object.fromEntries([...byRule].sort(([left], [right]) => compareText(left, right))),
    bySeverity,
    suppressed: findings.length - live.length,
  };
}
