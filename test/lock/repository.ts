import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { countersign, makeTree, type Run } from "../tree.ts";

/** Files by path; nothing where a file is removed. */
export type Files = Readonly<Record<string, string | undefined>>;

/** The day on which most of a story happens, and on which its commits are made unless they say otherwise. */
export const today = "2026-06-01";

export const approvals = ".countersign/approvals";

/** A repository made for one test, driven as a person drives it. */
export interface Repository {
  readonly root: string;
  /** Runs git, apart from the configuration of the machine; `date` is that of the commits it makes. */
  readonly git: (words: readonly string[], date?: string) => string;
  readonly write: (files: Files) => void;
  readonly commit: (message: string, files?: Files, date?: string) => void;
  readonly read: (path: string) => string;
  /** Runs the built binary, on the day of the story. */
  readonly run: (words: readonly string[], env?: Readonly<Record<string, string>>) => Run;
  /** `approve` with a reason and Ada's name; the names of the files that it adds. */
  readonly approve: (words?: readonly string[]) => string[];
  /** The kinds of the failures of `verify`, sorted; throws where it exits with anything but 0 and 1. */
  readonly failures: (words?: readonly string[]) => string[];
  /** What `verify` has to say at a level. */
  readonly told: (level: string, words?: readonly string[]) => { kind: string; message: string; entries: string[] }[];
}

/** A check in the JSON of `verify`. */
interface ToldCheck {
  readonly kind: string;
  readonly level: string;
  readonly message: string;
  readonly entries: readonly { readonly id: string }[];
}

/** A new repository with one commit on `main`. */
export function newRepository(files: Files, date?: string): Repository {
  const root = makeTree({});
  const repository = repositoryAt(root);
  repository.git(["init", "--quiet", "--initial-branch=main"]);
  repository.commit("first", files, date);
  return repository;
}

/** The repository in a folder. */
export function repositoryAt(root: string): Repository {
  const git = (words: readonly string[], date = `${today}T08:00:00Z`) => gitIn(root, words, date);
  const write = (files: Files) => writeFiles(root, files);
  const run = (words: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    countersign([...words, ...(words.includes("--now") ? [] : ["--now", today])], { cwd: root, env: { ...env } });
  const told: Repository["told"] = (level, words = []) => {
    const { code, out, err } = run(["verify", "--format", "json", ...words]);
    if (code !== 0 && code !== 1) throw new Error(`verify exits with ${String(code)}: ${err}`);
    const { checks } = JSON.parse(out) as { checks: ToldCheck[] };
    const found = checks
      .filter((check) => check.level === level)
      .map(({ kind, message, entries }) => ({ kind, message, entries: entries.map(({ id }) => id) }));
    if (level === "failure" && found.length > 0 !== (code === 1)) throw new Error(`verify exits with ${code}`);
    return found;
  };
  return {
    root,
    git,
    write,
    run,
    told,
    commit: (message, more = {}, date) => {
      write(more);
      git(["add", "--all"]);
      git(["commit", "--quiet", "--allow-empty", "--message", message], date);
    },
    read: (path) => readFileSync(join(root, path), "utf8"),
    approve: (words = []) => {
      const before = new Set(namesIn(root));
      const { code, err } = run(["approve", "--reason", "It is needed.", "--by", "ada@example.com", ...words]);
      if (code !== 0) throw new Error(`approve exits with ${String(code)}: ${err}`);
      return namesIn(root).filter((name) => !before.has(name));
    },
    failures: (words) => [...new Set(told("failure", words).map((check) => check.kind))].sort(),
  };
}

/** The names of the approvals in the work tree. */
export function namesIn(root: string): string[] {
  return existsSync(join(root, approvals)) ? readdirSync(join(root, approvals)).sort() : [];
}

function writeFiles(root: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    if (content === undefined) rmSync(join(root, path), { recursive: true });
    else {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), content);
    }
  }
}

function gitIn(root: string, words: readonly string[], date: string): string {
  const person = { NAME: "Somebody", EMAIL: "somebody@example.com", DATE: date };
  const env = Object.fromEntries(
    Object.entries(person).flatMap(([key, value]) => [
      [`GIT_AUTHOR_${key}`, value],
      [`GIT_COMMITTER_${key}`, value],
    ]),
  );
  return execFileSync("git", [...words], {
    cwd: root,
    env: { PATH: process.env["PATH"] ?? "", GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1", ...env },
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** A new SSH key without a passphrase: the path of the private one. */
export function makeKey(name: string, type = "ed25519"): string {
  const path = join(makeTree({}), name);
  execFileSync("ssh-keygen", ["-q", "-t", type, "-N", "", "-C", name, "-f", path]);
  return path;
}

/** The public key of a private one, as it stands in lists. */
export function publicKey(path: string): string {
  return readFileSync(`${path}.pub`, "utf8").split(" ").slice(0, 2).join(" ");
}
