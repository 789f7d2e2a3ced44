import { compareText } from "#model/location.ts";

/** A tool as the inventory tells it. */
export interface ExtractedTool {
  readonly name: string;
  /** Holds if the inventory says that the program decides at run time whether the tool is there. */
  readonly conditional: boolean;
}

/** How what the inventory tells stands to what the server lists. Names are sorted, each told once. */
export interface Comparison {
  readonly listed: number;
  readonly extracted: number;
  readonly found: number;
  /** Listed, and not in the inventory. */
  readonly missed: readonly string[];
  /** In the inventory, and neither listed nor marked as conditional. */
  readonly extra: readonly string[];
  /** In the inventory as conditional, and not listed. */
  readonly conditional: readonly string[];
}

/** Compares by name. A tool that is told as conditional and without condition is there without one. */
export function compareTools(listed: readonly string[], extracted: readonly ExtractedTool[]): Comparison {
  const truth = new Set(listed);
  const told = new Set(extracted.map(({ name }) => name));
  const certain = new Set(extracted.filter(({ conditional }) => !conditional).map(({ name }) => name));
  const unlisted = [...told].filter((name) => !truth.has(name)).sort(compareText);
  const missed = [...truth].filter((name) => !told.has(name)).sort(compareText);
  return {
    listed: truth.size,
    extracted: told.size,
    found: truth.size - missed.length,
    missed,
    extra: unlisted.filter((name) => certain.has(name)),
    conditional: unlisted.filter((name) => !certain.has(name)),
  };
}

/** What all servers come to. Ratios are between 0 and 1; those of nothing are undefined. */
export interface Totals {
  readonly servers: number;
  readonly listed: number;
  readonly found: number;
  readonly missed: number;
  readonly extra: number;
  readonly conditional: number;
  /** Found of all that is listed. */
  readonly recall?: number;
  /** The mean of the servers' recalls, each counting alike. */
  readonly meanRecall?: number;
  /** The server with the least recall, the first by name among equals. */
  readonly worst?: { readonly name: string; readonly recall: number };
  /** Names that no server lists, of all that are told and either listed or without a condition. */
  readonly extraRatio?: number;
}

/** One server's name and comparison. */
export interface NamedComparison {
  readonly name: string;
  readonly comparison: Comparison;
}

/** Adds the servers up. One that lists nothing has no recall, and counts for its extras alone. */
export function totalsOf(rows: readonly NamedComparison[]): Totals {
  const sum = (count: (comparison: Comparison) => number) =>
    rows.reduce((total, { comparison }) => total + count(comparison), 0);
  const listed = sum((comparison) => comparison.listed);
  const found = sum((comparison) => comparison.found);
  const extra = sum((comparison) => comparison.extra.length);
  const recalls = rows
    .filter(({ comparison }) => comparison.listed > 0)
    .map(({ name, comparison }) => ({ name, recall: comparison.found / comparison.listed }))
    .sort((one, other) => one.recall - other.recall || compareText(one.name, other.name));
  const [worst] = recalls;
  return {
    servers: rows.length,
    listed,
    found,
    missed: listed - found,
    extra,
    conditional: sum((comparison) => comparison.conditional.length),
    ...(worst === undefined
      ? {}
      : {
          recall: found / listed,
          meanRecall: recalls.reduce((total, { recall }) => total + recall, 0) / recalls.length,
          worst,
        }),
    ...(found + extra === 0 ? {} : { extraRatio: extra / (found + extra) }),
  };
}

const leastRecall = 0.95;
const leastMeanRecall = 0.9;
const mostExtra = 0.05;

/** The targets that are not reached, one sentence each. */
export function shortfalls({ recall, meanRecall, extraRatio }: Totals): string[] {
  const lines: string[] = [];
  if ((recall ?? 0) < leastRecall) lines.push(`over all, fewer than ${percent(leastRecall)} of the tools are found`);
  if ((meanRecall ?? 0) < leastMeanRecall) lines.push(`the mean over servers is below ${percent(leastMeanRecall)}`);
  if ((extraRatio ?? 0) > mostExtra) lines.push(`more than ${percent(mostExtra)} of what is told is listed nowhere`);
  return lines;
}

/** A ratio in per cent with one digit, cut off so that no shortfall reads as the target; a dash for none. */
export function percent(ratio: number | undefined): string {
  return ratio === undefined ? "–" : `${(Math.floor(ratio * 1000) / 10).toFixed(1)} %`;
}
