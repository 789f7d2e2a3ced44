import type { BroughtFinding, DeltaReport, DeltaReporter } from "#model/delta-report.ts";
import { gateText, writerText } from "#report/delta-about.ts";
import type { DeltaRow } from "#report/delta-row.ts";
import { deltaRows } from "#report/delta-rows.ts";
import { approveCommand, countOf, gravestFirst, headline, isNothing, sideText } from "#report/delta-summary.ts";
import { codeOf, markdownOf } from "#report/markdown-text.ts";
import { counted } from "#report/shown.ts";
import { placeOf } from "#report/visible.ts";

/** Rows of the table, and findings under it: what a reviewer reads of a comment. */
const mostRows = 10;
const mostFindings = 5;

/** By what a program that posts the comment finds it again. */
export const commentMarker = "<!-- countersign-diff -->";

/** For a comment on a pull request: one table, what it brings, one command. Empty where nothing changed. */
export const deltaMarkdown: DeltaReporter = (report) => {
  if (isNothing(report)) return "";
  const rows = deltaRows(report, mostRows);
  const drift = rows.some((row) => row.drift);
  const blocks = [
    commentMarker,
    title(report, drift),
    ...(rows.length > 0 ? [table(rows)] : []),
    ...moreWords(rows),
    ...findingLines(report),
    ...report.problems.map(({ message }) => `**Incomplete:** ${codeOf(message)}`),
    ...(drift ? [`To approve what is not approved yet: \`${approveCommand}\``] : []),
    `<sub>${headline(report, rows)} From ${markdownOf(sideText(report.base))} to ${markdownOf(sideText(report.head))}.</sub>`,
  ];
  return `${blocks.join("\n\n")}\n`;
};

function title({ changes }: DeltaReport, drift: boolean): string {
  if (drift) return "### What this change lets agents do that they could not do before";
  return changes.length > 0 ? "### This change gives agents nothing new" : "### What this change brings";
}

function table(rows: readonly DeltaRow[]): string {
  const lines = rows.slice(0, mostRows).map((row) => {
    const { sentence, main, drift } = row;
    const place = main.location ? codeOf(placeOf(main.location)) : "–";
    const what = drift ? `**${markdownOf(sentence)}**` : markdownOf(sentence);
    return `| ${what} | ${markdownOf(gateText(row))} | ${markdownOf(writerText(main.provenance))} | ${place} |`;
  });
  return ["| what | behind which gate | written by | where |", "|---|---|---|---|", ...lines].join("\n");
}

/** What the table leaves out, and where it is told. */
function moreWords(rows: readonly DeltaRow[]): string[] {
  const more = countOf(rows.slice(mostRows));
  if (more > 0) return [`And ${counted(more, "more change")}: \`countersign diff\` shows all.`];
  return countOf(rows) > rows.length ? ["A row can stand for several changes: `countersign diff` shows each."] : [];
}

function findingLines({ findings }: DeltaReport): string[] {
  if (findings.length === 0) return [];
  const lines = gravestFirst(findings).slice(0, mostFindings).map(findingLine);
  const more = findings.length - lines.length;
  return [
    [
      `It brings ${counted(findings.length, "finding")}:`,
      "",
      ...lines,
      ...(more > 0 ? [`- and ${more} more`] : []),
    ].join("\n"),
  ];
}

function findingLine({ severity, ruleId, location, suppressed }: BroughtFinding): string {
  const ignored = suppressed ? `, ignored by the change itself: ${codeOf(suppressed.reason)}` : "";
  return `- ${severity}: ${codeOf(ruleId)} at ${codeOf(placeOf(location))}${ignored}`;
}
