import {
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { errorCode, readSource } from "#discover/read.ts";
import { approvalPath, approvalsFolder, isApprovalName } from "#lock/approval.ts";
import { readApproval } from "#lock/approval-text.ts";
import type { Approvals } from "#lock/verify-view.ts";
import { compareText, type RepoPath } from "#model/location.ts";
import { UserError } from "#model/user-error.ts";

/** Bytes of an approval file that is read, and of all of them. */
const maxFileSize = 67_108_864;
const maxTotalSize = 268_435_456;

/** A file of the folder of approvals. */
export interface ApprovalFile {
  readonly name: string;
  readonly text: string;
}

/** The files in the folder of approvals of the work tree, by name. Throws a `UserError` if the folder or one of them cannot be read. */
export function approvalFiles(root: string): ApprovalFile[] {
  if (!checkFolders(root)) return [];
  const names = readdirSync(join(root, approvalsFolder)).sort(compareText);
  let total = 0;
  return names.filter(isYaml).map((name) => {
    const path = approvalPath(name);
    const read = readSource(join(root, path), path, { maxFileSize, claimed: true });
    if (!("bytes" in read)) throw new UserError(read.message, { where: path });
    total += read.bytes.length;
    if (total > maxTotalSize) throw new UserError("the approvals are too large together", { where: approvalsFolder });
    return { name, text: read.bytes.toString("utf8") };
  });
}

/** What an interrupted write left, a README or a `.gitkeep` is nobody's approval. */
function isYaml(name: string): boolean {
  return /\.ya?ml$/i.test(name) && !name.startsWith(".");
}

/** The approvals of some files, by file name. Throws a `UserError` at the first that is none. */
export function readApprovals(files: readonly ApprovalFile[]): Approvals {
  return new Map(
    files.map(({ name, text }) => {
      if (!isApprovalName(name))
        throw new UserError("this is no name of an approval, which is the digest of what it says", {
          where: approvalPath(name),
          suggestion: "Remove the file: `countersign approve` makes them.",
        });
      return [name, readApproval(approvalPath(name), text)];
    }),
  );
}

/**
 * Holds if the folder of approvals is there. Throws a `UserError` where it, or what it lies in, is a link: what is
 * written through one may land anywhere, and git keeps the link only.
 */
function checkFolders(root: string): boolean {
  for (const path of [".countersign", approvalsFolder]) {
    const status = lstatSync(join(root, path), { throwIfNoEntry: false });
    if (!status) return false;
    if (!status.isDirectory()) throw new UserError("this is no folder", { where: path });
  }
  return true;
}

/**
 * Writes an approval whole or not at all: into a file beside it, which takes its name once everything has reached the
 * disk. Returns the path. Throws a `UserError` where that fails; then nothing is left.
 */
export function writeApprovalFile(root: string, { name, text }: ApprovalFile): RepoPath {
  const path = approvalPath(name);
  const target = join(root, path);
  const draft = join(root, approvalsFolder, `.${name}.tmp`);
  try {
    if (!checkFolders(root)) mkdirSync(join(root, approvalsFolder), { recursive: true });
    rmSync(draft, { force: true });
    writeThrough(draft, text);
    renameSync(draft, target);
    syncFolder(join(root, approvalsFolder));
    return path;
  } catch (error) {
    if (existsSync(draft)) rmSync(draft, { force: true });
    if (error instanceof UserError) throw error;
    throw new UserError(`the approval cannot be written (${errorCode(error)})`, { where: path });
  }
}

/** A new file with the text, on the disk when this returns. */
function writeThrough(path: string, text: string): void {
  const file = openSync(path, "wx", 0o644);
  try {
    const bytes = Buffer.from(text, "utf8");
    for (let written = 0; written < bytes.length;) written += writeSync(file, bytes, written);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Makes the new name last. Not every system lets a folder be opened; there the name lasts by itself. */
function syncFolder(path: string): void {
  let folder: number | undefined;
  try {
    folder = openSync(path, "r");
    fsyncSync(folder);
  } catch {
    return;
  } finally {
    if (folder !== undefined) closeSync(folder);
  }
}
