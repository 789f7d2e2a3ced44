import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";

import type { RepoPath } from "#model/location.ts";
import type { Problem, ProblemKind } from "#model/problem.ts";

/** What reading one file may cost, and what it means if it fails. */
export interface ReadLimit {
  /** Bytes; a larger file is not read. */
  readonly maxFileSize: number;
  /** Holds if the file plays a role, so that not reading it makes the scan partial. */
  readonly claimed: boolean;
}

/** Where nobody says otherwise, a file counts as one with a role: then nothing is lost unnoticed. */
const anyFile: ReadLimit = { maxFileSize: 268_435_456, claimed: true };

/** A link put in the place of a file is not followed, and a FIFO put there does not block. Windows has neither flag. */
export const openFlags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * The bytes of a regular file, whole, or why there are none. What the walk saw is checked again on the open file,
 * since it may have been replaced or have grown in between; a file that changes while it is read counts as unreadable.
 */
export function readSource(
  absolute: string,
  path: RepoPath,
  limit: ReadLimit = anyFile,
): { readonly bytes: Buffer } | Problem {
  const failed = (kind: ProblemKind, message: string): Problem => ({ kind, path, message, partial: limit.claimed });
  let file: number | undefined;
  try {
    file = openSync(absolute, openFlags);
    const { size, isFile } = statusOf(file);
    if (!isFile) return failed("special-file", "This is no regular file.");
    if (size > limit.maxFileSize) return failed("oversized", oversizedMessage(size, limit.maxFileSize));
    const bytes = readWhole(file, size);
    return bytes ? { bytes } : failed("unreadable", "The file changed while it was read.");
  } catch (error) {
    return failed("unreadable", `The file cannot be read (${errorCode(error)}).`);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function statusOf(file: number): { size: number; isFile: boolean } {
  const status = fstatSync(file);
  return { size: status.size, isFile: status.isFile() };
}

/** The bytes of the file if there are exactly `size` of them. */
function readWhole(file: number, size: number): Buffer | undefined {
  const bytes = Buffer.allocUnsafe(size + 1);
  let filled = 0;
  for (;;) {
    const count = readSync(file, bytes, filled, bytes.length - filled, null);
    filled += count;
    if (count === 0 || filled > size) break;
  }
  return filled === size ? bytes.subarray(0, size) : undefined;
}

/** What a reader is told of a file over the size limit; both in bytes. */
export function oversizedMessage(size: number, limit: number): string {
  return `The file has ${size} bytes; files over ${limit} bytes are not read.`;
}

/** The system's name of an error, such as `EACCES`; never its text, which may hold an absolute path. */
export function errorCode(error: unknown): string {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : "unknown error";
}
