import { isUtf8 } from "node:buffer";

import { askGit } from "#discover/git-process.ts";
import type { GitPlace } from "#discover/git-process.ts";
import { gitAnswer, linesOfAnswer, patience } from "#discover/repository.ts";
import type { GitRepository, ObjectId } from "#discover/repository.ts";
import { short } from "#discover/revision.ts";
import type { Revision } from "#discover/revision.ts";
import type { RepoPath } from "#model/location.ts";
import { UserError } from "#model/user-error.ts";

/** An entry of a commit's tree that is no folder. */
export interface TreeEntry<Path = RepoPath | Buffer> {
  /** As its bytes say; a name that is not UTF-8 is no string. */
  readonly path: Path;
  readonly type: "file" | "link" | "submodule";
  readonly id: ObjectId;
  /** Bytes; 0 for a submodule. */
  readonly size: number;
}

/**
 * All files, links and submodules of a commit, or those at and below some paths, in git's order. Nothing is checked
 * out. Throws a `UserError` if the clone lacks some of the contents.
 */
export function listTree(repository: GitRepository, revision: Revision, paths: readonly RepoPath[] = []): TreeEntry[] {
  const words = [
    "ls-tree",
    "-r",
    "-l",
    "-z",
    "--full-tree",
    revision.commit,
    ...(paths.length > 0 ? ["--", ...paths] : []),
  ];
  const answer = askGit(repository, { words, timeout: patience });
  if ("failure" in answer) throw incomplete(repository, revision, answer.failure);
  const entries: TreeEntry[] = [];
  let start = 0;
  for (let end = answer.indexOf(0); end >= 0; start = end + 1, end = answer.indexOf(0, start)) {
    const tab = answer.indexOf(9, start);
    // mode, type, object, size
    const [mode = "", , id = "", size = ""] = answer.toString("latin1", start, tab).split(/ +/);
    const name = answer.subarray(tab + 1, end);
    const bytes = size === "-" ? 0 : Number(size);
    if (!Number.isSafeInteger(bytes)) throw incomplete(repository, revision, "an object is missing or damaged");
    entries.push({ path: isUtf8(name) ? name.toString("utf8") : name, type: typeOfMode(mode), id, size: bytes });
  }
  return entries;
}

/** A commit of another repository that a folder stands for. */
export interface Submodule {
  readonly path: RepoPath;
  readonly commit: ObjectId;
}

/** What the index of a work tree holds, as far as it says what belongs to the repository. */
export interface TrackedTree {
  readonly submodules: readonly Submodule[];
  /** The folders of tracked files. */
  readonly folders: ReadonlySet<RepoPath>;
}

/** What is tracked in a work tree. */
export function trackedTree(repository: GitRepository): TrackedTree {
  const answer = gitAnswer(repository, { words: ["ls-files", "-z", "--cached", "--stage"] });
  const submodules: Submodule[] = [];
  const folders = new Set<RepoPath>();
  for (const record of answer.toString("utf8").split("\0")) {
    // mode, object, stage, path
    const [, mode = "", commit = "", path = ""] = /^(\d+) ([0-9a-f]+) \d\t(.*)$/s.exec(record) ?? [];
    if (mode === "160000") submodules.push({ path, commit });
    else addFolders(folders, path);
  }
  return { submodules, folders };
}

function addFolders(folders: Set<RepoPath>, path: RepoPath): void {
  for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
    if (folders.has(path.slice(0, end))) return;
    folders.add(path.slice(0, end));
  }
}

function typeOfMode(mode: string): TreeEntry["type"] {
  if (mode === "120000") return "link";
  return mode === "160000" ? "submodule" : "file";
}

/** Why a tree cannot be listed: most often the clone was told to leave contents out. */
function incomplete(repository: GitRepository, { name, commit }: Revision, failure: string): UserError {
  const words = ["rev-list", "--objects", "--missing=print", "--no-walk", commit];
  const answer = askGit(repository, { words, timeout: patience });
  const missing = "failure" in answer ? [] : linesOfAnswer(answer).filter((line) => line.startsWith("?"));
  if (missing.length === 0) {
    const suggestion = "The repository may be damaged: `git fsck` says.";
    return new UserError(`the files of '${name}' (${short(commit)}) cannot be listed: ${failure}`, { suggestion });
  }
  const objects = missing.length === 1 ? "one object is missing" : `${missing.length} objects are missing`;
  return new UserError(
    `this is a partial clone, and of '${name}' (${short(commit)}) ${objects}, the first ${short(missing[0]!.slice(1))}`,
    { suggestion: "Fetch them: `git fetch --refetch --no-filter origin`." },
  );
}

/** An object to be read, with the size that git told. */
export interface ObjectRequest {
  readonly id: ObjectId;
  /** Bytes. */
  readonly size: number;
}

/** What one question to git may ask for: bounded memory, and few processes. */
const mostBytes = 8_388_608;
const mostObjects = 1000;

/** The contents of blobs, in order; undefined for those that git cannot read. Asks git once for many. */
export function readBlobs(place: GitPlace, blobs: readonly ObjectRequest[]): Generator<Buffer | undefined, void> {
  return readObjects(place, blobs, "blob");
}

/** The same for objects of any one type. */
export function* readObjects(
  place: GitPlace,
  objects: readonly ObjectRequest[],
  type: "blob" | "commit",
): Generator<Buffer | undefined, void> {
  for (let start = 0; start < objects.length;) {
    let end = start;
    for (let bytes = 0; end < objects.length && end - start < mostObjects; end++) {
      bytes += objects[end]!.size;
      if (bytes > mostBytes && end > start) break;
    }
    yield* readChunk(place, objects.slice(start, end), type);
    start = end;
  }
}

function readChunk(place: GitPlace, objects: readonly ObjectRequest[], wanted: string): (Buffer | undefined)[] {
  const input = objects.map(({ id }) => `${id}\n`).join("");
  const answer = askGit(place, { words: ["cat-file", "--batch"], input, timeout: patience });
  if ("failure" in answer) return objects.map(() => undefined);
  let at = 0;
  return objects.map(() => {
    const line = answer.indexOf(10, at);
    if (line < 0) return undefined;
    // object, type, size; or object and `missing`
    const [, type, size] = answer.toString("latin1", at, line).split(" ");
    const end = line + 1 + Number(size ?? -1);
    at = end + 1;
    return type === wanted && end < answer.length ? answer.subarray(line + 1, end) : undefined;
  });
}

/**
 * The bytes of a file at a revision; undefined where nothing has that name, or a folder. Throws a `UserError` where it
 * is a link or another repository's: what steers a run must not be passed over.
 */
export function readFileAt(repository: GitRepository, revision: Revision, path: RepoPath): Buffer | undefined {
  const entry = listTree(repository, revision, [path]).find((candidate) => candidate.path === path);
  if (!entry) return undefined;
  if (entry.type !== "file") {
    const what = entry.type === "link" ? "a symbolic link" : "a submodule";
    throw new UserError(`'${path}' is ${what} at '${revision.name}', and is not followed there`, {
      suggestion: "Commit the file itself in its place.",
    });
  }
  const [bytes] = readBlobs(repository, [entry]);
  return bytes;
}
