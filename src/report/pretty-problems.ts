import type { Problem } from "#model/problem.ts";
import { wrapText } from "#report/display-width.ts";
import type { Style } from "#report/pretty-style.ts";
import { groupProblems } from "#report/problem-text.ts";
import { counted } from "#report/shown.ts";
import { placeOf, shorten, visible } from "#report/visible.ts";

/** Problems that are told one by one before the rest is counted. */
const listLimit = 50;
const messageLimit = 400;

/** What to do about a file that rules cannot get through. */
const complexHelp =
  "Leave out what is generated with 'exclude' in countersign.yaml; --allow-partial lets the run end with 0 or 1.";

/** What the scan did not read or not analyse in full: places where somebody must act, one by one; the rest counted. */
export function problemLines(
  problems: readonly Problem[],
  { width, style }: { readonly width: number; readonly style: Style },
): string[] {
  const { partial, actionable, unread, noted } = groupProblems(problems);
  return [
    ...listed(style.bad("not analysed"), partial, width),
    ...(partial.some(({ kind }) => kind === "too-complex")
      ? remark(style.help("help"), "help", complexHelp, width)
      : []),
    ...listed(style.severity.medium("check"), actionable, width),
    ...remark(style.faint("not read"), "not read", unread, width),
    ...remark(style.faint("noted"), "noted", noted, width),
  ];
}

function listed(title: string, problems: readonly Problem[], width: number): string[] {
  const lines: string[] = [];
  for (const problem of problems.slice(0, listLimit)) {
    lines.push(`${title}: ${placeOf(problem)}`);
    for (const line of wrapText(visible(shorten(problem.message, messageLimit)), width - 2)) lines.push(`  ${line}`);
  }
  const more = problems.length - listLimit;
  if (more > 0) lines.push(`${title}: and ${counted(more, "more place")}`);
  return lines;
}

function remark(title: string, plain: string, text: string, width: number): string[] {
  if (text === "") return [];
  const [first = "", ...others] = wrapText(text, width - plain.length - 2);
  return [`${title}: ${first}`, ...others.map((line) => " ".repeat(plain.length + 2) + line)];
}
