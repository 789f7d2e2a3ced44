import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, existsSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { historyOf, readCommits, rootCommits } from "#discover/history.ts";
import { listTree, readBlobs, readFileAt } from "#discover/objects.ts";
import { openRepository } from "#discover/repository.ts";
import { walkRevision } from "#discover/revision-walk.ts";
import { defaultBranch, mergeBase, resolveRevision } from "#discover/revision.ts";

import { commitAll, git, makeRepository, makeTree, put } from "./tree.ts";

const hooks = [
  "post-checkout",
  "pre-commit",
  "post-index-change",
  "fsmonitor-watchman",
  "reference-transaction",
  "pre-auto-gc",
];

/** A repository in which everything that can name a program names one that leaves a mark. */
function hostile(): { root: string; marker: string } {
  const folder = makeTree();
  const marker = join(folder, "executed");
  const root = makeRepository({ "a.txt": "one\n", ".mcp.json": "{}", "skills/x/SKILL.md": "x\n" });
  put(root, ".gitattributes", "* filter=evil diff=evil merge=evil text=auto eol=crlf ident\n");
  put(root, "a.txt", "two\n");
  commitAll(root, "second\n\nCo-Authored-By: Someone <someone@example.com>");
  signHead(root);
  put(folder, "evil.sh", `#!/bin/sh\necho "$0 $@" >> '${marker}'\nexit 0\n`);
  const evil = join(folder, "evil.sh");
  chmodSync(evil, 0o755);
  for (const hook of hooks) {
    for (const place of ["hooks", ".git/hooks"]) {
      put(root, `${place}/${hook}`, `#!/bin/sh\n'${evil}' ${hook}\n`);
      chmodSync(join(root, place, hook), 0o755);
    }
  }
  put(root, "git", `#!/bin/sh\n'${evil}' git\n`);
  chmodSync(join(root, "git"), 0o755);
  for (const [name, value] of settings(evil, root)) git(root, "config", "--add", name, value);
  put(root, "more.config", `[alias]\n\trev-list = "!${evil}"\n[core]\n\tpager = ${evil}\n\tfsmonitor = ${evil}\n`);
  return { root, marker };
}

/** Puts a signature into the last commit, so that a check of it would start the program for that. */
function signHead(root: string): void {
  const [headers = "", ...message] = git(root, "cat-file", "commit", "HEAD").split("\n\n");
  const signature = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n AAAA\n -----END PGP SIGNATURE-----";
  const input = `${headers}\n${signature}\n\n${message.join("\n\n")}`;
  const options = { cwd: root, input, encoding: "utf8" } as const;
  const commit = execFileSync("git", ["hash-object", "-t", "commit", "-w", "--stdin"], options).trim();
  git(root, "update-ref", "refs/heads/main", commit);
}

function settings(evil: string, root: string): readonly (readonly [string, string])[] {
  return [
    ["core.fsmonitor", evil],
    ["core.hooksPath", join(root, "hooks")],
    ["core.pager", evil],
    ["core.editor", evil],
    ["core.sshCommand", evil],
    ["core.askPass", evil],
    ["core.gitProxy", evil],
    ["core.alternateRefsCommand", evil],
    ["core.attributesFile", join(root, ".gitattributes")],
    ["core.excludesFile", join(root, "a.txt")],
    ["pager.log", evil],
    ["pager.rev-list", evil],
    ["diff.external", evil],
    ["diff.evil.command", evil],
    ["diff.evil.textconv", evil],
    ["diff.evil.cachetextconv", "true"],
    ["filter.evil.clean", evil],
    ["filter.evil.smudge", evil],
    ["filter.evil.process", evil],
    ["filter.evil.required", "true"],
    ["merge.evil.driver", evil],
    ["merge.tool", "evil"],
    ["mergetool.evil.cmd", evil],
    ["interactive.diffFilter", evil],
    ["log.showSignature", "true"],
    ["gpg.program", evil],
    ["gpg.ssh.program", evil],
    ["credential.helper", `!${evil}`],
    ["remote.origin.url", `ext::${evil} %S`],
    ["remote.origin.uploadpack", evil],
    ["remote.origin.vcs", "evil"],
    ["remote.origin.promisor", "true"],
    ["remote.origin.partialclonefilter", "blob:none"],
    ["protocol.ext.allow", "always"],
    ["uploadpack.packObjectsHook", evil],
    ["blame.ignoreRevsFile", "a.txt"],
    ["include.path", "../more.config"],
    ["includeIf.gitdir:/.path", join(root, "more.config")],
    ["submodule.x.update", `!${evil}`],
    ["alias.ls-tree", `!${evil}`],
    ["alias.cat-file", `!${evil}`],
    ["maintenance.auto", "true"],
    ["gc.auto", "1"],
  ];
}

describe("a hostile repository", () => {
  it("is read, and nothing of it runs", () => {
    const { root, marker } = hostile();
    const repository = openRepository(root, [root, process.env["PATH"] ?? ""].join(":"));
    const head = resolveRevision(repository, "HEAD");
    const first = resolveRevision(repository, "HEAD~1");
    expect(defaultBranch(repository).commit).toBe(head.commit);
    expect(mergeBase(repository, head, first)).toBe(first.commit);
    const entries = listTree(repository, head);
    expect([...readBlobs(repository, entries)].every((bytes) => bytes !== undefined)).toBe(true);
    expect(readFileAt(repository, head, "a.txt")?.toString()).toBe("two\n");
    const walked = walkRevision(repository, head, {
      include: [],
      exclude: [],
      maxFileSize: 1000,
      maxFiles: 1000,
      claims: () => false,
    });
    expect(walked.files.map((file) => file.path)).toEqual([
      ".gitattributes",
      ".mcp.json",
      "a.txt",
      "skills/x/SKILL.md",
    ]);
    const history = historyOf(repository, { head: head.commit, paths: [], limit: 10 });
    expect(history).toHaveLength(2);
    expect(
      readCommits(
        repository,
        history.map(({ commit }) => commit),
      )[0]?.message,
    ).toContain("Co-Authored-By");
    expect(rootCommits(repository, head.commit)).toEqual([first.commit]);
    expect(existsSync(marker)).toBe(false);
  });

  it("fetches nothing for objects that are missing", () => {
    const { root, marker } = hostile();
    git(root, "config", "extensions.partialClone", "origin");
    git(root, "config", "core.repositoryFormatVersion", "1");
    const blob = git(root, "rev-parse", "HEAD:a.txt").trim();
    execFileSync("rm", ["-f", join(root, ".git/objects", blob.slice(0, 2), blob.slice(2))]);
    const repository = openRepository(root, "");
    expect(() => listTree(repository, resolveRevision(repository, "HEAD"))).toThrow(/partial clone|cannot be listed/);
    expect([...readBlobs(repository, [{ id: blob, size: 4 }])]).toEqual([undefined]);
    expect(existsSync(marker)).toBe(false);
  });

  it("cannot lie about history by replacements and grafts", () => {
    const root = makeRepository({ a: "1" });
    const first = git(root, "rev-parse", "HEAD").trim();
    put(root, "a", "2");
    const second = commitAll(root, "second");
    put(root, "a", "3");
    const third = commitAll(root, "third");
    git(root, "replace", third, first);
    put(root, ".git/info/grafts", `${third}\n`);
    const repository = openRepository(root, "");
    const history = historyOf(repository, { head: third, paths: [], limit: 10 });
    expect(history.map(({ commit }) => commit)).toEqual([third, second, first]);
    expect(readFileAt(repository, resolveRevision(repository, third), "a")?.toString()).toBe("3");
  });

  it("would have run something, had git been asked carelessly", () => {
    for (const words of [["status"], ["diff", "HEAD~1", "HEAD"], ["log", "-1"], ["show", "--ext-diff", "HEAD"]]) {
      const { root, marker } = hostile();
      spawnSync("git", words, { cwd: root, stdio: "ignore", timeout: 20_000 });
      expect([words, existsSync(marker)]).toEqual([words, true]);
    }
  });
});
