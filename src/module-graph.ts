import type { Resolve } from "#access/resolve.ts";
import type { ModuleNames } from "#model/flow-ends.ts";
import type { RepoPath } from "#model/location.ts";

/**
 * Which files a program leads to by what it imports: those that declare the names it takes, and those that hand them on.
 * A file that only hands on what others declare leads to none of those by itself, so that what all import from does not
 * make one program of a tree.
 */
export class ModuleGraph {
  readonly #modules: ReadonlyMap<RepoPath, ModuleNames>;
  readonly #resolve: Resolve;
  readonly #nodes = new Map<RepoPath, ModuleNode>();

  constructor(modules: ReadonlyMap<RepoPath, ModuleNames>, resolve: Resolve) {
    this.#modules = modules;
    this.#resolve = resolve;
  }

  /** The files of the tree that a file leads to, each once. */
  importsOf(path: RepoPath): readonly RepoPath[] {
    const found = new Set<RepoPath>();
    for (const { module, names } of this.#modules.get(path)?.taken ?? []) {
      const target = this.#resolve(path, module);
      if (target === undefined) continue;
      found.add(target);
      const places = names?.map((name) => this.#placesOf(target, name)) ?? [undefined];
      for (const own of places) for (const each of own ?? this.#allOf(target)) found.add(each);
    }
    found.delete(path);
    return [...found];
  }

  /** The files in which a name of a module is found, with those that hand it on. Recursive over what is handed on; remembered. */
  #placesOf(path: RepoPath, name: string): ReadonlySet<RepoPath> | undefined {
    const node = this.#nodeOf(path);
    if (!node.declared || node.declared.has(name)) return node.itself;
    if (node.known.has(name)) return node.known.get(name);
    node.known.set(name, undefined);
    const found = this.#handedPlaces(path, node, name);
    node.known.set(name, found);
    return found;
  }

  #nodeOf(path: RepoPath): ModuleNode {
    const known = this.#nodes.get(path);
    if (known) return known;
    const { declared, handed = [] } = this.#modules.get(path) ?? {};
    const targets = handed.flatMap(({ module, names }) => {
      const target = this.#resolve(path, module);
      const asked = names && new Map(names.toReversed().map(({ name, as }) => [as, name]));
      return target === undefined ? [] : [{ target, asked }];
    });
    const made: ModuleNode = {
      declared: declared && new Set(declared),
      itself: new Set([path]),
      targets,
      known: new Map(),
    };
    this.#nodes.set(path, made);
    return made;
  }

  #handedPlaces(path: RepoPath, { targets }: ModuleNode, name: string): ReadonlySet<RepoPath> | undefined {
    const found = new Set<RepoPath>();
    for (const { target, asked } of targets) {
      const own = asked ? asked.get(name) : name;
      const places = own === undefined ? undefined : this.#placesOf(target, own);
      for (const place of places ?? []) found.add(place);
    }
    return found.size === 0 ? undefined : found.add(path);
  }

  /** A file and all files of which it hands anything on. */
  #allOf(start: RepoPath): ReadonlySet<RepoPath> {
    const found = new Set([start]);
    for (const path of found) for (const { target } of this.#nodeOf(path).targets) found.add(target);
    return found;
  }
}

/** A file, as it is asked for names again and again. */
interface ModuleNode {
  /** The names that it declares; undefined if nobody knows them. */
  readonly declared: ReadonlySet<string> | undefined;
  readonly itself: ReadonlySet<RepoPath>;
  /** The files of which it hands names on; `asked`: what they call each of the names, all if it is absent. */
  readonly targets: readonly { readonly target: RepoPath; readonly asked: ReadonlyMap<string, string> | undefined }[];
  /** By name: the files in which it is looked for and found; undefined while that is found out, and where it is not. */
  readonly known: Map<string, ReadonlySet<RepoPath> | undefined>;
}
