import { liesInAgentFolder } from "#discover/agent-folders.ts";
import type { WalkedFile } from "#discover/walk-state.ts";
import type { RepoPath } from "#model/location.ts";
import type { Problem } from "#model/problem.ts";

/** A tree in which links were met and not followed. */
export interface LinkedTree {
  readonly links: readonly RepoPath[];
  /** In code-unit order of their paths. */
  readonly files: readonly WalkedFile[];
  /** Folders that were entered. */
  readonly folders: ReadonlySet<RepoPath>;
  /** Holds if the path is, by its name, that of an artifact. Pure. */
  readonly claims: (path: RepoPath) => boolean;
  readonly resolve: (link: RepoPath) => LinkTarget;
}

/** Where a link leads, if that lies in the tree; else why not. A target that nobody can look at may be a folder. */
export type LinkTarget =
  | { readonly path: RepoPath; readonly isFolder: boolean }
  | { readonly path: undefined; readonly isFolder: boolean; readonly message: string };

/** What a reader is told of a link out of the tree. */
export const leadsOut = "The link leads out of the tree; it was not followed.";

/** What a reader is told of a link without a target; `code` is the system's name of the error. */
export function leadsNowhere(code: string): string {
  return `The link leads nowhere (${code}).`;
}

/** Names of linked files that are compared; more than that in one tree counts as not analysed. */
interface Budget {
  left: number;
}

/**
 * What is lost because links are not followed. Nothing is, and nothing is said, where the target lies in the tree, is
 * read under its own name, and would play no other role under the name that the link gives it.
 */
export function linkProblems(tree: LinkedTree): Problem[] {
  const budget = { left: 200_000 };
  return tree.links.flatMap((path) => linkProblem(tree, path, budget) ?? []);
}

function linkProblem(tree: LinkedTree, path: RepoPath, budget: Budget): Problem | undefined {
  const problem = (message: string, partial: boolean): Problem => ({ kind: "symlink", path, message, partial });
  const claimed = tree.claims(path);
  const target = tree.resolve(path);
  const partial = claimed || (target.isFolder && liesInAgentFolder(path));
  if (target.path === undefined) return problem(target.message, partial);
  const way = target.path === "" ? "" : `${target.path}/`;
  if (target.isFolder && `${path}/`.startsWith(way)) {
    return problem("The link leads to a folder that holds it; it was not followed.", false);
  }
  const index = firstFrom(tree.files, target.isFolder ? way : target.path);
  const read = target.isFolder ? tree.folders.has(target.path) : tree.files[index]?.path === target.path;
  if (!read) return problem(`The link leads to ${target.path}, which was not read.`, partial);
  if (target.isFolder) {
    if (!hidesNames(tree, { path, way, index }, budget)) return undefined;
    return problem(`The link gives files of ${way} names that make them artifacts; it was not followed.`, true);
  }
  if (!claimed) return undefined;
  const message = `The link has the name of an artifact; it was read only as ${target.path}.`;
  return problem(message, !tree.claims(target.path));
}

/** Holds if a file below the linked folder is an artifact by the name it has through the link and by no other. */
function hidesNames(
  { files, claims }: LinkedTree,
  link: { readonly path: RepoPath; readonly way: string; readonly index: number },
  budget: Budget,
): boolean {
  for (let index = link.index; files[index]?.path.startsWith(link.way); index++) {
    if (budget.left-- <= 0) return true;
    const path = files[index]!.path;
    if (claims(`${link.path}/${path.slice(link.way.length)}`) && !claims(path)) return true;
  }
  return false;
}

/** The index of the first at or after `path`, of what is in code-unit order of its path. */
export function firstFrom(files: readonly { readonly path: RepoPath }[], path: RepoPath): number {
  let low = 0;
  let high = files.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (files[middle]!.path < path) low = middle + 1;
    else high = middle;
  }
  return low;
}
