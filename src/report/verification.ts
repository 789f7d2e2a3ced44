import type { Check, CheckLevel, Verification } from "#model/check.ts";
import type { ReportOptions } from "#model/report.ts";
import { wrapText } from "#report/display-width.ts";
import { jsonText, locationJson } from "#report/json.ts";
import { styleOf, type Style } from "#report/pretty-style.ts";
import { counted } from "#report/shown.ts";
import { shorten, visible, withoutCommands } from "#report/visible.ts";

/** UTF-16 units of a message, and entries of a check, that a reader looks at. */
const messageLimit = 1200;
const entryLimit = 5;

/** For people, below the findings: what is to be known besides, unless they want `results` only, and the figures. */
export function verificationText(
  verification: Verification,
  options: ReportOptions,
  asked: "all" | "results" = "all",
): string {
  const page = { style: styleOf(options), width: Math.max(40, Math.min(160, options.width)) };
  const notes = asked === "all" ? verification.checks.filter((check) => check.level === "note") : [];
  const blocks = [...notes.map((check) => noteLines(check, page)), summaryLines(verification, page)];
  return withoutCommands(`${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`);
}

interface Page {
  readonly style: Style;
  readonly width: number;
}

function noteLines({ message, help, entries }: Check, { style, width }: Page): string[] {
  const more = entries.length - entryLimit;
  return [
    ...wrapText(`note: ${visible(shorten(message, messageLimit))}`, width),
    ...entries.slice(0, entryLimit).map((id) => `  ${visible(id)}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
    ...wrapText(`help: ${visible(shorten(help, messageLimit))}`, width).map((line) => style.help(line)),
  ];
}

function summaryLines({ checks, drift, base, problems }: Verification, { style, width }: Page): string[] {
  const of = (level: CheckLevel) => checks.filter((check) => check.level === level).length;
  const unapproved = checks.filter((check) => check.kind === "unapproved").length;
  const help = "help: look at each change; `countersign approve --reason …` agrees to all, with names to some";
  const parts = [
    drift === 0 ? "no change to agree to" : `${drift === 1 ? "1 entry" : `${drift} entries`} to agree to`,
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
