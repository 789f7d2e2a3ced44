import { join } from "node:path";
import { isAsked } from "#asked-paths.ts";
import { readSource } from "#discover/read.ts";
import type { WalkedFile } from "#discover/walk-state.ts";
import type { FilePlace } from "#file-place.ts";
import { type CachePlace, KeptEntries } from "#kept-entries.ts";
import type { RepoPath } from "#model/location.ts";
import type { Problem, ProblemKind } from "#model/problem.ts";
import type { FileSummary } from "#model/summary.ts";
import { mayTellSecret, suspicions, withPlaces, withTexts } from "#placed-texts.ts";
import { digestOf, textOf } from "#read-text.ts";

/** What is kept of one file. */
export interface CacheEntry {
  /** What the file system said of the file; absent where only its bytes tell whether it is the same. */
  readonly stamp?: string;
  readonly summary: FileSummary;
  /** Holds if some texts of the summary only say where the file holds them. */
  readonly isPlaced?: boolean;
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
  /** The entries of which a summary was made that is known. */
  readonly #told = new Map<FileSummary, CacheEntry>();

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
    const isStamped = stampOf(file) !== undefined && stampOf(file) === entry.stamp;
    const bytes = isStamped && !entry.isPlaced ? undefined : this.#bytesOf(entry.summary);
    if (!isStamped && !bytes) return undefined;
    const summary = entry.isPlaced ? withTextsOf(entry.summary, bytes) : entry.summary;
    if (summary) this.#told.set(summary, entry);
    return summary;
  }

  /** The bytes of a file on the disk, if they are those of which the summary speaks. */
  #bytesOf({ path, digest }: FileSummary): Buffer | undefined {
    if (this.#place.kind !== "folder") return undefined;
    const source = readSource(join(this.#place.root, path), path);
    return "bytes" in source && digestOf(source.bytes) === digest ? source.bytes : undefined;
  }

  /** Keeps what is known now, if that is not what was known before; tells why where it cannot. */
  keep(
    summaries: readonly FileSummary[],
    files: readonly WalkedFile[],
    include: readonly RepoPath[],
  ): readonly Problem[] {
    const entries = [...this.#entriesOf(summaries, files), ...this.#others(summaries, files, include)];
    return this.#kept.write(entries, ({ stamp, summary, isPlaced }) => [
      stamp ?? null,
      summary,
      ...(isPlaced ? [true] : []),
    ]);
  }

  #entriesOf(summaries: readonly FileSummary[], files: readonly WalkedFile[]): readonly CacheEntry[] {
    const stamps = new Map(files.map((file) => [file.path, stampOf(file)] as const));
    const suspicionOf = suspicions();
    return summaries.flatMap((summary) => {
      const told = this.#told.get(summary);
      if (!told && isPassing(summary)) return [];
      const entry = told ?? this.#entryOf(summary, suspicionOf);
      if (!entry) return [];
      const { stamp: before, ...rest } = entry;
      const stamp = stamps.get(summary.path);
      if (stamp === before) return entry;
      return stamp === undefined ? rest : { stamp, ...rest };
    });
  }

  /**
   * What is kept of a summary: what a program's values are, and which modules it names, as it is written, since a name
   * beside a secret must not change what the program is said to do; undefined where a secret would be told with it.
   */
  #entryOf(summary: FileSummary, suspicionOf: ReturnType<typeof suspicions>): CacheEntry | undefined {
    if (!summary.outline && !summary.flowEnds) return { summary };
    if (!mayTellSecret(summary, suspicionOf(summary))) return { summary };
    const bytes = this.#bytesOf(summary);
    const text = bytes && textOf(bytes, summary.path)?.text;
    const placed = text === undefined ? undefined : withPlaces(summary, text, suspicionOf(summary, text));
    return placed && { summary: placed, isPlaced: true };
  }

  /** What is known of files that this scan did not look at: of other folders, or those that time did not suffice for. */
  #others(
    summaries: readonly FileSummary[],
    files: readonly WalkedFile[],
    include: readonly RepoPath[],
  ): readonly CacheEntry[] {
    const read = new Set(summaries.map(({ path }) => path));
    const there = new Set(files.map(({ path }) => path));
    return [...this.#before.values()].filter(
      ({ summary: { path } }) => !read.has(path) && (there.has(path) || !isAsked(path, include)),
    );
  }
}

const lists = ["formats", "facts", "edges", "matches", "secrets", "ignores", "problems"] as const;

function entryOf(value: unknown): CacheEntry | undefined {
  const [stamp, summary, isPlaced] = Array.isArray(value) ? (value as unknown[]) : [];
  if (!isSummary(summary)) return undefined;
  return { ...(typeof stamp === "string" && { stamp }), summary, ...(isPlaced === true && { isPlaced }) };
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

function withTextsOf(summary: FileSummary, bytes: Buffer | undefined): FileSummary | undefined {
  const text = bytes && textOf(bytes, summary.path)?.text;
  return text === undefined ? undefined : withTexts(summary, text);
}

function isPassing({ problems }: FileSummary): boolean {
  return problems.some(({ kind }) => passing.has(kind));
}

/** What git or the file system says that tells a file from another one, or from itself before a change. */
function stampOf({ blob, stamp }: WalkedFile): string | undefined {
  return blob ?? stamp;
}
