import type { CodeFiles, Tree } from "#graph/code-files.ts";
import { isProgram } from "#graph/code-files.ts";
import { fileWords, foldersAbove, namedFile } from "#graph/named-file.ts";
import type { Fact, FactOf } from "#model/fact.ts";
import type { RepoPath } from "#model/location.ts";

/** The programs of a tree that an entry of a configuration starts. */
export interface ServerSource {
  /** The files that say something, of which the started program is made as far as can be told. */
  readonly files: readonly RepoPath[];
  readonly tools: readonly Fact[];
}

/** Facts of one kind at the same place: an entry is the same wherever it is written. */
type Entry = FactOf<"principal">;

/** What an entry starts, where the tree holds its source and says which of the tools there are its own. */
export function sourceOf(entry: Entry, tree: Tree, code: CodeFiles): ServerSource | undefined {
  const named = namedPackage(entry, code);
  if (named !== undefined) return packageSource(entry, named, code);
  for (const { path: setting } of entry.locations) {
    const file = startedFile(entry, setting, tree);
    if (file !== undefined) return fileSource(entry, file, code);
    const folder = builtPackage(entry, setting, code);
    if (folder !== undefined) return packageSource(entry, folder, code);
  }
  return undefined;
}

/** The ecosystem of the packages that a runner fetches. */
const ecosystems: readonly (readonly [RegExp, string])[] = [
  [/^(npx|npm|pnpm|pnpx|yarn|bun|bunx)\b/, "npm"],
  [/^(uvx|uv|pipx)\b/, "python"],
];

/** The folder of the one package of the tree that an entry names. */
function namedPackage({ value }: Entry, code: CodeFiles): RepoPath | undefined {
  const { runner = "", package: wanted } = value;
  const ecosystem = ecosystems.find(([runners]) => runners.test(runner))?.[1];
  if (wanted === undefined || ecosystem === undefined) return undefined;
  const found = code.packagesNamed(ecosystem, wanted);
  return found.length === 1 ? found[0]!.folder : undefined;
}

/** The program of the tree that a command starts: by its path, or by the name of its module. */
function startedFile({ value }: Entry, setting: RepoPath, { has }: Tree): RepoPath | undefined {
  const command = value.detail ?? "";
  for (const word of fileWords(command)) {
    if (!isProgram(word)) continue;
    const file = namedFile(word, setting, has);
    if (file !== undefined) return file;
  }
  const module = /(?:^|\s)-m\s+([A-Za-z_][\w.]{0,200})(?:\s|$)/.exec(command)?.[1];
  return module === undefined ? undefined : moduleFile(module, setting, has);
}

function moduleFile(module: string, setting: RepoPath, has: Tree["has"]): RepoPath | undefined {
  const path = module.replaceAll(".", "/");
  for (const folder of foldersAbove(setting)) {
    for (const root of [folder, `${folder}src/`]) {
      const file = [`${root}${path}/__main__.py`, `${root}${path}.py`].find(has);
      if (file !== undefined) return file;
    }
  }
  return undefined;
}

/** The folder of the package whose built program a command starts: what is built is not in the tree. */
function builtPackage({ value }: Entry, setting: RepoPath, code: CodeFiles): RepoPath | undefined {
  for (const word of fileWords(value.detail ?? "")) {
    const above = /^(.*?)(?:^|\/)(?:dist|build|out|lib)\/[\w./-]{1,200}\.[cm]?js$/.exec(word)?.[1];
    if (above === undefined) continue;
    const named = above.split("/").filter((part) => !/^(\.|~|)$|[$%]/.test(part));
    if (named.includes("..")) continue;
    for (let skipped = 0; skipped <= named.length; skipped++) {
      const tail = named.slice(skipped).join("/");
      // Somebody's own folder, of which only the end is the tree's.
      if (skipped > 0 && tail === "" && !/^([~$%/]|[A-Za-z]:)/.test(above)) break;
      for (const folder of foldersAbove(setting)) {
        const candidate = (folder + tail).replace(/\/$/, "");
        if (code.isPackage(candidate)) return candidate;
      }
    }
  }
  return undefined;
}

/** A program that declares tools has those that it declares, and those of its server in its package. */
function fileSource(entry: Entry, file: RepoPath, code: CodeFiles): ServerSource | undefined {
  const folder = code.packageOf(file) ?? folderOf(file);
  const own = toolsIn([file], code);
  if (own.length === 0) return code.packageOf(file) === undefined ? undefined : packageSource(entry, folder, code);
  const anchors = new Set(own.map(({ anchor }) => anchor));
  const isServer = [...anchors].every((anchor) => anchor.startsWith("server/"));
  // Where no server is named, the tools of a neighbouring program may be those of another one.
  const below = folderOf(file) === "" ? "" : `${folderOf(file)}/`;
  const files = code
    .inPackage(code.packageOf(file) ?? "")
    .filter((path) => (isServer ? true : path.startsWith(below) && path.slice(below.length).includes("/")));
  const tools = toolsIn(files, code).filter(({ anchor }) => anchors.has(anchor));
  return { files: [file, ...files], tools: [...new Set([...own, ...tools])] };
}

/** A package has the tools of its one server; of several, those of the one that is called as the entry is. */
function packageSource(entry: Entry, folder: RepoPath, code: CodeFiles): ServerSource | undefined {
  const files = code.inPackage(folder);
  const tools = toolsIn(files, code);
  const anchors = new Set(tools.map(({ anchor }) => anchor));
  if (anchors.size <= 1) return { files, tools };
  const same = tools.filter(({ anchor }) => anchor === entry.anchor);
  return same.length > 0 ? { files, tools: same } : undefined;
}

function toolsIn(files: readonly RepoPath[], code: CodeFiles): Fact[] {
  return files.flatMap((file) => (code.byPath.get(file) ?? []).filter(({ kind }) => kind === "tool"));
}

function folderOf(path: RepoPath): RepoPath {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
