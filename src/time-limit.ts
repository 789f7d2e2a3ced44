import { compareText, type RepoPath } from "#model/location.ts";
import type { Problem } from "#model/problem.ts";

/** What is told of a file at which the time limit struck, beside what was found in it until then. */
export function cutFile(path: RepoPath): Problem {
  const message = "The time limit ended the scan while this file was looked at; not all rules ran on it.";
  return { kind: "time-limit", path, message, partial: true };
}

/** What is told of files that the time limit left over, if there are any. */
export function unreadFiles(paths: readonly RepoPath[]): Problem[] {
  if (paths.length === 0) return [];
  return [ofScan(`The time limit ended the scan; ${paths.length} files were not read: ${listed(paths)}.`)];
}

/** What is told of programs that the time limit left unlinked, if there are any. */
export function unlinkedPrograms(paths: readonly RepoPath[]): Problem[] {
  if (paths.length === 0) return [];
  const message = "The time limit ended the linking of programs; not all that they say of identity is in the inventory";
  return [ofScan(`${message}: ${listed(paths)}.`)];
}

/** What is told where the time limit struck before it was known which files go together. */
export function unjoinedFiles(): Problem {
  return ofScan("The time limit ended the scan before rules could follow what goes from one file to another.");
}

function ofScan(message: string): Problem {
  return { kind: "time-limit", path: "", message, partial: true };
}

/** Paths that are told of many. */
const mostNamed = 3;

/** The first paths, and how many more there are. */
function listed(paths: readonly RepoPath[]): string {
  const named = paths.toSorted(compareText).slice(0, mostNamed);
  const more = paths.length - named.length;
  return named.join(", ") + (more > 0 ? ` and ${more} more` : "");
}
