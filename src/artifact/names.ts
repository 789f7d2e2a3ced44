import type { RepoPath } from "#model/location.ts";

/** The last segment of a path. */
export function baseName(path: RepoPath): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** The last segment without its ending: `reviewer` of `.claude/agents/reviewer.md`, also of `reviewer.agent.md`. */
export function stem(path: RepoPath): string {
  const name = baseName(path);
  const dot = name.indexOf(".", 1);
  return dot < 0 ? name : name.slice(0, dot);
}

/**
 * The name of a workflow file: its stem, behind the folder that holds its `.github`, where that is not the root. Only
 * the root's workflows run; a template of the same name elsewhere is another thing.
 */
export function workflowName(path: RepoPath): string {
  const at = path.lastIndexOf(".github/workflows/");
  return at <= 0 ? stem(path) : path.slice(0, at) + stem(path);
}

/** The name of the folder that holds the file; empty at the root. */
export function folderName(path: RepoPath): string {
  const end = path.lastIndexOf("/");
  return end < 0 ? "" : baseName(path.slice(0, end));
}

/** Holds if the path ends in these segments: `.claude/settings.json` in any folder. */
export function endsIn(path: RepoPath, tail: string): boolean {
  return path === tail || path.endsWith(`/${tail}`);
}
