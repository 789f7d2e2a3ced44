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
  readonly #declared = new Map<RepoPath, ReadonlySet<string>>();
  /** By file and name: the files in which a name is looked for and found; undefined while that is found out, and where it is not. */
  readonly #known = new Map<string, ReadonlySet<RepoPath> | undefined>();

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
    const own = this.#modules.get(path);
    if (!own?.declared || this.#declaredBy(path, own.declared).has(name)) return new Set([path]);
    const key = `${path}\n${name}`;
    if (this.#known.has(key)) return this.#known.get(key);
    this.#known.set(key, undefined);
    const found = this.#handedPlaces(path, own, name);
    this.#known.set(key, found);
    return found;
  }

  #declaredBy(path: RepoPath, declared: readonly string[]): ReadonlySet<string> {
    const known = this.#declared.get(path) ?? new Set(declared);
    this.#declared.set(path, known);
    return known;
  }

  #handedPlaces(path: RepoPath, { handed }: ModuleNames, name: string): ReadonlySet<RepoPath> | undefined {
    const found = new Set<RepoPath>();
    for (const { module, names } of handed) {
      const asked = names ? names.find(({ as }) => as === name)?.name : name;
      const target = asked === undefined ? undefined : this.#resolve(path, module);
      const places = target === undefined ? undefined : this.#placesOf(target, asked!);
      for (const place of places ?? []) found.add(place);
    }
    return found.size === 0 ? undefined : found.add(path);
  }

  /** A file and all files of which it hands anything on. */
  #allOf(start: RepoPath): ReadonlySet<RepoPath> {
    const found = new Set([start]);
    for (const path of found)
      for (const { module } of this.#modules.get(path)?.handed ?? []) {
        const target = this.#resolve(path, module);
        if (target !== undefined) found.add(target);
      }
    return found;
  }
}
