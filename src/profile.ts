import type { Profile } from "#config.ts";
import type { Confidence } from "#model/fact.ts";
import { confidences, severities, type Finding, type Severity } from "#model/finding.ts";

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

/** The threshold of a profile, cut further by the flags that are given. */
export function thresholdOf(profile: Profile, cut: Partial<Threshold>): Threshold {
  const base = thresholds[profile];
  return {
    severity: cut.severity ? graver(base.severity, cut.severity) : base.severity,
    confidence: cut.confidence ? surer(base.confidence, cut.confidence) : base.confidence,
  };
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
