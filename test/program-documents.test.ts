import { expect, test } from "vitest";
import { ProgramDocuments } from "#program-documents.ts";
import type { Document } from "#model/document.ts";

const document = (text: string): Document => ({
  path: "a.js",
  syntax: "javascript",
  text,
  root: { kind: "program", start: 0, end: text.length, children: [] },
  comments: [],
  problems: [],
});

/** The files of which a document is made when they are asked for one after the other. */
function madeFor(mostUnits: number, asked: readonly (readonly [path: string, digest: string, length: number])[]) {
  const documents = new ProgramDocuments(mostUnits);
  const made: string[] = [];
  for (const [path, digest, length] of asked)
    documents.documentOf(path, digest, () => {
      made.push(path);
      return document("x".repeat(length));
    });
  return made;
}

test("a file is read once for programs that share it", () => {
  const shared = ["core.js", "1", 50] as const;
  expect(madeFor(100, [shared, ["a.js", "1", 40], shared, ["b.js", "1", 40], shared])).toEqual([
    "core.js",
    "a.js",
    "b.js",
  ]);
});

test("of more than is held, what was asked for last stays", () => {
  const [a, b] = [["a.js", "1", 60] as const, ["b.js", "1", 60] as const];
  expect(madeFor(100, [a, b, b, a])).toEqual(["a.js", "b.js", "a.js"]);
});

test("a file that is another by now is read anew", () => {
  expect(
    madeFor(100, [
      ["a.js", "1", 10],
      ["a.js", "2", 10],
      ["a.js", "2", 10],
    ]),
  ).toEqual(["a.js", "a.js"]);
});
