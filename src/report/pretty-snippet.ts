import type { Finding } from "#model/finding.ts";
import type { Location } from "#model/location.ts";
import type { SourceExcerpt } from "#model/report.ts";
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

/** An underlined span of one line. */
interface Mark extends ColumnRange {
  readonly line: number;
  readonly primary: boolean;
  readonly label: string;
}

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
  const drawing = new Drawing(finding, source, near, frame);
  return {
    gutter: drawing.gutter,
    rows: drawing.rows(),
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

class Drawing {
  readonly gutter: number;
  readonly #marks: readonly Mark[];
  readonly #lines: readonly number[];
  readonly #lastLine: number;
  readonly #finding: Finding;
  readonly #source: SourceExcerpt;
  readonly #frame: SnippetFrame;

  constructor(finding: Finding, source: SourceExcerpt, near: readonly Location[], frame: SnippetFrame) {
    const { region } = finding.location;
    this.#finding = finding;
    this.#source = source;
    this.#frame = frame;
    this.#lastLine = region.endColumn === 1 ? Math.max(region.startLine, region.endLine - 1) : region.endLine;
    this.#marks = [...this.#primaryMarks(), ...near.map(secondaryMark)];
    this.#lines = this.#shownLines();
    this.gutter = String(this.#lines.at(-1) ?? 1).length;
  }

  get #brackets(): boolean {
    return this.#lastLine > this.#finding.location.region.startLine;
  }

  /** A span of several lines is bracketed, so only its end carries the label. */
  #primaryMarks(): Mark[] {
    const { location } = this.#finding;
    const label = labelOf(location);
    if (this.#brackets) return [];
    return [{ ...onFirstLine(location), line: location.region.startLine, primary: true, label }];
  }

  #shownLines(): number[] {
    const { startLine } = this.#finding.location.region;
    const wanted = new Set(this.#marks.map(({ line }) => line));
    for (let line = startLine; line < startLine + headLines && line <= this.#lastLine; line++) wanted.add(line);
    for (let line = Math.max(startLine, this.#lastLine - tailLines + 1); line <= this.#lastLine; line++)
      wanted.add(line);
    const bridges = [...wanted].filter((line) => wanted.has(line + 2)).map((line) => line + 1);
    return [...new Set([...wanted, ...bridges])]
      .filter((line) => this.#source.lines.has(line))
      .sort((left, right) => left - right);
  }

  rows(): string[] {
    const { style } = this.#frame;
    const rows: string[] = [style.frame(`${" ".repeat(this.gutter)} |`)];
    let previous: number | undefined;
    for (const line of this.#lines) {
      if (previous !== undefined && line > previous + 1) rows.push(style.frame("...") + this.#bracketGap(line));
      rows.push(...this.#lineRows(line));
      previous = line;
    }
    if (this.#brackets && !this.#source.lines.has(this.#lastLine)) rows.push(this.#openEnd());
    return rows;
  }

  #lineRows(line: number): string[] {
    const { style } = this.#frame;
    const marks = this.#marks.filter((mark) => mark.line === line);
    const room = this.#frame.width - this.gutter - 3 - (this.#brackets ? 2 : 0);
    const focus = marks.find(({ primary }) => primary) ?? marks[0] ?? { start: 1, end: 2 };
    const shown = showLine(this.#source.lines.get(line) ?? "", focus, room);
    const number = style.frame(`${String(line).padStart(this.gutter)} |`);
    const blank = style.frame(`${" ".repeat(this.gutter)} |`);
    const bracket = this.#bracket(line);
    const rows = [`${number} ${bracket.line}${shown.text}`.trimEnd()];
    for (const row of annotationRows(marks, shown, room)) {
      rows.push(
        `${blank} ${bracket.below}${row.map(({ pad, text, primary }) => pad + this.#paint(primary)(text)).join("")}`,
      );
    }
    if (this.#brackets && line === this.#lastLine) rows.push(`${blank} ${this.#closing(shown)}`);
    return rows;
  }

  #paint(primary: boolean): Paint {
    return primary ? this.#frame.style.severity[this.#finding.severity] : this.#frame.style.secondary;
  }

  /** The two columns that hold the bracket of a span of several lines: beside a line, and beside its marks. */
  #bracket(line: number): { readonly line: string; readonly below: string } {
    if (!this.#brackets) return { line: "", below: "" };
    const { startLine } = this.#finding.location.region;
    const inside = line >= startLine && line <= this.#lastLine;
    const paint = this.#paint(true);
    return {
      line: inside ? paint(line === startLine ? "/ " : "| ") : "  ",
      below: inside ? paint("| ") : "  ",
    };
  }

  #bracketGap(next: number): string {
    const inside = this.#brackets && next > this.#finding.location.region.startLine && next <= this.#lastLine;
    return inside ? `${" ".repeat(Math.max(0, this.gutter))}${this.#paint(true)("|")}` : "";
  }

  /** The end of the bracket where the last line of the span was not kept. */
  #openEnd(): string {
    const text = `|_^ to line ${this.#lastLine} ${labelOf(this.#finding.location)}`.trimEnd();
    return `${this.#frame.style.frame("...")}${" ".repeat(this.gutter)}${this.#paint(true)(text)}`;
  }

  /** The end of the bracket, under the last character of the span. */
  #closing(shown: ShownLine): string {
    const { region } = this.#finding.location;
    const length = this.#source.lines.get(this.#lastLine)?.length ?? 0;
    const end = Math.min(region.endLine === this.#lastLine ? region.endColumn : endOfLine, length + 1);
    const cells = shown.cellsOf({ start: Math.max(1, end - 1), end });
    const label = fitText(
      labelOf(this.#finding.location),
      Math.max(20, this.#frame.width - cells.end - this.gutter - 6),
    );
    return this.#paint(true)(`|${"_".repeat(cells.end)}^${label === "" ? "" : ` ${label}`}`);
  }
}

function secondaryMark(location: Location): Mark {
  return { ...onFirstLine(location), line: location.region.startLine, primary: false, label: labelOf(location) };
}

function labelOf({ message }: Location): string {
  return visible(shorten(message ?? "", labelLimit));
}

/** A piece of a row under a source line. */
interface Annotation {
  readonly start: number;
  readonly text: string;
  readonly primary: boolean;
}

/** An annotation behind the blanks that precede it. */
interface PlacedAnnotation {
  readonly pad: string;
  readonly text: string;
  readonly primary: boolean;
}

/** Marks and labels of one line in as few rows as hold them without touching; a label stands beside its mark if it fits. */
function annotationRows(marks: readonly Mark[], shown: ShownLine, room: number): PlacedAnnotation[][] {
  const rows: Annotation[][] = [];
  const order = marks.toSorted(
    (left, right) => Number(right.primary) - Number(left.primary) || right.start - left.start,
  );
  for (const mark of order) {
    const cells = shown.cellsOf(mark);
    const { primary } = mark;
    const line = (primary ? "^" : "-").repeat(cells.end - cells.start);
    const beside = cells.end + 1 + textWidth(mark.label) <= room;
    const text = beside && mark.label !== "" ? `${line} ${mark.label}` : line;
    const row = place(rows, { start: cells.start, text, primary }, 0);
    if (beside || mark.label === "") continue;
    const label = fitText(mark.label, room);
    place(rows, { start: Math.max(0, Math.min(cells.start, room - textWidth(label))), text: label, primary }, row + 1);
  }
  return rows.map(padded);
}

/** Puts an annotation into the first row from `from` on in which it touches nothing; returns the row's number. */
function place(rows: Annotation[][], annotation: Annotation, from: number): number {
  const touches = (other: Annotation) =>
    annotation.start <= other.start + textWidth(other.text) &&
    other.start <= annotation.start + textWidth(annotation.text);
  const free = rows.findIndex((others, index) => index >= from && !others.some(touches));
  const row = free < 0 ? Math.max(from, rows.length) : free;
  while (rows.length <= row) rows.push([]);
  rows[row]?.push(annotation);
  return row;
}

function padded(row: readonly Annotation[]): PlacedAnnotation[] {
  let column = 0;
  return row
    .toSorted((left, right) => left.start - right.start)
    .map((annotation) => {
      const pad = " ".repeat(Math.max(0, annotation.start - column));
      column = annotation.start + textWidth(annotation.text);
      return { pad, text: annotation.text, primary: annotation.primary };
    });
}
