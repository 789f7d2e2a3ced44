import { realpathSync, statSync } from "node:fs";
import { relative } from "node:path";

import { liesInAgentFolder } from "#discover/agent-folders.ts";
import { liesBelow } from "#discover/git.ts";
import { errorCode } from "#discover/read.ts";
import { toSlashes } from "#discover/start.ts";
import { absoluteOf } from "#discover/walk-state.ts";
import type { WalkedFile, WalkState } from "#discover/walk-state.ts";
import type { RepoPath } from "#model/location.ts";
import type { Problem } from "#model/problem.ts";

/** Names of linked files that are compared; more than that in one tree counts as not analysed. */
interface Budget {
  left: number;
}

/**
 * What is lost because links are not followed. Nothing is, and nothing is said, where the target lies in the tree, is
 * read under its own name, and would play no other role under the name that the link gives it.
 */
export function linkProblems(state: WalkState): Problem[] {
  const budget = { left: 200_000 };
  return state.links.flatMap((path) => linkProblem(state, path, budget) ?? []);
}

function linkProblem(state: WalkState, path: RepoPath, budget: Budget): Problem | undefined {
  const problem = (message: string, partial: boolean): Problem => ({ kind: "symlink", path, message, partial });
  const claimed = state.request.claims(path);
  const target = resolveLink(state, path);
  const partial = claimed || (target.isFolder && liesInAgentFolder(path));
  if (target.path === undefined) return problem(target.message, partial);
  const way = target.path === "" ? "" : `${target.path}/`;
  if (target.isFolder && `${path}/`.startsWith(way)) {
    return problem("The link leads to a folder that holds it; it was not followed.", false);
  }
  const index = firstFrom(state.files, target.isFolder ? way : target.path);
  const read = target.isFolder ? state.folders.has(target.path) : state.files[index]?.path === target.path;
  if (!read) return problem(`The link leads to ${target.path}, which was not read.`, partial);
  if (target.isFolder) {
    if (!hidesNames(state, { path, way, index }, budget)) return undefined;
    return problem(`The link gives files of ${way} names that make them artifacts; it was not followed.`, true);
  }
  if (!claimed) return undefined;
  const message = `The link has the name of an artifact; it was read only as ${target.path}.`;
  return problem(message, !state.request.claims(target.path));
}

/** Where a link leads, if that lies in the tree; else why not. A target that nobody can look at may be a folder. */
type Target =
  | { readonly path: RepoPath; readonly isFolder: boolean }
  | { readonly path: undefined; readonly isFolder: boolean; readonly message: string };

function resolveLink(state: WalkState, path: RepoPath): Target {
  try {
    const real = toSlashes(realpathSync(absoluteOf(state, path)));
    const isFolder = statSync(real).isDirectory();
    if (liesBelow(real, state.root)) return { path: toSlashes(relative(state.root, real)), isFolder };
    return { path: undefined, isFolder, message: "The link leads out of the tree; it was not followed." };
  } catch (error) {
    return { path: undefined, isFolder: true, message: `The link leads nowhere (${errorCode(error)}).` };
  }
}

/** Holds if a file below the linked folder is an artifact by the name it has through the link and by no other. */
function hidesNames(
  { files, request }: WalkState,
  link: { readonly path: RepoPath; readonly way: string; readonly index: number },
  budget: Budget,
): boolean {
  for (let index = link.index; files[index]?.path.startsWith(link.way); index++) {
    if (budget.left-- <= 0) return true;
    const path = files[index]!.path;
    if (request.claims(`${link.path}/${path.slice(link.way.length)}`) && !request.claims(path)) return true;
  }
  return false;
}

/** The index of the first file at or after `path`. */
function firstFrom(files: readonly WalkedFile[], path: RepoPath): number {
  let low = 0;
  let high = files.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (files[middle]!.path < path) low = middle + 1;
    else high = middle;
  }
  return low;
}
