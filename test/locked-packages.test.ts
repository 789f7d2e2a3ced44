import { describe, expect, test } from "vitest";
import { scanTree } from "./tree.ts";

const manifest = `{ "name": "demo", "scripts": { "format": "npx prettier --write ." }, "devDependencies": { "prettier": "^3.0.0", "desk-mcp": "^1.0.0" } }`;
const servers = `{ "mcpServers": { "desk": { "command": "npx", "args": ["-y", "desk-mcp"] }, "other": { "command": "npx", "args": ["-y", "other-mcp"] }, "newest": { "command": "npx", "args": ["-y", "desk-mcp@latest"] } } }`;
const workflow = `on: push\njobs:\n  format:\n    runs-on: ubuntu-latest\n    steps:\n      - run: npx prettier --check .\n      - run: npx other-tool\n      - run: npx prettier@latest --check .\n`;

/** What a tree says is run: of effects the target and whether it is fetched, of servers whether they are pinned. */
async function runs(files: Readonly<Record<string, string>>): Promise<Record<string, boolean[]>> {
  const { facts } = await scanTree(files);
  const found = new Map<string, boolean[]>();
  const add = (name: string, is: boolean) => found.set(name, [...(found.get(name) ?? []), is].sort());
  for (const { kind, key, value } of facts) {
    if (kind === "effect" && value.effect === "exec" && value.detail?.includes("npx")) add(key, value.remote ?? false);
    if (kind === "principal" && value.runner === "npx") add(key, value.pinned ?? false);
  }
  return Object.fromEntries([...found].sort());
}

describe("what a lock file of the tree says is run, and not what is newest", () => {
  test("where a manifest around the file asks for the package", async () => {
    const files = {
      "package.json": manifest,
      "package-lock.json": `{ "lockfileVersion": 3 }`,
      ".mcp.json": servers,
      ".github/workflows/format.yml": workflow,
    };
    expect(await runs(files)).toMatchObject({ desk: [true], newest: [false], other: [false] });
    expect((await runs(files))["exec:other-tool"]).toEqual([true]);
    expect((await runs(files))["exec:prettier"]).toContain(false);
  });

  test("in a package of a workspace, by the lock file of the whole", async () => {
    const files = {
      "package.json": `{ "name": "all" }`,
      "pnpm-lock.yaml": "lockfileVersion: '9.0'\n",
      "packages/desk/package.json": manifest,
      "packages/desk/.mcp.json": servers,
      "packages/other/.mcp.json": `{ "mcpServers": { "there": { "command": "npx", "args": ["desk-mcp"] } } }`,
    };
    expect(await runs(files)).toMatchObject({ desk: [true], other: [false], there: [false] });
  });

  test("not without one", async () => {
    const files = { "package.json": manifest, ".mcp.json": servers, ".github/workflows/format.yml": workflow };
    const found = await runs(files);
    expect(found).toMatchObject({ desk: [false] });
    expect(found["exec:prettier"]).not.toContain(false);
  });

  test("under the name of a binary that another package holds", async () => {
    const server = `{ "mcpServers": { "desk": { "command": "npx", "args": ["-y", "desk"] } } }`;
    const files = {
      "package.json": `{ "name": "demo", "devDependencies": { "@acme/desk-cli": "^1.0.0", "@changesets/cli": "^2.0.0" } }`,
      "package-lock.json": `{ "lockfileVersion": 3, "packages": { "node_modules/@acme/desk-cli": { "version": "1.0.0", "bin": { "desk": "bin.js" } }, "node_modules/outer/node_modules/inner": { "bin": { "deeper": "bin.js" } } } }`,
      "AGENTS.md": "# Work\n\n```bash\nnpx desk sync\nnpx changeset\nnpx deeper\n```\n",
      ".mcp.json": server,
    };
    expect(await runs(files)).toMatchObject({
      desk: [true],
      "exec:desk": [false],
      "exec:changeset": [false],
      "exec:deeper": [true],
    });
    const { facts } = await scanTree(files);
    const packages = facts.flatMap(({ kind, value }) => (kind === "principal" ? (value.package ?? []) : []));
    expect(packages).toContain("@acme/desk-cli");
    const { "package-lock.json": _, ...unlocked } = files;
    expect(await runs(unlocked)).toMatchObject({ desk: [false], "exec:desk": [true], "exec:changeset": [true] });
  });
});
