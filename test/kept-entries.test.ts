import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { KeptEntries } from "#kept-entries.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "countersign-kept-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

interface Name {
  readonly name: string;
}

const open = () =>
  new KeptEntries<Name>(
    { folder, producer: "0".repeat(64), purpose: "test" },
    { kind: "folder", root: "/tree" },
    {
      kind: "names",
      entryOf: (value) => (Array.isArray(value) ? { name: String(value[0]) } : undefined),
    },
  );
const valueOf = ({ name }: Name) => [name];
const content = () => readFileSync(join(folder, readdirSync(folder)[0]!), "utf8").split("\n");

test("entries from before are written as they lay there, others as they are told", () => {
  open().write([{ name: "one" }, { name: "two" }], valueOf);
  const [, one, two] = content();
  const kept = open();
  const asked: string[] = [];
  kept.write([{ name: "three" }, kept.before[1]!], (entry) => {
    asked.push(entry.name);
    return valueOf(entry);
  });
  expect(asked).toEqual(["three"]);
  expect(content().slice(2)).toEqual([two, ""]);
  expect(content()).not.toContain(one);
  expect(open().before).toEqual([{ name: "three" }, { name: "two" }]);
});

test("nothing is written where all entries are those from before", () => {
  open().write([{ name: "one" }], valueOf);
  const kept = open();
  expect(kept.write(kept.before, () => expect.unreachable())).toEqual([]);
  expect(open().before).toEqual([{ name: "one" }]);
});

test("an entry that looks like one from before is told anew", () => {
  open().write([{ name: "one" }], valueOf);
  open().write([{ name: "one" }, { name: "two" }], ({ name }) => [`${name}!`]);
  expect(open().before).toEqual([{ name: "one!" }, { name: "two!" }]);
});
