import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { FlowCache, type ProgramContent } from "#flow-cache.ts";
import type { FollowedResult, ModuleAnswer } from "#followed-program.ts";

const content: ProgramContent = {
  rules: new Map([["a-rule", ["a.ts", "b.ts"]]]),
  digests: new Map([
    ["a.ts", "11"],
    ["b.ts", "22"],
  ]),
};
const result: FollowedResult = {
  judged: [{ ruleId: "a-rule", files: ["a.ts", "b.ts"] }],
  matches: [],
  problems: [],
};
const answers: readonly ModuleAnswer[] = [
  ["a.ts", "./b", "b.ts"],
  ["a.ts", "pg", null],
];
const resolve = (_from: string, module: string): string | undefined => (module === "./b" ? "b.ts" : undefined);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "countersign-flows-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The cache of one scan; the next one begins with what was kept. */
function cacheOfScan(): FlowCache {
  return new FlowCache({ folder, producer: "0a", purpose: "scan" }, { kind: "folder", root: "/tree" });
}

/** Keeps one program, as a scan does that has read its files. */
function keep(kept: ProgramContent, asked: readonly ModuleAnswer[]): void {
  const cache = cacheOfScan();
  cache.add(kept, asked, result);
  expect(cache.keep(() => true)).toEqual([]);
}

test("what was said of a program is said again while its files are what they were", () => {
  keep(content, answers);
  expect(cacheOfScan().known(content, resolve)).toEqual(result);
});

test.each<[string, ProgramContent]>([
  ["a file that has changed", { ...content, digests: new Map([...content.digests, ["b.ts", "33"]]) }],
  ["one file more", { ...content, digests: new Map([...content.digests, ["c.ts", "33"]]) }],
  ["files in another order", { ...content, digests: new Map([...content.digests].toReversed()) }],
  ["a rule that looks at fewer files", { ...content, rules: new Map([["a-rule", ["a.ts"]]]) }],
])("nothing is known of a program with %s", (_, other) => {
  keep(content, answers);
  expect(cacheOfScan().known(other, resolve)).toBeUndefined();
});

test("nothing is known where a module has become another file, or a file", () => {
  keep(content, answers);
  expect(cacheOfScan().known(content, () => undefined)).toBeUndefined();
  const asFile = (from: string, module: string) => (module === "pg" ? "b.ts" : resolve(from, module));
  expect(cacheOfScan().known(content, asFile)).toBeUndefined();
});

test("a program whose module is an address with a password is not kept", () => {
  const address = ["https://user", ":", "hunter2butlonger", "@mirror.acme.test/mod.ts"].join("");
  keep(content, [...answers, ["b.ts", address, null]]);
  expect(cacheOfScan().known(content, resolve)).toBeUndefined();
});

test("programs stay known of which a scan reads no file, and no others that it does not meet again", () => {
  keep(content, answers);
  cacheOfScan().keep((path) => path === "c.ts");
  expect(cacheOfScan().known(content, resolve)).toEqual(result);
  cacheOfScan().keep((path) => path === "a.ts");
  expect(cacheOfScan().known(content, resolve)).toBeUndefined();
});
