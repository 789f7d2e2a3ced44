import type { Edge, Fact } from "#model/fact.ts";
import type { Finding, Severity } from "#model/finding.ts";
import type { Region, RepoPath } from "#model/location.ts";
import type { Problem } from "#model/problem.ts";
import type { RuleMetadata, Standard } from "#model/rule.ts";

/** What reporters need of the text around findings, read once when the report is made. */
export interface SourceExcerpt {
  /** Line number → its text, redacted, without its terminator: the lines of findings and two around them. */
  readonly lines: ReadonlyMap<number, string>;
  /** Line number → GitHub's `primaryLocationLineHash` of it, for the lines at which findings start. */
  readonly lineHashes: ReadonlyMap<number, string>;
}

/** A rule of the user's, or a file of them, that is not understood, and so did not run. */
export interface RefusedRule {
  /** The file, as it was named; where it lies in the tree, its path there. */
  readonly file: string;
  readonly isInTree: boolean;
  /** Where the mistake begins; absent where the whole file is meant. */
  readonly region?: Region;
  /** What is wrong with it, and what to do, redacted. */
  readonly message: string;
}

/** The figures of one scan. */
export interface Summary {
  /** Files found, after ignore rules. */
  readonly files: number;
  readonly bytes: number;
  /** Files that were read and analysed; the rest is in the problems. */
  readonly analysed: number;
  readonly skipped: number;
  /** Holds if a file with a role could not be analysed in full. */
  readonly partial: boolean;
  readonly byRule: Readonly<Record<string, number>>;
  readonly bySeverity: Readonly<Record<Severity, number>>;
  readonly suppressed: number;
  /** Unsuppressed findings that the profile shown leaves out, and `audit` would show. */
  readonly notShown: number;
}

/** Everything a scan has to say; the one value between analysis and reporters. */
export interface Report {
  readonly tool: { readonly name: string; readonly version: string };
  /** The rules that ran, whether or not they found anything, sorted by id. */
  readonly rules: readonly RuleMetadata[];
  readonly standards: readonly Standard[];
  /** Sorted by location, then rule; suppressed ones carry their reason. */
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
  readonly refused: readonly RefusedRule[];
  readonly facts: readonly Fact[];
  /** What artifacts state. */
  readonly edges: readonly Edge[];
  /** What only the whole tree tells. */
  readonly joined?: readonly Edge[];
  readonly summary: Summary;
  readonly sources: ReadonlyMap<RepoPath, SourceExcerpt>;
}

/** The style and the script of the HTML page, as the build made them. */
export interface PageAssets {
  readonly style: string;
  readonly script: string;
}

/** What the command line tells a reporter; nothing in it may change which findings there are. */
export interface ReportOptions {
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  readonly showSuppressed: boolean;
  /** `--sarif-category`. */
  readonly category?: string;
  /** Rule id → its page as Markdown; loaded only for the reporters that show it. */
  readonly pages?: ReadonlyMap<string, string>;
  /** What the HTML page is drawn and run with; without it the page still says everything. */
  readonly assets?: PageAssets;
}

/** Turns a report into one output format. Pure. */
export type Reporter = (report: Report, options: ReportOptions) => string;
