import { execFileSync } from "node:child_process";
import { mkdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { openRepository } from "#discover/repository.ts";
import { resolveRevision } from "#discover/revision.ts";
import type { RevisionPlace } from "#file-place.ts";
import { makeTree } from "./tree.ts";

/** Who a test's commits are by, where it does not say. */
const ann = "Ann <ann@example.org>";

/** Runs git in a folder, apart from the configuration of the machine. */
export function git(root: string, ...words: string[]): string {
  const identity = ["-c", "user.name=Ann", "-c", "user.email=ann@example.org", "-c", "init.defaultBranch=main"];
  return execFileSync("git", [...identity, ...words], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env["PATH"], GIT_CONFIG_NOSYSTEM: "1", GIT_CONFIG_GLOBAL: "/dev/null" },
  });
}

/** Files by path; null removes one. */
export type Edits = Readonly<Record<string, string | null>>;

/** Writes files into a work tree. */
export function edit(root: string, files: Edits): void {
  for (const [path, content] of Object.entries(files)) {
    const absolute = join(root, path);
    if (content === null) rmSync(absolute, { force: true });
    else {
      mkdirSync(dirname(absolute), { recursive: true });
      writeFileSync(absolute, content);
    }
  }
}

/** Writes files and commits everything; returns the commit. */
export function commit(root: string, files: Edits, message = "Change", author = ann): string {
  edit(root, files);
  git(root, "add", "-A", "-f");
  git(root, "commit", "-q", "--allow-empty", `--author=${author}`, "-m", message);
  return git(root, "rev-parse", "HEAD").trim();
}

/** A repository on the branch `main` whose one commit holds these files; removed when the test file ends. */
export function makeRepository(files: Edits): string {
  const root = realpathSync(makeTree({}));
  git(root, "init", "-q");
  commit(root, files, "First");
  return root;
}

/** A revision of a repository as a place to scan. */
export function revisionAt(root: string, name: string): RevisionPlace {
  const repository = openRepository(root, process.env["PATH"] ?? "");
  return { kind: "revision", repository, revision: resolveRevision(repository, name) };
}
