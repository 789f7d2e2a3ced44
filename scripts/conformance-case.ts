/** A scoreboard: patterns with targets, files of rules with theirs, comparisons, a collection of rules, endless operator chains. */
export type Board = "pairs" | "suites" | "comparisons" | "collection" | "chains";

/** One thing to try: a pattern, a file of rules or a comparison, and the file it is tried on. */
export interface SuiteCase {
  /** The suite's own path, under the name of the suite: what the list of expected failures names. */
  readonly id: string;
  readonly board: Board;
  /** Absolute path of the pattern, the rules or the comparison; the name of the chain. */
  readonly rule: string;
  /** Absolute path of the target; none for comparisons and chains. */
  readonly target?: string;
  /** The language the suite files it under; left open where the rules say it. */
  readonly language?: string;
  /** The lines where findings start, where the suite's manifest says them; left open where the target's annotations do. */
  readonly expected?: readonly number[];
}

/** What is done with targets: read whole, or cut in the middle, where nothing is expected but to get up again. */
export type Mode = "whole" | "cut";

/** How one case ended. */
export interface Outcome {
  readonly language: string;
  readonly kind: "search" | "taint";
  /** Lines, from 1 on, sorted, each once. */
  readonly expected: readonly number[];
  readonly found: readonly number[];
  /** Lines that an annotation says must stay silent. */
  readonly silent: readonly number[];
  /** What the engine lacks as a whole: a language without a front-end, or `taint`. */
  readonly missing?: string;
  /** Why the case could not be judged: a rule that was refused, a limit that bit, a crash. */
  readonly error?: string;
  readonly milliseconds: number;
}

/** A case with how it ended. */
export interface Result {
  readonly test: SuiteCase;
  readonly outcome: Outcome;
}

/** Holds if exactly the expected lines were found. */
export function isPassed({ missing, error, expected, found }: Outcome): boolean {
  return missing === undefined && error === undefined && expected.join() === found.join();
}

/** The name a language has on the boards, whatever a suite calls it. */
export function boardLanguage(name: string): string {
  return aliases.get(name.toLowerCase()) ?? name.toLowerCase();
}

const aliases: ReadonlyMap<string, string> = new Map([
  ["js", "javascript"],
  ["ts", "typescript"],
  ["py", "python"],
  ["python2", "python"],
  ["python3", "python"],
  ["sh", "bash"],
  ["hcl", "terraform"],
  ["tf", "terraform"],
  ["docker", "dockerfile"],
  ["none", "regex"],
  ["rb", "ruby"],
  ["golang", "go"],
  ["c#", "csharp"],
  ["c++", "cpp"],
  ["kt", "kotlin"],
  ["sol", "solidity"],
]);

/** File endings under which the scan reads a language; `generic` and `regex` read any file. */
export const endings: Readonly<Partial<Record<string, readonly string[]>>> = {
  javascript: ["js", "jsx", "mjs", "cjs"],
  typescript: ["ts", "tsx", "mts", "cts"],
  python: ["py", "pyi"],
  bash: ["bash", "sh"],
  promql: ["promql"],
  json: ["json"],
  yaml: ["yaml", "yml"],
  toml: ["toml"],
  markdown: ["md"],
  dotenv: ["env"],
};

/** The languages that chains of operators are tried in, where they have a front-end. */
export const boardLanguages: readonly string[] = [...Object.keys(endings), "generic", "regex"];
