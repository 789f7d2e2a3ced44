import { posix } from "node:path";

import { leadsNowhere, leadsOut } from "#discover/links.ts";
import type { LinkTarget } from "#discover/links.ts";
import { readBlobs } from "#discover/objects.ts";
import type { TreeEntry } from "#discover/objects.ts";
import type { GitPlace } from "#discover/git-process.ts";
import type { RepoPath } from "#model/location.ts";

/** Links that one path may lead through; the figure of Linux. */
const mostLinks = 40;
/** Bytes of a path; longer links lead nowhere on any system. */
const longestTarget = 4096;

/** What the links of a commit's tree lead to, without a checkout. */
export function linkResolver(place: GitPlace, entries: readonly TreeEntry<RepoPath>[]): (link: RepoPath) => LinkTarget {
  const links = entries.filter(({ type, size }) => type === "link" && size <= longestTarget);
  if (links.length === 0) return () => nowhere("ENOENT");
  const targets = new Map<RepoPath, string>();
  let index = 0;
  for (const bytes of readBlobs(place, links)) targets.set(links[index++]!.path, bytes?.toString("utf8") ?? "");
  const folders = new Set<RepoPath>([""]);
  for (const { path, type } of entries) {
    for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
      if (folders.has(path.slice(0, end))) break;
      folders.add(path.slice(0, end));
    }
    if (type === "submodule") folders.add(path);
  }
  const files = new Set(entries.flatMap(({ path, type }) => (type === "file" ? [path] : [])));
  return (link) => resolve(link, { targets, folders, files });
}

interface Names {
  /** Link → what it says. */
  readonly targets: ReadonlyMap<RepoPath, string>;
  readonly folders: ReadonlySet<RepoPath>;
  readonly files: ReadonlySet<RepoPath>;
}

/** Goes the way segment by segment; where a link is met, what it says comes before the rest of the way. */
function resolve(link: RepoPath, { targets, folders, files }: Names): LinkTarget {
  let met = 0;
  const way = link.split("/").toReversed();
  let reached: RepoPath = "";
  for (let segment = way.pop(); segment !== undefined; segment = way.pop()) {
    const next = segment === "" || segment === "." ? reached : posix.join(reached, segment);
    if (next === ".." || next.startsWith("../")) return outside;
    const target = targets.get(next);
    if (target === undefined) {
      reached = next === "." ? "" : next;
      if (!folders.has(reached) && (way.length > 0 || !files.has(reached))) return nowhere("ENOENT");
      continue;
    }
    if (++met > mostLinks) return nowhere("ELOOP");
    if (target === "") return nowhere("ENOENT");
    if (target.startsWith("/")) return outside;
    way.push(...target.split("/").toReversed());
  }
  return { path: reached, isFolder: folders.has(reached) };
}

const outside: LinkTarget = { path: undefined, isFolder: true, message: leadsOut };

function nowhere(code: string): LinkTarget {
  return { path: undefined, isFolder: true, message: leadsNowhere(code) };
}
