import { join } from "node:path";

import { excludeText, readSmall } from "#discover/git.ts";
import { decideIgnored, parseIgnorePatterns } from "#model/path-pattern.ts";
import type { Fuel, IgnorePatterns } from "#model/path-pattern.ts";
import type { RepoPath } from "#model/location.ts";

/** The patterns that hold in one folder: its own ignore file's, then those of the folders above it. */
export interface IgnoreLevel {
  readonly patterns: IgnorePatterns;
  readonly above: IgnoreLevel | undefined;
  /** What makes a path under the root relative to this level's folder: units to drop, then a text to put in front. */
  readonly skip: number;
  readonly prefix: string;
}

/** Adds the `.gitignore` of a folder of the tree, if it has one. */
export function levelOf(absolute: string, folder: RepoPath, above: IgnoreLevel | undefined): IgnoreLevel | undefined {
  const text = readSmall(join(absolute, ".gitignore"));
  return withPatterns(text, { above, skip: folder === "" ? 0 : folder.length + 1, prefix: "" });
}

/** The lowest level of a repository whose top is in the tree: its `info/exclude`. */
export function repositoryLevel(top: string, folder: RepoPath): IgnoreLevel | undefined {
  const skip = folder === "" ? 0 : folder.length + 1;
  return withPatterns(excludeText(top), { above: undefined, skip, prefix: "" });
}

/** The levels that hold at a root below the top of its repository: `way` is the root's path from there. */
export function levelsAbove(top: string, way: string): IgnoreLevel | undefined {
  let level = withPatterns(excludeText(top), { above: undefined, skip: 0, prefix: `${way}/` });
  const segments = way.split("/");
  for (let count = 0; count < segments.length; count++) {
    const text = readSmall(join(top, ...segments.slice(0, count), ".gitignore"));
    level = withPatterns(text, { above: level, skip: 0, prefix: `${segments.slice(count).join("/")}/` });
  }
  return level;
}

/** A level of the paths relative to the root, such as the globs of the configuration. */
export function rootLevel(patterns: IgnorePatterns): IgnoreLevel {
  return { patterns, above: undefined, skip: 0, prefix: "" };
}

function withPatterns(text: string | undefined, place: Omit<IgnoreLevel, "patterns">): IgnoreLevel | undefined {
  const patterns = text === undefined ? [] : parseIgnorePatterns(text);
  return patterns.length === 0 ? place.above : { ...place, patterns };
}

/**
 * Holds if the entry itself is ignored: the deepest level that speaks of it decides. Entries below an ignored folder
 * are not asked about, since such a folder is not entered.
 */
export function isIgnored(level: IgnoreLevel | undefined, path: RepoPath, isFolder: boolean, fuel: Fuel): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  for (let current = level; current; current = current.above) {
    const candidate = { path: current.prefix + path.slice(current.skip), name, isFolder };
    const verdict = decideIgnored(current.patterns, candidate, fuel);
    if (verdict !== undefined) return verdict;
  }
  return false;
}
