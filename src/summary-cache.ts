import { join } from "node:path";
import { cacheFileOf, readCacheFile, writeCacheFile, type CacheEntry } from "#cache-file.ts";
import { readSource } from "#discover/read.ts";
import type { WalkedFile } from "#discover/walk-state.ts";
import { rootOf, type FilePlace } from "#file-place.ts";
import type { RepoPath } from "#model/location.ts";
import type { Problem, ProblemKind } from "#model/problem.ts";
import type { FileSummary } from "#model/summary.ts";
import { digestOf } from "#read-text.ts";
import { mapStrings, valueRedactor } from "#secrets/redact-value.ts";

/** Where summaries are kept from one scan to the next. */
export interface CachePlace {
  /** Absolute, without links; nobody else can write there. */
  readonly folder: string;
  /** Digest of the program, its data and the rules, hex: summaries of another producer say nothing. */
  readonly producer: string;
  /** Tells scans with other rules apart, so that each has its own file. */
  readonly purpose: string;
}

/** What a scan found that is not the file's doing, or not all of it. */
const passing: ReadonlySet<ProblemKind> = new Set<ProblemKind>(["internal-error", "time-limit"]);

/**
 * What was found out about the files of a tree before. A file is the same if the file system says so (its number, size
 * and times are what they were, and it had not just been changed), or else if its bytes are.
 */
export class SummaryCache {
  readonly problems: readonly Problem[];
  readonly #at: CachePlace;
  readonly #file: string;
  readonly #place: FilePlace;
  readonly #before: ReadonlyMap<RepoPath, CacheEntry>;
  readonly #isDamaged: boolean;

  constructor(at: CachePlace, place: FilePlace) {
    this.#at = at;
    this.#place = place;
    this.#file = cacheFileOf(at.folder, place.kind, rootOf(place), at.purpose);
    const { entries = [], damage } = readCacheFile(this.#file, at.producer) ?? {};
    this.#before = new Map(entries.map((entry) => [entry.summary.path, entry]));
    this.#isDamaged = damage !== undefined;
    this.problems = damage === undefined ? [] : [problem(`The cache is not used as it is: ${damage}.`)];
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
  keep(summaries: readonly FileSummary[], files: readonly WalkedFile[], include: readonly RepoPath[]): Problem[] {
    const entries = [...this.#entriesOf(summaries, files), ...this.#others(summaries, files, include)];
    const isSame = ({ stamp, summary }: CacheEntry) => {
      const before = this.#before.get(summary.path);
      return before?.summary === summary && before.stamp === stamp;
    };
    if (!this.#isDamaged && entries.length === this.#before.size && entries.every(isSame)) return [];
    try {
      writeCacheFile(this.#file, this.#at.producer, entries);
      return [];
    } catch (error) {
      return [problem(`The cache cannot be written (${String((error as NodeJS.ErrnoException).code)}).`)];
    }
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

function problem(message: string): Problem {
  return { kind: "cache", path: "", message, partial: false };
}
