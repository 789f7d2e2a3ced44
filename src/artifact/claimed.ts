import { frontEnds } from "#artifact/table.ts";
import type { RepoPath } from "#model/location.ts";

/** Holds if the path alone says that the file is an artifact, so that not reading it would hide something. */
export function isClaimed(path: RepoPath): boolean {
  return frontEnds.some((frontEnd) => frontEnd.claims(path));
}
