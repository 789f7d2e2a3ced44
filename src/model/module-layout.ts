import type { RepoPath } from "#model/location.ts";

/** What a package of the tree says of itself. */
export interface PackageEntry {
  /** The folder of its manifest; empty for the root. */
  readonly folder: RepoPath;
  readonly name?: string;
  /** Holds if it is published nowhere: of its name, anybody may publish one. */
  readonly unpublished?: true;
  /** `npm`, `python`. */
  readonly ecosystem: string;
  /** Names of the packages that are installed for it. */
  readonly depends: readonly string[];
  /** Which files its modules are, in the order in which they are asked for: conditions of `exports` are alternatives. */
  readonly entries: readonly { readonly subpath: string; readonly targets: readonly string[] }[];
}

/** `paths` of a compiler's configuration, with the folder that they are relative to. */
export interface PathAliases {
  readonly folder: RepoPath;
  readonly paths: readonly { readonly pattern: string; readonly targets: readonly string[] }[];
}

/** What a lock file says can be run by name, with the package that holds it: names and packages of different makers differ. */
export interface InstalledBinaries {
  /** The folder of the lock file; empty for the root. */
  readonly folder: RepoPath;
  readonly packages: readonly { readonly binary: string; readonly package: string }[];
}

/** What a manifest says of where modules lie, or a lock file of what is installed. */
export interface LayoutFacts {
  readonly package?: PackageEntry;
  readonly aliases?: PathAliases;
  readonly binaries?: InstalledBinaries;
  /** Of a manifest at the root: the repository that the tree says it is, `github.com/owner/name` in lower case. */
  readonly repository?: string;
}
