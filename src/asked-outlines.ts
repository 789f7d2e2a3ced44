import type { FilePlace } from "#file-place.ts";
import type { CachePlace } from "#kept-entries.ts";
import type { ApiModel } from "#model/api-model.ts";
import { lineStartsOf, type RepoPath } from "#model/location.ts";
import { withSyntaxes } from "#load-syntax.ts";
import type { ModuleOutline } from "#model/module-outline.ts";
import type { Problem, ProblemKind } from "#model/problem.ts";
import type { FileSummary } from "#model/summary.ts";
import { OutlineCache, type OutlinedFile } from "#outline-cache.ts";
import { createOutliner, emptyOutline, type Outliner } from "#outline-file.ts";
import { textOf } from "#read-text.ts";
import { programSyntaxOf } from "#syntax/table.ts";

/** What outlines are made of. */
interface Asking {
  readonly summaries: readonly FileSummary[];
  readonly place: FilePlace;
  readonly apis: readonly ApiModel[];
  /** Where outlines are kept from one scan to the next, if they are. */
  readonly cache?: CachePlace;
}

/** After what not all secrets of a file were found. */
const unsearched: ReadonlySet<ProblemKind> = new Set<ProblemKind>([
  "internal-error",
  "time-limit",
  "too-complex",
  "too-deep",
]);

/** Makes the outlines that are asked for when programs are linked, unless they are known from before. */
export class AskedOutlines {
  readonly #outliner: Outliner;
  readonly #cache: OutlineCache | undefined;
  readonly #summaries: ReadonlyMap<RepoPath, FileSummary>;

  constructor({ summaries, place, apis, cache }: Asking) {
    this.#outliner = createOutliner(apis);
    this.#cache = cache && new OutlineCache(cache, place);
    this.#summaries = new Map(summaries.map((summary) => [summary.path, summary]));
  }

  /** The names of what rows speak of whose words the bytes of a program hold. */
  namesIn(path: RepoPath, bytes: Buffer): ReadonlySet<string> {
    return this.#outliner.namesIn(programSyntaxOf(path, bytes), bytes);
  }

  /** The same, of rows about tools. */
  toolNamesIn(path: RepoPath, bytes: Buffer): ReadonlySet<string> {
    return this.#outliner.toolNamesIn(programSyntaxOf(path, bytes), bytes);
  }

  /** What a program says of the calls of some names; nothing where it cannot be read. */
  async outlineOf(path: RepoPath, bytes: Buffer, names: ReadonlySet<string>): Promise<ModuleOutline> {
    const read = textOf(bytes, path);
    const file = read && { path, ...read, names, secrets: this.#secretsOf(path, read.digest) };
    const outline = file && (this.#cache?.known(file) ?? (await this.#made(file, bytes)));
    return outline ?? emptyOutline(path);
  }

  /** Where secrets stand in the bytes, if all of them were looked for. */
  #secretsOf(path: RepoPath, digest: string): OutlinedFile["secrets"] {
    const summary = this.#summaries.get(path);
    return summary?.digest === digest && !summary.problems.some(({ kind }) => unsearched.has(kind))
      ? summary
      : undefined;
  }

  async #made(file: OutlinedFile, bytes: Buffer): Promise<ModuleOutline | undefined> {
    const { path, text, names } = file;
    const task = { path, syntax: programSyntaxOf(path, bytes), text, lines: lineStartsOf(text), names };
    const outline = await withSyntaxes(() => this.#outliner.outline(task));
    if (outline) this.#cache?.add(file, outline);
    return outline;
  }

  /** Keeps what is known, and what was known and is not to be forgotten; says what is to be told of the cache. */
  keep(isForgotten: (path: RepoPath) => boolean): readonly Problem[] {
    return this.#cache ? [...this.#cache.problems, ...this.#cache.keep(isForgotten)] : [];
  }
}
