import type { RepoPath } from "#model/location.ts";
import { decideIgnored, parseIgnorePatterns, type IgnorePatterns } from "#model/path-pattern.ts";

/** Steps that one path may cost; patterns come from rules and configurations, which a scanned tree can supply. */
const fuelPerPath = 100_000;

/** Which files are meant, both in the notation of `.gitignore`; an empty `include` means all. */
interface PathScope {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

type PathFilter = (path: RepoPath) => boolean;

/** Makes filters for many scopes, of which most say the same, and which are asked about one path after the other. */
export function sharedPathFilters(): (scope: PathScope) => PathFilter {
  const made = new Map<string, PathFilter>();
  return ({ include, exclude }) => {
    const key = JSON.stringify([include, exclude]);
    const known = made.get(key) ?? rememberingLast(pathFilter({ include, exclude }));
    made.set(key, known);
    return known;
  };
}

function rememberingLast(filter: PathFilter): PathFilter {
  let last: { readonly path: RepoPath; readonly isIn: boolean } | undefined;
  return (path) => {
    if (last?.path !== path) last = { path, isIn: filter(path) };
    return last.isIn;
  };
}

/** The files that a scope leaves. */
export function pathFilter(scope: PathScope): PathFilter {
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
