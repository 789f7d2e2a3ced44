import type { Finding } from "#model/finding.ts";
import type { Location } from "#model/location.ts";
import type { Report, Reporter, ReportOptions } from "#model/report.ts";
import type { RuleMetadata } from "#model/rule.ts";
import { wrapText } from "#report/display-width.ts";
import { problemLines } from "#report/pretty-problems.ts";
import { snippetOf } from "#report/pretty-snippet.ts";
import type { Paint, Style } from "#report/pretty-style.ts";
import { styleOf } from "#report/pretty-style.ts";
import { inventoryLine, shownFindings, summaryLine } from "#report/shown.ts";
import { placeOf, shorten, visible, withoutCommands } from "#report/visible.ts";

/** Columns of text that can be read; a wider terminal gets margins. */
const widest = 160;
const narrowest = 40;
/** UTF-16 units of a message, and places in notes and flows, that a reader looks at. */
const messageLimit = 1200;
const noteLimit = 8;
const stepLimit = 20;

/** What every part of the page needs. */
interface Page {
  readonly report: Report;
  readonly rules: ReadonlyMap<string, RuleMetadata>;
  readonly width: number;
  readonly style: Style;
}

/** For people: every finding with its source, then what was not read, then the figures. */
export const pretty: Reporter = (report, options) => {
  const page = pageOf(report, options);
  const { style } = page;
  const inventory = inventoryLine(report.facts);
  const blocks: string[][] = [];
  if (inventory !== undefined) blocks.push(wrapText(inventory, page.width).map((line) => style.strong(line)));
  for (const finding of shownFindings(report, options)) blocks.push(findingLines(finding, page));
  const problems = problemLines(report.problems, page);
  if (problems.length > 0) blocks.push(problems);
  blocks.push(summary(page));
  return withoutCommands(`${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`);
};

function pageOf(report: Report, options: ReportOptions): Page {
  return {
    report,
    rules: new Map(report.rules.map((rule) => [rule.id, rule])),
    width: Math.max(narrowest, Math.min(widest, options.width)),
    style: styleOf(options),
  };
}

function summary({ report, style, width }: Page): string[] {
  const line = summaryLine(report);
  const open = report.findings.some((finding) => !finding.suppressed);
  const partial = report.problems.some((problem) => problem.partial);
  const [mark, paint] = open ? ["✖", style.strong] : partial ? ["!", style.strong] : ["✔", style.good];
  return wrapText(`${mark} ${line}`, width).map((text) => paint(text));
}

function findingLines(finding: Finding, page: Page): string[] {
  const { style, width } = page;
  const [sentence, rest] = splitSentence(visible(shorten(finding.message, messageLimit)));
  const snippet = snippetOf(finding, page.report.sources.get(finding.location.path), { width, style });
  const edge = " ".repeat(snippet.gutter);
  const arrow = style.frame(`${edge}-->`);
  const hint = (name: string, text: string, paint: Paint = style.strong) =>
    hintLines({ name, text, paint }, edge, page);
  const rule = page.rules.get(finding.ruleId);
  return [
    ...headerLines(finding, sentence, page),
    `${arrow} ${placeOf(finding.location)}`,
    ...snippet.rows,
    style.frame(`${edge} |`),
    ...(rest === "" ? [] : hint("note", rest)),
    ...elsewhereLines(snippet.elsewhere, hint),
    ...flowLines(finding, hint),
    ...(rule?.help ? hint("help", visible(rule.help), style.help) : []),
    ...hint("confidence", `${finding.confidence}, fingerprint ${visible(finding.fingerprint)}`, style.faint),
    ...(finding.suppressed ? hint("suppressed", suppressionText(finding.suppressed)) : []),
  ];
}

function suppressionText({ kind, reason, until }: NonNullable<Finding["suppressed"]>): string {
  const place = kind === "inline" ? "ignored in the file" : "ignored in the configuration";
  return `${visible(shorten(reason, messageLimit))} (${place}${until === undefined ? "" : ` until ${until}`})`;
}

/** The first sentence, which stands alone, and what follows it. */
function splitSentence(message: string): readonly [sentence: string, rest: string] {
  const end = /[.!?] +(?=[\p{Lu}'"`])/u.exec(message);
  return end ? [message.slice(0, end.index + 1), message.slice(end.index + end[0].length)] : [message, ""];
}

function headerLines(finding: Finding, sentence: string, { style, width }: Page): string[] {
  const id = visible(finding.ruleId);
  const paint = style.severity[finding.severity];
  const name = paint(`${finding.severity}[${id}]`);
  const mark = finding.suppressed ? " (suppressed)" : "";
  const plain = `${finding.severity}[${id}]${mark}: `;
  const [first = "", ...others] = wrapText(plain + sentence, width);
  if (!first.startsWith(plain))
    return [`${name}${mark}:`, ...wrapText(sentence, width - 2).map((line) => `  ${style.strong(line)}`)];
  return [`${name}${mark}: ${style.strong(first.slice(plain.length))}`, ...others.map((line) => style.strong(line))];
}

/** A named remark under a snippet, wrapped so that its lines stand under each other. */
function hintLines(
  { name, text, paint }: { readonly name: string; readonly text: string; readonly paint: Paint },
  edge: string,
  { style, width }: Page,
): string[] {
  const indent = edge.length + name.length + 5;
  const [first = "", ...others] = wrapText(text, width - indent);
  return [
    `${style.frame(`${edge} =`)} ${paint(`${name}:`)} ${first}`,
    ...others.map((line) => " ".repeat(indent) + line),
  ];
}

type Hint = (name: string, text: string) => string[];

function elsewhereLines(places: readonly Location[], hint: Hint): string[] {
  const lines = places.slice(0, noteLimit).flatMap((place) => {
    const label = visible(shorten(place.message ?? "", messageLimit));
    return hint("note", label === "" ? `see ${placeOf(place)}` : `${label} (${placeOf(place)})`);
  });
  const more = places.length - noteLimit;
  return more > 0 ? [...lines, ...hint("note", `and ${more} more places`)] : lines;
}

/**
 * The steps, numbered; of a long flow the beginning and the end, where the source and the sink are. In the finding's own
 * file a place is line and column alone.
 */
function flowLines({ flow, location }: Finding, hint: Hint): string[] {
  const numbered = flow.map((step, index) => {
    const label = visible(shorten(step.message ?? "", messageLimit));
    const { startLine, startColumn } = step.region;
    const place = step.path === location.path ? `${startLine}:${startColumn}` : placeOf(step);
    return hint(`step ${index + 1}`, label === "" ? place : `${label} (${place})`);
  });
  if (numbered.length <= stepLimit) return numbered.flat();
  const half = stepLimit / 2;
  const left = hint("steps", `${flow.length - stepLimit} more`);
  return [...numbered.slice(0, half), left, ...numbered.slice(-half)].flat();
}
