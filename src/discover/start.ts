import { existsSync, lstatSync } from "node:fs";
import { join, relative, sep } from "node:path";

import { repositoryTop } from "#discover/git.ts";
import { isIgnored, levelOf, levelsAbove } from "#discover/ignore-levels.ts";
import { absoluteOf, entered, isExcluded, repositoryAt, typeOf } from "#discover/walk-state.ts";
import type { Entry, WalkState } from "#discover/walk-state.ts";
import type { RepoPath } from "#model/location.ts";

/** Where a walk starts: at the root, or at what the request names, each with what holds there. */
export function startingPoints(state: WalkState): Entry[] {
  const root = rootEntry(state);
  const include = withoutNested(state.request.include);
  if (include.length === 0) return [root];
  const known: Known = { entries: new Map([["", root]]), insides: new Map() };
  return include.flatMap((path) => descend(state, known, path) ?? []);
}

/** What was found on the way to paths that the request names, which often lie together. */
interface Known {
  /** Undefined where the configuration excludes the path. */
  readonly entries: Map<RepoPath, Entry | undefined>;
  /** Folders with the levels that hold for what lies in them. */
  readonly insides: Map<RepoPath, Entry>;
}

/** A path of this system with `/` between its segments. */
export function toSlashes(path: string): string {
  return sep === "/" ? path : path.replaceAll(sep, "/");
}

function rootEntry(state: WalkState): Entry {
  const here = { path: "", type: "folder", ignored: false, named: true } as const;
  const top = repositoryTop(state.root);
  if (top === undefined) return { ...here, level: undefined, repository: undefined };
  const way = toSlashes(relative(top, state.root));
  const repository = repositoryAt(state, toSlashes(top), { drop: way === "" ? "" : `${way}/`, add: "" });
  return { ...here, level: way === "" ? undefined : levelsAbove(top, way), repository };
}

/** Sorted, and without paths that lie below another one; empty if one of them is the root. */
export function withoutNested(include: readonly RepoPath[]): RepoPath[] {
  const kept: RepoPath[] = [];
  for (const path of include.map((given) => (given.endsWith("/") ? given : `${given}/`)).sort()) {
    const last = kept.at(-1);
    if (last === undefined || !path.startsWith(last)) kept.push(path);
  }
  return kept.includes("/") ? [] : kept.map((path) => path.slice(0, -1));
}

/**
 * The entry of a path that the request names; undefined if the configuration excludes it. Levels are gathered on the
 * way down. Where they ignore a folder on it, the request overrules all of them, since they would ignore what lies
 * below as well.
 */
function descend(state: WalkState, known: Known, path: RepoPath): Entry | undefined {
  const segments = path.split("/");
  let entry = known.entries.get("");
  for (let count = 1; count <= segments.length && entry; count++) {
    const current = segments.slice(0, count).join("/");
    if (!known.entries.has(current)) known.entries.set(current, step(state, inside(state, known, entry), current));
    entry = known.entries.get(current);
  }
  return entry;
}

function inside(state: WalkState, { insides }: Known, folder: Entry): Entry {
  const known = insides.get(folder.path);
  if (known) return known;
  const absolute = absoluteOf(state, folder.path);
  const inner = entered(state, folder, existsSync(join(absolute, ".git")));
  const found = { ...inner, level: levelOf(absolute, folder.path, inner.level) };
  insides.set(folder.path, found);
  return found;
}

/** From the inside of a folder to an entry in it. */
function step(state: WalkState, folder: Entry, path: RepoPath): Entry | undefined {
  const type = typeAt(absoluteOf(state, path));
  if (isExcluded(state, path, type === "folder")) {
    state.ignored++;
    return undefined;
  }
  const hidden = isIgnored(folder.level, path, type === "folder", state.fuel);
  return { ...folder, path, type, level: hidden ? undefined : folder.level };
}

function typeAt(absolute: string): Entry["type"] {
  try {
    return typeOf(lstatSync(absolute));
  } catch {
    // Looking at it again as a file is what reports why it cannot be looked at.
    return "file";
  }
}
