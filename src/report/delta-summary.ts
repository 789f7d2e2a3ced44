import type { BroughtFinding, DeltaReport, DeltaSide } from "#model/delta-report.ts";
import { severities } from "#model/finding.ts";
import type { DeltaRow } from "#report/delta-row.ts";
import { say, type Phrase } from "#report/phrase.ts";
import { counted } from "#report/shown.ts";

/** What approves all of the change that is not approved yet; without names from it, so that it can be copied. */
export const approveCommand = 'countersign approve --reason "why this is right"';

/** Holds if there is nothing to tell. */
export function isNothing({ changes, findings, problems }: DeltaReport): boolean {
  return changes.length === 0 && findings.length === 0 && problems.length === 0;
}

/** A side as a person names it. */
export function sideText({ name, commit }: DeltaSide): Phrase {
  if (commit === undefined) return [name];
  const digits = commit.slice(0, 10);
  return commit.startsWith(name) ? [digits] : [...say`${name}`, ` (${digits})`];
}

/** The change in one sentence: how much it gives, how much it takes away, which findings it brings. */
export function headline({ changes, findings }: DeltaReport, rows: readonly DeltaRow[]): string {
  const drift = countOf(rows.filter((row) => row.drift));
  const others = countOf(rows) - drift;
  const parts = [
    ...(drift > 0 ? [`${counted(drift, "change")} to approve${inEntries(changes, drift)}`] : []),
    ...(others > 0
      ? [`${counted(others, drift > 0 ? "more change" : "change")} that ${others === 1 ? "gives" : "give"} nothing new`]
      : []),
    ...(findings.length > 0 ? [counted(findings.length, "finding")] : []),
  ];
  return parts.length === 0 ? "Nothing about identity changed." : `${parts.join(", ")}.`;
}

/** What one row tells may be several entries of the surface, as which `verify` and `approve` count it. */
function inEntries(changes: DeltaReport["changes"], told: number): string {
  const entries = changes.filter(({ change }) => change.drift).length;
  return entries === told ? "" : ` (${entries} entries)`;
}

/** How many changes the rows tell. */
export function countOf(rows: readonly DeltaRow[]): number {
  return rows.reduce((sum, { count }) => sum + count, 0);
}

/** The findings, gravest first. */
export function gravestFirst(findings: readonly BroughtFinding[]): readonly BroughtFinding[] {
  return findings.toSorted((one, other) => severities.indexOf(one.severity) - severities.indexOf(other.severity));
}
