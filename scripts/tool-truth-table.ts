import { percent, type Comparison, type Totals } from "./tool-truth-compare.ts";
import type { Extracted } from "./tool-truth-extract.ts";

/** What is known of one server in the end: what it lists and what the inventory says, or why it is not known. */
export interface Row {
  readonly name: string;
  readonly version: string;
  readonly result:
    | { readonly comparison: Comparison; readonly extracted: Omit<Extracted, "tools"> }
    | { readonly error: string };
}

const headings = ["server", "version", "listed", "found", "missed", "extra", "conditional", "opaque", "recall", "s"];
/** Columns that hold words and not numbers. */
const wordColumns = 2;

/** The servers as a table of Markdown. */
export function tableOf(rows: readonly Row[]): string {
  const cells = rows.map(({ name, version, result }) => [name, version, ...valuesOf(result)]);
  const widths = headings.map((heading, column) =>
    Math.max(...[heading, ...cells.map((row) => row[column]!)].map(width)),
  );
  const line = (row: readonly string[]) => `| ${row.map((cell, column) => padded(cell, column, widths)).join(" | ")} |`;
  const rule = widths.map((wide, column) => (column < wordColumns ? "-".repeat(wide) : `${"-".repeat(wide - 1)}:`));
  return [line(headings), `| ${rule.join(" | ")} |`, ...cells.map(line)].join("\n");
}

function valuesOf(result: Row["result"]): string[] {
  if ("error" in result) return headings.slice(wordColumns).map(() => "–");
  const { comparison, extracted } = result;
  const { listed, found, missed, extra, conditional } = comparison;
  const counts = [listed, found, missed.length, extra.length, conditional.length, extracted.opaque.length].map(String);
  const recall = percent(listed === 0 ? undefined : found / listed);
  return [...counts, recall, `${extracted.seconds.toFixed(1)}${extracted.partial ? " partial" : ""}`];
}

function padded(cell: string, column: number, widths: readonly number[]): string {
  return column < wordColumns ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!);
}

function width(text: string): number {
  return text.length;
}

/** What differs by name, a paragraph for each server that has something to tell. */
export function namesOf(rows: readonly Row[]): string {
  const paragraphs = rows.flatMap(({ name, result }) => {
    if ("error" in result) return [];
    const { missed, extra, conditional } = result.comparison;
    const told = [
      ...nameLine("missed", missed),
      ...nameLine("extra", extra),
      ...nameLine("conditional", conditional),
      ...nameLine("opaque", result.extracted.opaque),
    ];
    return told.length === 0 ? [] : [[name, ...told].join("\n")];
  });
  return paragraphs.join("\n\n");
}

function nameLine(title: string, names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`  ${title}: ${names.join(", ")}`];
}

/** The totals in words, and which servers say nothing of the engine. */
export function summaryOf(totals: Totals, rows: readonly Row[]): string {
  const { worst } = totals;
  const lines = [
    `over all ${percent(totals.recall)} (${totals.found} of ${totals.listed}), mean over ${totals.servers} servers ${percent(totals.meanRecall)}`,
    ...(worst === undefined ? [] : [`worst: ${worst.name}, ${percent(worst.recall)}`]),
    `extra ${percent(totals.extraRatio)} (${totals.extra}), conditional ${totals.conditional}`,
    ...rows.flatMap(({ name, result }) => ("error" in result ? [`not asked: ${name}: ${result.error}`] : [])),
  ];
  return lines.join("\n");
}
