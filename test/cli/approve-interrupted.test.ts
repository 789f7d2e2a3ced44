import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { approvals, newRepository } from "../lock/repository.ts";
import { makeTree } from "../tree.ts";

const settings = (...allow: string[]) => JSON.stringify({ permissions: { allow, defaultMode: "default" } });

/** Code that runs before the binary's: the process is killed in the middle of a call to the file system. */
const kill = "process.kill(process.pid, 'SIGKILL'); for (;;);";
const moments: readonly (readonly [string, string])[] = [
  [
    "half of the text is written",
    `const write = fs.writeSync; fs.writeSync = (file, bytes, ...more) => {
       if (file <= 2) return write(file, bytes, ...more);
       write(file, bytes.subarray(0, bytes.length >> 1)); ${kill} };`,
  ],
  ["all of it is written, and not on the disk", `fs.fsyncSync = () => { ${kill} };`],
  ["the file has not got its name", `fs.renameSync = () => { ${kill} };`],
];

test.each(moments)("killed when %s, approve leaves no approval and nothing in its own way", (_, code) => {
  const repository = newRepository({
    ".claude/settings.json": settings("Bash(npm test)"),
    ".github/CODEOWNERS": "/.countersign/ @org/identity\n",
  });
  repository.git(["switch", "--quiet", "--create", "change"]);
  repository.commit("widen", { ".claude/settings.json": settings("Bash(npm:*)") });
  const hook = join(makeTree({}), "kill.cjs");
  writeFileSync(hook, `const fs = require("node:fs"); ${code}`);
  const words = ["approve", "--reason", "It is needed.", "--by", "ada@example.com"];
  const run = repository.run(words, { NODE_OPTIONS: `--require ${hook}` });
  expect(run.code).not.toBe(0);
  const left = readdirSync(join(repository.root, approvals));
  expect(left.filter((name) => name.endsWith(".yaml"))).toEqual([]);
  expect(repository.failures()).toEqual(["unapproved"]);
  expect(repository.run(words).code).toBe(0);
  const [name, ...more] = readdirSync(join(repository.root, approvals));
  expect(more).toEqual([]);
  expect(name).toMatch(/^[0-9a-f]{64}\.yaml$/);
  expect(repository.failures()).toEqual([]);
});
