import fc from "fast-check";
import { expect, test } from "vitest";
import { at, pairsOf, walk } from "#model/tree.ts";
import { parseJson } from "#syntax/json.ts";
import { dataOf, kinds, pairsOfValue, pointedAt, slices } from "./outline.ts";

const parse = (text: string) => parseJson("a.json", text);

test("any JSON value comes back as written, and each string's place holds its notation", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2, "\t"), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      const document = parse(text);
      // JSON.stringify writes -0 as 0.
      expect(dataOf(document.root)).toEqual(pairsOfValue(JSON.parse(text)));
      for (const node of walk(document.root)) {
        if (node.kind !== "string") continue;
        expect(JSON.parse(text.slice(node.start, node.end))).toBe(node.value);
      }
    }),
  );
});

test("comments, single quotes, bare keys, trailing commas and hexadecimal numbers are read", () => {
  const document = parse("{// one\n a: 'x', /* two */ \"b\": [0x1F, .5, +1, NaN, -Infinity,],}");
  expect(dataOf(document.root)).toEqual({
    pairs: [
      ["a", "x"],
      ["b", [31, 0.5, 1, Number.NaN, -Infinity]],
    ],
  });
  expect(document.comments.map(({ start, end }) => document.text.slice(start, end))).toEqual(["// one", "/* two */"]);
  expect(document.problems).toEqual([]);
});

test("what looks like a comment in a string is none", () => {
  const document = parse('{"url": "https://x.example/*a*/", "q": \'//\'}');
  expect(document.comments).toEqual([]);
  expect(at(document.root, "url")?.value).toBe("https://x.example/*a*/");
});

test("a byte order mark and every kind of line break are white space", () => {
  const document = parse('\uFEFF{\r\n"a":\r1,\n"b":"\\\r\nc"}');
  expect(dataOf(document.root)).toEqual({
    pairs: [
      ["a", 1],
      ["b", "c"],
    ],
  });
  expect(slices(document, "number")).toEqual(["1"]);
});

test("a key written twice is a problem at the second one, and both pairs stay", () => {
  const document = parse('{"a": 1, "b": {"c": 1, "c": 2, "c": 3}, "a": 2}');
  expect(kinds(document)).toEqual(["duplicate-key", "duplicate-key"]);
  expect(document.problems.map(({ region }) => region?.startColumn)).toEqual([24, 41]);
  expect(pairsOf(document.root).map(({ key }) => key)).toEqual(["a", "b", "a"]);
});

test("keys named like properties of objects are keys", () => {
  const document = parse('{"__proto__": {"x": 1}, "constructor": 2, "toString": 3}');
  expect(pairsOf(document.root).map(({ key }) => key)).toEqual(["__proto__", "constructor", "toString"]);
  expect(kinds(document)).toEqual([]);
});

test.each([
  ['{"a": 1', ""],
  ['{"a" 1}', "1"],
  ["[1 2]", "2"],
  ["{} x", "x"],
  ['["a\nb"]', '"a'],
  [".", "."],
  ["[.]", "."],
  ['"', '"'],
  ['"\\', '"\\'],
  ["'\\", "'\\"],
])("faulty text %j is a problem at its place, and nothing is read", (text, place) => {
  const document = parse(text);
  expect(kinds(document)).toEqual(["parse-error"]);
  expect(pointedAt(document)).toBe(place);
  expect(document.root.kind).toBe("null");
});

test("a word where a value belongs is a problem, and the rest is read", () => {
  const document = parse('{"port": PORT, "b": [true, $x.y, z], unquoted: 1, "s": "a b: c"}');
  expect(kinds(document)).toEqual(["parse-error"]);
  expect(pointedAt(document)).toBe("P");
  expect(slices(document, "expansion")).toEqual(["PORT", "$x.y", "z"]);
  expect(pairsOf(document.root).map(({ key }) => key)).toEqual(["port", "b", "unquoted", "s"]);
  expect(parse("{a: b c}").root.kind).toBe("null");
});

test("a problem never quotes the text, which may be a secret", () => {
  for (const text of ["{a: hunter2}", '{"k" hunter2}', "[hunter2", '"hunter2']) {
    expect(JSON.stringify(parse(text).problems)).not.toContain("hunter2");
  }
});

test("a comment without end hides nothing before it", () => {
  const document = parse('{"a": 1} /* and so on');
  expect(at(document.root, "a")?.value).toBe(1);
  expect(kinds(document)).toEqual(["parse-error"]);
});

test("empty text, or nothing but comments, is null without a problem", () => {
  for (const text of ["", " \n", "// x\n", "\uFEFF"]) {
    expect(parse(text).root.kind).toBe("null");
    expect(parse(text).problems).toEqual([]);
  }
});

test("a hundred thousand comments in a row cost no stack", () => {
  const document = parse(`${"//\n".repeat(100_000)}{"a": 1}`);
  expect(at(document.root, "a")?.value).toBe(1);
  expect(document.comments).toHaveLength(100_000);
});

test("nesting is read up to the bound and a problem beyond it", () => {
  const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
  expect(kinds(parse(nested(200)))).toEqual([]);
  expect(kinds(parse(nested(201)))).toEqual(["too-deep"]);
});
