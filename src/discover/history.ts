import { readObjects } from "#discover/objects.ts";
import { gitAnswer, gitAnswerIfAny, linesOfAnswer } from "#discover/repository.ts";
import type { GitRepository, ObjectId } from "#discover/repository.ts";
import type { RepoPath } from "#model/location.ts";
import type { CommitRecord, Identity } from "#model/provenance.ts";

/** What one commit did to files: against its parent, or, if it is a merge, where it differs from all of them. */
export interface CommitChanges {
  readonly commit: ObjectId;
  readonly files: readonly ChangedFile[];
}

/** A file that a commit added, changed or removed. A renamed file is one removed and one added. */
export interface ChangedFile {
  readonly path: RepoPath;
  /** Its content after the commit; absent where the commit removed it. */
  readonly blob?: ObjectId;
}

/** Which commits are asked about. */
export interface HistoryQuestion {
  /** Commits reachable from here … */
  readonly head: ObjectId;
  /** … and not from here; absent: all. */
  readonly base?: ObjectId;
  /** Only what happened at and below these paths; empty: everywhere. */
  readonly paths: readonly RepoPath[];
  /** Commits, newest first, after which the answer ends. */
  readonly limit: number;
}

/** What commits did, newest first, and only those that did something; side branches are part of it. Throws a `UserError` if git cannot say. */
export function historyOf(repository: GitRepository, { head, base, paths, limit }: HistoryQuestion): CommitChanges[] {
  const range = base === undefined ? [head] : [head, `^${base}`];
  const words = ["rev-list", "--topo-order", "--full-history", `--max-count=${limit}`, ...range, ...limitedTo(paths)];
  return changesOf(repository, gitAnswer(repository, { words }), paths);
}

/**
 * What each commit brought to a line of development, newest first: along first parents, a merge with all that it
 * merged. Throws a `UserError` if git cannot say.
 */
export function broughtTo(repository: GitRepository, head: ObjectId, paths: readonly RepoPath[]): CommitChanges[] {
  const words = ["rev-list", "--topo-order", "--first-parent", head, ...limitedTo(paths)];
  const input = gitAnswer(repository, { words }).toString("latin1");
  if (input === "") return [];
  // Asked by themselves, commits tell their true parents; in a history of some paths, those that touch them.
  const lone = ["rev-list", "--no-walk=unsorted", "--parents", "--stdin"];
  const lines = linesOfAnswer(gitAnswer(repository, { words: lone, input }));
  const pairs = lines.map((line) => `${line.split(" ").slice(0, 2).join(" ")}\n`);
  return changesOf(repository, Buffer.from(pairs.join("")), paths);
}

function limitedTo(paths: readonly RepoPath[]): string[] {
  return paths.length === 0 ? [] : ["--", ...paths];
}

/** What commits did, each against its parents, or against the one that stands behind it. */
function changesOf(repository: GitRepository, commits: Buffer, paths: readonly RepoPath[]): CommitChanges[] {
  if (commits.length === 0) return [];
  const flags = [
    "--stdin",
    // What stands at the end of a shallow clone has parents; what it did is not known.
    ...(repository.shallow ? [] : ["--root"]),
    "-r",
    "-c",
    "-z",
    "--raw",
    "--no-abbrev",
    "--no-renames",
    "--ignore-submodules=none",
  ];
  const answer = gitAnswer(repository, {
    words: ["diff-tree", ...flags, ...limitedTo(paths)],
    input: commits.toString("latin1"),
  });
  return readChanges(answer.toString("utf8").split("\0"));
}

/** A record is a commit's name, or `:modes objects status` and, behind the next NUL, a path. */
function readChanges(records: readonly string[]): CommitChanges[] {
  const changes: { commit: ObjectId; files: ChangedFile[] }[] = [];
  for (let index = 0; index < records.length; index++) {
    const record = records[index]!.trimStart();
    if (record === "") continue;
    if (!record.startsWith(":")) {
      changes.push({ commit: record, files: [] });
      continue;
    }
    // One mode and one object a parent, then those of the commit.
    const parents = /^:+/.exec(record)![0].length;
    const blob = record.slice(parents).split(" ")[2 * parents + 1] ?? "";
    const path = records[++index] ?? "";
    changes.at(-1)?.files.push(/^0+$/.test(blob) ? { path } : { path, blob });
  }
  return changes.filter(({ files }) => files.length > 0);
}

/** New path → old path of the files that two commits have under different names, by git's measure of likeness. */
export function renamesBetween(repository: GitRepository, base: ObjectId, head: ObjectId): Map<RepoPath, RepoPath> {
  const words = ["diff-tree", "-r", "-z", "-M", "-l1000", "--diff-filter=R", "--name-status", base, head];
  const answer = gitAnswerIfAny(repository, { words })?.toString("utf8").split("\0") ?? [];
  const renames = new Map<RepoPath, RepoPath>();
  // status, old path, new path
  for (let index = 0; index + 2 < answer.length; index += 3) renames.set(answer[index + 2]!, answer[index + 1]!);
  return renames;
}

/** The commits without parents in the history of a commit, sorted: what all clones of a repository share. */
export function rootCommits(repository: GitRepository, commit: ObjectId): ObjectId[] {
  return linesOfAnswer(gitAnswer(repository, { words: ["rev-list", "--max-parents=0", commit] })).sort();
}

/** Bytes of a commit that is read; longer ones say nothing. */
const longestCommit = 65_536;

/** What commits say about themselves; those that cannot be read are left out. */
export function readCommits(repository: GitRepository, commits: readonly ObjectId[]): CommitRecord[] {
  if (commits.length === 0) return [];
  const input = commits.map((commit) => `${commit}\n`).join("");
  const words = ["cat-file", "--batch-check=%(objectname) %(objectsize)"];
  const objects = linesOfAnswer(gitAnswer(repository, { words, input })).flatMap((line) => {
    const [id = "", size = ""] = line.split(" ");
    return Number(size) <= longestCommit ? [{ id, size: Number(size) }] : [];
  });
  const records: CommitRecord[] = [];
  let index = 0;
  for (const bytes of readObjects(repository, objects, "commit")) {
    const commit = objects[index++]!.id;
    if (bytes) records.push(readCommit(commit, bytes.toString("utf8")));
  }
  return records;
}

/** Headers, an empty line, the message. */
function readCommit(commit: ObjectId, text: string): CommitRecord {
  const end = text.indexOf("\n\n");
  const headers = (end < 0 ? text : text.slice(0, end)).split("\n");
  const person = (header: string) =>
    headers.find((line) => line.startsWith(`${header} `))?.slice(header.length + 1) ?? "";
  return {
    commit,
    author: identityOf(person("author")),
    committer: identityOf(person("committer")),
    time: Number(/ (\d{1,15}) [+-]\d{4}$/.exec(person("committer"))?.[1] ?? 0),
    message: end < 0 ? "" : text.slice(end + 2),
  };
}

/** `name <address> seconds zone` */
function identityOf(line: string): Identity {
  const open = line.lastIndexOf("<");
  const close = line.indexOf(">", open);
  if (open < 0 || close < 0) return { name: line.trim(), email: "" };
  return { name: line.slice(0, open).trim(), email: line.slice(open + 1, close).trim() };
}
