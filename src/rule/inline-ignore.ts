import type { Document } from "#model/document.ts";
import { fileOffset } from "#model/document.ts";
import { lineAt, regionAt, type LineStarts, type RepoPath } from "#model/location.ts";
import type { Problem } from "#model/problem.ts";
import type { InlineIgnore } from "#model/summary.ts";

/** The text that every inline ignore holds, also one that is written wrong; files without it need no look. */
export const ignoreMarker = "countersign-ignore";

/** The text with which an ignore that counts begins. */
const marker = `${ignoreMarker}:`;

/** A comment that begins like an ignore, and goes on otherwise: `countersign-ignore -- all`. */
const unmarked = /^[ \t#/*<!;{-]{0,20}countersign-ignore(?![\w:-])/m;

/** The ignores of one file, and the ones that are written wrong. */
export interface InlineIgnores {
  readonly ignores: readonly InlineIgnore[];
  readonly problems: readonly Problem[];
}

/** `countersign-ignore: rule-id -- reason (until 2027-01-01)`; several ids are separated by commas. */
const grammar = /countersign-ignore:[ \t]*([\w.-]+(?:[ \t]*,[ \t]*[\w.-]+)*)[ \t]*(?:--[ \t]*([^\r\n]*))?/;

const expiry = /\(?\buntil[ \t]+(\S+?)\)?$/;

/**
 * Reads the ignores in the comments of a document. One that stands alone on its line speaks of the next line that is
 * not such a comment; one behind code speaks of its own line.
 */
export function readInlineIgnores(document: Document, fileText: string, lines: LineStarts): InlineIgnores {
  const ignores: InlineIgnore[] = [];
  const problems: Problem[] = [];
  const targets = new Map<number, number>();
  for (const comment of document.comments) {
    const text = document.text.slice(comment.start, comment.end);
    const isMarked = text.includes(marker);
    if (!isMarked && !unmarked.test(text)) continue;
    const start = fileOffset(document, comment.start + text.indexOf(isMarked ? marker : ignoreMarker));
    const region = regionAt(lines, { start, end: start + ignoreMarker.length });
    const read = readGrammar(text);
    if ("mistake" in read) {
      problems.push({ kind: "bad-ignore", path: document.path, message: read.mistake, region, partial: false });
      continue;
    }
    const line = targetLine(fileText, lines, { offset: start, targets });
    for (const ruleId of read.ruleIds) {
      ignores.push({
        lines: [line],
        ruleId,
        reason: read.reason,
        ...(read.until ? { until: read.until } : {}),
        location: { path: document.path, region },
      });
    }
  }
  return { ignores, problems };
}

interface ReadIgnore {
  readonly ruleIds: readonly string[];
  readonly reason: string;
  readonly until?: string;
}

function readGrammar(comment: string): ReadIgnore | { readonly mistake: string } {
  const found = grammar.exec(comment);
  if (!found) return { mistake: "An ignore names a rule: countersign-ignore: rule-id -- reason." };
  let reason = (found[2] ?? "").replace(/(-->|\*\/|\})[\s}]*$/, "").trim();
  const date = expiry.exec(reason)?.[1];
  if (date !== undefined && !isDate(date))
    return { mistake: `The date '${date}' of this ignore is none; write until 2027-01-31.` };
  reason = reason.replace(expiry, "").trim();
  if (date !== undefined && /[,;]$/.test(reason)) reason = reason.slice(0, -1).trimEnd();
  if (reason === "") return { mistake: "This ignore gives no reason and does not count; write it after two dashes." };
  const ruleIds = found[1]!.split(",").map((id) => id.trim());
  return { ruleIds, reason, ...(date === undefined ? {} : { until: date }) };
}

/** Holds for a day of the calendar written as 2027-01-31. */
export function isDate(text: string): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!parts) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/**
 * 1-based line that a comment starting at `offset` speaks of. `targets` remembers, for a line of nothing but ignores,
 * the first other line below it, so that a run of them is walked once.
 */
function targetLine(
  text: string,
  lines: LineStarts,
  { offset, targets }: { readonly offset: number; readonly targets: Map<number, number> },
): number {
  const first = lineAt(lines, offset);
  if (!commentStart.test(text.slice(lines[first - 1], offset))) return first;
  let line = first + 1;
  while (line < lines.length && !targets.has(line) && text.slice(lines[line - 1], lines[line]).includes(marker)) {
    line++;
  }
  const target = targets.get(line) ?? line;
  for (let passed = first + 1; passed < line; passed++) targets.set(passed, target);
  return target;
}

/** What may stand before the marker on a line that holds nothing but the comment. */
const commentStart = /^[\s\uFEFF]*(#+|\/\/+|\/\*+|<!--|--|;+|\*|\{\/\*)?[\s]*$/;

/** The ignore that covers a rule's finding at a line of a file, if there is one. */
export type IgnoreTable = (path: RepoPath, line: number, ruleId: string) => InlineIgnore | undefined;

/** A table of ignores; of several for one place the first counts. */
export function ignoreTable(ignores: readonly InlineIgnore[]): IgnoreTable {
  const table = new Map<string, InlineIgnore>();
  for (const ignore of ignores) {
    for (const line of ignore.lines) {
      const place = `${ignore.location.path}\0${line}\0${ignore.ruleId}`;
      if (!table.has(place)) table.set(place, ignore);
    }
  }
  return (path, line, ruleId) => table.get(`${path}\0${line}\0${ruleId}`);
}
