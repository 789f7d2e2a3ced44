import type { Fact } from "#model/fact.ts";
import type { Finding } from "#model/finding.ts";
import { severities } from "#model/finding.ts";
import type { Report, ReportOptions } from "#model/report.ts";

/** The findings that a report shows: without the suppressed ones, unless they are asked for. */
export function shownFindings(report: Report, options: ReportOptions): readonly Finding[] {
  return options.showSuppressed ? report.findings : report.findings.filter((finding) => !finding.suppressed);
}

/** `1 file`, `2 files`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** The unsuppressed findings by severity, gravest first: `1 critical, 2 medium`; empty where there are none. */
function severityCounts(findings: readonly Finding[]): string {
  const open = findings.filter((finding) => !finding.suppressed);
  return severities
    .map((severity) => ({ severity, count: open.filter((finding) => finding.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${count} ${severity}`)
    .join(", ");
}

/**
 * The figures of a scan in one line: findings by severity, files, suppressed, problems. Whoever reads nothing else
 * knows from it whether there is something to do and whether everything was looked at.
 */
export function summaryLine({ findings, problems, summary }: Report): string {
  const open = findings.filter((finding) => !finding.suppressed).length;
  const partial = problems.filter((problem) => problem.partial).length;
  // A program that is not analysed yet and declares nothing is told below, by number; it is no problem of the tree.
  const told = problems.filter((problem) => problem.partial || problem.kind !== "unsupported-language").length;
  const parts = [
    open === 0
      ? `no findings in ${counted(summary.files, "file")}`
      : `${counted(open, "finding")} in ${counted(summary.files, "file")}: ${severityCounts(findings)}`,
  ];
  if (summary.notShown > 0) parts.push(`${summary.notShown} more with --profile audit`);
  if (summary.suppressed > 0) parts.push(`${summary.suppressed} suppressed`);
  if (told > 0) {
    parts.push(
      counted(told, "problem") + (partial > 0 ? ` (${counted(partial, "makes", "make")} the scan partial)` : ""),
    );
  }
  return parts.join("; ");
}

/** What the tree holds, in one line: `3 agents, 41 tools, 2 open triggers`; undefined where it holds no identity. */
export function inventoryLine(facts: readonly Fact[]): string | undefined {
  const count = (holds: (fact: Fact) => boolean) => facts.filter(holds).length;
  const figures: readonly (readonly [count: number, one: string, many?: string])[] = [
    [count((fact) => isAgent(fact) && !runsInCi(fact)), "agent"],
    [count((fact) => isAgent(fact) && runsInCi(fact)), "agent in CI", "agents in CI"],
    [count((fact) => fact.kind === "principal" && fact.value.product === "mcp"), "tool server"],
    [count((fact) => fact.kind === "tool"), "tool"],
    [count((fact) => fact.kind === "credential"), "credential"],
    [count((fact) => fact.kind === "trigger" && fact.value.sender === "open"), "open trigger"],
    [count((fact) => fact.kind === "opaque"), "place not understood", "places not understood"],
  ];
  const present = figures.filter(([number]) => number > 0).map(([number, one, many]) => counted(number, one, many));
  return present.length > 0 ? present.join(", ") : undefined;
}

function isAgent(fact: Fact): boolean {
  return fact.kind === "principal" && fact.value.type === "agent";
}

/** Its job or action is listed among the workflows, not among the agents. */
function runsInCi({ anchor }: Fact): boolean {
  return /^(?:workflow|action)\//.test(anchor);
}
