import { join } from "node:path";

import { expect, it } from "vitest";

import { findGit } from "#discover/git-process.ts";

import { makeTree } from "./tree.ts";

it("never finds a git within what is scanned, nor by a relative folder", () => {
  const scanned = makeTree({ "node_modules/.bin/git": "", git: "" });
  const machine = makeTree({ "bin/git": "", "folder/git/": "" });
  const folders = [
    "",
    ".",
    "bin",
    scanned,
    join(scanned, "node_modules/.bin"),
    join(machine, "folder"),
    join(machine, "bin"),
  ];
  expect(findGit(folders, [scanned])).toBe(join(machine, "bin/git"));
  expect(findGit(folders.slice(0, 5), [scanned])).toBeUndefined();
});
