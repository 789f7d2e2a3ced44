import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

import { askGit, gitProgram } from "#discover/git-process.ts";
import { readSource } from "#discover/read.ts";

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
 */
export function trackedPaths({
  top,
  root,
  searchPath,
}: TrackedQuestion): readonly string[] | { readonly failure: string } {
  const program = gitProgram(searchPath, [top, root]);
  if (program === undefined) return { failure: "git was not found" };
  const place = { program, gitDir: join(top, ".git"), top };
  const output = askGit(place, { words: ["ls-files", "-z", "--cached"] });
  return "failure" in output ? output : output.toString("utf8").split("\0").slice(0, -1);
}
