import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { ModuleOutline } from "#model/module-outline.ts";
import { AskedOutlines } from "#asked-outlines.ts";
import type { Problem } from "#model/problem.ts";
import type { FileSummary } from "#model/summary.ts";
import { digestOf } from "#read-text.ts";
import { OutlineCache, type OutlinedFile } from "#outline-cache.ts";

let folder = "";
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "countersign-outlines-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function opened(): OutlineCache {
  return new OutlineCache({ folder, producer: "00", purpose: "test" }, { kind: "folder", root: "/tree" });
}

function kept(): string {
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .join("");
}

const outline = {
  language: "script",
  expressions: [{ kind: "constant", value: "second" }],
} as unknown as ModuleOutline;
const file: OutlinedFile = {
  path: "a.ts",
  text: 'export const name = "second";',
  digest: "11",
  names: new Set(["one", "other"]),
  secrets: { secrets: [] },
};

test("an outline is known of the same bytes at the same place, asked for the same names in any order", () => {
  const cache = opened();
  cache.add(file, outline);
  cache.keep(() => true);
  const names = new Set(["other", "one"]);
  expect(opened().known({ ...file, names })).toEqual(outline);
  const others: readonly Partial<OutlinedFile>[] = [{ path: "b.ts" }, { digest: "12" }, { names: new Set(["one"]) }];
  for (const other of others) expect(opened().known({ ...file, ...other })).toBeUndefined();
});

test("of a file of which the secrets are not known nothing is kept, of one with a secret where it stands", () => {
  const password = ["Zk9", "qLm2", "Vt7x"].join("-");
  const text = `const name = "${password}";`;
  const start = text.indexOf(password);
  const secrets = { secrets: [], hidden: [{ start, end: start + password.length }] };
  const told = { ...outline, expressions: [{ kind: "constant", value: password }] } as unknown as ModuleOutline;
  const cache = opened();
  cache.add({ ...file, path: "large.js", secrets: undefined }, outline);
  cache.add({ ...file, text, secrets }, told);
  cache.keep(() => true);
  expect(kept()).not.toContain(password);
  expect(opened().known({ ...file, path: "large.js" })).toBeUndefined();
  expect(opened().known({ ...file, text })).toEqual(told);
});

test("nothing is kept of a file that is another by now, or of which not all secrets were looked for", async () => {
  const text = "export const password = names;\nrun();";
  const bytes = Buffer.from(text);
  const summary: FileSummary = {
    path: "a.js",
    digest: digestOf(bytes),
    bytes: bytes.length,
    formats: [],
    facts: [],
    edges: [],
    matches: [],
    secrets: [],
    ignores: [],
    problems: [],
  };
  const tooDeep: Problem = { kind: "too-deep", path: "a.js", message: "", partial: true };
  for (const [made, isKept] of [
    [summary, true],
    [{ ...summary, digest: "00" }, false],
    [{ ...summary, problems: [tooDeep] }, false],
  ] as const) {
    const cache = { folder, producer: "00", purpose: String(isKept) };
    const asked = new AskedOutlines({ summaries: [made], place: { kind: "folder", root: "/tree" }, apis: [], cache });
    await asked.outlineOf("a.js", bytes, new Set(["run"]));
    asked.keep(() => true);
    expect(readdirSync(folder).length > 0).toBe(isKept);
    for (const name of readdirSync(folder)) rmSync(join(folder, name));
  }
});

test("what this scan did not look at stays known; what it asked no more is forgotten", () => {
  const cache = opened();
  cache.add(file, outline);
  cache.add({ ...file, path: "other/b.ts" }, outline);
  cache.keep(() => true);
  opened().keep((path) => path === "a.ts");
  expect(opened().known(file)).toBeUndefined();
  expect(opened().known({ ...file, path: "other/b.ts" })).toEqual(outline);
});
