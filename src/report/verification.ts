import type { Check, CheckLevel, Verification } from "#model/check.ts";
import type { ReportOptions } from "#model/report.ts";
import { wrapText } from "#report/display-width.ts";
import { jsonText, locationJson } from "#report/json.ts";
import { problemLines } from "#report/pretty-problems.ts";
import { styleOf, type Paint, type Style } from "#report/pretty-style.ts";
import { counted } from "#report/shown.ts";
import { placeOf, shorten, visible, withoutCommands } from "#report/visible.ts";

/** UTF-16 units of a message, and entries of a check, that a reader looks at. */
const messageLimit = 1200;
const entryLimit = 5;

/** For people: every check with its place and what to do, then what was not read, then the figures. */
export function verificationText(verification: Verification, options: ReportOptions): string {
  const style = styleOf(options);
  const width = Math.max(40, Math.min(160, options.width));
  const blocks = verification.checks.map((check) => checkLines(check, verification, { style, width }));
  const problems = problemLines(
    verification.problems.filter((problem) => problem.partial),
    { style, width },
  );
  if (problems.length > 0) blocks.push(problems);
  blocks.push(summaryLines(verification, { style, width }));
  return withoutCommands(`${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`);
}

interface Page {
  readonly style: Style;
  readonly width: number;
}

function checkLines(check: Check, { places }: Verification, { style, width }: Page): string[] {
  const header = `${check.level}[${check.kind}]: `;
  const paint = paintOf(check.level, style);
  const [first = "", ...others] = wrapText(header + visible(shorten(check.message, messageLimit)), width);
  const hint = (mark: string, text: string) =>
    wrapText(text, width - mark.length - 3).map(
      (line, index) => `${index === 0 ? style.frame(` ${mark}`) : " ".repeat(mark.length + 1)} ${line}`,
    );
  return [
    paint(first.slice(0, header.length)) + first.slice(header.length),
    ...others,
    ...(check.path === undefined ? [] : hint("-->", visible(check.path))),
    ...check.entries.slice(0, entryLimit).flatMap((id) => hint("-->", entryText(id, places))),
    ...(check.entries.length > entryLimit ? hint("-->", `and ${check.entries.length - entryLimit} more`) : []),
    // What is to be done about every change is said once, below.
    ...(check.kind === "unapproved"
      ? []
      : hint("=", `${style.help("help:")} ${visible(shorten(check.help, messageLimit))}`)),
  ];
}

function paintOf(level: CheckLevel, style: Style): Paint {
  return level === "failure" ? style.severity.high : level === "warning" ? style.severity.medium : style.faint;
}

function entryText(id: string, places: Verification["places"]): string {
  const place = places.get(id);
  return place ? `${placeOf(place)} ${visible(id)}` : visible(id);
}

function summaryLines({ checks, drift, base, problems }: Verification, { style, width }: Page): string[] {
  const of = (level: CheckLevel) => checks.filter((check) => check.level === level).length;
  const unapproved = checks.filter((check) => check.kind === "unapproved").length;
  const help = "help: look at each change; `countersign approve --reason …` agrees to all, with names to some";
  const parts = [
    drift === 0 ? "no change to agree to" : `${counted(drift, "change")} to agree to`,
    `since ${visible(base.name)} (${base.fork.slice(0, 10)}):`,
    [counted(of("failure"), "failure"), counted(of("warning"), "warning"), counted(of("note"), "note")].join(", "),
  ];
  const partial = problems.some((problem) => problem.partial);
  const [mark, paint] = of("failure") > 0 ? ["✖", style.strong] : partial ? ["!", style.strong] : ["✔", style.good];
  return [
    ...(unapproved > 0 ? wrapText(help, width).map((line) => style.help(line)) : []),
    ...wrapText(`${mark} ${parts.join(" ")}`, width).map((line) => paint(line)),
  ];
}

/** Version 1 of the verification, as `schemas/verification-v1.schema.json` says it. */
export function verificationJson({ base, checks, drift, places, problems }: Verification): string {
  return jsonText({
    schemaVersion: 1,
    base,
    drift,
    passed: checks.every((check) => check.level !== "failure"),
    checks: checks.map(({ kind, level, entries, path, message, help }) => ({
      kind,
      level,
      message,
      help,
      entries: entries.map((id) => {
        const place = places.get(id);
        return { id, ...(place ? { location: locationJson(place) } : {}) };
      }),
      ...(path === undefined ? {} : { path }),
    })),
    problems: problems.filter((problem) => problem.partial).map(({ kind, path, message }) => ({ kind, path, message })),
  });
}
