import { expect, test } from "vitest";
import { pairsOf } from "#model/tree.ts";
import { parseDotenv } from "#syntax/dotenv.ts";
import { kinds, pointedAt } from "./outline.ts";

const parse = (text: string) => parseDotenv(".env", text);
const values = (text: string) => pairsOf(parse(text).root).map(({ key, value }) => [key, value.value]);

test.each([
  ["A=b", "A", "b"],
  ["export A=b", "A", "b"],
  ["  A = b  ", "A", "b"],
  ["A: b", "A", "b"],
  ["A=b # note", "A", "b"],
  ["A=b#c", "A", "b#c"],
  ["A=# note", "A", ""],
  ["A='b # c' # d", "A", "b # c"],
  ['A="b\\nc\\q"', "A", "b\nc\\q"],
  ["A='b\\nc'", "A", "b\\nc"],
  ["A=`b`", "A", "b"],
  ["A=", "A", ""],
  ["A=it's", "A", "it's"],
  ["A='open", "A", "'open"],
  ["A='1\n2'", "A", "1\n2"],
  ["A=postgres://u:p@h/d?x=1", "A", "postgres://u:p@h/d?x=1"],
  ["export=1", "export", "1"],
  ["a.b-c=1", "a.b-c", "1"],
  ["A", "A", null],
  ["A # handed through", "A", null],
])("%j", (text, key, value) => {
  expect(values(text)).toEqual([[key, value]]);
  expect(kinds(parse(text))).toEqual([]);
});

test("places are those of key and value, quotes included", () => {
  const document = parse('\uFEFF# c\r\nexport KEY = "v w" # d\r\nB=x\r\n');
  expect(pairsOf(document.root).map(({ keyNode }) => document.text.slice(keyNode.start, keyNode.end))).toEqual([
    "KEY",
    "B",
  ]);
  expect(pairsOf(document.root).map(({ value }) => document.text.slice(value.start, value.end))).toEqual([
    '"v w"',
    "x",
  ]);
  expect(document.comments.map(({ start, end }) => document.text.slice(start, end).trim())).toEqual(["# c", "# d"]);
});

test("lone carriage returns end lines", () => {
  expect(values("A=1\rB=2\r")).toEqual([
    ["A", "1"],
    ["B", "2"],
  ]);
});

test("a line that is neither is a problem, and the rest is read", () => {
  const document = parse("A=1\nhello world\nB=2\n");
  expect(kinds(document)).toEqual(["parse-error"]);
  expect(pointedAt(document)).toBe("hello world");
  expect(pairsOf(document.root)).toHaveLength(2);
});

test("a name written twice is a problem, and both stay", () => {
  const document = parse("A=1\nA=2\n");
  expect(kinds(document)).toEqual(["duplicate-key"]);
  expect(values("A=1\nA=2\n")).toHaveLength(2);
});
