import { existsSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";

import { parentOfAgentFolder } from "#discover/agent-folders.ts";
import { repositoryTop } from "#discover/git.ts";
import { toSlashes } from "#discover/start.ts";
import type { RepoPath } from "#model/location.ts";

/** The file whose folder counts as a root where there is no repository. */
const configurationName = "countersign.yaml";

/** Where a scan of some paths starts and what it is limited to. */
export interface ScanRoot {
  /** Absolute. */
  readonly root: string;
  /** The given paths relative to it; empty if the whole root is meant. */
  readonly include: RepoPath[];
}

/**
 * The root for given paths, absolute and existing: artifacts are known by where they lie in a project or a home folder,
 * so a scan of a part must see the names of the whole. It is the top of the repository; failing that the nearest folder
 * with a configuration; failing that the folder that holds all paths, or the one above it if that is an agent folder.
 */
export function scanRoot(paths: readonly string[]): ScanRoot {
  const common = commonFolder(paths.map(folderOf));
  const root = repositoryTop(common) ?? configuredFolder(common) ?? outsideAgentFolders(common);
  const include = paths.map((path) => toSlashes(relative(root, path)));
  return { root, include: include.includes("") ? [] : include };
}

function folderOf(path: string): string {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true ? path : dirname(path);
}

function commonFolder(folders: readonly string[]): string {
  const [first = "/", ...rest] = folders;
  let common = first;
  for (const folder of rest) {
    while (
      !`${toSlashes(folder)}/`.startsWith(`${toSlashes(common).replace(/\/$/, "")}/`) &&
      common !== dirname(common)
    ) {
      common = dirname(common);
    }
  }
  return common;
}

function configuredFolder(folder: string): string | undefined {
  for (let current = folder; ; current = dirname(current)) {
    if (existsSync(join(current, configurationName))) return current;
    if (current === dirname(current)) return undefined;
  }
}

/** `project` for `project/.claude` and `project/.claude/skills`; other folders are what they are. */
function outsideAgentFolders(folder: string): string {
  for (const candidate of [folder, dirname(folder)]) {
    const parent = parentOfAgentFolder(toSlashes(candidate));
    if (parent !== undefined) return parent === "" ? "/" : parent;
  }
  return folder;
}
