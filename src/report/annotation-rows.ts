import { fitText, textWidth } from "#report/display-width.ts";
import type { ColumnRange, ShownLine } from "#report/source-line.ts";

/** An underlined span of one line. */
export interface Mark extends ColumnRange {
  readonly line: number;
  readonly primary: boolean;
  /** Visible; empty for a mark that needs no words. */
  readonly label: string;
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
export function annotationRows(marks: readonly Mark[], shown: ShownLine, room: number): PlacedAnnotation[][] {
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
