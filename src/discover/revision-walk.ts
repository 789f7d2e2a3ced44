import { liesInAgentFolder } from "#discover/agent-folders.ts";
import { isIgnored, rootLevel } from "#discover/ignore-levels.ts";
import type { IgnoreLevel } from "#discover/ignore-levels.ts";
import { linkProblems } from "#discover/links.ts";
import { escapedName } from "#discover/list.ts";
import { listTree } from "#discover/objects.ts";
import type { TreeEntry } from "#discover/objects.ts";
import { oversizedMessage } from "#discover/read.ts";
import type { GitRepository } from "#discover/repository.ts";
import type { Revision } from "#discover/revision.ts";
import { linkResolver } from "#discover/revision-links.ts";
import { withoutNested } from "#discover/start.ts";
import { vendoredByContent, vendoredByPath } from "#discover/vendored.ts";
import { ignoreFuel } from "#discover/walk.ts";
import type { Walk } from "#discover/walk.ts";
import { tooManyMessage } from "#discover/walk-state.ts";
import type { WalkedFile, WalkRequest } from "#discover/walk-state.ts";
import { compareText } from "#model/location.ts";
import type { RepoPath } from "#model/location.ts";
import type { Fuel } from "#model/path-pattern.ts";
import { parseIgnorePatterns } from "#model/path-pattern.ts";
import type { Problem, ProblemKind } from "#model/problem.ts";

/** An entry whose name can stand in a path. */
type Named = TreeEntry<RepoPath>;

/** What a walk over a revision knows while it goes on. */
interface RevisionState {
  readonly request: WalkRequest;
  /** What the request names, none below another; empty: everything. */
  readonly include: readonly RepoPath[];
  readonly exclude: IgnoreLevel;
  readonly fuel: Fuel;
  /** The paths of all entries, for folders that are known by what they hold. */
  readonly paths: ReadonlySet<RepoPath>;
  /** Folder → whether what lies in it is read. */
  readonly folders: Map<RepoPath, boolean>;
  readonly files: WalkedFile[];
  readonly links: RepoPath[];
  readonly problems: Problem[];
  ignored: number;
  /** Set when the limit on files was met. */
  full: boolean;
}

/**
 * Walks the tree of a commit, as `walk` does a folder: links are not followed, vendored folders passed over, and what
 * is not read is told. Ignore files have no say, since all that a commit holds is tracked.
 */
export function walkRevision(repository: GitRepository, revision: Revision, request: WalkRequest): Walk {
  const listed = listTree(repository, revision);
  const state = newState(request, listed);
  const entries = namedEntries(state, listed);
  for (const entry of entries) {
    if (state.full) break;
    if (isAsked(state, entry.path)) visit(state, entry);
  }
  const { files, links, problems, ignored } = state;
  const folders = new Set([...state.folders].flatMap(([folder, isRead]) => (isRead ? [folder] : [])));
  const claims = (path: RepoPath) => request.claims(path);
  problems.push(...linkProblems({ links, files, folders, claims, resolve: linkResolver(repository, entries) }));
  problems.sort((left, right) => compareText(left.path, right.path) || compareText(left.kind, right.kind));
  return { files, problems, ignored };
}

function newState(request: WalkRequest, listed: readonly TreeEntry[]): RevisionState {
  return {
    request,
    include: withoutNested(request.include),
    exclude: rootLevel(parseIgnorePatterns(request.exclude.join("\n"))),
    fuel: { left: ignoreFuel },
    paths: new Set(listed.flatMap(({ path }) => (typeof path === "string" ? [path] : []))),
    folders: new Map([["", true]]),
    files: [],
    links: [],
    problems: [],
    ignored: 0,
    full: false,
  };
}

function tell(
  { problems }: RevisionState,
  kind: ProblemKind,
  path: RepoPath,
  { message, partial = false }: { readonly message: string; readonly partial?: boolean },
): void {
  problems.push({ kind, path, message, partial });
}

/**
 * The entries in code-unit order of their paths. Told and left out are names that are no UTF-8, that git would not
 * check out, and that a forged tree holds twice.
 */
function namedEntries(state: RevisionState, listed: readonly TreeEntry[]): Named[] {
  const entries: Named[] = [];
  for (const { path, ...entry } of listed) {
    if (typeof path !== "string") {
      const name = escapedName(path);
      const partial = state.request.claims(name);
      tell(state, "encoding", name, { message: "The name is not valid UTF-8; it was not read.", partial });
    } else if (path.split("/").some((segment) => unusable.has(segment.toLowerCase()))) {
      const shown = path.replace(/^\/+/, "").replaceAll("..", "…") || "…";
      tell(state, "unreadable", shown, { message: "No file can have this name; it was not read.", partial: true });
    } else entries.push({ ...entry, path });
  }
  entries.sort((left, right) => compareText(left.path, right.path));
  return entries.filter(({ path }, index) => {
    if (entries[index - 1]?.path !== path) return true;
    tell(state, "unreadable", path, { message: "The tree holds this name twice; one was read.", partial: true });
    return false;
  });
}

const unusable: ReadonlySet<string> = new Set(["", ".", "..", ".git"]);

function isAsked({ include }: RevisionState, path: RepoPath): boolean {
  return include.length === 0 || include.some((asked) => path === asked || path.startsWith(`${asked}/`));
}

function visit(state: RevisionState, { path, type, id, size }: Named): void {
  const { request } = state;
  if (!entersFolderOf(state, path)) return;
  if (isIgnored(state.exclude, path, false, state.fuel)) {
    state.ignored++;
  } else if (type === "link") {
    state.links.push(path);
  } else if (type === "submodule") {
    const partial = request.claims(path) || liesInAgentFolder(path);
    tell(state, "submodule", `${path}/`, { message: submoduleMessage, partial });
  } else if (size > request.maxFileSize) {
    const message = oversizedMessage(size, request.maxFileSize);
    tell(state, "oversized", path, { message, partial: request.claims(path) });
  } else if (state.files.length >= request.maxFiles) {
    state.full = true;
    tell(state, "oversized", path, { message: tooManyMessage(request.maxFiles), partial: true });
  } else state.files.push({ path, size, blob: id });
}

/** What a reader is told of a submodule. */
export const submoduleMessage = "This is a submodule: what it holds lies in another repository, and was not read.";

/** Decides about the folders that a path lies in, outermost first, each once. */
function entersFolderOf(state: RevisionState, path: RepoPath): boolean {
  const own = path.slice(0, Math.max(path.lastIndexOf("/"), 0));
  const known = state.folders.get(own);
  if (known !== undefined) return known;
  let isRead = true;
  for (let slash = path.indexOf("/"); slash >= 0; slash = path.indexOf("/", slash + 1)) {
    const folder = path.slice(0, slash);
    const decided = state.folders.get(folder);
    isRead = decided ?? (isRead && entersFolder(state, folder));
    if (decided === undefined) state.folders.set(folder, isRead);
  }
  return isRead;
}

function entersFolder(state: RevisionState, folder: RepoPath): boolean {
  if (isIgnored(state.exclude, folder, true, state.fuel)) {
    state.ignored++;
    return false;
  }
  const isNamed = state.include.some((asked) => asked === folder || asked.startsWith(`${folder}/`));
  const what = isNamed
    ? undefined
    : (vendoredByPath(folder) ?? vendoredByContent(folder, (name) => state.paths.has(`${folder}/${name}`)));
  if (what === undefined) return true;
  tell(state, "vendored", `${folder}/`, { message: `This folder holds ${what}; it was not read.` });
  return false;
}
