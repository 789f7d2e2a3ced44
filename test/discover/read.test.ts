import { execFileSync } from "node:child_process";
import { join } from "node:path";

import { expect, it } from "vitest";

import { readSource } from "#discover/read.ts";

import { makeTree } from "./tree.ts";

const limit = { maxFileSize: 10, claimed: false };

it("reads a file whole, also an empty one and one of exactly the limit", () => {
  const root = makeTree({ a: Buffer.from([0, 255, 13, 10]), empty: "", ten: "0123456789" });
  expect(readSource(join(root, "a"), "a", limit)).toEqual({ bytes: Buffer.from([0, 255, 13, 10]) });
  expect(readSource(join(root, "empty"), "empty", limit)).toEqual({ bytes: Buffer.alloc(0) });
  expect(readSource(join(root, "ten"), "ten", limit)).toEqual({ bytes: Buffer.from("0123456789") });
});

it("follows no link, waits for no FIFO, reads no folder and nothing over the limit", () => {
  const root = makeTree({ a: "x", link: { link: "a" }, "folder/": "", big: "01234567890" });
  execFileSync("mkfifo", [join(root, "pipe")]);
  const kinds = ["link", "pipe", "folder", "big", "gone"].map((name) => {
    const read = readSource(join(root, name), name, limit);
    return "kind" in read ? `${read.kind} ${read.path} ${read.partial}` : "read";
  });
  expect(kinds).toEqual([
    "unreadable link false",
    "special-file pipe false",
    "special-file folder false",
    "oversized big false",
    "unreadable gone false",
  ]);
});

it("tells without the absolute path, and takes a file for one with a role unless told otherwise", () => {
  const root = makeTree();
  const read = readSource(join(root, "gone"), "gone");
  expect(read).toMatchObject({ kind: "unreadable", partial: true });
  expect(JSON.stringify(read)).not.toContain(root);
});

it.skipIf(process.platform !== "linux")("does not take a file for read whose size is not what it holds", () => {
  expect(readSource("/proc/self/status", "status", { maxFileSize: 1000, claimed: true })).toMatchObject({
    kind: "unreadable",
    partial: true,
  });
});
