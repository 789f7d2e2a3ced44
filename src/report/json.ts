import type { Finding } from "#model/finding.ts";
import { severities } from "#model/finding.ts";
import type { Location, Region } from "#model/location.ts";
import { compareText } from "#model/location.ts";
import type { Problem } from "#model/problem.ts";
import type { RefusedRule, Reporter, Summary } from "#model/report.ts";
import { shownFindings } from "#report/shown.ts";
import { harmlessJson } from "#report/visible.ts";

/** Version 1 of the JSON report, as `schemas/report-v1.schema.json` says it; keys stand in the order written here. */
export const json: Reporter = (report, options) =>
  jsonText({
    schemaVersion: 1,
    tool: { name: report.tool.name, version: report.tool.version },
    findings: shownFindings(report, options).map(findingJson),
    problems: [...report.problems.map(problemJson), ...report.refused.map(refusedJson)],
    summary: summaryJson(report.summary),
  });

/** A value as JSON for files and terminals alike: indented by two, and nothing raw in it that a terminal obeys. */
export function jsonText(value: unknown): string {
  return `${harmlessJson(JSON.stringify(value, undefined, 2))}\n`;
}

/** A place, its keys in the order of the schema. */
export function locationJson({ path, region, message }: Location) {
  return { path, region: regionJson(region), ...(message !== undefined && { message }) };
}

function regionJson({ startLine, startColumn, endLine, endColumn }: Region): Region {
  return { startLine, startColumn, endLine, endColumn };
}

/** A finding, its keys in the order of the schema. */
export function findingJson(finding: Finding) {
  const { suppressed } = finding;
  const until = suppressed?.until;
  return {
    ruleId: finding.ruleId,
    severity: finding.severity,
    securitySeverity: finding.securitySeverity,
    confidence: finding.confidence,
    message: finding.message,
    location: locationJson(finding.location),
    related: finding.related.map(locationJson),
    flow: finding.flow.map(locationJson),
    facts: finding.facts,
    fingerprint: finding.fingerprint,
    ...(finding.change && { change: finding.change }),
    ...(suppressed && {
      suppressed: { kind: suppressed.kind, reason: suppressed.reason, ...(until !== undefined && { until }) },
    }),
  };
}

/** A problem, its keys in the order of the schema. */
export function problemJson({ kind, path, message, region, partial }: Problem) {
  return { kind, path, message, ...(region && { region: regionJson(region) }), partial };
}

function refusedJson({ file, region, message }: RefusedRule) {
  return { kind: "refused-rule", path: file, message, ...(region && { region: regionJson(region) }), partial: false };
}

function summaryJson(summary: Summary) {
  const byRule = Object.entries(summary.byRule).sort(([left], [right]) => compareText(left, right));
  return {
    files: summary.files,
    bytes: summary.bytes,
    analysed: summary.analysed,
    skipped: summary.skipped,
    partial: summary.partial,
    byRule: Object.fromEntries(byRule),
    bySeverity: Object.fromEntries(severities.map((severity) => [severity, summary.bySeverity[severity]])),
    suppressed: summary.suppressed,
    notShown: summary.notShown,
  };
}
