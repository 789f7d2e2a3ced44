import type { RepoPath } from "#model/location.ts";
import { decideIgnored, parseIgnorePatterns, type IgnorePatterns } from "#model/path-pattern.ts";

/** Steps that one path may cost; patterns come from rules and configurations, which a scanned tree can supply. */
const fuelPerPath = 100_000;

/** The files that `include` and `exclude` leave, both in the notation of `.gitignore`; an empty `include` means all. */
export function pathFilter(scope: {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}): (path: RepoPath) => boolean {
  const included = parseIgnorePatterns(scope.include.join("\n"));
  const excluded = parseIgnorePatterns(scope.exclude.join("\n"));
  return (path) => (scope.include.length === 0 || covers(included, path)) && !covers(excluded, path);
}

/** Holds if the patterns speak of the file or of a folder above it. */
function covers(patterns: IgnorePatterns, path: RepoPath): boolean {
  if (patterns.length === 0) return false;
  const fuel = { left: fuelPerPath };
  const segments = path.split("/");
  return segments.some((name, index) => {
    const isFolder = index < segments.length - 1;
    return decideIgnored(patterns, { path: segments.slice(0, index + 1).join("/"), name, isFolder }, fuel) === true;
  });
}
