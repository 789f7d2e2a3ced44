import { characterWidth } from "#report/display-width.ts";
import { visible } from "#report/visible.ts";

/** Columns that a tab is shown as, wherever it stands: where a line is cut, tab stops mean nothing. */
const tab = "    ";

/** A range of UTF-16 columns of one line: 1-based, end exclusive, as in regions. */
export interface ColumnRange {
  readonly start: number;
  readonly end: number;
}

/** A source line as a terminal shows it, and where its columns came to stand. */
export interface ShownLine {
  /** Visible, tabs expanded, at most as wide as asked for; what is cut shows as `…`. */
  readonly text: string;
  /** The terminal columns (0-based, end exclusive, at least one) that stand for a range of the line. */
  cellsOf(range: ColumnRange): ColumnRange;
}

/** One character of the line on its way to the terminal. */
interface Cell {
  /** UTF-16 offset in the line. */
  readonly offset: number;
  readonly text: string;
  readonly width: number;
  /** Terminal columns before it, counted from the first cell. */
  readonly before: number;
}

/**
 * Lays out the part of a line around `focus` that fits `columns`. The work is bounded by `columns`, not by the line,
 * since lines of megabytes exist.
 */
export function showLine(line: string, focus: ColumnRange, columns: number): ShownLine {
  const room = Math.max(columns, 16);
  const from = wholeCharacter(line, Math.max(0, Math.min(focus.start - 1, line.length) - room));
  const to = wholeCharacter(line, Math.min(line.length, from + 4 * room));
  const cells = cellsOf(line.slice(from, to), from);
  if (from === 0 && to === line.length && widthOf(cells) <= room) return shown(cells, { before: "", after: "" });
  const start = columnOf(cells, focus.start - 1);
  const end = columnOf(cells, focus.end - 1);
  const left = from === 0 && end < room ? 0 : leftEdge(start, end, room);
  const before = left > 0 || from > 0 ? "…" : "";
  const fitting = cells.filter((cell) => cell.before >= left);
  const limit = (fitting[0]?.before ?? 0) + room - before.length - 1;
  const kept = fitting.filter((cell) => cell.before + cell.width <= limit);
  return shown(kept, { before, after: to < line.length || kept.length < fitting.length ? "…" : "" });
}

/** Columns before the character at an offset; of one that lies behind the last cell, the width of all. */
function columnOf(cells: readonly Cell[], offset: number): number {
  return cells.find((cell) => cell.offset >= offset)?.before ?? widthOf(cells);
}

/** Puts a range that fits near the right edge, with some of what precedes it; of one that does not, the beginning. */
function leftEdge(start: number, end: number, room: number): number {
  const span = Math.min(end - start, room - 2);
  const lead = Math.min(Math.floor(room / 3), room - 2 - span);
  return Math.max(0, start - Math.max(lead, 0));
}

/** The offset, or the one before it if it would cut a surrogate pair in two. */
function wholeCharacter(line: string, offset: number): number {
  const unit = line.charCodeAt(offset);
  const previous = line.charCodeAt(offset - 1);
  return unit >= 0xdc00 && unit <= 0xdfff && previous >= 0xd800 && previous <= 0xdbff ? offset - 1 : offset;
}

function cellsOf(text: string, from: number): Cell[] {
  const cells: Cell[] = [];
  let offset = from;
  let before = 0;
  for (const character of text) {
    const shownAs = character === "\t" ? tab : visible(character);
    let width = 0;
    for (const part of shownAs) width += characterWidth(part);
    cells.push({ offset, text: shownAs, width, before });
    before += width;
    offset += character.length;
  }
  return cells;
}

function widthOf(cells: readonly Cell[]): number {
  const last = cells.at(-1);
  return last ? last.before + last.width : 0;
}

function shown(cells: readonly Cell[], ends: { readonly before: string; readonly after: string }): ShownLine {
  const first = cells[0] ?? { before: 0, offset: 0 };
  const shift = ends.before.length - first.before;
  const place = (offset: number) => (offset < first.offset ? 0 : columnOf(cells, offset) + shift);
  return {
    text: ends.before + cells.map((cell) => cell.text).join("") + ends.after,
    cellsOf: ({ start, end }) => {
      const from = place(start - 1);
      return { start: from, end: Math.max(place(end - 1), from + 1) };
    },
  };
}
