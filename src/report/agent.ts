import type { Problem } from "#model/problem.ts";
import type { Reporter } from "#model/report.ts";
import { groupProblems } from "#report/problem-text.ts";
import { shownFindings, summaryLine } from "#report/shown.ts";
import { placeOf, shorten, visible, withoutCommands } from "#report/visible.ts";

/** UTF-16 units of a message: what a model must read of a finding, whatever a scanned file puts into it. */
const messageLimit = 600;
/** Places of each sort that are named; the last line counts all. */
const problemLimit = 20;

/**
 * For coding agents: one line a finding, one for each place that could not be analysed in full or that somebody wrote
 * wrong, one for all that was not read, one for what is noted, one with the figures.
 */
export const agent: Reporter = (report, options) => {
  const helps = new Map(report.rules.map(({ id, help }) => [id, help]));
  const lines = shownFindings(report, options).map(({ ruleId, severity, message, location, suppressed }) => {
    const help = helps.get(ruleId);
    return [
      `${placeOf(location)} ${severity} ${visible(ruleId)}${suppressed ? " (suppressed)" : ""}`,
      sentence(message),
      ...(!help ? [] : [`help: ${visible(help)}`]),
    ].join(" ");
  });
  const { partial, actionable, unread, noted } = groupProblems(report.problems);
  return withoutCommands(
    [
      ...lines,
      ...partial.slice(0, problemLimit).map((problem) => problemLine(problem, "not analysed in full")),
      ...actionable.slice(0, problemLimit).map((problem) => problemLine(problem, "check")),
      ...(unread === "" ? [] : [`not read: ${unread}`]),
      ...(noted === "" ? [] : [`noted: ${noted}`]),
      summaryLine(report),
      "",
    ].join("\n"),
  );
};

function problemLine(problem: Problem, what: string): string {
  return `${placeOf(problem)} ${what}: ${sentence(problem.message)}`;
}

function sentence(message: string): string {
  const text = visible(shorten(message, messageLimit));
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
