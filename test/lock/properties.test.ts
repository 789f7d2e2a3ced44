import fc from "fast-check";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compareSurfaces } from "#lock/compare.ts";
import { writeSurface } from "#lock/surface.ts";
import { compareText } from "#model/location.ts";
import { drift, surfaceOfTree, told } from "./surfaces.ts";
import { reformatted, style } from "./reformat.ts";

type Tree = Readonly<Record<string, string>>;

/** Every small tree of the project: the cases of all rules, and the fixtures. */
const trees: readonly (readonly [string, Tree])[] = [
  ...foldersIn("rules").flatMap((pack) =>
    foldersIn(pack).flatMap((island) =>
      ["bad", "good"].flatMap((kind) => foldersIn(join(island, kind)).map((root) => [root, treeAt(root)] as const)),
    ),
  ),
  ...foldersIn("fixtures").map((root) => [root, treeAt(root)] as const),
];

function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(folder, entry.name))
    .sort(compareText);
}

function treeAt(root: string): Tree {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(root.length + 1), readFileSync(path, "utf8")];
    }),
  );
}

const anyTree = fc.constantFrom(...trees);

test("no rewriting of any file of any tree changes a byte of its surface", () => {
  for (const [name, tree] of trees) {
    const before = writeSurface(surfaceOfTree(tree));
    fc.assert(
      fc.property(style, (chosen) => {
        const files = Object.entries(tree).map(([path, text]) => [path, reformatted(path, text, chosen)]);
        expect(writeSurface(surfaceOfTree(Object.fromEntries(files) as Tree)), name).toBe(before);
      }),
      { numRuns: 4 },
    );
  }
});
