import { spawnSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { afterEach, expect, test } from "vitest";
import { layers } from "../layers.mjs";

const planted = "src/model/planted-violation.ts";
afterEach(() => rmSync(planted, { force: true }));

function lint(path: string) {
  const run = spawnSync("npx", ["oxlint", "-c", "oxlint.config.mjs", path], { encoding: "utf8" });
  return { code: run.status, text: run.stdout + run.stderr };
}

test("an import that the layer table forbids fails the lint", () => {
  writeFileSync(
    planted,
    'import { visible } from "#report/visible.ts";\n\n/** Planted. */\nexport const planted = visible("");\n',
  );
  const { code, text } = lint(planted);
  expect(code).not.toBe(0);
  expect(text).toContain("src/model may import only");
});

test("a relative import fails the lint", () => {
  writeFileSync(
    planted,
    'import { compareText } from "./location.ts";\n\n/** Planted. */\nexport const planted = compareText;\n',
  );
  expect(lint(planted).code).not.toBe(0);
});

test.each([
  'import { readFileSync } from "node:fs";\n\n/** Planted. */\nexport const planted = readFileSync;\n',
  'import { execSync } from "node:child_process";\n\n/** Planted. */\nexport const planted = execSync;\n',
  "/** Planted. */\nexport const planted = process.env;\n",
  "/** Planted. */\nexport const planted = globalThis.process.env;\n",
])("reaching outside the process fails the lint: %j", (source) => {
  writeFileSync(planted, source);
  expect(lint(planted).code).not.toBe(0);
});

test("without a violation the lint passes", () => {
  expect(lint("src/model/location.ts").code).toBe(0);
});

test("the layer table has no cycle", () => {
  const reaches = (from: string, seen: readonly string[]): void => {
    expect(seen).not.toContain(from);
    for (const to of (layers as Record<string, string[]>)[from] ?? []) reaches(to, [...seen, from]);
  };
  for (const folder of Object.keys(layers)) reaches(folder, []);
});
