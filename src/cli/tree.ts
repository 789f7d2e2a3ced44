import { existsSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { cacheOf } from "#cli/cache-place.ts";
import { limitsOf } from "#cli/limits.ts";
import { configOf, rulesOf, type ChosenRules } from "#cli/settings.ts";
import type { Terminal } from "#cli/terminal.ts";
import type { Invocation } from "#cli/verb.ts";
import { configName, type Config } from "#config.ts";
import { liesBelow } from "#discover/git-process.ts";
import { homePlaces } from "#discover/home.ts";
import { listTree } from "#discover/objects.ts";
import { openRepository, type GitRepository } from "#discover/repository.ts";
import { resolveRevision } from "#discover/revision.ts";
import { scanRoot } from "#discover/root.ts";
import { toSlashes } from "#discover/start.ts";
import type { FilePlace } from "#file-place.ts";
import { loadKnowledge, loadSecrets } from "#knowledge.ts";
import type { RepoPath } from "#model/location.ts";
import type { Report } from "#model/report.ts";
import { UserError } from "#model/user-error.ts";
import { thresholdOf, widest, type Threshold } from "#profile.ts";
import { shorten } from "#report/visible.ts";
import { scan } from "#scan.ts";

/** What the verbs that read a tree get. */
export interface Inspection {
  readonly report: Report;
  readonly config: Config;
  readonly place: FilePlace;
  /** Files and folders of the place; empty: all of it. */
  readonly include: readonly RepoPath[];
  /** How many of the user's rules are not understood; they have been told, and the others ran. */
  readonly refusedRules: number;
}

/** Finds place, configuration and rules for the given paths, and scans. */
export async function inspectTree(
  { arguments: paths, flags, terminal, version }: Invocation,
  wanted: { readonly thresholds: (config: Config) => readonly Threshold[]; readonly counted: Threshold } | "facts",
): Promise<Inspection> {
  const { place, include } = requestedPlace(paths, flags);
  const knowledge = { ...loadKnowledge(), secrets: loadSecrets() };
  const config = configOf(place, flags);
  noteConfig(config, terminal);
  const { rules, refused, notRun } =
    wanted === "facts" ? noRules : await rulesOf(place, config, { knowledge, flags, terminal });
  const cache = cacheOf(place, include, rules, flags);
  const report = await scan({
    place,
    include,
    config,
    rules,
    notRun,
    refused,
    knowledge,
    ...(wanted === "facts"
      ? { threshold: thresholdOf("gate", {}) }
      : { threshold: widest(wanted.thresholds(config)), counted: wanted.counted }),
    today: flags.now ?? new Date().toISOString().slice(0, 10),
    fullRun: include.length === 0 && !flags.only?.length && !flags.skip?.length && flags.user !== true,
    limits: limitsOf(flags),
    ...(cache ? { cache } : {}),
    version,
    searchPath: process.env["PATH"] ?? "",
  });
  return { report, config, place, include, refusedRules: refused.length };
}

const noRules: ChosenRules = { rules: [], refused: [], notRun: new Set() };

/** A configuration comes with the tree that is judged: what it takes out of the judgement is said. */
export function noteConfig({ exclude, severity }: Config, terminal: Terminal): void {
  const off = [...severity.values()].filter((change) => change.to === "off").length;
  const parts = [
    ...(exclude.length > 0 ? [`leaves out ${listed(exclude)}`] : []),
    ...(off > 0 ? [`switches off ${off} ${off === 1 ? "rule" : "rules"}`] : []),
  ];
  if (parts.length > 0) terminal.note(`note: ${configName} ${parts.join(" and ")}`);
}

/** The first patterns, and how many more there are. */
function listed(patterns: readonly string[]): string {
  const shown = patterns.slice(0, 10).map((pattern) => shorten(pattern, 100));
  return shown.join(", ") + (patterns.length > 10 ? ` and ${patterns.length - 10} more` : "");
}

/** A place and what of it was asked for; empty: everything. */
interface RequestedPlace {
  readonly place: FilePlace;
  readonly include: RepoPath[];
}

function requestedPlace(paths: readonly string[], flags: Invocation["flags"]): RequestedPlace {
  refuseEmpty(paths);
  if (flags.user === true && flags.rev !== undefined) throw new UserError("--user scans no revision");
  if (flags.rev !== undefined) return requestedRevision(paths, flags.rev);
  const { root, include } = flags.user === true ? homeTree(paths) : requestedTree(paths);
  return { place: { kind: "folder", root }, include };
}

/** An empty path is a variable that is not set, and would mean everything. */
function refuseEmpty(paths: readonly string[]): void {
  if (paths.includes("")) throw new UserError("a path is empty", { suggestion: "For this folder write `.`." });
}

function requestedTree(paths: readonly string[]): { root: string; include: RepoPath[] } {
  const absolute = (paths.length === 0 ? ["."] : paths).map((path) => {
    const full = resolve(path);
    if (!existsSync(full)) throw new UserError(`the path '${path}' does not exist`);
    return realpathSync(full);
  });
  return scanRoot(absolute);
}

function homeTree(paths: readonly string[]): { root: string; include: RepoPath[] } {
  if (paths.length > 0) throw new UserError("--user scans the home folder and takes no paths");
  const home = realpathSync(homedir());
  return { root: home, include: homePlaces().filter((place) => existsSync(join(home, place))) };
}

/** The repository is that of the first path; paths need not exist in the work tree, only at the revision. */
function requestedRevision(paths: readonly string[], name: string): RequestedPlace {
  const repository = repositoryOf(paths);
  const revision = resolveRevision(repository, name);
  const include = repositoryPaths(repository, paths);
  for (const [index, path] of include.entries()) {
    if (path === "" || listTree(repository, revision, [path]).length > 0) continue;
    throw new UserError(`the path '${paths[index]!}' does not exist at '${name}'`);
  }
  return { place: { kind: "revision", repository, revision }, include: include.includes("") ? [] : include };
}

/** The repository that the first of the paths lies in, or this folder. */
export function repositoryOf(paths: readonly string[]): GitRepository {
  return openRepository(realPath(paths[0] ?? "."), process.env["PATH"] ?? "");
}

/** The absolute path without links, as far as it exists. */
function realPath(path: string): string {
  const full = resolve(path);
  let existing = full;
  while (!existsSync(existing)) existing = dirname(existing);
  return join(realpathSync(existing), relative(existing, full));
}

/** Paths of the command line as paths of the repository; empty for its top. Throws a `UserError` for those outside. */
export function repositoryPaths({ top, gitDir }: GitRepository, paths: readonly string[]): RepoPath[] {
  refuseEmpty(paths);
  const root = top ?? gitDir;
  return paths.map((path) => {
    const full = realPath(path);
    if (!liesBelow(full, root)) throw new UserError(`the path '${path}' lies outside of the repository`);
    return toSlashes(relative(root, full));
  });
}
