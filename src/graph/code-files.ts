import type { IdentityGraph } from "#graph/link.ts";
import { customary, type Edge, type Fact, type FactId, type Relation } from "#model/fact.ts";
import type { RepoPath } from "#model/location.ts";
import type { PackageEntry } from "#model/module-layout.ts";

/** What is known of a tree when its artifacts are joined. */
export interface Tree {
  readonly graph: IdentityGraph;
  readonly has: (path: RepoPath) => boolean;
  readonly packages: readonly PackageEntry[];
  /** Holds for tests and examples: what they say joins nothing. */
  readonly isTestPath: (path: RepoPath) => boolean;
}

/** The facts of the programs of a tree by where they stand; what tests and examples say is left out. */
export class CodeFiles {
  readonly byPath: ReadonlyMap<RepoPath, readonly Fact[]>;
  readonly #byPackage: ReadonlyMap<RepoPath, readonly RepoPath[]>;
  readonly #folders: ReadonlySet<RepoPath>;
  readonly #named: ReadonlyMap<string, readonly PackageEntry[]>;

  constructor({ graph, packages, isTestPath }: Tree) {
    this.#folders = new Set(packages.map(({ folder }) => folder));
    const named = new Map<string, PackageEntry[]>();
    for (const entry of packages) {
      const { folder, name, ecosystem } = entry;
      if (name !== undefined && !isTestPath(`${folder}/x`)) push(named, packageKey(ecosystem, name), entry);
    }
    this.#named = named;
    const byPath = new Map<RepoPath, Fact[]>();
    for (const fact of graph.facts) {
      if (fact.origin !== "code" || fact.kind === "principal") continue;
      for (const path of new Set(fact.locations.map((location) => location.path)))
        if (isProgram(path) && !isTestPath(path)) push(byPath, path, fact);
    }
    const byPackage = new Map<RepoPath, RepoPath[]>();
    for (const path of byPath.keys()) push(byPackage, this.packageOf(path) ?? "", path);
    this.byPath = byPath;
    this.#byPackage = byPackage;
  }

  /** The folder of the nearest package around a file; undefined where there is none. */
  packageOf(path: RepoPath): RepoPath | undefined {
    for (let end = path.lastIndexOf("/"); end >= 0; end = path.lastIndexOf("/", end - 1)) {
      if (this.#folders.has(path.slice(0, end))) return path.slice(0, end);
      if (end === 0) break;
    }
    return this.#folders.has("") ? "" : undefined;
  }

  /** The packages of a name. */
  packagesNamed(ecosystem: string, name: string): readonly PackageEntry[] {
    return this.#named.get(packageKey(ecosystem, name)) ?? [];
  }

  /** Holds for folders of packages. */
  isPackage(folder: RepoPath): boolean {
    return this.#folders.has(folder);
  }

  /** The programs of the package in a folder that say something, without those of packages within it. */
  inPackage(folder: RepoPath): readonly RepoPath[] {
    return this.#byPackage.get(folder) ?? [];
  }
}

/** Names of Python's packages are the same with any of three signs. */
function packageKey(ecosystem: string, name: string): string {
  return `${ecosystem}\n${ecosystem === "python" ? name.toLowerCase().replaceAll(/[-_.]+/g, "-") : name}`;
}

/** Holds for files that are programs by their names. */
export function isProgram(path: RepoPath): boolean {
  return /\.(?:[cm]?[jt]sx?|py)$/.test(path);
}

/** What somebody who runs a program has of a fact that stands in it. */
export function runEdge(runner: FactId, { id, kind }: Fact): Edge | undefined {
  // A tool has nothing of its own that would be held; whoever runs a program uses what is read there.
  const relation = kind === "credential" ? "uses" : customary[kind];
  if (relation === undefined || relation.startsWith("<")) return undefined;
  return { from: runner, relation: relation as Relation, to: id };
}

/** Adds to the list under a key. */
export function push<Key, Item>(lists: Map<Key, Item[]>, key: Key, item: Item): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}
