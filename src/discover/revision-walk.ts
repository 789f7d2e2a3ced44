import { append } from "#model/append.ts";
import { liesInAgentFolder } from "#discover/agent-folders.ts";
import { isIgnored, rootLevel } from "#discover/ignore-levels.ts";
import type { IgnoreLevel } from "#discover/ignore-levels.ts";
import { firstFrom, linkProblems } from "#discover/links.ts";
import { escapedName } from "#discover/list.ts";
import { listTree } from "#discover/objects.ts";
import type { Submodule, TreeEntry } from "#discover/objects.ts";
import { oversizedMessage } from "#discover/read.ts";
import type { GitRepository } from "#discover/repository.ts";
import type { Revision } from "#discover/revision.ts";
import { linkResolver } from "#discover/revision-links.ts";
import { withoutNested } from "#discover/start.ts";
import { isOfAgents, passedOver, vendoredByContent, vendoredByPath } from "#discover/vendored.ts";
import type { FolderChild } from "#discover/vendored.ts";
import { ignoreFuel, sortedProblems } from "#discover/walk.ts";
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

/** Of a folder, all is read, the artifacts right in it, or nothing. */
type FolderReading = "all" | "artifacts" | "nothing";

/** What a walk over a revision knows while it goes on. */
interface RevisionState {
  readonly request: WalkRequest;
  /** What the request names, none below another; empty: everything. */
  readonly include: readonly RepoPath[];
  readonly exclude: IgnoreLevel;
  readonly fuel: Fuel;
  /** Everything in code-unit order of its path, for folders that are known by what they hold. */
  readonly entries: readonly Named[];
  readonly folders: Map<RepoPath, FolderReading>;
  readonly files: WalkedFile[];
  readonly oversized: WalkedFile[];
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
  const problems: Problem[] = [];
  const entries = namedEntries(listTree(repository, revision), request, problems);
  const state = newState(request, entries, problems);
  for (const entry of entries) {
    if (state.full) break;
    if (isAsked(state, entry.path)) visit(state, entry);
  }
  const { files, oversized, links, ignored } = state;
  const folders = new Set([...state.folders].flatMap(([folder, reading]) => (reading === "all" ? [folder] : [])));
  const claims = (path: RepoPath) => request.claims(path);
  append(problems, linkProblems({ links, files, folders, claims, resolve: linkResolver(repository, entries) }));
  return { files, oversized, problems: sortedProblems(problems), ignored };
}

function newState(request: WalkRequest, entries: readonly Named[], problems: Problem[]): RevisionState {
  return {
    request,
    include: withoutNested(request.include),
    exclude: rootLevel(parseIgnorePatterns(request.exclude.join("\n"))),
    fuel: { left: ignoreFuel },
    entries,
    folders: new Map([["", "all"]]),
    files: [],
    oversized: [],
    links: [],
    problems,
    ignored: 0,
    full: false,
  };
}

function tell(
  problems: Problem[],
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
function namedEntries(listed: readonly TreeEntry[], request: WalkRequest, problems: Problem[]): Named[] {
  const entries: Named[] = [];
  for (const { path, ...entry } of listed) {
    if (typeof path !== "string") {
      const name = escapedName(path);
      tell(problems, "unreadable", name, {
        message: "The name is not valid UTF-8; it was not read.",
        partial: request.claims(name),
      });
    } else if (path.split("/").some((segment) => unusable.has(segment.toLowerCase()))) {
      const shown = path.replace(/^\/+/, "").replaceAll("..", "…") || "…";
      tell(problems, "unreadable", shown, { message: "No file can have this name; it was not read.", partial: true });
    } else entries.push({ ...entry, path });
  }
  entries.sort((left, right) => compareText(left.path, right.path));
  return entries.filter(({ path }, index) => {
    if (entries[index - 1]?.path !== path) return true;
    tell(problems, "unreadable", path, { message: "The tree holds this name twice; one was read.", partial: true });
    return false;
  });
}

const unusable: ReadonlySet<string> = new Set(["", ".", "..", ".git"]);

function isAsked({ include }: RevisionState, path: RepoPath): boolean {
  return include.length === 0 || include.some((asked) => path === asked || path.startsWith(`${asked}/`));
}

function visit(state: RevisionState, { path, type, id, size }: Named): void {
  const { request, problems } = state;
  const reading = readingOf(state, path);
  if (reading === "nothing" || (reading === "artifacts" && (type === "submodule" || !request.claims(path)))) return;
  if (isIgnored(state.exclude, path, type === "submodule", state.fuel)) {
    state.ignored++;
  } else if (type === "link") {
    state.links.push(path);
  } else if (type === "submodule") {
    problems.push(submoduleProblem({ path, commit: id }, request));
  } else if (size > request.maxFileSize) {
    state.oversized.push({ path, size, blob: id });
    const message = oversizedMessage(size, request.maxFileSize);
    tell(problems, "oversized", path, { message, partial: request.claims(path) });
  } else if (state.files.length >= request.maxFiles) {
    state.full = true;
    tell(problems, "oversized", path, { message: tooManyMessage(request.maxFiles), partial: true });
  } else state.files.push({ path, size, blob: id });
}

/** What is told of a submodule: another commit is another content. */
export function submoduleProblem({ path, commit }: Submodule, request: Pick<WalkRequest, "claims">): Problem {
  const message = "This is a submodule: what it holds lies in another repository, and was not read.";
  const partial = request.claims(path) || liesInAgentFolder(path);
  return { kind: "submodule", path: `${path}/`, message, content: commit, partial };
}

/** Decides about the folders that a path lies in, outermost first, each once; what holds in the last one is the answer. */
function readingOf(state: RevisionState, path: RepoPath): FolderReading {
  const own = path.slice(0, Math.max(path.lastIndexOf("/"), 0));
  const known = state.folders.get(own);
  if (known !== undefined) return known;
  let reading: FolderReading = "all";
  for (let slash = path.indexOf("/"); slash >= 0; slash = path.indexOf("/", slash + 1)) {
    const folder = path.slice(0, slash);
    const decided = state.folders.get(folder);
    reading = decided ?? (reading === "all" ? readingOfFolder(state, folder) : "nothing");
    if (decided === undefined) state.folders.set(folder, reading);
  }
  return reading;
}

function readingOfFolder(state: RevisionState, folder: RepoPath): FolderReading {
  if (isIgnored(state.exclude, folder, true, state.fuel)) {
    state.ignored++;
    return "nothing";
  }
  if (state.include.some((asked) => asked === folder || asked.startsWith(`${folder}/`))) return "all";
  const what = vendoredByPath(folder) ?? vendoredByMarks(state, folder);
  if (what === undefined) return "all";
  const { message, artifacts } = passedOver(what, childrenOf(state, folder), (path) => state.request.claims(path));
  tell(state.problems, "vendored", `${folder}/`, { message });
  return artifacts.length > 0 ? "artifacts" : "nothing";
}

function vendoredByMarks(state: RevisionState, folder: RepoPath): string | undefined {
  const { entries } = state;
  const holds = (path: RepoPath) => entries[firstFrom(entries, path)]?.path === path;
  const what = vendoredByContent(folder, (name) => holds(`${folder}/${name}`));
  if (what === undefined) return undefined;
  const claims = (path: RepoPath) => state.request.claims(path);
  return childrenOf(state, folder).some((child) => isOfAgents(child, claims)) ? undefined : what;
}

/** What lies right in a folder. Asked only of vendored ones, since all below is looked at. */
function childrenOf({ entries }: RevisionState, folder: RepoPath): FolderChild[] {
  const base = `${folder}/`;
  const children = new Map<RepoPath, FolderChild>();
  for (const { path, type } of entries.slice(firstFrom(entries, base))) {
    if (!path.startsWith(base)) break;
    const slash = path.indexOf("/", base.length);
    const child = slash < 0 ? path : path.slice(0, slash);
    children.set(child, { path: child, type: slash >= 0 || type === "submodule" ? "folder" : type });
  }
  return [...children.values()];
}
