import { existsSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";

import { errorCode, readSource } from "#discover/read.ts";

/** The nearest folder, from `folder` upwards, that holds `.git`: a folder, or the file that stands for one. */
export function repositoryTop(folder: string): string | undefined {
  for (let current = folder; ; current = dirname(current)) {
    if (existsSync(join(current, ".git"))) return current;
    if (dirname(current) === current) return undefined;
  }
}

/** The text of a small file, or nothing where it cannot be read: for files that only say what to pass over. */
export function readSmall(absolute: string): string | undefined {
  const source = readSource(absolute, "", { maxFileSize: 1_048_576, claimed: false });
  return "bytes" in source ? source.bytes.toString("utf8") : undefined;
}

/** The text of `info/exclude` of the repository at `top`, which linked work trees share with the main one. */
export function excludeText(top: string): string | undefined {
  const gitFile = readSmall(join(top, ".git"));
  const linked = gitFile === undefined ? undefined : /^gitdir: (.+)$/m.exec(gitFile)?.[1];
  const own = linked === undefined ? join(top, ".git") : resolve(top, linked.trim());
  const common = readSmall(join(own, "commondir"))?.trim();
  return readSmall(join(common === undefined ? own : resolve(own, common), "info", "exclude"));
}

/**
 * What git is told, so that it only reads its index: no configuration of the user or the machine, and of the
 * repository's own, which may be hostile, nothing that starts a program: no monitor, no hook, no transport.
 */
const environment = {
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_TERMINAL_PROMPT: "0",
  GIT_NO_REPLACE_OBJECTS: "1",
  GIT_OPTIONAL_LOCKS: "0",
  GIT_NO_LAZY_FETCH: "1",
  GIT_ALLOW_PROTOCOL: "none",
  HOME: "/dev/null",
  LC_ALL: "C",
};

const overrides = [
  "core.fsmonitor=false",
  "core.hooksPath=/dev/null",
  "core.untrackedCache=false",
  "protocol.allow=never",
].flatMap((setting) => ["-c", setting]);

/** Where to ask and whom. */
export interface TrackedQuestion {
  /** The folder that holds `.git`. */
  readonly top: string;
  /** The scanned folder: no `git` that lies in it is ever started. */
  readonly root: string;
  /** Further folders in which git is looked for, written like PATH. */
  readonly searchPath: string;
}

/**
 * Every path that git tracks at `top`, relative to it, or why it could not say. Plain `ls-files`, and not only the
 * ignored ones: then it does not matter whether this program and git agree on every ignore pattern.
 * `--git-dir` and `--work-tree` are given because a repository can set `core.worktree` or `core.bare`.
 */
export function trackedPaths(question: TrackedQuestion): readonly string[] | { readonly failure: string } {
  const { top } = question;
  const git = findGit([...systemFolders, ...question.searchPath.split(delimiter)], [top, question.root]);
  if (git === undefined) return { failure: "git was not found" };
  const place = [`--git-dir=${join(top, ".git")}`, `--work-tree=${top}`];
  try {
    // Loaded here, since few scans ask git and the module is slow to load.
    const { execFileSync } = createRequire(import.meta.url)(
      "node:child_process",
    ) as typeof import("node:child_process");
    const output = execFileSync(git, [...place, ...overrides, "--no-optional-locks", "ls-files", "-z", "--cached"], {
      cwd: top,
      env: environment,
      timeout: 10_000,
      killSignal: "SIGKILL",
      maxBuffer: 268_435_456,
      stdio: ["ignore", "pipe", "ignore"],
      windowsHide: true,
    });
    return output.toString("utf8").split("\0").slice(0, -1);
  } catch (error) {
    return { failure: `git failed (${failureOf(error)})` };
  }
}

function failureOf(error: unknown): string {
  const status = typeof error === "object" && error !== null && "status" in error ? error.status : undefined;
  return typeof status === "number" ? `exit code ${status}` : errorCode(error);
}

/** Where systems install git. These come before PATH, which a build may have put together from anywhere. */
const systemFolders = [
  "/usr/bin",
  "/usr/local/bin",
  "/bin",
  "/opt/homebrew/bin",
  "/run/current-system/sw/bin",
  "C:\\Program Files\\Git\\cmd",
];

/**
 * The git to start, by its absolute path. Relative folders are passed over, and so are those within what is scanned:
 * package managers put `node_modules/.bin` first in PATH, and what is scanned must not name what is run.
 */
export function findGit(folders: readonly string[], scanned: readonly string[]): string | undefined {
  for (const folder of folders) {
    if (!isAbsolute(folder) || scanned.some((tree) => liesBelow(folder, tree))) continue;
    for (const name of ["git", "git.exe"]) if (isFile(join(folder, name))) return join(folder, name);
  }
  return undefined;
}

function isFile(absolute: string): boolean {
  try {
    return statSync(absolute).isFile();
  } catch {
    return false;
  }
}

/** Holds if `path` is `folder` or lies below it; both absolute. */
export function liesBelow(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
