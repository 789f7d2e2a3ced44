import type { Finding } from "#model/finding.ts";
import { compareLocations, compareText, type RepoPath } from "#model/location.ts";
import type { Report, SourceExcerpt } from "#model/report.ts";
import { tally } from "#profile.ts";

/** Which findings of the second report are wanted. */
interface Wanted {
  /** Files and folders; empty: everything. */
  readonly include: readonly RepoPath[];
  readonly isAsked: (finding: Finding) => boolean;
}

/** A report with the findings of another one of the same tree, its rules and its excerpts. */
export function joinedReports(report: Report, other: Report, { include, isAsked }: Wanted): Report {
  const isIncluded = ({ location: { path } }: Finding) =>
    include.length === 0 || include.some((asked) => path === asked || path.startsWith(`${asked}/`));
  const more = other.findings.filter((finding) => isAsked(finding) && isIncluded(finding));
  const findings = [...report.findings, ...more].sort(
    (left, right) => compareLocations(left.location, right.location) || compareText(left.ruleId, right.ruleId),
  );
  const rules = new Map([...report.rules, ...other.rules].map((rule) => [rule.id, rule]));
  return {
    ...report,
    rules: [...rules.values()].sort((left, right) => compareText(left.id, right.id)),
    findings,
    sources: joinedSources(report.sources, other.sources),
    summary: { ...report.summary, ...tally(findings) },
  };
}

function joinedSources(
  one: Report["sources"],
  other: ReadonlyMap<RepoPath, SourceExcerpt>,
): ReadonlyMap<RepoPath, SourceExcerpt> {
  const joined = new Map(one);
  for (const [path, excerpt] of other) {
    const own = joined.get(path);
    joined.set(path, {
      lines: new Map([...excerpt.lines, ...(own?.lines ?? [])]),
      lineHashes: new Map([...excerpt.lineHashes, ...(own?.lineHashes ?? [])]),
    });
  }
  return joined;
}
