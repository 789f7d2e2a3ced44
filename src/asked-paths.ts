import type { RepoPath } from "#model/location.ts";

/** Holds for what lies in the folders and files that a scan was asked for: in all of the tree if there are none. */
export function isAsked(path: RepoPath, include: readonly RepoPath[]): boolean {
  return include.length === 0 || include.some((prefix) => path === prefix || path.startsWith(`${prefix}/`));
}
