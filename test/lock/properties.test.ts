import fc from "fast-check";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compareSurfaces } from "#lock/compare.ts";
import { readSurface } from "#lock/surface-read.ts";
import { entryDigest, writeSurface } from "#lock/surface.ts";
import { compareText } from "#model/location.ts";
import type { Surface } from "#model/surface.ts";
import { reformatted, style } from "./reformat.ts";
import { drift, fact, surface, surfaceOfTree, told } from "./surfaces.ts";

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

/** Holds for what a skill brings along: a program or a text in whatever form, of which only the line ends say nothing. */
function isBundled(path: string, tree: Tree): boolean {
  if (path.endsWith("/SKILL.md")) return false;
  return Object.keys(tree).some((other) => other.endsWith("/SKILL.md") && path.startsWith(other.slice(0, -8)));
}

const anyTree = fc.constantFrom(...trees.map(([, tree]) => tree));

test("no rewriting of any file of any tree changes a byte of its surface", () => {
  for (const [name, tree] of trees) {
    const before = writeSurface(surfaceOfTree(tree));
    fc.assert(
      fc.property(style, (chosen) => {
        const files = Object.entries(tree).map(([path, text]) => [
          path,
          reformatted(isBundled(path, tree) ? "" : path, text, chosen),
        ]);
        expect(writeSurface(surfaceOfTree(Object.fromEntries(files) as Tree)), name).toBe(before);
      }),
      { numRuns: 4 },
    );
  }
});

test("no tree drifts by moving into a folder", async () => {
  for (const [name, tree] of trees) {
    const moved = Object.entries(tree).map(([path, text]) => [`apps/desk/${path}`, text]);
    expect(await drift(surfaceOfTree(tree), surfaceOfTree(Object.fromEntries(moved) as Tree)), name).toEqual([]);
  }
});

test("what is written is read back, and a surface has no changes against itself", async () => {
  await fc.assert(
    fc.asyncProperty(anyTree, async (tree) => {
      const own = surfaceOfTree(tree);
      expect(readSurface(writeSurface(own), "s")).toEqual(own);
      expect(await told(own, readSurface(writeSurface(own), "s"))).toEqual([]);
    }),
    { numRuns: 50 },
  );
});

test("what is declared of an agent is read back, with limits that allow nothing", async () => {
  const declared = surfaceOfTree({
    "countersign.yaml":
      "agents:\n  helpdesk:\n    owner: '@acme/support'\n    systems: []\n    effects: [exec, 'net: x']\n",
  });
  expect(readSurface(writeSurface(declared), "s")).toEqual(declared);
  expect(writeSurface(declared)).toContain('"systems:"');
});

test("whatever gives a tree to nothing, or all of it away, is told", async () => {
  await fc.assert(
    fc.asyncProperty(anyTree, async (tree) => {
      const [none, own] = [surfaceOfTree({}), surfaceOfTree(tree)];
      expect(await told(none, own)).toHaveLength(own.entries.length);
      expect(await told(own, none)).toHaveLength(own.entries.length);
      expect((await told(own, none)).filter((text) => text.startsWith("!added"))).toEqual([]);
    }),
    { numRuns: 50 },
  );
});

const word = fc.constantFrom("alpha", "beta", "gamma", "delta");
const value = fc.record({
  system: word,
  actions: fc.uniqueArray(word, { minLength: 1, maxLength: 3 }),
  decision: fc.constantFrom("hardcoded" as const, "runtime" as const),
});
const grants = fc
  .uniqueArray(fc.tuple(fc.nat(3), fc.nat(3), value), { minLength: 2, maxLength: 8, selector: ([a, k]) => `${a} ${k}` })
  .map((list) => list.map(([anchor, key, of]) => fact("grant", [`agent/a${anchor}`, `key${key}`], of)));
const statements = grants.chain((facts) =>
  fc.record({
    facts: fc.constant(facts),
    edges: fc.array(
      fc.tuple(fc.nat(facts.length - 1), fc.nat(facts.length - 1)).map(([from, to]) => ({
        from: facts[from]!.id,
        relation: "reaches" as const,
        to: facts[to]!.id,
      })),
      { maxLength: 12 },
    ),
    chosen: fc.nat(facts.length - 1),
  }),
);

describe("a change of one fact", () => {
  const lines = (of: Surface) => new Map(of.entries.map((entry) => [entry.id, entryDigest(entry)]));
  const differing = (base: Surface, head: Surface) => {
    const [before, after] = [lines(base), lines(head)];
    return [...new Set([...before.keys(), ...after.keys()])].filter((id) => before.get(id) !== after.get(id));
  };

  test("of its value changes its entry and nothing else", async () => {
    await fc.assert(
      fc.asyncProperty(statements, value, async ({ facts, edges, chosen }, other) => {
        const { id, anchor, key } = facts[chosen]!;
        const changed = facts.with(chosen, fact("grant", [anchor, key], other));
        const [base, head] = [surface(facts, edges), surface(changed, edges)];
        expect([[], [id]]).toContainEqual(differing(base, head));
        const { changes } = await compareSurfaces(base, head);
        expect(changes.length).toBeLessThanOrEqual(differing(base, head).length);
        expect(changes.every((change) => change.id === id)).toBe(true);
      }),
    );
  });

  test("that takes it away takes its entry and its edges, and nothing else", async () => {
    await fc.assert(
      fc.asyncProperty(statements, async ({ facts, edges, chosen }) => {
        const { id } = facts[chosen]!;
        const left = edges.filter(({ from, to }) => from !== id && to !== id);
        const [base, head] = [surface(facts, edges), surface(facts.toSpliced(chosen, 1), left)];
        const own = edges.filter((edge) => !left.includes(edge)).map(({ from, to }) => `edge:${from} reaches ${to}`);
        expect(differing(base, head).sort()).toEqual([...new Set([...own, id])].sort());
        expect((await drift(base, head)).filter((text) => !text.includes(id))).toEqual([]);
      }),
    );
  });
});
