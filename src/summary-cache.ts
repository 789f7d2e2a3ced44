import { join } from "node:path";
import { readSource } from "#discover/read.ts";
import type { WalkedFile } from "#discover/walk-state.ts";
import type { FilePlace } from "#file-place.ts";
import { type CachePlace, KeptEntries } from "#kept-entries.ts";
import type { RepoPath } from "#model/location.ts";
import type { Problem, ProblemKind } from "#model/problem.ts";
import type { FileSummary } from "#model/summary.ts";
import { digestOf } from "#read-text.ts";
import { mapStrings, valueRedactor } from "#secrets/redact-value.ts";

/** What is kept of one file. */
export interface CacheEntry {
  /** What the file system said of the file; absent where only its bytes tell whether it is the same. */
  readonly stamp?: string;
  readonly summary: FileSummary;
}

/** What a scan found that is not the file's doing, or not all of it. */
const passing: ReadonlySet<ProblemKind> = new Set<ProblemKind>(["internal-error", "time-limit"]);

/**
 * What was found out about the files of a tree before. A file is the same if the file system says so (its number, size
 * and times are what they were, and it had not just been changed), or else if its bytes are.
 */
export class SummaryCache {
  readonly #kept: KeptEntries<CacheEntry>;
  readonly #place: FilePlace;
  readonly #before: ReadonlyMap<RepoPath, CacheEntry>;

  constructor(at: CachePlace, place: FilePlace) {
    this.#place = place;
    this.#kept = new KeptEntries(at, place, { kind: "summaries", entryOf });
    this.#before = new Map(this.#kept.before.map((entry) => [entry.summary.path, entry]));
  }

  get problems(): readonly Problem[] {
    return this.#kept.problems;
  }

  /** The summary of a file that is what it was; undefined for all others. */
  known(file: WalkedFile): FileSummary | undefined {
    const entry = this.#before.get(file.path);
    if (!entry || entry.summary.bytes !== file.size) return undefined;
    if (stampOf(file) !== undefined && stampOf(file) === entry.stamp) return entry.summary;
    if (this.#place.kind !== "folder") return undefined;
    const source = readSource(join(this.#place.root, file.path), file.path);
    return "bytes" in source && digestOf(source.bytes) === entry.summary.digest ? entry.summary : undefined;
  }

  /** Keeps what is known now, if that is not what was known before; tells why where it cannot. */
  keep(
    summaries: readonly FileSummary[],
    files: readonly WalkedFile[],
    include: readonly RepoPath[],
  ): readonly Problem[] {
    const entries = [...this.#entriesOf(summaries, files), ...this.#others(summaries, files, include)];
    const isSame = entries.every(({ stamp, summary }) => {
      const before = this.#before.get(summary.path);
      return before?.summary === summary && before.stamp === stamp;
    });
    const written = entries.map(({ stamp, summary }) => [stamp ?? null, summary]);
    return this.#kept.write(written, isSame);
  }

  #entriesOf(summaries: readonly FileSummary[], files: readonly WalkedFile[]): readonly CacheEntry[] {
    const stamps = new Map(files.map((file) => [file.path, stampOf(file)] as const));
    const isKnown = (summary: FileSummary) => this.#before.get(summary.path)?.summary === summary;
    const speaks = secretSpeaker();
    return summaries
      .filter((summary) => isKnown(summary) || !(isPassing(summary) || speaks(summary)))
      .map((summary) => {
        const stamp = stamps.get(summary.path);
        return stamp === undefined ? { summary } : { stamp, summary };
      });
  }

  /** What is known of files that this scan did not look at: of other folders, or those that time did not suffice for. */
  #others(
    summaries: readonly FileSummary[],
    files: readonly WalkedFile[],
    include: readonly RepoPath[],
  ): readonly CacheEntry[] {
    const read = new Set(summaries.map(({ path }) => path));
    const there = new Set(files.map(({ path }) => path));
    const isAsked = (path: RepoPath) =>
      include.length === 0 || include.some((prefix) => path === prefix || path.startsWith(`${prefix}/`));
    return [...this.#before.values()].filter(
      ({ summary: { path } }) => !read.has(path) && (there.has(path) || !isAsked(path)),
    );
  }
}

const lists = ["formats", "facts", "edges", "matches", "secrets", "ignores", "problems"] as const;

function entryOf(value: unknown): CacheEntry | undefined {
  const [stamp, summary] = Array.isArray(value) ? (value as unknown[]) : [];
  if (!isSummary(summary)) return undefined;
  return typeof stamp === "string" ? { stamp, summary } : { summary };
}

function isSummary(value: unknown): value is FileSummary {
  if (typeof value !== "object" || value === null) return false;
  const summary = value as Record<string, unknown>;
  return (
    typeof summary["path"] === "string" &&
    typeof summary["digest"] === "string" &&
    typeof summary["bytes"] === "number" &&
    lists.every((name) => Array.isArray(summary[name]))
  );
}

function isPassing({ problems }: FileSummary): boolean {
  return problems.some(({ kind }) => passing.has(kind));
}

/**
 * Tells the summaries in which a secret may stand: what a program's values are, and which modules it names, is kept as it
 * is written, since a name beside a secret must not change what the program is said to do. Such programs are looked at
 * anew each time.
 */
function secretSpeaker(): (summary: FileSummary) => boolean {
  const redact = valueRedactor();
  return ({ outline, flowEnds, secrets, hidden = [] }) => {
    if (!outline && !flowEnds) return false;
    let isFound = secrets.length + hidden.length > 0;
    const look = (text: string) => {
      isFound ||= redact(text) !== text;
      return text;
    };
    if (!isFound) mapStrings([outline, flowEnds], look);
    return isFound;
  };
}

/** What git or the file system says that tells a file from another one, or from itself before a change. */
function stampOf({ blob, stamp }: WalkedFile): string | undefined {
  return blob ?? stamp;
}
