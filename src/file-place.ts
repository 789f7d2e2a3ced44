import { join } from "node:path";
import { isClaimed } from "#artifact/claimed.ts";
import { readBlobs, trackedTree } from "#discover/objects.ts";
import { readSource } from "#discover/read.ts";
import { submoduleProblem, walkRevision } from "#discover/revision-walk.ts";
import type { GitRepository } from "#discover/repository.ts";
import type { Revision } from "#discover/revision.ts";
import { sortedProblems, walk, type Walk } from "#discover/walk.ts";
import type { WalkedFile, WalkRequest } from "#discover/walk-state.ts";
import type { RepoPath } from "#model/location.ts";
import type { Problem } from "#model/problem.ts";

/** A folder whose files are read from the disk. */
export interface FolderPlace {
  readonly kind: "folder";
  /** Absolute; paths are relative to it. */
  readonly root: string;
  /** The repository whose work tree the folder is, where only what can be committed to it is meant. */
  readonly repository?: GitRepository;
}

/** A commit whose files are read from git's objects; paths are relative to the repository's top. */
export interface RevisionPlace {
  readonly kind: "revision";
  readonly repository: GitRepository;
  readonly revision: Revision;
}

/** Where the files of a scan lie. Plain data, so that a thread can read too. */
export type FilePlace = FolderPlace | RevisionPlace;

/** The absolute path of what the paths of a place are relative to; of a repository without a work tree, its own folder. */
export function rootOf(place: FilePlace): string {
  return place.kind === "folder" ? place.root : (place.repository.top ?? place.repository.gitDir);
}

/** The files of a place that are to be read, and what was passed over. */
export function walkPlace(place: FilePlace, request: WalkRequest): Walk {
  if (place.kind === "revision") return walkRevision(place.repository, place.revision, request);
  if (place.repository === undefined) return walk(place.root, request);
  const { submodules, folders } = trackedTree(place.repository);
  // A repository below the root is another one's, unless this one tracks files in its folder: that hides nothing.
  const isForeign = (folder: RepoPath) => folder !== "" && !folders.has(folder);
  const found = walk(place.root, { ...request, isForeign });
  const problems = submodules.map((submodule) => submoduleProblem(submodule, request));
  return { ...found, problems: sortedProblems([...found.problems, ...problems]) };
}

/** A file's bytes, or why there are none. */
export interface ReadFile {
  readonly path: RepoPath;
  readonly source: { readonly bytes: Buffer } | Problem;
}

/** Reads files of a place in their order; over `maxFileSize` bytes, none. What is not read is partial if it is an artifact by name. */
export function* readFiles(
  place: FilePlace,
  files: readonly WalkedFile[],
  maxFileSize?: number,
): Generator<ReadFile, void> {
  if (place.kind === "folder") {
    for (const { path } of files) yield { path, source: readFromDisk(place.root, path, maxFileSize) };
    return;
  }
  const blobs = files.map(({ blob = "", size }) => ({ id: blob, size }));
  let index = 0;
  for (const bytes of readBlobs(place.repository, blobs)) {
    const { path } = files[index++]!;
    const message = "Git could not read the file.";
    yield { path, source: bytes ? { bytes } : { kind: "unreadable", path, message, partial: isClaimed(path) } };
  }
}

function readFromDisk(root: string, path: RepoPath, maxFileSize?: number): ReadFile["source"] {
  const limit = maxFileSize === undefined ? undefined : { maxFileSize, claimed: isClaimed(path) };
  const source = readSource(join(root, path), path, limit);
  return "bytes" in source ? source : { ...source, partial: isClaimed(path) };
}
