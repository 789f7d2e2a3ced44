import { type CacheFile, cachePathOf, readCacheFile, writeCacheFile } from "#cache-file.ts";
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

  constructor(at: CachePlace, place: FilePlace, { kind, entryOf }: Pick<CacheFile<Entry>, "kind" | "entryOf">) {
    const path = cachePathOf(at.folder, kind, [place.kind, rootOf(place), at.purpose]);
    this.#file = { path, kind, producer: at.producer, entryOf };
    const { entries = [], damage } = readCacheFile(this.#file) ?? {};
    this.before = entries;
    this.problems = damage === undefined ? [] : [problem(`The cache is not used as it is: ${damage}.`)];
  }

  /** Writes entries in the place of those before, unless they are the same; tells why where it cannot. */
  write(entries: readonly unknown[], isSame: boolean): readonly Problem[] {
    if (isSame && this.problems.length === 0 && entries.length === this.before.length) return [];
    try {
      writeCacheFile(this.#file, entries);
      return [];
    } catch (error) {
      return [problem(`The cache cannot be written (${String((error as NodeJS.ErrnoException).code)}).`)];
    }
  }
}

function problem(message: string): Problem {
  return { kind: "cache", path: "", message, partial: false };
}
