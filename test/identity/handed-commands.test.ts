import { expect, test } from "vitest";
import { scanTree } from "../tree.ts";

test("which program a helper starts is asked of who calls it in other files", async () => {
  const { facts } = await scanTree({
    "src/guarded.ts":
      'import { execFileSync } from "node:child_process";\nexport function runGuarded(file: string, args: string[]) {\n  return execFileSync(file, args);\n}\n',
    "src/pods.ts":
      'import { runGuarded } from "./guarded";\nexport const pods = () => runGuarded("kubectl", ["get", "pods"]);\n',
    "src/charts.ts":
      'import { runGuarded as run } from "./guarded";\nexport const charts = () => run("helm", ["list"]);\n',
  });
  const told = facts.flatMap(({ kind, key, locations }) => {
    return kind === "effect" ? locations.map(({ path, region }) => `${key} ${path}:${region.startLine}`) : [];
  });
  expect(told.toSorted()).toEqual(["exec:helm src/guarded.ts:3", "exec:kubectl src/guarded.ts:3"]);
});
