import { append } from "#model/append.ts";
import { realpathSync, statSync } from "node:fs";
import { relative } from "node:path";

import { liesInAgentFolder } from "#discover/agent-folders.ts";
import { isIgnored, levelOf, rootLevel } from "#discover/ignore-levels.ts";
import { parseIgnorePatterns } from "#model/path-pattern.ts";
import { liesBelow } from "#discover/git-process.ts";
import { leadsNowhere, leadsOut, linkProblems } from "#discover/links.ts";
import type { LinkTarget } from "#discover/links.ts";
import { listFolder } from "#discover/list.ts";
import { errorCode } from "#discover/read.ts";
import { restoreTracked } from "#discover/restore.ts";
import { startingPoints, toSlashes } from "#discover/start.ts";
import { isOfAgents, passedOver, vendoredByContent, vendoredByPath } from "#discover/vendored.ts";
import { absoluteOf, entered, isExcluded, report, reportSpecial, visitFile } from "#discover/walk-state.ts";
import type { Entry, WalkedFile, WalkRequest, WalkState } from "#discover/walk-state.ts";
import { compareText } from "#model/location.ts";
import type { RepoPath } from "#model/location.ts";
import type { Problem } from "#model/problem.ts";

/** The files of a tree that are to be read, and what was passed over. */
export interface Walk {
  /** In code-unit order of their paths, whatever order the file system lists them in. */
  readonly files: readonly WalkedFile[];
  /** Those over the limit of size; each is a problem, too. */
  readonly oversized: readonly WalkedFile[];
  readonly problems: readonly Problem[];
  /** Entries that ignore files or the configuration hide; a folder counts once. */
  readonly ignored: number;
}

/** Steps of pattern matching that a walk may spend: a hundred thousand files under two thousand patterns each. */
export const ignoreFuel = 200_000_000;

/**
 * Walks the tree below `root`, an absolute path of a folder that can be read. Nothing is followed, opened or executed,
 * save ignore files and, where those hide something, git, which is asked what it tracks all the same.
 */
export function walk(root: string, request: WalkRequest): Walk {
  const state = newState(root, request);
  const stack = startingPoints(state).toReversed();
  for (let entry = stack.pop(); entry && !state.full; entry = stack.pop()) {
    const children = visit(state, entry);
    for (let index = children.length - 1; index >= 0; index--) stack.push(children[index]!);
  }
  restoreTracked(state);
  state.files.sort((left, right) => compareText(left.path, right.path));
  const { links, files, folders } = state;
  const claims = (path: RepoPath) => request.claims(path);
  append(state.problems, linkProblems({ links, files, folders, claims, resolve: (path) => resolveLink(state, path) }));
  if (state.fuel.left <= 0) {
    const message = "The ignore files are too large for this tree; some of what they ignore was read all the same.";
    report(state, "too-complex", ".gitignore", { message });
  }
  const { oversized, ignored } = state;
  return { files, oversized, problems: sortedProblems(state.problems), ignored };
}

/** Problems of a walk in their order: by path, then kind. */
export function sortedProblems(problems: readonly Problem[]): Problem[] {
  return [...problems].sort((left, right) => compareText(left.path, right.path) || compareText(left.kind, right.kind));
}

function newState(root: string, request: WalkRequest): WalkState {
  return {
    root: toSlashes(realpathSync(root)),
    request,
    exclude: rootLevel(parseIgnorePatterns(request.exclude.join("\n"))),
    fuel: { left: ignoreFuel },
    files: [],
    oversized: [],
    problems: [],
    links: [],
    folders: new Set(),
    repositories: new Map(),
    ignoredArtifacts: [],
    unjudged: new Set(),
    unjudgedFiles: 0,
    ignored: 0,
    full: false,
  };
}

/** Looks at one entry; the children of a folder are what comes next. */
function visit(state: WalkState, entry: Entry): readonly Entry[] {
  const { path, type } = entry;
  if (path === ".git" || path.endsWith("/.git")) return [];
  if (entry.ignored) return noteIgnored(state, entry);
  const hidden = entry.named ? undefined : hiddenBy(state, entry);
  if (hidden !== undefined) state.ignored++;
  if (hidden === "configuration") return [];
  if (hidden === "ignore-file") return noteIgnored(state, { ...entry, ignored: true });
  if (type === "folder") return visitFolder(state, entry);
  if (type === "link") state.links.push(path);
  else if (type === "special") reportSpecial(state, path);
  else visitFile(state, path);
  return [];
}

/** What hides the entry, if anything does; git will be asked about what ignore files hide. */
function hiddenBy(state: WalkState, entry: Entry): "configuration" | "ignore-file" | undefined {
  const { path, repository } = entry;
  const isFolder = entry.type === "folder";
  if (isExcluded(state, path, isFolder)) return "configuration";
  if (!isIgnored(entry.level, path, isFolder, state.fuel)) return undefined;
  (isFolder ? repository?.ignoredFolders : repository?.ignoredFiles)?.add(path);
  return "ignore-file";
}

/**
 * Remembers the artifacts that ignore files hide. Within a repository, where git knows what belongs to it, only agent
 * folders are listed for them; of all folders not the ones that hold another repository's work tree.
 */
function noteIgnored(state: WalkState, entry: Entry): readonly Entry[] {
  const { path, type, repository } = entry;
  if (type !== "folder") {
    const isArtifact = state.request.claims(path);
    if (isArtifact) state.ignoredArtifacts.push(path);
    if (isArtifact && repository === undefined) state.unjudged.add(path);
    if (repository === undefined) state.unjudgedFiles++;
    return [];
  }
  if (vendoredByPath(path) !== undefined) return [];
  const isListed = repository === undefined ? state.unjudgedFiles < state.request.maxFiles : liesInAgentFolder(path);
  if (!isListed) return [];
  const children = listFolder(state, entry);
  const isForeign = children.some((child) => child.path.endsWith("/.git"));
  // Where no repository is, a file of that name must not hide the rest.
  return isForeign && repository !== undefined ? [] : children.filter((child) => !child.path.endsWith("/.git"));
}

function visitFolder(state: WalkState, entry: Entry): readonly Entry[] {
  const { path, named } = entry;
  const children = listFolder(state, entry);
  const byPath = named ? undefined : vendoredByPath(path);
  if (byPath !== undefined) return passOver(state, path, children, byPath);
  const base = path === "" ? "" : `${path}/`;
  const names = new Set(children.map((child) => child.path.slice(base.length)));
  const byContent = named ? undefined : vendoredByContent(path, (name) => names.has(name));
  const claims = (child: RepoPath) => state.request.claims(child);
  if (byContent !== undefined && !children.some((child) => isOfAgents(child, claims)))
    return passOver(state, path, children, byContent);
  if (names.has(".git") && state.request.isForeign?.(path) === true) return [];
  state.folders.add(path);
  const inner = entered(state, entry, names.has(".git"));
  const level = names.has(".gitignore") ? levelOf(absoluteOf(state, path), path, inner.level) : inner.level;
  for (const child of children) Object.assign(child, { level, repository: inner.repository });
  return children;
}

/** Tells that a folder is not read, by its name or its marks, and leaves what is read of it all the same. */
function passOver(state: WalkState, path: RepoPath, children: readonly Entry[], what: string): readonly Entry[] {
  const { artifacts, message } = passedOver(what, children, (child) => state.request.claims(child));
  report(state, "vendored", `${path}/`, { message });
  return artifacts;
}

function resolveLink(state: WalkState, path: RepoPath): LinkTarget {
  try {
    const real = toSlashes(realpathSync(absoluteOf(state, path)));
    const isFolder = statSync(real).isDirectory();
    if (liesBelow(real, state.root)) return { path: toSlashes(relative(state.root, real)), isFolder };
    return { path: undefined, isFolder, message: leadsOut };
  } catch (error) {
    return { path: undefined, isFolder: true, message: leadsNowhere(errorCode(error)) };
  }
}
