import { statSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, isAbsolute, join, relative, sep } from "node:path";

import { errorCode } from "#discover/read.ts";

/** Which git is asked about which repository. Plain data, so that a thread can ask too. */
export interface GitPlace {
  /** The absolute path of the program. */
  readonly program: string;
  /** The absolute path of the folder, or of the file that stands for one, with git's data. */
  readonly gitDir: string;
  /** The absolute path of the work tree; a bare repository has none. */
  readonly top?: string;
}

/** A question to git. */
export interface GitQuestion {
  /** The command and its words. What a user or a repository wrote stands behind `--end-of-options` or `--`. */
  readonly words: readonly string[];
  readonly input?: string;
  /** Milliseconds after which git is ended; default: 10 seconds. */
  readonly timeout?: number;
}

/** That git gave no answer, and why, in words that hold nothing of the repository. */
export interface GitFailure {
  readonly failure: string;
  /** Git's exit code, if it came to one. */
  readonly code?: number;
}

/**
 * What git is told, so that it only reads: no configuration of the user or the machine, and of the repository's own,
 * which may be hostile, nothing that starts a program or speaks to a network: no monitor, no hook, no transport, no
 * signature check. History is what the commits say: no replacements and no grafts.
 */
const environment = {
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_ATTR_NOSYSTEM: "1",
  GIT_TERMINAL_PROMPT: "0",
  GIT_NO_REPLACE_OBJECTS: "1",
  GIT_GRAFT_FILE: "/dev/null",
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
  "core.attributesFile=/dev/null",
  "log.showSignature=false",
  "protocol.allow=never",
].flatMap((setting) => ["-c", setting]);

const switches = ["--no-optional-locks", "--no-pager", "--no-replace-objects", "--literal-pathspecs"];

/** Bytes that an answer may have. */
const mostOutput = 268_435_456;

/**
 * Asks git, and waits. Only commands that run no filter and no external program may be asked: `rev-parse`,
 * `merge-base`, `rev-list`, `for-each-ref`, `symbolic-ref`, `ls-files`, `ls-tree`, `cat-file` without `--filters` and
 * `--textconv`, `diff-tree` without patches.
 * `--git-dir` and `--work-tree` are given because a repository can set `core.worktree` or `core.bare`.
 */
export function askGit(place: GitPlace, { words, input, timeout = 10_000 }: GitQuestion): Buffer | GitFailure {
  const { program, gitDir, top } = place;
  const where = [`--git-dir=${gitDir}`, ...(top === undefined ? [] : [`--work-tree=${top}`])];
  try {
    // Loaded here, since few scans ask git and the module is slow to load.
    const { execFileSync } = createRequire(import.meta.url)(
      "node:child_process",
    ) as typeof import("node:child_process");
    return execFileSync(program, [...where, ...overrides, ...switches, ...words], {
      cwd: top ?? gitDir,
      env: environment,
      timeout,
      killSignal: "SIGKILL",
      maxBuffer: mostOutput,
      ...(input === undefined ? {} : { input }),
      stdio: [input === undefined ? "ignore" : "pipe", "pipe", "ignore"],
      windowsHide: true,
    });
  } catch (error) {
    return failureOf(error);
  }
}

function failureOf(error: unknown): GitFailure {
  const status = typeof error === "object" && error !== null && "status" in error ? error.status : undefined;
  if (typeof status !== "number") return { failure: `git failed (${errorCode(error)})` };
  return { failure: `git failed (exit code ${status})`, code: status };
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

/** The git of this machine; `searchPath` is written like PATH, and `scanned` are trees in which none is taken. */
export function gitProgram(searchPath: string, scanned: readonly string[]): string | undefined {
  return findGit([...systemFolders, ...searchPath.split(delimiter)], scanned);
}

/** The git to start, by its absolute path, as `findProgram` finds it. */
export function findGit(folders: readonly string[], scanned: readonly string[]): string | undefined {
  return findProgram(["git", "git.exe"], folders, scanned);
}

/**
 * The program to start, by its absolute path. Relative folders are passed over, and so are those within what is scanned:
 * package managers put `node_modules/.bin` first in PATH, and what is scanned must not name what is run.
 */
export function findProgram(
  names: readonly string[],
  folders: readonly string[],
  scanned: readonly string[],
): string | undefined {
  for (const folder of folders) {
    if (!isAbsolute(folder) || scanned.some((tree) => liesBelow(folder, tree))) continue;
    for (const name of names) if (isFile(join(folder, name))) return join(folder, name);
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
