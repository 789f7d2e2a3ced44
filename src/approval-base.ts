import { createHash } from "node:crypto";
import type { ApprovalFile } from "#approval-files.ts";
import type { TreeFiles } from "#deciding-files.ts";
import { broughtTo, historyOf, readCommits, rootCommits } from "#discover/history.ts";
import { listTree, readBlobs, readFileAt } from "#discover/objects.ts";
import type { GitRepository, ObjectId } from "#discover/repository.ts";
import type { Revision } from "#discover/revision.ts";
import { approvalPath, approvalsFolder, isApprovalName, type Approval } from "#lock/approval.ts";
import { readApproval } from "#lock/approval-text.ts";
import { UserError } from "#model/user-error.ts";

/** The files of a revision. */
export function filesAt(repository: GitRepository, revision: Revision): TreeFiles {
  return {
    nameOf: (path) => `${revision.name}:${path}`,
    read: (path) => readFileAt(repository, revision, path),
  };
}

/** The approvals of a revision, and the files among them that are none. */
export interface BaseApprovals {
  readonly approvals: ReadonlyMap<string, Approval>;
  /** Sorted. What is wrong in base already cannot be mended but by a change of it. */
  readonly unreadable: readonly UserError[];
}

/** Reads the approvals of a revision. */
export function approvalsAt(repository: GitRepository, revision: Revision): BaseApprovals {
  const approvals = new Map<string, Approval>();
  const unreadable: UserError[] = [];
  for (const { name, text } of approvalFilesAt(repository, revision)) {
    try {
      approvals.set(name, readApproval(approvalPath(name), text));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      unreadable.push(error);
    }
  }
  return { approvals, unreadable };
}

function* approvalFilesAt(repository: GitRepository, revision: Revision): Generator<ApprovalFile> {
  const files = listTree(repository, revision, [approvalsFolder]).flatMap(({ path, type, id, size }) => {
    const name = nameOf(path);
    return type === "file" && name !== undefined ? [{ name, id, size }] : [];
  });
  let index = 0;
  for (const bytes of readBlobs(repository, files)) {
    yield { name: files[index++]!.name, text: bytes?.toString("utf8") ?? "" };
  }
}

/** The file name of an approval's path; undefined for other files. */
function nameOf(path: string | Buffer): string | undefined {
  const name = String(path).slice(approvalsFolder.length + 1);
  return isApprovalName(name) && path === approvalPath(name) ? name : undefined;
}

/**
 * Tells of a file name whether an approval of it is in a revision, or was in its history, in a side branch too. Asks
 * git once, when the first name is asked about.
 */
export function approvalHistory(
  repository: GitRepository,
  revision: Revision,
): (name: string) => "now" | "before" | undefined {
  let known: { readonly now: ReadonlySet<string>; readonly ever: ReadonlySet<string> } | undefined;
  return (name) => {
    known ??= namesOf(repository, revision);
    return known.now.has(name) ? "now" : known.ever.has(name) ? "before" : undefined;
  };
}

function namesOf(repository: GitRepository, revision: Revision) {
  const commits = historyOf(repository, { head: revision.commit, paths: [approvalsFolder], limit: 2 ** 31 - 1 });
  const ever = new Set(commits.flatMap(({ files }) => files.flatMap(({ path }) => nameOf(path) ?? [])));
  const now = new Set(listTree(repository, revision, [approvalsFolder]).flatMap(({ path }) => nameOf(path) ?? []));
  return { now, ever };
}

/** When each approval came into a revision's line of development: file name → seconds since 1970, as the commit says that brought it. */
export function arrivalTimes(repository: GitRepository, commit: ObjectId): ReadonlyMap<string, number> {
  const brought = broughtTo(repository, commit, [approvalsFolder]);
  const records = readCommits(
    repository,
    brought.map((change) => change.commit),
  );
  const times = new Map(records.map((record) => [record.commit, record.time]));
  const arrivals = new Map<string, number>();
  // Newest first: what was removed and came back counts from when it came back.
  for (const { commit: by, files } of brought) {
    for (const { path, blob } of files) {
      const name = nameOf(path);
      const time = times.get(by);
      if (name !== undefined && blob !== undefined && time !== undefined && !arrivals.has(name))
        arrivals.set(name, time);
    }
  }
  return arrivals;
}

/** The id of a repository: a digest of its first commits, which every clone of it shares, hex. */
export function repositoryId(repository: GitRepository, commit: ObjectId): string {
  return createHash("sha256").update(rootCommits(repository, commit).join("\n"), "utf8").digest("hex");
}
