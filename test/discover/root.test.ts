import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { scanRoot } from "#discover/root.ts";

import { makeTree } from "./tree.ts";

/** The root relative to the made tree, and what is included. */
function rootOf(
  files: Readonly<Record<string, string>>,
  paths: readonly string[],
): [root: string, ...include: string[]] {
  const tree = makeTree(files);
  const { root, include } = scanRoot(paths.map((path) => join(tree, path)));
  return [root === tree ? "" : root.slice(tree.length + 1), ...include];
}

describe("scanRoot", () => {
  it("is the top of the repository, be its .git a folder or a file", () => {
    expect(rootOf({ "p/.git/HEAD": "", "p/a/b/c": "" }, ["p/a/b"])).toEqual(["p", "a/b"]);
    expect(rootOf({ "p/.git": "gitdir: x", "p/a/b": "" }, ["p/a/b"])).toEqual(["p", "a/b"]);
    expect(rootOf({ "p/.git/HEAD": "", "p/.claude/settings.json": "" }, ["p/.claude"])).toEqual(["p", ".claude"]);
    expect(rootOf({ "p/.git/HEAD": "", "p/a": "" }, ["p"])).toEqual(["p"]);
  });

  it("is the nearest repository of nested ones, and that of all paths together", () => {
    const files = { "p/.git/HEAD": "", "p/sub/.git/HEAD": "", "p/sub/a": "", "p/b": "" };
    expect(rootOf(files, ["p/sub/a"])).toEqual(["p/sub", "a"]);
    expect(rootOf(files, ["p/sub/a", "p/b"])).toEqual(["p", "sub/a", "b"]);
  });

  it("is the folder of the configuration where there is no repository", () => {
    expect(rootOf({ "p/countersign.yaml": "", "p/a/b": "" }, ["p/a"])).toEqual(["p", "a"]);
  });

  it("is the folder that holds all paths where there is neither", () => {
    expect(rootOf({ "p/a": "" }, ["p"])).toEqual(["p"]);
    expect(rootOf({ "p/a": "" }, ["p/a"])).toEqual(["p", "a"]);
    expect(rootOf({ "p/a/x": "", "p/ab/y": "" }, ["p/a/x", "p/ab"])).toEqual(["p", "a/x", "ab"]);
    expect(rootOf({ "p/a/x": "", "p/b": "" }, ["p/a", "p"])).toEqual(["p"]);
  });

  it("lies outside agent folders, so that names still say what files are", () => {
    const files = {
      "p/.claude/settings.json": "",
      "p/.claude/skills/x/SKILL.md": "",
      "h/.config/opencode/opencode.json": "",
    };
    expect(rootOf(files, ["p/.claude/settings.json"])).toEqual(["p", ".claude/settings.json"]);
    expect(rootOf(files, ["p/.claude"])).toEqual(["p", ".claude"]);
    expect(rootOf(files, ["p/.claude/skills"])).toEqual(["p", ".claude/skills"]);
    expect(rootOf(files, ["p/.claude/skills/x"])).toEqual(["p/.claude/skills/x"]);
    expect(rootOf(files, ["h/.config/opencode/opencode.json"])).toEqual(["h", ".config/opencode/opencode.json"]);
  });
});
