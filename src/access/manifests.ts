import { folderOf, joinPath } from "#access/resolve.ts";
import type { Document, Node } from "#model/document.ts";
import type { RepoPath } from "#model/location.ts";
import type { LayoutFacts, PackageEntry } from "#model/module-layout.ts";
import { at, isTrue, pairsOf, stringsOf, textOf } from "#model/tree.ts";

/** Manifests at the root whose only word here is whose tree it is: of plugins, marketplaces and extensions. */
const describing = /^(?:\.(?:claude|cursor|codex)-plugin\/(?:plugin|marketplace)\.json|gemini-extension\.json)$/;

/** Holds for files that say where modules lie, what is installed, or which repository the tree is. */
export function isManifest(path: RepoPath): boolean {
  if (describing.test(path)) return true;
  return /(^|\/)(?:package(?:-lock)?\.json|npm-shrinkwrap\.json|pyproject\.toml|[jt]sconfig(?:\.[\w-]+)?\.json)$/.test(
    path,
  );
}

/** What a manifest says of where modules lie, and at the root of the repository; nothing for other files. */
export function layoutFactsOf(document: Pick<Document, "path" | "root">): LayoutFacts | undefined {
  const repository = repositoryOf(document);
  const layout = moduleLayoutOf(document);
  return repository === undefined ? layout : { ...layout, repository };
}

function moduleLayoutOf({ path, root }: Pick<Document, "path" | "root">): LayoutFacts | undefined {
  if (describing.test(path)) return undefined;
  const folder = folderOf(path);
  const file = path.slice(folder === "" ? 0 : folder.length + 1);
  if (file === "package.json") return { package: npmPackage(folder, root) };
  if (file === "package-lock.json" || file === "npm-shrinkwrap.json") return binariesOf(folder, root);
  if (file === "pyproject.toml") return { package: pythonPackage(folder, root) };
  return isManifest(path) ? aliasesOf(folder, root) : undefined;
}

/** Where manifests say whose tree it is. */
const repositoryKeys: readonly (readonly string[])[] = [
  ["repository"],
  ["repository", "url"],
  ["metadata", "repository"],
  ["project", "urls", "Repository"],
  ["project", "urls", "repository"],
  ["project", "urls", "Source"],
  ["project", "urls", "Homepage"],
  ["tool", "poetry", "repository"],
  ["homepage"],
];

/** An address of a repository: `git+https://github.com/owner/name.git`, `github:owner/name`, `owner/name`. */
const repositoryAddress =
  /^(?:(?:git\+)?(?:https?|ssh|git):\/\/(?:git@)?|git@)?(?:(github|gitlab|bitbucket)(?:\.(com|org))?[/:])?([\w.-]{1,100})\/([\w.-]{1,100}?)(?:\.git)?(?:[/#?].*)?$/;

function repositoryOf({ path, root }: Pick<Document, "path" | "root">): string | undefined {
  if (path.includes("/") && !describing.test(path)) return undefined;
  for (const keys of repositoryKeys) {
    const text = textOf(at(root, ...keys));
    const [, host = "github", ending, owner, name] = repositoryAddress.exec(text ?? "") ?? [];
    if (owner === undefined || name === undefined) continue;
    return `${host}.${ending ?? (host === "bitbucket" ? "org" : "com")}/${owner}/${name}`.toLowerCase();
  }
  return undefined;
}

function npmPackage(folder: RepoPath, root: Node): PackageEntry {
  const name = textOf(at(root, "name"));
  const main = [at(root, "module"), at(root, "main"), at(root, "types")].flatMap((node) => textOf(node) ?? []);
  return {
    folder,
    ecosystem: "npm",
    ...(name !== undefined && { name }),
    ...(isTrue(at(root, "private")) && { unpublished: true }),
    depends: ["dependencies", "devDependencies", "optionalDependencies"].flatMap((key) =>
      pairsOf(at(root, key)).map((pair) => pair.key),
    ),
    entries: [...exportedFiles(at(root, "exports")), ...(main.length > 0 ? [{ subpath: ".", targets: main }] : [])],
  };
}

/** `exports`: a text, conditions, or subpaths. */
function exportedFiles(exports: Node | undefined): PackageEntry["entries"] {
  const pairs = pairsOf(exports);
  if (pairs.some(({ key }) => key.startsWith(".")))
    return pairs.map(({ key, value }) => ({ subpath: key, targets: targetsIn(value) }));
  const targets = exports ? targetsIn(exports) : [];
  return targets.length > 0 ? [{ subpath: ".", targets }] : [];
}

function order(condition: string): number {
  return condition === "import" ? 0 : condition === "types" ? 2 : 1;
}

/** All files that conditions lead to, those of modules before those that are required, types last. */
function targetsIn(node: Node, depth = 0): string[] {
  const text = textOf(node);
  if (text !== undefined) return [text];
  if (depth > 5) return [];
  return pairsOf(node)
    .toSorted((left, right) => order(left.key) - order(right.key))
    .flatMap(({ value }) => targetsIn(value, depth + 1));
}

function pythonPackage(folder: RepoPath, root: Node): PackageEntry {
  const name = textOf(at(root, "project", "name")) ?? textOf(at(root, "tool", "poetry", "name"));
  return { folder, ecosystem: "python", ...(name !== undefined && { name }), depends: [], entries: [] };
}

/** What npm links into its folder of binaries: those of packages that lie at the top. Source: npm, "package-lock.json". */
function binariesOf(folder: RepoPath, root: Node): LayoutFacts | undefined {
  const packages = pairsOf(at(root, "packages")).flatMap(({ key, value }) => {
    const [, name] = /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(key) ?? [];
    return name === undefined ? [] : pairsOf(at(value, "bin")).map((pair) => ({ binary: pair.key, package: name }));
  });
  return packages.length === 0 ? undefined : { binaries: { folder, packages } };
}

function aliasesOf(folder: RepoPath, root: Node): LayoutFacts | undefined {
  const options = at(root, "compilerOptions");
  const base = joinPath(folder, textOf(at(options, "baseUrl")) ?? ".");
  const paths = pairsOf(at(options, "paths")).map(({ key, value }) => ({
    pattern: key,
    targets: stringsOf(value).map(({ text }) => text),
  }));
  return base === undefined || paths.length === 0 ? undefined : { aliases: { folder: base, paths } };
}
