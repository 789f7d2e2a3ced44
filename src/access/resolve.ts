import type { RepoPath } from "#model/location.ts";
import type { PackageEntry, PathAliases } from "#model/module-layout.ts";

/** Which file a module is. */
export type Resolve = (from: RepoPath, module: string) => RepoPath | undefined;

/** What decides which file a module is: the files of the tree, its packages and aliases. */
export interface Layout {
  readonly has: (path: RepoPath) => boolean;
  readonly isPython: (path: RepoPath) => boolean;
  readonly packages: readonly PackageEntry[];
  readonly aliases: readonly PathAliases[];
}

/** Makes the resolution of modules of a tree. Nothing outside of the tree is looked at. */
export function resolverOf(layout: Layout): Resolve {
  const known = new Map<string, RepoPath | undefined>();
  const byName = new Map(
    layout.packages.flatMap((entry) => (entry.name === undefined ? [] : [[entry.name, entry] as const])),
  );
  return (from, module) => {
    const folder = folderOf(from);
    const isPython = layout.isPython(from);
    const key = `${isPython ? "py" : "js"}\n${folder}\n${module}`;
    if (known.has(key)) return known.get(key);
    const found = isPython ? pythonModule(layout, folder, module) : scriptModule(layout, byName, { folder, module });
    known.set(key, found);
    return found;
  };
}

const extensions = [
  "",
  ".ts",
  ".tsx",
  ".js",
  ".jsx",
  ".mts",
  ".cts",
  ".mjs",
  ".cjs",
  "/index.ts",
  "/index.tsx",
  "/index.js",
  "/index.mjs",
  "/index.cjs",
  "/index.jsx",
];
const compiled: ReadonlyMap<string, readonly string[]> = new Map([
  [".js", [".ts", ".tsx"]],
  [".jsx", [".tsx"]],
  [".mjs", [".mts"]],
  [".cjs", [".cts"]],
]);

function scriptModule(
  layout: Layout,
  byName: ReadonlyMap<string, PackageEntry>,
  { folder, module }: { readonly folder: RepoPath; readonly module: string },
): RepoPath | undefined {
  if (module.startsWith(".")) return scriptFile(layout, joinPath(folder, module));
  for (const { folder: base, paths } of layout.aliases) {
    if (base !== "" && folder !== base && !folder.startsWith(`${base}/`)) continue;
    for (const { pattern, targets } of paths) {
      const rest = matched(pattern, module);
      if (rest === undefined) continue;
      for (const target of targets) {
        const found = scriptFile(
          layout,
          joinPath(
            base,
            target.replace("*", () => rest),
          ),
        );
        if (found !== undefined) return found;
      }
    }
  }
  const [name, subpath] = splitPackage(module);
  const own = byName.get(name) ?? nestedPackage(layout, folder, name);
  return own && packageFile(layout, own, subpath);
}

/** The file that a path without its ending stands for. */
function scriptFile(layout: Layout, path: RepoPath | undefined): RepoPath | undefined {
  if (path === undefined) return undefined;
  for (const extension of extensions) {
    const candidate = path === "" ? extension.slice(1) : path + extension;
    if (candidate !== "" && layout.has(candidate)) return candidate;
  }
  const dot = path.lastIndexOf(".");
  for (const ending of compiled.get(path.slice(dot)) ?? []) {
    const candidate = path.slice(0, dot) + ending;
    if (layout.has(candidate)) return candidate;
  }
  return undefined;
}

function packageFile(layout: Layout, { folder, entries }: PackageEntry, subpath: string): RepoPath | undefined {
  for (const { subpath: pattern, targets } of entries) {
    const rest = matched(pattern, subpath);
    if (rest === undefined) continue;
    for (const target of targets) {
      const found = scriptFile(
        layout,
        joinPath(
          folder,
          target.replaceAll("*", () => rest),
        ),
      );
      if (found !== undefined) return found;
    }
  }
  const plain = scriptFile(layout, joinPath(folder, subpath));
  // Sources, where what is built from them is not there.
  return (
    plain ??
    (subpath === "."
      ? scriptFile(layout, joinPath(folder, "src"))
      : scriptFile(layout, joinPath(folder, `src/${subpath}`)))
  );
}

/** A package in a `node_modules` at or above a folder. */
function nestedPackage(layout: Layout, folder: RepoPath, name: string): PackageEntry | undefined {
  let at: RepoPath | undefined = folder;
  while (at !== undefined) {
    const candidate = at === "" ? `node_modules/${name}` : `${at}/node_modules/${name}`;
    const found = layout.packages.find((entry) => entry.folder === candidate);
    if (found) return found;
    at = at === "" ? undefined : folderOf(at);
  }
  return undefined;
}

function splitPackage(module: string): readonly [string, string] {
  const parts = module.split("/");
  const length = module.startsWith("@") ? 2 : 1;
  const rest = parts.slice(length).join("/");
  return [parts.slice(0, length).join("/"), rest === "" ? "." : `./${rest}`];
}

/** What the star of a pattern stands for; empty for patterns without one. */
function matched(pattern: string, text: string): string | undefined {
  const star = pattern.indexOf("*");
  if (star < 0) return pattern === text ? "" : undefined;
  const head = pattern.slice(0, star);
  const tail = pattern.slice(star + 1);
  const fits = text.length >= head.length + tail.length && text.startsWith(head) && text.endsWith(tail);
  return fits ? text.slice(head.length, text.length - tail.length) : undefined;
}

/** `.` and dots in front are relative; all else is looked for from the root, and from each folder above. */
function pythonModule(layout: Layout, folder: RepoPath, module: string): RepoPath | undefined {
  const dots = /^\.*/.exec(module)![0].length;
  const rest = module.slice(dots).replaceAll(".", "/");
  if (dots > 0) {
    let base: RepoPath = folder;
    for (let up = 1; up < dots; up++) base = folderOf(base);
    return pythonFile(layout, base, rest);
  }
  let at: RepoPath | undefined = folder;
  while (at !== undefined) {
    const found = pythonFile(layout, at, rest) ?? pythonFile(layout, at === "" ? "src" : `${at}/src`, rest);
    if (found !== undefined) return found;
    at = at === "" ? undefined : folderOf(at);
  }
  return undefined;
}

function pythonFile(layout: Layout, base: RepoPath, rest: string): RepoPath | undefined {
  const path = [base, rest].filter(Boolean).join("/");
  const candidates = [rest === "" ? "" : `${path}.py`, path === "" ? "__init__.py" : `${path}/__init__.py`];
  return candidates.find((candidate) => candidate !== "" && layout.has(candidate));
}

/** The folder that a file lies in; empty for the root. */
export function folderOf(path: RepoPath): RepoPath {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? "" : path.slice(0, slash);
}

/** The folder that holds a file or a folder; undefined for what holds the tree. */
export function folderAbove(path: RepoPath): RepoPath | undefined {
  return path === "" ? undefined : folderOf(path);
}

/** How a place is written as a path from a folder. */
export function pathFrom(folder: RepoPath, place: RepoPath): string {
  const from = folder === "" ? [] : folder.split("/");
  const to = place === "" ? [] : place.split("/");
  let shared = 0;
  while (shared < from.length && shared < to.length && from[shared] === to[shared]) shared++;
  const up = "../".repeat(from.length - shared);
  return `${up === "" ? "./" : up}${to.slice(shared).join("/")}`;
}

/** A relative path from a folder; undefined for what leaves the tree. */
export function joinPath(folder: RepoPath, relative: string): RepoPath | undefined {
  const parts = folder === "" ? [] : folder.split("/");
  for (const part of relative.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join("/");
}
