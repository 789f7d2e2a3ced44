import { lstatSync, realpathSync } from "node:fs";

import { trackedPaths } from "#discover/git.ts";
import { toSlashes } from "#discover/start.ts";
import { vendoredByPath } from "#discover/vendored.ts";
import { absoluteOf, isExcluded, report, visitFile } from "#discover/walk-state.ts";
import type { Repository, WalkState } from "#discover/walk-state.ts";
import type { RepoPath } from "#model/location.ts";

/** Repositories in one tree that git is asked about; each question may take seconds if it was made to. */
const mostRepositories = 20;

/**
 * Reads what ignore files hide although it is committed, since ignoring a tracked file has no effect in git, and
 * tells which artifacts stay hidden. Git is asked only about repositories in which something was ignored.
 */
export function restoreTracked(state: WalkState): void {
  const restored = new Set<RepoPath>();
  let asked = 0;
  for (const repository of state.repositories.values()) {
    if (repository.ignoredFiles.size + repository.ignoredFolders.size === 0) continue;
    const { top } = repository;
    const question = { top, root: state.root, searchPath: state.request.searchPath ?? "" };
    const tracked =
      ++asked > mostRepositories ? { failure: "there are too many repositories" } : trackedPaths(question);
    if ("failure" in tracked) reportFailure(state, repository, tracked.failure);
    else restoreFrom(state, repository, { tracked, restored });
  }
  const message = "An ignore file hides this file, and git does not track it; it was not read.";
  for (const path of state.ignoredArtifacts) {
    if (state.unjudged.has(path)) report(state, "ignored-artifact", path, { message: unjudged, partial: true });
    else if (!restored.has(path)) report(state, "ignored-artifact", path, { message });
  }
  if (state.unjudgedFiles > 0) {
    const files = counted(state);
    report(state, "git", "./", { message: `No repository says what is tracked, and ignore files hide ${files}.` });
  }
}

/** An ignore file that came with a tree must not decide what is looked at in it. */
const unjudged = "An ignore file hides this file, and no repository says that it is not tracked; it was not read.";

/** How many files are hidden where nobody can be asked; at the limit on files, nobody counts on. */
function counted({ unjudgedFiles, request }: WalkState): string {
  if (unjudgedFiles >= request.maxFiles) return `${unjudgedFiles} files or more, which were not read`;
  return unjudgedFiles === 1 ? "one file, which was not read" : `${unjudgedFiles} files, which were not read`;
}

/** What is ignored may be committed for all we know; that matters if it is an artifact. */
function reportFailure(state: WalkState, repository: Repository, failure: string): void {
  const isHidden = (path: RepoPath): boolean => hidingEntry(repository, path) !== undefined;
  const message = `Files that are ignored although they are committed were not read: ${failure}.`;
  report(state, "git", `${repository.add}.git`, { message, partial: state.ignoredArtifacts.some(isHidden) });
}

function restoreFrom(
  state: WalkState,
  repository: Repository,
  { tracked, restored }: { tracked: readonly string[]; restored: Set<RepoPath> },
): void {
  const isPlain = plainFolders(state);
  const vendored = new Set<RepoPath>();
  for (const given of tracked) {
    if (!given.startsWith(repository.drop)) continue;
    const path = repository.add + given.slice(repository.drop.length);
    const hiding = hidingEntry(repository, path);
    if (hiding === undefined || !isPlain(path)) continue;
    const folder = foldersOf(path, hiding.length).find((way) => vendoredByPath(way) !== undefined);
    if (folder !== undefined) vendored.add(folder);
    if (folder === undefined || isArtifactRightIn(state, folder, path)) {
      restored.add(path);
      restoreFile(state, path);
    }
  }
  const message =
    "This folder holds third-party code, though some of it is committed; of that, at most artifacts right in it were read.";
  for (const folder of vendored) report(state, "vendored", `${folder}/`, { message });
}

/** A vendored folder hides no artifact that lies right in it. */
function isArtifactRightIn({ request }: WalkState, folder: RepoPath, path: RepoPath): boolean {
  return path.lastIndexOf("/") === folder.length && request.claims(path);
}

function restoreFile(state: WalkState, path: RepoPath): void {
  if (foldersOf(path, 0).some((way) => isExcluded(state, way, true)) || isExcluded(state, path, false)) return;
  // What is tracked and was deleted is no part of this tree, unless its name was only lost in decoding.
  if (lstatSync(absoluteOf(state, path), { throwIfNoEntry: false })) visitFile(state, path);
  else if (path.includes("\uFFFD")) {
    report(state, "unreadable", path, { message: "The name is not valid UTF-8; it was not read.", partial: true });
  }
}

/** The ignored file that the path is, or the ignored folder that it lies in. */
function hidingEntry({ ignoredFiles, ignoredFolders }: Repository, path: RepoPath): RepoPath | undefined {
  if (ignoredFiles.has(path)) return path;
  return ignoredFolders.size === 0 ? undefined : foldersOf(path, 0).find((folder) => ignoredFolders.has(folder));
}

/** The folders that the path lies in, outermost first, from a length in UTF-16 units on. */
function foldersOf(path: RepoPath, from: number): RepoPath[] {
  const folders: RepoPath[] = [];
  for (let slash = path.indexOf("/", from); slash >= 0; slash = path.indexOf("/", slash + 1)) {
    folders.push(path.slice(0, slash));
  }
  return folders;
}

/**
 * Tells whether a path lies where it says: git's index may name folders that are links by now, and a forged one may
 * name anything.
 */
function plainFolders(state: WalkState): (path: RepoPath) => boolean {
  const known = new Map<RepoPath, boolean>();
  return (path) => {
    const folder = path.slice(0, Math.max(path.lastIndexOf("/"), 0));
    const plain = known.get(folder) ?? isPlainFolder(absoluteOf(state, folder));
    known.set(folder, plain);
    return plain;
  };
}

function isPlainFolder(absolute: string): boolean {
  try {
    return toSlashes(realpathSync(absolute)) === absolute && !`${absolute}/`.includes("/.git/");
  } catch {
    return false;
  }
}
