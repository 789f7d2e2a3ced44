import { type CacheFile, cachePathOf, lineOf, readCacheFile, writeCacheFile } from "#cache-file.ts";
import { rootOf, type FilePlace } from "#file-place.ts";
import type { Problem } from "#model/problem.ts";

/** Where what was found out is kept from one scan to the next. */
export interface CachePlace {
  /** Absolute, without links; nobody else can write there. */
  readonly folder: string;
  /** Digest of the program, its data and the rules, hex: what another producer found out says nothing. */
  readonly producer: string;
  /** Tells scans with other rules apart, so that each has its own files. */
  readonly purpose: string;
}

/** What was kept of a tree in one file of a cache, and can be kept there again. */
export class KeptEntries<Entry> {
  readonly before: readonly Entry[];
  readonly problems: readonly Problem[];
  readonly #file: CacheFile<Entry>;
  /** The entries from before, as they lie in the file. */
  readonly #lines: ReadonlyMap<Entry, Buffer>;

  constructor(at: CachePlace, place: FilePlace, { kind, entryOf }: Pick<CacheFile<Entry>, "kind" | "entryOf">) {
    const path = cachePathOf(at.folder, kind, [place.kind, rootOf(place), at.purpose]);
    this.#file = { path, kind, producer: at.producer, entryOf };
    const { entries = [], lines = [], damage } = readCacheFile(this.#file) ?? {};
    this.before = entries;
    this.#lines = new Map(entries.map((entry, index) => [entry, lines[index]!]));
    this.problems = damage === undefined ? [] : [problem(`The cache is not used as it is: ${damage}.`)];
  }

  /**
   * Writes entries in the place of those before, unless they are those; tells why where it cannot. `valueOf`: an entry as
   * `entryOf` reads it.
   */
  write(entries: readonly Entry[], valueOf: (entry: Entry) => unknown = (entry) => entry): readonly Problem[] {
    const isSame = entries.length === this.before.length && entries.every((entry) => this.#lines.has(entry));
    if (isSame && this.problems.length === 0) return [];
    try {
      writeCacheFile(this.#file, this.#linesOf(entries, valueOf));
      return [];
    } catch (error) {
      return [problem(`The cache cannot be written (${String((error as NodeJS.ErrnoException).code)}).`)];
    }
  }

  *#linesOf(entries: readonly Entry[], valueOf: (entry: Entry) => unknown): Iterable<Buffer> {
    for (const entry of entries) yield this.#lines.get(entry) ?? lineOf(valueOf(entry));
  }
}

function problem(message: string): Problem {
  return { kind: "cache", path: "", message, partial: false };
}
