import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { onTestFinished } from "vitest";

/** A file's content, or a link's target. */
export type Content = string | Buffer | { readonly link: string };

/** Makes a folder that the test removes when it is done, with the given files and links; a name that ends in `/` is a folder. */
export function makeTree(files: Readonly<Record<string, Content>> = {}): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "countersign-")));
  // Trees here are deeper than what Node can remove.
  onTestFinished(() => void execFileSync("rm", ["-rf", root]));
  for (const [path, content] of Object.entries(files)) put(root, path, content);
  return root;
}

/** Adds one file, folder or link. */
export function put(root: string, path: string, content: Content): void {
  const absolute = join(root, path);
  mkdirSync(dirname(absolute), { recursive: true });
  if (path.endsWith("/")) mkdirSync(absolute, { recursive: true });
  else if (typeof content === "string" || Buffer.isBuffer(content)) writeFileSync(absolute, content);
  else symlinkSync(content.link, absolute);
}

/** Runs git in a folder, apart from the configuration of the machine. */
export function git(root: string, ...words: string[]): string {
  const identity = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "init.defaultBranch=main"];
  return execFileSync("git", [...identity, ...words], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env["PATH"], HOME: root, GIT_CONFIG_NOSYSTEM: "1", GIT_CONFIG_GLOBAL: "/dev/null" },
  });
}

/** A repository whose one commit holds everything, ignored or not. */
export function makeRepository(files: Readonly<Record<string, Content>> = {}): string {
  const root = makeTree(files);
  git(root, "init", "-q");
  commitAll(root, "first");
  return root;
}

/** Commits the work tree as it is, with what ignore files cover; returns the commit. */
export function commitAll(root: string, message: string): string {
  git(root, "add", "-A", "-f");
  git(root, "commit", "-q", "--allow-empty", "-m", message);
  return git(root, "rev-parse", "HEAD").trim();
}
