import type { Finding } from "#model/finding.ts";
import type { Location } from "#model/location.ts";
import type { SourceExcerpt } from "#model/report.ts";
import { annotationRows } from "#report/annotation-rows.ts";
import type { Mark } from "#report/annotation-rows.ts";
import { fitText, textWidth } from "#report/display-width.ts";
import type { Paint, Style } from "#report/pretty-style.ts";
import { showLine } from "#report/source-line.ts";
import type { ColumnRange, ShownLine } from "#report/source-line.ts";
import { shorten, visible } from "#report/visible.ts";

/** Lines of a region that are shown at its beginning and at its end, where it has more than both. */
const headLines = 4;
const tailLines = 2;
/** Related places that are marked in the source; the others become notes. */
const markLimit = 6;
const labelLimit = 160;
/** Stands for the end of a line, whatever its length. */
const endOfLine = Number.MAX_SAFE_INTEGER;

/** What a finding shows of its file. */
export interface Snippet {
  /** Width of the widest line number. */
  readonly gutter: number;
  /** Lines for the terminal, without their gutter's end; empty where the source was not kept. */
  readonly rows: readonly string[];
  /** Related places that are not in the rows. */
  readonly elsewhere: readonly Location[];
}

/** How a snippet is drawn. */
export interface SnippetFrame {
  readonly width: number;
  readonly style: Style;
}

/** Draws the lines of a finding with its span underlined and related places of the same file labelled. */
export function snippetOf(finding: Finding, source: SourceExcerpt | undefined, frame: SnippetFrame): Snippet {
  const { region } = finding.location;
  const first = source?.lines.get(region.startLine);
  if (source === undefined || first === undefined || region.startColumn > first.length + 1) {
    return { gutter: String(region.startLine).length, rows: [], elsewhere: finding.related };
  }
  const near = finding.related.filter((related) => isNear(related, finding.location, source)).slice(0, markLimit);
  const drawing = drawingOf({ finding, source, frame }, near);
  return {
    gutter: drawing.gutter,
    rows: drawingRows(drawing),
    elsewhere: finding.related.filter((related) => !near.includes(related)),
  };
}

/** Holds if the place can be marked: its line was kept, as far as the place, since long lines are not kept whole. */
function isNear({ path, region }: Location, primary: Location, source: SourceExcerpt): boolean {
  const line = path === primary.path ? source.lines.get(region.startLine) : undefined;
  return line !== undefined && region.startColumn <= line.length + 1;
}

/** The part of a region that lies on its first line. */
function onFirstLine({ region }: Location): ColumnRange {
  return { start: region.startColumn, end: region.endLine > region.startLine ? endOfLine : region.endColumn };
}

interface Scene {
  readonly finding: Finding;
  readonly source: SourceExcerpt;
  readonly frame: SnippetFrame;
}

/** What is drawn, decided before the first row. */
interface Drawing extends Scene {
  readonly marks: readonly Mark[];
  /** The lines shown, ascending. */
  readonly lines: readonly number[];
  /** The last line of the finding's span. */
  readonly lastLine: number;
  /** Holds for a span of several lines: it is bracketed, not underlined. */
  readonly bracketed: boolean;
  readonly gutter: number;
}

function drawingOf(scene: Scene, near: readonly Location[]): Drawing {
  const { location } = scene.finding;
  const { startLine, endLine, endColumn } = location.region;
  const lastLine = endColumn === 1 ? Math.max(startLine, endLine - 1) : endLine;
  const bracketed = lastLine > startLine;
  const marks = [...(bracketed ? [] : [markOf(location, true)]), ...near.map((place) => markOf(place, false))];
  const lines = shownLines(scene, marks, lastLine);
  return { ...scene, marks, lines, lastLine, bracketed, gutter: String(lines.at(-1) ?? startLine).length };
}

function markOf(location: Location, primary: boolean): Mark {
  return { ...onFirstLine(location), line: location.region.startLine, primary, label: labelOf(location) };
}

/** The lines with marks, both ends of a long span, and lines that stand alone between two of these. */
function shownLines({ finding, source }: Scene, marks: readonly Mark[], lastLine: number): number[] {
  const { startLine } = finding.location.region;
  const wanted = new Set(marks.map(({ line }) => line));
  for (let line = startLine; line < startLine + headLines && line <= lastLine; line++) wanted.add(line);
  for (let line = Math.max(startLine, lastLine - tailLines + 1); line <= lastLine; line++) wanted.add(line);
  const bridges = [...wanted].filter((line) => wanted.has(line + 2)).map((line) => line + 1);
  const all = new Set([...wanted, ...bridges]);
  return [...all].filter((line) => source.lines.has(line)).sort((left, right) => left - right);
}

function drawingRows(drawing: Drawing): string[] {
  const { style } = drawing.frame;
  const rows: string[] = [blank(drawing)];
  let previous: number | undefined;
  for (const line of drawing.lines) {
    if (previous !== undefined && line > previous + 1) rows.push(style.frame("...") + bracketGap(drawing, line));
    rows.push(...lineRows(drawing, line));
    previous = line;
  }
  if (drawing.bracketed && !drawing.source.lines.has(drawing.lastLine)) rows.push(openEnd(drawing));
  return rows;
}

/** The gutter beside a row that is no source line. */
function blank({ gutter, frame }: Drawing): string {
  return frame.style.frame(`${" ".repeat(gutter)} |`);
}

function lineRows(drawing: Drawing, line: number): string[] {
  const { gutter, bracketed, source, frame } = drawing;
  const marks = drawing.marks.filter((mark) => mark.line === line);
  const room = frame.width - gutter - 3 - (bracketed ? 2 : 0);
  const focus = marks.find(({ primary }) => primary) ?? marks[0] ?? { start: 1, end: 2 };
  const shown = showLine(source.lines.get(line) ?? "", focus, room);
  const bracket = bracketBeside(drawing, line);
  const rows = [`${frame.style.frame(`${String(line).padStart(gutter)} |`)} ${bracket.line}${shown.text}`.trimEnd()];
  for (const row of annotationRows(marks, shown, room)) {
    const texts = row.map(({ pad, text, primary }) => pad + paintOf(drawing, primary)(text));
    rows.push(`${blank(drawing)} ${bracket.below}${texts.join("")}`);
  }
  if (bracketed && line === drawing.lastLine) {
    for (const text of closing(drawing, shown)) rows.push(`${blank(drawing)} ${paintOf(drawing, true)(text)}`);
  }
  return rows;
}

function paintOf({ frame, finding }: Scene, primary: boolean): Paint {
  return primary ? frame.style.severity[finding.severity] : frame.style.secondary;
}

/** The two columns that hold the bracket: beside a line, and beside its marks. */
function bracketBeside(drawing: Drawing, line: number): { readonly line: string; readonly below: string } {
  if (!drawing.bracketed) return { line: "", below: "" };
  const { startLine } = drawing.finding.location.region;
  if (line < startLine || line > drawing.lastLine) return { line: "  ", below: "  " };
  const paint = paintOf(drawing, true);
  return { line: paint(line === startLine ? "/ " : "| "), below: paint("| ") };
}

/** The bracket beside lines that are left out before `next`. */
function bracketGap(drawing: Drawing, next: number): string {
  const { startLine } = drawing.finding.location.region;
  if (!drawing.bracketed || next <= startLine || next > drawing.lastLine) return "";
  return " ".repeat(drawing.gutter) + paintOf(drawing, true)("|");
}

/** The end of the bracket where the last line of the span was not kept. */
function openEnd(drawing: Drawing): string {
  const { frame, gutter, finding, lastLine } = drawing;
  const text = fitText(`|_^ to line ${lastLine} ${labelOf(finding.location)}`.trimEnd(), frame.width - gutter - 3);
  return frame.style.frame("...") + " ".repeat(gutter) + paintOf(drawing, true)(text);
}

/** The end of the bracket, under the last character of the span; its label beside it or, for want of room, below. */
function closing({ finding, source, frame, gutter, lastLine }: Drawing, shown: ShownLine): string[] {
  const { location } = finding;
  const length = source.lines.get(lastLine)?.length ?? 0;
  const end = Math.min(location.region.endLine === lastLine ? location.region.endColumn : endOfLine, length + 1);
  const line = `|${"_".repeat(shown.cellsOf({ start: Math.max(1, end - 1), end }).end)}^`;
  const label = labelOf(location);
  const room = frame.width - gutter - 3;
  if (label === "") return [line];
  return line.length + 1 + textWidth(label) <= room ? [`${line} ${label}`] : [line, fitText(label, room)];
}

function labelOf({ message }: Location): string {
  return visible(shorten(message ?? "", labelLimit));
}
