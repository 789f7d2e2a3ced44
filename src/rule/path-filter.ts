import ignore from "ignore";
import type { RepoPath } from "#model/location.ts";

/** The files that `include` and `exclude` leave, both in the notation of `.gitignore`; an empty `include` means all. */
export function pathFilter(scope: {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}): (path: RepoPath) => boolean {
  if (scope.include.length === 0 && scope.exclude.length === 0) return () => true;
  const included = ignore().add([...scope.include]);
  const excluded = ignore().add([...scope.exclude]);
  return (path) => (scope.include.length === 0 || included.ignores(path)) && !excluded.ignores(path);
}
