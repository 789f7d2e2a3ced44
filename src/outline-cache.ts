import { createHash } from "node:crypto";
import type { FilePlace } from "#file-place.ts";
import { type CachePlace, KeptEntries } from "#kept-entries.ts";
import type { RepoPath } from "#model/location.ts";
import type { ModuleOutline } from "#model/module-outline.ts";
import type { Problem } from "#model/problem.ts";
import type { FileSummary } from "#model/summary.ts";
import { suspicions, withPlaces, withTexts } from "#placed-texts.ts";

/** An outline that was made when programs were linked. */
interface OutlineEntry {
  readonly path: RepoPath;
  /** Digest of the file's bytes and of the names that were asked for, hex. */
  readonly key: string;
  /** Some of its texts may only say where the file holds them. */
  readonly outline: ModuleOutline;
}

/** Of what an outline is made, and what is known of the secrets in it. */
export interface OutlinedFile {
  readonly path: RepoPath;
  readonly text: string;
  /** SHA-256 of the bytes, hex. */
  readonly digest: string;
  /** The names of the calls that matter, and of what is read. */
  readonly names: ReadonlySet<string>;
  /** Absent for a file that was not analysed by itself: nothing is kept of it. */
  readonly secrets: Pick<FileSummary, "secrets" | "hidden"> | undefined;
}

/** The outlines of programs that were asked for by others. */
export class OutlineCache {
  readonly #kept: KeptEntries<OutlineEntry>;
  readonly #before: ReadonlyMap<string, OutlineEntry>;
  readonly #now = new Map<string, OutlineEntry>();
  readonly #suspicionOf = suspicions();

  constructor(at: CachePlace, place: FilePlace) {
    this.#kept = new KeptEntries(at, place, { kind: "outlines", entryOf });
    this.#before = new Map(this.#kept.before.map((entry) => [placedKey(entry), entry]));
  }

  get problems(): readonly Problem[] {
    return this.#kept.problems;
  }

  /** The outline that was made of the same bytes for the same names. */
  known(file: OutlinedFile): ModuleOutline | undefined {
    const id = placedKey({ path: file.path, key: keyOf(file) });
    const entry = this.#before.get(id) ?? this.#now.get(id);
    if (!entry) return undefined;
    this.#now.set(id, entry);
    return withTexts({ outline: entry.outline }, file.text).outline;
  }

  /** Keeps an outline as far as it tells no secret. */
  add(file: OutlinedFile, made: ModuleOutline): void {
    if (!file.secrets) return;
    const told = { ...file.secrets, outline: made };
    const outline = withPlaces(told, file.text, this.#suspicionOf(told, file.text))?.outline;
    const entry = outline && { path: file.path, key: keyOf(file), outline };
    if (entry) this.#now.set(placedKey(entry), entry);
  }

  /** Keeps what is known now, and what was known and is not to be forgotten. */
  keep(isForgotten: (path: RepoPath) => boolean): readonly Problem[] {
    const others = [...this.#before].filter(([id, { path }]) => !this.#now.has(id) && !isForgotten(path));
    return this.#kept.write([...new Map([...this.#now, ...others]).values()]);
  }
}

function keyOf({ digest, names }: OutlinedFile): string {
  return createHash("sha256")
    .update(JSON.stringify([digest, [...names].sort()]))
    .digest("hex");
}

/** Files with the same bytes may mean different modules; no path holds a NUL. */
function placedKey({ path, key }: Pick<OutlineEntry, "path" | "key">): string {
  return `${key}\0${path}`;
}

function entryOf(value: unknown): OutlineEntry | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { path, key, outline } = value as Record<string, unknown>;
  const isEntry =
    typeof path === "string" && typeof key === "string" && typeof outline === "object" && outline !== null;
  return isEntry ? (value as OutlineEntry) : undefined;
}
