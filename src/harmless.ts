import type { DeltaReport } from "#model/delta-report.ts";
import type { Report, SourceExcerpt } from "#model/report.ts";
import type { Finding } from "#model/finding.ts";
import { compareText } from "#model/location.ts";
import { redact } from "#secrets/redact.ts";
import { maskTokens } from "#secrets/token-shapes.ts";

/**
 * The report without the secrets that get into it beside the analysis: in messages of problems, in reasons of ignores,
 * and in names of files. A place must stay true, so of a path only what is known by sight as a token is masked.
 */
export function harmless(report: Report): Report {
  const ids = report.rules.map(({ id }) => id).filter((id) => redact(id) !== id);
  const spoken = {
    ...report,
    problems: report.problems.map((problem) => ({ ...problem, message: redact(problem.message, ids) })),
    findings: report.findings.map(withHarmlessReason),
  };
  return pathsOf(report).some((path) => maskTokens(path) !== path) ? masked(spoken) : spoken;
}

/** The delta without such secrets; names of commits and digests, which are none, stay as they are. */
export function harmlessDelta(report: DeltaReport): DeltaReport {
  const findings = report.findings.map(withHarmlessReason);
  const problems = report.problems.map((problem) => ({ ...problem, message: redact(problem.message) }));
  return { ...report, ...maskStrings({ changes: report.changes, findings, problems }) };
}

function withHarmlessReason<Kind extends Finding>(finding: Kind): Kind {
  if (!finding.suppressed) return finding;
  return { ...finding, suppressed: { ...finding.suppressed, reason: redact(finding.suppressed.reason) } };
}

/** Every path that a report names; links and related places are of files that other parts name, too. */
function pathsOf({ facts, findings, problems }: Report): string[] {
  const places = [...facts.flatMap((fact) => fact.locations), ...findings.map((finding) => finding.location)];
  return [...new Set([...places, ...problems].map(({ path }) => path))];
}

function masked(report: Report): Report {
  const { findings, facts, edges, joined = [], problems } = report;
  const sources = new Map<string, SourceExcerpt>();
  const clashing = new Set<string>();
  for (const [path, excerpt] of [...report.sources].sort(([left], [right]) => compareText(left, right))) {
    const shown = maskTokens(path);
    if (sources.has(shown)) clashing.add(shown);
    sources.set(shown, excerpt);
  }
  // Of two files that look the same now, the lines of one would stand under the place of the other.
  for (const path of clashing) sources.delete(path);
  return { ...report, ...maskStrings({ findings, facts, edges, joined, problems }), sources };
}

/** The same value with tokens masked in every string, however deep; keys are ours. */
function maskStrings<Value>(value: Value): Value {
  if (typeof value === "string") return maskTokens(value) as Value;
  if (Array.isArray(value)) return value.map((item: unknown) => maskStrings(item)) as Value;
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]: [string, unknown]) => [key, maskStrings(item)]),
  ) as Value;
}
