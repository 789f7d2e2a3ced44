import type { CandidateFile } from "#flow-candidates.ts";
import { compareText, type RepoPath } from "#model/location.ts";

/** Bounds on what is looked at together. */
export interface ProgramBounds {
  readonly files: number;
  /** UTF-16 units. */
  readonly units: number;
}

/** Of what may be looked at together, what is left for files that those on the ways import. */
const shareOfWays = 0.75;

/**
 * Of files that are too many to be looked at together, those at which what a rule looks for most likely comes together:
 * files that lead both to a source and to a sink, those that do so in the fewest steps first, with what lies on their
 * ways, and as many of the files that these import as may be.
 */
export function nearestMeetings(
  rule: number,
  files: ReadonlyMap<RepoPath, CandidateFile>,
  bounds: ProgramBounds,
): ReadonlySet<RepoPath> {
  const importers = importersOf(files);
  const having = (part: "sources" | "sinks") => [...files.values()].filter((file) => file[part].has(rule));
  const toSource = waysTo(having("sources"), importers);
  const toSink = waysTo(having("sinks"), importers);
  const distance = (path: RepoPath) => toSource.get(path)!.steps + toSink.get(path)!.steps;
  const meetings = [...toSource.keys()]
    .filter((path) => toSink.has(path))
    .sort((one, other) => distance(one) - distance(other) || compareText(one, other));
  const found = new BoundedFiles(files, bounds);
  for (const path of meetings) {
    if (found.size >= bounds.files * shareOfWays) break;
    for (const ways of [toSource, toSink]) for (const each of wayFrom(path, ways)) found.add(each);
  }
  for (const path of found.paths) for (const inner of files.get(path)!.imports) found.add(inner);
  return found.paths;
}

/** Files that are taken one after the other, as far as the bounds allow. */
class BoundedFiles {
  readonly paths = new Set<RepoPath>();
  readonly #files: ReadonlyMap<RepoPath, CandidateFile>;
  readonly #bounds: ProgramBounds;
  #units = 0;

  constructor(files: ReadonlyMap<RepoPath, CandidateFile>, bounds: ProgramBounds) {
    this.#files = files;
    this.#bounds = bounds;
  }

  get size(): number {
    return this.paths.size;
  }

  add(path: RepoPath): void {
    const size = this.#files.get(path)?.size;
    if (size === undefined || this.paths.has(path)) return;
    if (this.size >= this.#bounds.files || this.#units + size > this.#bounds.units) return;
    this.paths.add(path);
    this.#units += size;
  }
}

/** The next file on the shortest way to an end, and how many steps it is; an end has no next one. */
interface Step {
  readonly next: RepoPath | undefined;
  readonly steps: number;
}

function waysTo(
  ends: readonly CandidateFile[],
  importers: ReadonlyMap<RepoPath, readonly RepoPath[]>,
): ReadonlyMap<RepoPath, Step> {
  const found = new Map<RepoPath, Step>(ends.map(({ path }) => [path, { next: undefined, steps: 0 }]));
  for (const [path, { steps }] of found)
    for (const importer of importers.get(path) ?? [])
      if (!found.has(importer)) found.set(importer, { next: path, steps: steps + 1 });
  return found;
}

function* wayFrom(start: RepoPath, ways: ReadonlyMap<RepoPath, Step>): Generator<RepoPath> {
  for (let path: RepoPath | undefined = start; path !== undefined; path = ways.get(path)!.next) yield path;
}

/** Which files import each file. */
export function importersOf(files: ReadonlyMap<RepoPath, CandidateFile>): ReadonlyMap<RepoPath, readonly RepoPath[]> {
  const importers = new Map<RepoPath, RepoPath[]>();
  for (const { path, imports } of files.values()) {
    for (const inner of imports) {
      const known = importers.get(inner) ?? [];
      importers.set(inner, known);
      known.push(path);
    }
  }
  return importers;
}
