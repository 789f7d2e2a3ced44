import { lstatSync } from "node:fs";
import type { Dirent, Stats } from "node:fs";

import { isIgnored, repositoryLevel } from "#discover/ignore-levels.ts";
import type { IgnoreLevel } from "#discover/ignore-levels.ts";
import type { Fuel } from "#model/path-pattern.ts";
import { errorCode, oversizedMessage } from "#discover/read.ts";
import type { RepoPath } from "#model/location.ts";
import type { Problem, ProblemKind } from "#model/problem.ts";

/** What a walk is asked for. */
export interface WalkRequest {
  /** Files and folders to limit the walk to; empty: the whole tree. What is named here is read even if it is ignored or vendored. */
  readonly include: readonly RepoPath[];
  /** The configuration's globs, written as in `.gitignore`. */
  readonly exclude: readonly string[];
  /** Bytes; larger files become a problem. */
  readonly maxFileSize: number;
  /** The walk ends, with a problem, at the first file over this number. */
  readonly maxFiles: number;
  /** Further folders in which git is looked for, written like PATH; only absolute ones outside the tree count. */
  readonly searchPath?: string;
  /** Holds for a folder with a repository of its own that is left out with all that it holds; absent: for none. */
  readonly isForeign?: (folder: RepoPath) => boolean;
  /** Holds if the path is, by its name, that of an artifact. Pure. */
  claims(path: RepoPath): boolean;
}

/** A file to be read. */
export interface WalkedFile {
  readonly path: RepoPath;
  /** Bytes, when the walk saw it. */
  readonly size: number;
  /** The name that git gives the content; only where the file is read from a revision. */
  readonly blob?: string;
  /** What the file system says of the file, which is something else once it was written; absent where that is not sure. */
  readonly stamp?: string;
}

/** An entry of the tree, with what holds where it lies. */
export interface Entry {
  readonly path: RepoPath;
  readonly type: "folder" | "file" | "link" | "special";
  readonly level: IgnoreLevel | undefined;
  readonly repository: Repository | undefined;
  /** Holds below an ignored agent folder, which is listed only to tell what was not read. */
  readonly ignored: boolean;
  /** Holds for what the request names: neither ignore files nor the names of folders hide it. */
  readonly named: boolean;
}

/** A repository whose top is the root, above it or below it, and what its ignore files hid. */
export interface Repository {
  /** The absolute path of the folder that holds `.git`. */
  readonly top: string;
  /** A path as git gives it becomes one under the root by dropping the first text, which it must start with, and adding the second. */
  readonly drop: string;
  readonly add: string;
  readonly ignoredFiles: Set<RepoPath>;
  readonly ignoredFolders: Set<RepoPath>;
}

/** What a walk knows while it goes on. */
export interface WalkState {
  /** Absolute, without links in it. */
  readonly root: string;
  readonly request: WalkRequest;
  readonly exclude: IgnoreLevel;
  readonly fuel: Fuel;
  readonly files: WalkedFile[];
  /** Files over the limit of size. */
  readonly oversized: WalkedFile[];
  readonly problems: Problem[];
  readonly links: RepoPath[];
  /** Folders that were entered. */
  readonly folders: Set<RepoPath>;
  /** By their absolute tops. */
  readonly repositories: Map<string, Repository>;
  /** Artifacts by name that ignore files hide. */
  readonly ignoredArtifacts: RepoPath[];
  /** Those of them outside of any repository, where no index says whether they belong to the tree. */
  readonly unjudged: Set<RepoPath>;
  /** Files that ignore files hide outside of any repository. */
  unjudgedFiles: number;
  ignored: number;
  /** Set when the limit on files was met. */
  full: boolean;
}

/** The absolute path of a path under the root. */
export function absoluteOf(state: WalkState, path: RepoPath): string {
  return path === "" ? state.root : `${state.root === "/" ? "" : state.root}/${path}`;
}

/** Records a problem; partial only where told. */
export function report(
  state: WalkState,
  kind: ProblemKind,
  path: RepoPath,
  detail: { message: string; partial?: boolean },
): void {
  state.problems.push({ kind, path, message: detail.message, partial: detail.partial ?? false });
}

/** Holds if the configuration excludes the path itself. */
export function isExcluded(state: WalkState, path: RepoPath, isFolder: boolean): boolean {
  return isIgnored(state.exclude, path, isFolder, state.fuel);
}

/** The entry with what holds in the folder that it is, before its own ignore file: in the top of a repository, nothing from outside. */
export function entered(state: WalkState, entry: Entry, isTop: boolean): Entry {
  if (!isTop) return entry;
  const top = absoluteOf(state, entry.path);
  const add = entry.path === "" ? "" : `${entry.path}/`;
  const repository = repositoryAt(state, top, { drop: "", add });
  return { ...entry, repository, level: repositoryLevel(top, entry.path) };
}

/** The repository with this top, made known if it is new. */
export function repositoryAt(state: WalkState, top: string, way: { drop: string; add: string }): Repository {
  const known = state.repositories.get(top);
  if (known) return known;
  const repository = { top, ...way, ignoredFiles: new Set<string>(), ignoredFolders: new Set<string>() };
  state.repositories.set(top, repository);
  return repository;
}

/** What kind of entry a directory listing or a status speaks of. */
export function typeOf(listed: Pick<Dirent, "isDirectory" | "isFile" | "isSymbolicLink">): Entry["type"] {
  if (listed.isFile()) return "file";
  if (listed.isDirectory()) return "folder";
  return listed.isSymbolicLink() ? "link" : "special";
}

/** Looks at one entry that is no folder, and records the file, the link or the problem that it is. */
export function visitFile(state: WalkState, path: RepoPath): void {
  let status: Stats;
  try {
    status = lstatSync(absoluteOf(state, path));
  } catch (error) {
    const message = `The file cannot be looked at (${errorCode(error)}).`;
    report(state, "unreadable", path, { message, partial: state.request.claims(path) });
    return;
  }
  if (status.isSymbolicLink()) state.links.push(path);
  else if (status.isFile()) addFile(state, path, status);
  else if (!status.isDirectory()) reportSpecial(state, path);
}

/** Records a FIFO, a socket or a device: none is opened. */
export function reportSpecial(state: WalkState, path: RepoPath): void {
  const message = "This is a FIFO, a socket or a device; it was not opened.";
  report(state, "special-file", path, { message, partial: state.request.claims(path) });
}

function addFile(state: WalkState, path: RepoPath, status: Stats): void {
  const { size } = status;
  const { maxFileSize, maxFiles } = state.request;
  if (state.full) return;
  if (size > maxFileSize) {
    const partial = state.request.claims(path);
    state.oversized.push({ path, size });
    report(state, "oversized", path, { message: oversizedMessage(size, maxFileSize), partial });
  } else if (state.files.length >= maxFiles) {
    state.full = true;
    report(state, "oversized", path, { message: tooManyMessage(maxFiles), partial: true });
  } else state.files.push({ path, size, ...stamped(status) });
}

/** Milliseconds; what was changed less than this ago may be changed again without the clock of the file system telling. */
const tick = 2000;

function stamped({ ino, mtimeMs, ctimeMs }: Stats): Pick<WalkedFile, "stamp"> {
  const isSure = Date.now() - Math.max(mtimeMs, ctimeMs) > tick;
  return isSure ? { stamp: `${ino}-${mtimeMs}-${ctimeMs}` } : {};
}

/** What a reader is told at the first file over the limit. */
export function tooManyMessage(maxFiles: number): string {
  return `The tree holds more than ${maxFiles} files; this one and all after it were not read.`;
}
