import type { RepoPath } from "#model/location.ts";
import type { Problem } from "#model/problem.ts";

/** What is told of a program of which not everything could be followed, by whoever followed it. */
export function exhaustedProgram(path: RepoPath): Problem {
  const message =
    "What the calls of this program say took too many steps to follow; some of it is not in the inventory.";
  return { kind: "too-complex", path, message, partial: false };
}
