import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { authorsBetween, type WrittenPlace } from "#attribute.ts";
import { listTree } from "#discover/objects.ts";
import type { Provenance } from "#model/provenance.ts";
import { readAuthorModels } from "#rule/models.ts";
import { commit, edit, git, makeRepository, revisionAt } from "./repository.ts";

const path = "rules/models/authors.yaml";
const models = readAuthorModels(path, readFileSync(path, "utf8")).map(({ model }) => model);

const byClaude = "Change\n\nCo-Authored-By: Claude <noreply@anthropic.com>";

/** Who wrote a place between two revisions; `workTree` looks at what is not committed, too. */
function authorOf(
  root: string,
  place: WrittenPlace,
  { base = "base", head = "HEAD", workTree = false }: { base?: string; head?: string; workTree?: boolean } = {},
): Provenance {
  const [from, to] = [revisionAt(root, base), revisionAt(root, head)];
  const files = listTree(from.repository, from.revision);
  return authorsBetween({
    repository: from.repository,
    base: from.revision.commit,
    head: to.revision.commit,
    baseBlobs: new Map(files.map((file) => [String(file.path), file.id])),
    ...(workTree ? { workTree: (name: string) => readFileSync(join(root, name)) } : {}),
    models,
  })(place);
}

function repository(): string {
  const root = makeRepository({ f: "one\ntwo\nthree\n", g: "1\n" });
  git(root, "tag", "base");
  return root;
}

describe("who wrote a place", () => {
  test("is told by the commit that brought its line", () => {
    const root = repository();
    const claude = commit(root, { f: "one\ntwo\nthree\nfour\n" }, byClaude);
    const bob = commit(root, { f: "one\ntwo\nthree\nfour\nfive\n" }, "Change", "Bob <bob@example.org>");
    expect(authorOf(root, { path: "f", line: 4, side: "head" })).toEqual({
      writer: "agent",
      marks: ["Claude Code"],
      authors: ["Ann"],
      commits: [claude],
    });
    expect(authorOf(root, { path: "f", line: 5, side: "head" })).toEqual({
      writer: "unknown",
      marks: [],
      authors: ["Bob"],
      commits: [bob],
    });
    expect(authorOf(root, { path: "f", side: "head" })).toMatchObject({ writer: "agent", commits: [bob, claude] });
    // A line that nobody touched: whoever touched the file.
    expect(authorOf(root, { path: "f", line: 1, side: "head" }).commits).toEqual([bob, claude]);
  });

  test("is told of a line that is gone by the commit that took it", () => {
    const root = repository();
    const taken = commit(root, { f: "one\nthree\n" }, byClaude);
    commit(root, { f: "one\nthree\nfour\n" }, "Change", "Bob <bob@example.org>");
    expect(authorOf(root, { path: "f", line: 2, side: "base" })).toMatchObject({ writer: "agent", commits: [taken] });
    const removed = commit(
      root,
      { g: null },
      "Change",
      "dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>",
    );
    expect(authorOf(root, { path: "g", line: 1, side: "base" })).toMatchObject({
      writer: "automation",
      marks: ["Dependabot"],
      commits: [removed],
    });
  });

  test("is not known of what is not committed, line by line", () => {
    const root = repository();
    const claude = commit(root, { f: "one\ntwo\nthree\nfour\n" }, byClaude);
    edit(root, { f: "one\ntwo\nthree\nfour\nfive\n", h: "new\n" });
    const options = { workTree: true };
    expect(authorOf(root, { path: "f", line: 4, side: "head" }, options)).toMatchObject({
      writer: "agent",
      commits: [claude],
    });
    expect(authorOf(root, { path: "f", line: 5, side: "head" }, options)).toMatchObject({
      writer: "uncommitted",
      commits: [],
    });
    expect(authorOf(root, { path: "h", line: 1, side: "head" }, options).writer).toBe("uncommitted");
    expect(authorOf(root, { path: "g", line: 1, side: "head" }, options)).toMatchObject({
      writer: "unknown",
      commits: [],
    });
  });

  test("is told over merges, and of side branches", () => {
    const root = repository();
    git(root, "checkout", "-q", "-b", "side");
    const claude = commit(root, { f: "one\ntwo\nthree\nfour\n" }, byClaude);
    git(root, "checkout", "-q", "main");
    commit(root, { g: "2\n" });
    git(root, "merge", "-q", "--no-edit", "side");
    expect(authorOf(root, { path: "f", line: 4, side: "head" })).toMatchObject({ writer: "agent", commits: [claude] });
    expect(authorOf(root, { path: "f", line: 4, side: "head" }, { head: "side" }).commits).toEqual([claude]);
    // Nothing lies between: nobody is named.
    expect(authorOf(root, { path: "f", line: 1, side: "head" }, { base: "HEAD" }).commits).toEqual([]);
  });

  test("costs no more for a file with many versions, which is told as a whole", () => {
    const root = repository();
    for (let number = 0; number < 40; number++) commit(root, { f: `${"x\n".repeat(number)}\n` });
    expect(authorOf(root, { path: "f", line: 3, side: "head" }).commits).toHaveLength(40);
  });
});
