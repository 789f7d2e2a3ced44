import type { BroughtFinding, DeltaReport, DeltaReporter } from "#model/delta-report.ts";
import { gateText, writerText } from "#report/delta-about.ts";
import type { DeltaRow } from "#report/delta-row.ts";
import { deltaRows } from "#report/delta-rows.ts";
import { approveCommand, countOf, gravestFirst, headline, isNothing, sideText } from "#report/delta-summary.ts";
import { wrapText } from "#report/display-width.ts";
import type { Phrase } from "#report/phrase.ts";
import { styleOf, type Style } from "#report/pretty-style.ts";
import { counted } from "#report/shown.ts";
import { placeOf, shorten, visible, withoutCommands } from "#report/visible.ts";

const widest = 120;
const narrowest = 40;
/** Rows and findings that are told before the rest is counted. */
const mostRows = 50;
/** UTF-16 units of a text from elsewhere. */
const quotedLimit = 200;

interface Page {
  readonly style: Style;
  readonly width: number;
}

/** For people at a terminal: every change as a sentence, with its gate, its writer and its place. */
export const deltaPretty: DeltaReporter = (report, { color, width }) => {
  if (isNothing(report)) return "";
  const page: Page = {
    style: styleOf({ color, width, showSuppressed: false }),
    width: Math.max(narrowest, Math.min(widest, width)),
  };
  const rows = deltaRows(report, mostRows);
  const blocks = [
    [page.style.strong(plain([...sideText(report.base), " → ", ...sideText(report.head)]))],
    ...rows.slice(0, mostRows).map((row) => rowLines(row, page)),
    ...(rows.length > mostRows ? [[`and ${counted(countOf(rows.slice(mostRows)), "more change")}`]] : []),
    ...findingBlocks(report, page),
    [
      ...report.problems.map(({ message }) => `${page.style.bad("incomplete")}: ${visible(message)}`),
      ...ending(report, rows, page),
    ],
  ];
  return withoutCommands(`${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`);
};

/** A phrase for a terminal: what comes from elsewhere is made visible, and set apart by quotation marks. */
function plain(phrase: Phrase): string {
  return phrase
    .map((part) => (typeof part === "string" ? part : `'${visible(shorten(part.quoted, quotedLimit))}'`))
    .join("");
}

function rowLines(row: DeltaRow, { style, width }: Page): string[] {
  const { sentence, main, drift } = row;
  const mark = !main.change.after ? "-" : main.change.before ? "~" : "+";
  const paint = drift ? style.bad : style.good;
  const [first = "", ...rest] = wrapText(`${plain(sentence)}.`, width - 2);
  const about = (name: string, text: string) => {
    const lines = wrapText(text, width - 12);
    return lines.map((line, index) => `    ${style.faint((index === 0 ? name : "").padEnd(8))}${line}`);
  };
  const gate = plain(gateText(row));
  return [
    `${paint(mark)} ${style.strong(first)}`,
    ...rest.map((line) => `  ${style.strong(line)}`),
    ...(gate === "–" ? [] : about("gate", gate)),
    ...about("by", plain(writerText(main.provenance))),
    ...(main.location ? about("at", placeOf(main.location)) : []),
  ];
}

function findingBlocks({ findings }: DeltaReport, { style, width }: Page): string[][] {
  if (findings.length === 0) return [];
  const shown = gravestFirst(findings).slice(0, mostRows);
  return [
    [style.strong(`It brings ${counted(findings.length, "finding")}:`)],
    ...shown.map((finding) => findingLines(finding, { style, width })),
    ...(findings.length > shown.length ? [[`and ${counted(findings.length - shown.length, "more finding")}`]] : []),
  ];
}

function findingLines(finding: BroughtFinding, { style, width }: Page): string[] {
  const name = `${finding.severity}[${visible(finding.ruleId)}]`;
  const ignored = finding.suppressed
    ? [`  ignored by the change itself: ${visible(shorten(finding.suppressed.reason, quotedLimit))}`]
    : [];
  return [
    `${style.severity[finding.severity](name)} ${placeOf(finding.location)}`,
    ...wrapText(visible(shorten(finding.message, 600)), width - 2).map((line) => `  ${line}`),
    ...ignored,
  ];
}

function ending(report: DeltaReport, rows: readonly DeltaRow[], { style }: Page): string[] {
  const lines = [headline(report, rows)];
  return rows.some((row) => row.drift)
    ? [...lines, style.help(`To approve what is not approved yet: ${approveCommand}`)]
    : lines;
}
