import { liesInAgentFolder } from "#discover/agent-folders.ts";
import type { RepoPath } from "#model/location.ts";

/** Folders that hold other people's code or a tool's own files, by name, and what they are. */
const vendoredNames: ReadonlyMap<string, string> = new Map([
  [".bundle", "installed Ruby gems"],
  [".dart_tool", "a build cache"],
  [".eggs", "installed Python packages"],
  [".gradle", "a build cache"],
  [".hg", "version control data"],
  [".jj", "version control data"],
  [".mypy_cache", "a cache"],
  [".next", "build output"],
  [".nox", "test environments"],
  [".nuxt", "build output"],
  [".pnpm-store", "installed packages"],
  [".pytest_cache", "a cache"],
  [".ruff_cache", "a cache"],
  [".svelte-kit", "build output"],
  [".svn", "version control data"],
  [".terraform", "installed providers and modules"],
  [".tox", "test environments"],
  [".turbo", "a build cache"],
  [".venv", "a Python environment"],
  ["__pycache__", "a cache"],
  ["bower_components", "installed packages"],
  ["Carthage", "installed packages"],
  ["dist-packages", "installed Python packages"],
  ["jspm_packages", "installed packages"],
  ["node_modules", "installed packages"],
  ["Pods", "installed packages"],
  ["site-packages", "installed Python packages"],
  ["third_party", "third-party code"],
  ["vendor", "third-party code"],
  ["venv", "a Python environment"],
]);

/** The same by two segments, where the second alone could be anything. */
const vendoredPairs: ReadonlyMap<string, string> = new Map([
  [".yarn/cache", "installed packages"],
  [".yarn/unplugged", "installed packages"],
]);

/** What a vendored folder holds, by its path; undefined for every other folder. */
export function vendoredByPath(path: RepoPath): string | undefined {
  const slash = path.lastIndexOf("/");
  const name = path.slice(slash + 1);
  const byName = vendoredNames.get(name);
  if (byName !== undefined || slash < 0) return byName;
  return vendoredPairs.get(path.slice(path.lastIndexOf("/", slash - 1) + 1));
}

/** The same, by what the folder holds: names that only tools write. */
export function vendoredByContent(path: RepoPath, holds: (name: string) => boolean): string | undefined {
  if (holds("pyvenv.cfg")) return "a Python environment";
  const name = path.slice(path.lastIndexOf("/") + 1);
  return name === "target" && holds("CACHEDIR.TAG") ? "build output" : undefined;
}

/** What lies right in a folder. */
export interface FolderChild {
  readonly path: RepoPath;
  readonly type: "folder" | "file" | "link" | "special";
}

/** Holds if a path is, by its name, that of an artifact. */
type Claims = (path: RepoPath) => boolean;

/** Holds for artifacts and for what lies in agent folders: no tool puts either at the top of what it installs. */
export function isOfAgents({ path, type }: FolderChild, claims: Claims): boolean {
  return liesInAgentFolder(path) || (type !== "folder" && claims(path));
}

/**
 * What is read of a vendored folder all the same, and what a reader is told: a skill may be called `vendor`, and its
 * name must not hide the artifacts that lie right in it.
 */
export function passedOver<Child extends FolderChild>(
  what: string,
  children: readonly Child[],
  claims: Claims,
): { readonly artifacts: readonly Child[]; readonly message: string } {
  const artifacts = children.filter(({ path, type }) => type !== "folder" && claims(path));
  const read = artifacts.length === 0 ? "it was not read" : "only the artifacts right in it were read";
  return { artifacts, message: `This folder holds ${what}; ${read}.` };
}
