import { compareText } from "#model/location.ts";
import { isPassed, type Result } from "./conformance-case.ts";

/** What one board says of one language and kind. */
export interface Score {
  readonly board: string;
  readonly language: string;
  readonly kind: string;
  readonly passed: number;
  readonly total: number;
  /** Findings that the suite expects, those of them that were made, and those that were made beside them. */
  readonly expected: number;
  readonly found: number;
  readonly unexpected: number;
  /** Unexpected ones in lines that the suite marks as harmless. */
  readonly refuted: number;
}

/** The scores by board, language and kind. */
export function scoresOf(results: readonly Result[]): Score[] {
  const groups = new Map<string, Result[]>();
  for (const result of results) {
    const { language, kind } = result.outcome;
    const name = `${result.test.board}\0${language}\0${kind}`;
    const group = groups.get(name);
    if (group) group.push(result);
    else groups.set(name, [result]);
  }
  return [...groups]
    .sort(([left], [right]) => compareText(left, right))
    .map(([name, group]) => {
      const [board = "", language = "", kind = ""] = name.split("\0");
      return { board, language, kind, ...scoreOf(group) };
    });
}

function scoreOf(results: readonly Result[]): Omit<Score, "board" | "language" | "kind"> {
  const sum = (count: (result: Result) => number) => results.reduce((total, result) => total + count(result), 0);
  return {
    passed: sum(({ outcome }) => (isPassed(outcome) ? 1 : 0)),
    total: results.length,
    expected: sum(({ outcome }) => new Set(outcome.expected).size),
    found: sum(({ outcome: { expected, found } }) => found.filter((line) => expected.includes(line)).length),
    unexpected: sum((result) => beside(result).length),
    refuted: sum((result) => beside(result).filter((line) => result.outcome.silent.includes(line)).length),
  };
}

/** The lines of findings that nobody expects. */
function beside({ outcome: { expected, found } }: Result): number[] {
  return found.filter((line) => !expected.includes(line));
}

const headings = ["board", "language", "kind", "passed", "of", "%", "findings", "recall", "beside", "precision"];

/** The scores as a table of plain text. */
export function tableOf(scores: readonly Score[]): string {
  const rows = scores.map(({ board, language, kind, passed, total, expected, found, unexpected }) => [
    board,
    language,
    kind,
    `${passed}`,
    `${total}`,
    percent(passed, total),
    `${found}/${expected}`,
    percent(found, expected),
    `${unexpected}`,
    percent(found, found + unexpected),
  ]);
  const widths = headings.map((heading, column) => Math.max(heading.length, ...rows.map((row) => row[column]!.length)));
  const line = (row: readonly string[]) =>
    row.map((cell, column) => (column < 3 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join("  ");
  return [headings, ...rows].map(line).join("\n");
}

function percent(part: number, whole: number): string {
  return whole === 0 ? "–" : ((part / whole) * 100).toFixed(1);
}
