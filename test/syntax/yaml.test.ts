import fc from "fast-check";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { at, itemsOf, pairsOf, valuesOf, walk } from "#model/tree.ts";
import { parseYaml } from "#syntax/yaml.ts";
import { dataOf, kinds, outline, pairsOfValue, pointedAt, slices } from "./outline.ts";

const parse = (text: string) => parseYaml("a.yaml", text);
const visited = (text: string) => [...walk(parse(text).root)].length;

test("any JSON value written as YAML comes back, and each scalar's place reads as the scalar", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(20, 80), (any, lineWidth) => {
      const value: unknown = JSON.parse(JSON.stringify(any));
      const text = stringify(value, { lineWidth });
      const document = parse(text);
      expect(dataOf(document.root)).toEqual(pairsOfValue(value));
      for (const { kind, start, end, value: scalar } of walk(document.root)) {
        if (kind !== "number" && kind !== "boolean") continue;
        expect(parse(text.slice(start, end)).root.value).toBe(scalar);
      }
    }),
  );
});

test("plain, quoted, block and flow notations, with their places", () => {
  const document = parse(
    "a: b c # note\nd: 'it''s'\ne: \"x\\ty\"\nf: |\n  one\n  two\n\n\ng: >-\n  three\n  four\nh: [1, {i: ~}]\n",
  );
  expect(dataOf(document.root)).toEqual({
    pairs: [
      ["a", "b c"],
      ["d", "it's"],
      ["e", "x\ty"],
      ["f", "one\ntwo\n"],
      ["g", "three four"],
      ["h", [1, { pairs: [["i", null]] }]],
    ],
  });
  expect(slices(document, "string").filter((_, index) => index % 2 === 1)).toEqual([
    "b c",
    "'it''s'",
    '"x\\ty"',
    "|\n  one\n  two\n",
    ">-\n  three\n  four\n",
    "i",
  ]);
  expect(slices(document, "sequence")).toEqual(["[1, {i: ~}]"]);
  expect(document.comments.map(({ start, end }) => document.text.slice(start, end))).toEqual(["# note"]);
  expect(document.problems).toEqual([]);
});

test("a block mapping ends with its last value, not with the comments and blank lines after it", () => {
  const document = parse("a:\n  b: 1\n\n# next\nc: 2\n");
  expect(slices(document, "mapping")).toEqual(["a:\n  b: 1\n\n# next\nc: 2", "b: 1"]);
  expect(slices(document, "pair")).toEqual(["a:\n  b: 1", "b: 1", "c: 2"]);
});

test("the words of other YAML versions stay text", () => {
  const document = parse("on: yes\n%x: 1\n");
  expect(pairsOf(parse("on: yes\nno: off\n").root).map(({ key, value }) => [key, value.value])).toEqual([
    ["on", "yes"],
    ["no", "off"],
  ]);
  expect(kinds(document)).toEqual(["parse-error"]);
  expect(dataOf(parse("%YAML 1.1\n---\non: yes\nb: !!binary aGk=\nd: 2001-01-01\n").root)).toEqual({
    pairs: [
      ["on", "yes"],
      ["b", "aGk="],
      ["d", "2001-01-01"],
    ],
  });
});

test("unknown tags are passed over", () => {
  const document = parse("Role: !GetAtt Role.Arn\nName: !Sub '${A}-x'\nList: !If [a, b, c]\n");
  expect(at(document.root, "Role")?.value).toBe("Role.Arn");
  expect(itemsOf(at(document.root, "List"))).toHaveLength(3);
  expect(document.problems).toEqual([]);
});

test("several documents are a stream", () => {
  const document = parse("a: 1\n---\n- b\n...\n---\nc\n");
  expect(document.root.kind).toBe("stream");
  expect(document.root.children.map(dataOf)).toEqual([{ pairs: [["a", 1]] }, ["b"], "c"]);
});

test("an alias is the anchored node itself, at the anchor's place", () => {
  const document = parse("a: &x {k: 1}\nb: *x\nc: [*x, *x]\n");
  const anchored = at(document.root, "a");
  expect(at(document.root, "b")).toBe(anchored);
  expect(itemsOf(at(document.root, "c"))).toEqual([anchored, anchored]);
  expect(slices(document, "pair")).toContain("b: *x");
});

test("an anchor written again counts from then on, and never in the next document", () => {
  expect(dataOf(parse("- &a 1\n- *a\n- &a 2\n- *a\n").root)).toEqual([1, 1, 2, 2]);
  expect(kinds(parse("&a 1\n---\n*a\n"))).toEqual(["parse-error"]);
});

test("an alias without anchor, or within its own, is null and a problem", () => {
  expect(kinds(parse("a: *b\n"))).toEqual(["parse-error"]);
  const own = parse("a: &a [*a]\n");
  expect(itemsOf(at(own.root, "a"))[0]?.kind).toBe("null");
  expect(pointedAt(own)).toBe("*a");
});

test("merge keys put pairs in place, and written keys win", () => {
  const document = parse(
    "base: &base {a: 1, b: 2}\nmore: &more {b: 3, c: 3}\nx:\n  b: own\n  <<: [*base, *more]\n  d: 4\n",
  );
  const pairs = pairsOf(at(document.root, "x")).map(({ key, value }) => [key, value.value]);
  expect(pairs).toEqual([
    ["b", "own"],
    ["a", 1],
    ["c", 3],
    ["d", 4],
  ]);
  expect(document.problems).toEqual([]);
});

test("a merge key that is quoted, or holds no mapping, is an ordinary key", () => {
  expect(valuesOf(parse("'<<': {a: 1}\n").root, "<<")).toHaveLength(1);
  expect(valuesOf(parse("<<: 1\n").root, "<<")).toHaveLength(1);
});

test("aliases repeat a bounded number of nodes, whatever they multiply to", () => {
  const names = "abcdefghijklmnopqrst".split("");
  const levels = names.slice(1).map((name, index) => `${name}: &${name} [${`*${names[index]},`.repeat(9)}]`);
  const bomb = `a: &a [1,2,3]\n${levels.join("\n")}\n`;
  expect(kinds(parse(bomb))).toContain("too-complex");
  expect(visited(bomb)).toBeLessThan(110_000);
});

test("merging one mapping over and over is bounded too", () => {
  const keys = Array.from({ length: 20_000 }, (_, index) => `  k${index}: 1\n`).join("");
  const document = parse(`a: &a\n${keys}b:\n  <<: [${"*a,".repeat(100_000)}]\n`);
  expect(kinds(document)).toContain("too-complex");
  expect(pairsOf(at(document.root, "b")).length).toBeLessThanOrEqual(20_000);
});

test("a key written twice is one problem of its mapping, at the second one", () => {
  const document = parse("a: 1\nb:\n  c: 1\n  c: 2\n  c: 3\na: 2\n");
  expect(document.problems.map(({ kind, region }) => [kind, region?.startLine])).toEqual([
    ["duplicate-key", 4],
    ["duplicate-key", 6],
  ]);
  expect(valuesOf(document.root, "a")).toHaveLength(2);
});

test("erroneous text keeps what can be read, with one problem at the first error", () => {
  const document = parse("name: x\nrun: [a, b\nother: y\n");
  expect(kinds(document)).toEqual(["parse-error"]);
  expect(at(document.root, "name")?.value).toBe("x");
});

test("a problem never quotes the text, which may be a secret", () => {
  for (const text of ["a: b: hunter2\n", "a: [hunter2\n", "a: *hunter2\n", "? hunter2\nhunter2: {", "}hunter2"]) {
    const { problems } = parse(text);
    expect(problems).not.toEqual([]);
    expect(JSON.stringify(problems)).not.toContain("hunter2");
  }
});

test.each(["\n", "\r\n", "\r"])("line breaks %j and a byte order mark shift nothing", (lineBreak) => {
  const document = parse(`\uFEFFa: 1${lineBreak}b: |${lineBreak}  x${lineBreak}  y${lineBreak}c: z${lineBreak}`);
  expect(dataOf(document.root)).toEqual({
    pairs: [
      ["a", 1],
      ["b", "x\ny\n"],
      ["c", "z"],
    ],
  });
  expect(slices(document, "string").at(-1)).toBe("z");
});

test("keys in brackets, as templates have them, are no error", () => {
  const document = parse("a: 1\n{{ b }}: 2\n[c]: 3\nd: 4\n");
  expect(document.problems).toEqual([]);
  expect(at(document.root, "d")?.value).toBe(4);
});

test("empty text is null without a problem", () => {
  for (const text of ["", "\n", "# only\n", "\uFEFF"]) {
    expect(parse(text).root.kind).toBe("null");
    expect(parse(text).problems).toEqual([]);
  }
});

test("complex keys and keys without values are kept", () => {
  expect(outline(parse("? [a, b]\n: 1\n? c\n"))).toEqual([
    "pair",
    "  sequence",
    '    string "a"',
    '    string "b"',
    "  number 1",
    "pair",
    '  string "c"',
    "  null null",
  ]);
});

test("the tag of a value is kept, one of the core schema is not", () => {
  const document = parse("a: !Ref b\nc: !Sub [d]\ne: !!str 1\nf: !x\n  g: 1\n");
  expect(pairsOf(document.root).map(({ value }) => value.label)).toEqual(["!Ref", "!Sub", undefined, "!x"]);
});
