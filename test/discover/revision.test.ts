import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { historyOf, readCommits, rootCommits } from "#discover/history.ts";
import { listTree, readBlobs, readFileAt } from "#discover/objects.ts";
import { openRepository } from "#discover/repository.ts";
import { defaultBranch, mergeBase, resolveRevision } from "#discover/revision.ts";
import { UserError } from "#model/user-error.ts";

import { commitAll, git, makeRepository, makeTree, put } from "./tree.ts";

const open = (folder: string) => openRepository(folder, process.env["PATH"] ?? "");

/** The message and suggestion of the mistake that the work must end with. */
function mistake(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof UserError) return `${error.message}\n${error.suggestion ?? ""}`;
    throw error;
  }
  throw new Error("nothing was wrong");
}

describe("a repository", () => {
  it("is the one that holds the folder", () => {
    const root = makeRepository({ "a/b/c": "" });
    expect(open(join(root, "a/b"))).toMatchObject({ top: root, objectFormat: "sha1", shallow: false });
  });

  it("may be bare, a linked work tree, or name objects by SHA-256", () => {
    const root = makeRepository({ a: "1" });
    const bare = makeTree();
    git(bare, "clone", "-q", "--bare", root, "b.git");
    const repository = open(join(bare, "b.git"));
    expect(repository.top).toBeUndefined();
    expect(readFileAt(repository, resolveRevision(repository, "HEAD"), "a")?.toString()).toBe("1");

    git(root, "worktree", "add", "-q", join(bare, "tree"), "-b", "other");
    put(join(bare, "tree"), "a", "2");
    commitAll(join(bare, "tree"), "second");
    const linked = open(join(bare, "tree"));
    expect(readFileAt(linked, resolveRevision(linked, "HEAD"), "a")?.toString()).toBe("2");
    expect(readFileAt(linked, resolveRevision(linked, "main"), "a")?.toString()).toBe("1");

    const long = makeTree({ a: "3" });
    git(long, "init", "-q", "--object-format=sha256");
    commitAll(long, "first");
    const sha256 = open(long);
    expect(sha256.objectFormat).toBe("sha256");
    expect(resolveRevision(sha256, "HEAD").commit).toHaveLength(64);
    expect(readFileAt(sha256, resolveRevision(sha256, "HEAD"), "a")?.toString()).toBe("3");
  });

  it("that is none, or broken, is a mistake", () => {
    expect(mistake(() => open(makeTree()))).toContain("no git repository");
    expect(mistake(() => open(makeTree({ ".git": "gitdir: nowhere" })))).toContain("cannot read this repository");
    const broken = makeRepository({ a: "" });
    put(broken, ".git/config", "[core\n");
    expect(mistake(() => open(broken))).toContain("exit code 128");
  });
});

describe("a revision", () => {
  it("is named in any of git's ways", () => {
    const root = makeRepository({ a: "1" });
    const first = git(root, "rev-parse", "HEAD").trim();
    put(root, "a", "2");
    const second = commitAll(root, "change: the second");
    git(root, "tag", "-a", "v1", "-m", "v1", first);
    const repository = open(root);
    for (const name of [first, first.slice(0, 8), "HEAD~1", "v1", "main^", "HEAD^{/first}", "@~"]) {
      expect(resolveRevision(repository, name).commit).toBe(first);
    }
    expect(resolveRevision(repository, ":/the second").commit).toBe(second);
    git(root, "checkout", "-q", "--detach", first);
    expect(resolveRevision(repository, "HEAD").commit).toBe(first);
  });

  it("cannot be a flag, a pathspec, an object of another kind, or several", () => {
    const root = makeRepository({ a: "1" });
    const repository = open(root);
    const names = [
      "--all",
      "-n1",
      "--output=x",
      "HEAD:a",
      "HEAD^{tree}",
      "main..main",
      "^main",
      "",
      "a\nHEAD",
      "a\0",
      "x".repeat(5000),
    ];
    for (const name of names) expect(mistake(() => resolveRevision(repository, name))).toContain("is no revision");
    expect(readdirSync(root).sort()).toEqual([".git", "a"]);
  });

  it("that is unknown is told with what may be meant", () => {
    const root = makeRepository({ a: "1" });
    git(root, "branch", "feature-login");
    git(root, "update-ref", "refs/remotes/origin/release", "HEAD");
    const repository = open(root);
    expect(mistake(() => resolveRevision(repository, "feature-logn"))).toContain("Did you mean 'feature-login'?");
    expect(mistake(() => resolveRevision(repository, "release"))).toContain("Did you mean 'origin/release'?");
    const unborn = makeTree();
    git(unborn, "init", "-q");
    expect(mistake(() => resolveRevision(open(unborn), "HEAD"))).toContain("no commit yet");
  });
});

describe("the base of a comparison", () => {
  it("is where two histories parted, also over merges", () => {
    const root = makeRepository({ a: "1" });
    git(root, "checkout", "-q", "-b", "side");
    put(root, "b", "1");
    commitAll(root, "side");
    git(root, "checkout", "-q", "main");
    put(root, "c", "1");
    const parted = commitAll(root, "main");
    git(root, "checkout", "-q", "side");
    git(root, "merge", "-q", "--no-edit", "main");
    git(root, "checkout", "-q", "main");
    put(root, "d", "1");
    commitAll(root, "main again");
    const repository = open(root);
    const [main, side] = ["main", "side"].map((name) => resolveRevision(repository, name));
    expect(mergeBase(repository, main!, side!)).toBe(parted);
  });

  it("starts from the default branch, wherever it stands", () => {
    const root = makeRepository({ a: "1" });
    const names = (...references: readonly string[]) => {
      for (const reference of references) git(root, "update-ref", reference, "HEAD");
      return defaultBranch(open(root)).name;
    };
    git(root, "branch", "-m", "master");
    expect(names()).toBe("master");
    expect(names("refs/heads/main")).toBe("main");
    expect(names("refs/remotes/origin/master")).toBe("origin/master");
    git(root, "symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/trunk");
    expect(names("refs/remotes/origin/main")).toBe("origin/main");
    expect(names("refs/remotes/origin/trunk")).toBe("origin/trunk");
  });

  it("is a mistake where nothing says it", () => {
    const root = makeRepository({ a: "1" });
    git(root, "branch", "-m", "trunk");
    expect(mistake(() => defaultBranch(open(root)))).toContain("countersign diff BASE");
    git(root, "checkout", "-q", "--orphan", "other");
    put(root, "b", "1");
    commitAll(root, "unrelated");
    const repository = open(root);
    const [one, other] = ["trunk", "other"].map((name) => resolveRevision(repository, name));
    expect(mistake(() => mergeBase(repository, one!, other!))).toContain("no commit in common");
  });
});

describe("a clone that lacks something", () => {
  function clone(...flags: string[]): { source: string; root: string } {
    const source = makeRepository({ a: "1" });
    git(source, "config", "uploadpack.allowFilter", "true");
    git(source, "checkout", "-q", "-b", "feature");
    put(source, "a", "2");
    commitAll(source, "feature");
    git(source, "checkout", "-q", "main");
    put(source, "b", "1");
    commitAll(source, "main");
    const folder = makeTree();
    git(folder, "clone", "-q", ...flags, `file://${source}`, "clone");
    return { source, root: join(folder, "clone") };
  }

  it("is told with the command that fetches it, and that command helps", () => {
    const { root } = clone("--depth=1", "--no-single-branch");
    const repository = open(root);
    expect(repository.shallow).toBe(true);
    const [main, feature] = ["origin/main", "origin/feature"].map((name) => resolveRevision(repository, name));
    const text = mistake(() => mergeBase(repository, main!, feature!));
    expect(text).toContain("shallow");
    expect(text).toContain(main!.commit.slice(0, 10));
    const command = /`git ([^`]+)`/.exec(text)![1]!;
    git(root, ...command.split(" ").map((word) => word.replaceAll("'", "")));
    expect(mergeBase(open(root), main!, feature!)).toMatch(/^[0-9a-f]{40}$/);
  });

  it.each(["feature", "origin/feature"])("names the branch to fetch: %s", (name) => {
    const { root } = clone("--depth=1");
    const text = mistake(() => resolveRevision(open(root), name));
    git(root, .../`git ([^`]+)`/.exec(text)![1]!.split(" "));
    expect(resolveRevision(open(root), "origin/feature").commit).toMatch(/^[0-9a-f]{40}$/);
  });

  it("names the commit to fetch, or that all is needed", () => {
    const { source, root } = clone("--depth=1");
    const first = git(source, "rev-parse", "main~1").trim();
    expect(mistake(() => resolveRevision(open(root), first))).toContain(`git fetch --depth=1 origin ${first}`);
    expect(mistake(() => resolveRevision(open(root), "HEAD~1"))).toContain("git fetch --unshallow origin");
  });

  it("reads what is there", () => {
    const { root } = clone("--depth=1");
    const repository = open(root);
    expect(listTree(repository, resolveRevision(repository, "HEAD"))).toHaveLength(2);
  });

  it("that was made partial tells what is missing, and fetches nothing by itself", () => {
    const { source, root } = clone("--filter=blob:none", "--no-checkout");
    rmSync(join(source, ".git/HEAD"));
    const repository = open(root);
    const text = mistake(() => listTree(repository, resolveRevision(repository, "origin/feature")));
    expect(text).toMatch(/partial clone.*one object is missing, the first [0-9a-f]{10}/);
    expect(text).toContain("git fetch --refetch");
  });
});

describe("what is read of a revision", () => {
  it("is the bytes of blobs, in order, over many questions to git", () => {
    const contents = Array.from({ length: 40 }, (_, number) => Buffer.alloc(number * 20_000, number));
    const root = makeRepository(Object.fromEntries(contents.map((content, number) => [`f${number}`, content])));
    const repository = open(root);
    const entries = listTree(repository, resolveRevision(repository, "HEAD"));
    const gone = { id: "0".repeat(40), size: 1 };
    const read = [...readBlobs(repository, [gone, ...entries, gone, entries[3]!])];
    expect(read).toHaveLength(43);
    expect(read[0]).toBeUndefined();
    expect(read[41]).toBeUndefined();
    for (const [index, { path }] of entries.entries()) {
      expect(read[index + 1]!.equals(contents[Number((path as string).slice(1))]!)).toBe(true);
    }
    expect(read[42]!.equals(read[4]!)).toBe(true);
  });

  it("is no folder, link or submodule taken for a file", () => {
    const root = makeRepository({ "a/b": "x", link: { link: "a/b" } });
    const repository = open(root);
    const head = resolveRevision(repository, "HEAD");
    expect(readFileAt(repository, head, "a/b")?.toString()).toBe("x");
    for (const path of ["a", "gone", "a/*", ":(glob)a/b"]) {
      expect(readFileAt(repository, head, path)).toBeUndefined();
    }
    expect(() => readFileAt(repository, head, "link")).toThrow(/'link' is a symbolic link/);
  });
});

describe("history", () => {
  it("tells what each commit did, merges only where they differ from all parents", () => {
    const root = makeRepository({ a: "1", "d/b c": "1" });
    const first = git(root, "rev-parse", "HEAD").trim();
    git(root, "checkout", "-q", "-b", "side");
    put(root, "a", "2");
    const side = commitAll(root, "side");
    git(root, "checkout", "-q", "main");
    git(root, "mv", "d/b c", "d/é\nü");
    const moved = commitAll(root, "moved");
    git(root, "merge", "-q", "--no-commit", "--no-ff", "side");
    put(root, "evil", "1");
    const merge = commitAll(root, "merge");
    const repository = open(root);
    const history = historyOf(repository, { head: merge, base: first, paths: [], limit: 100 });
    const byCommit = new Map(
      history.map(({ commit, files }) => [commit, files.map(({ path, blob }) => [path, blob !== undefined])]),
    );
    expect([...byCommit.keys()].sort()).toEqual([side, moved, merge].sort());
    expect(byCommit.get(side)).toEqual([["a", true]]);
    expect(byCommit.get(moved)).toEqual([
      ["d/b c", false],
      ["d/é\nü", true],
    ]);
    expect(byCommit.get(merge)).toEqual([["evil", true]]);
    const all = historyOf(repository, { head: merge, paths: ["a"], limit: 100 });
    expect(all.map(({ commit }) => commit).sort()).toEqual([side, first].sort());
    expect(rootCommits(repository, merge)).toEqual([first]);
  });

  it("reads what commits say about themselves, however odd", () => {
    const root = makeRepository({ a: "1" });
    git(root, "-c", "user.name=x <y> z", "commit", "-q", "--allow-empty", "-m", "Title\n\nBody\n\nSigned-off-by: é");
    git(root, "commit", "-q", "--allow-empty", "-m", `long ${"x".repeat(100_000)}`);
    const repository = open(root);
    const commits = git(root, "rev-list", "HEAD").trim().split("\n");
    const records = readCommits(repository, commits);
    expect(records.map(({ message }) => message)).toEqual(["Title\n\nBody\n\nSigned-off-by: é\n", "first\n"]);
    expect(records[1]).toMatchObject({ author: { name: "a", email: "a@example.com" } });
    expect(records[1]!.time).toBeGreaterThan(1_600_000_000);
  });
});
