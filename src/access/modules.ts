import type { FunctionId, ModuleOutline } from "#model/module-outline.ts";
import type { RepoPath } from "#model/location.ts";

/** The modules of a tree. */
export interface Modules {
  /** What a module says; undefined where it was not read. */
  readonly outlineOf: (path: RepoPath) => ModuleOutline | undefined;
  /** The file that a module is, as one asks for it from a file; undefined for what lies outside of the tree. */
  readonly resolve: (from: RepoPath, module: string) => RepoPath | undefined;
  /** The files below a folder of the tree, by their paths from there, sorted. */
  readonly filesBelow: (folder: RepoPath) => readonly string[];
  /** Told of each module of the tree that is needed and was not read. */
  readonly needs: (path: RepoPath) => void;
  /** Told of each function of which somebody asks who calls it: other files may. */
  readonly asks: (path: RepoPath, id: FunctionId) => void;
}

/** Holds for a module whose names, submodules and types are those of Python. */
export function isPython({ modules }: { readonly modules: Modules }, path: RepoPath): boolean {
  return modules.outlineOf(path)?.language === "python";
}
