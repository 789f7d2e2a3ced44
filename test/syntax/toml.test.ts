import fc from "fast-check";
import { expect, test } from "vitest";
import { at, itemsOf, pairsOf, walk } from "#model/tree.ts";
import { parseToml } from "#syntax/toml.ts";
import { dataOf, kinds, pointedAt, slices } from "./outline.ts";

const parse = (text: string) => parseToml("a.toml", text);

test("dotted keys and tables become nested mappings, arrays of tables sequences", () => {
  const document = parse(
    "a.b.c = 1\n[x]\ny = 'z'\n[x.inner]\nn = { p.q = [1, 2.5], r = true }\n[[t]]\nd = 1979-05-27\n[[t]]\n[t.u]\nv = 07:32:00\n",
  );
  const mapping = (...pairs: unknown[]) => ({ pairs });
  expect(dataOf(document.root)).toEqual(
    mapping(
      ["a", mapping(["b", mapping(["c", 1])])],
      ["x", mapping(["y", "z"], ["inner", mapping(["n", mapping(["p", mapping(["q", [1, 2.5]])], ["r", true])])])],
      ["t", [mapping(["d", "1979-05-27"]), mapping(["u", mapping(["v", "07:32:00"])])]],
    ),
  );
  expect(slices(document, "number")).toEqual(["1", "1", "2.5"]);
  expect(document.problems).toEqual([]);
});

test("a mapping written in several places spans all of them, and every node lies in its parent", () => {
  const document = parse("[a]\nx = 1\n[b]\ny = 2\n[a.c]\nz = 3\n");
  const a = at(document.root, "a");
  expect(document.text.slice(a?.start, a?.end)).toBe("[a]\nx = 1\n[b]\ny = 2\n[a.c]\nz = 3");
  for (const node of walk(document.root)) {
    for (const child of node.children) {
      expect(child.start).toBeGreaterThanOrEqual(node.start);
      expect(child.end).toBeLessThanOrEqual(node.end);
    }
  }
});

test("each string's place holds its notation", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "binary" })), (values) => {
      const lines = values.map(
        (value, index) => `k${index} = ${JSON.stringify(value).replaceAll("\u007f", "\\u007F")}`,
      );
      const document = parse(lines.join("\n"));
      expect(pairsOf(document.root).map(({ value }) => value.value)).toEqual(values);
      for (const { value } of pairsOf(document.root)) {
        expect(JSON.parse(document.text.slice(value.start, value.end))).toBe(value.value);
      }
    }),
  );
});

test("comments are found, and not in strings", () => {
  const document = parse("# one\na = '#no' # two\n");
  expect(document.comments.map(({ start, end }) => document.text.slice(start, end))).toEqual(["# one", "# two"]);
});

test("keys named like properties of objects are keys", () => {
  const document = parse('__proto__ = 1\n"a.b" = 2\n[constructor]\nx = 3\n');
  expect(pairsOf(document.root).map(({ key }) => key)).toEqual(["__proto__", "a.b", "constructor"]);
});

test.each([
  ["a = 1\na = 2\n", "duplicate-key", 2],
  ["[a]\n[a]\n", "duplicate-key", 2],
  ["a = \n", "parse-error", 1],
  ["a = 1\nb = [1\n", "parse-error", 2],
  ["hello\n", "parse-error", 1],
  ['a = "x\n', "parse-error", 1],
])("%j is no TOML to any reader: a problem at its line, and nothing is read", (text, kind, line) => {
  const document = parse(text);
  expect(document.problems.map((problem) => [problem.kind, problem.region?.startLine])).toEqual([[kind, line]]);
  expect(document.root.kind).toBe("null");
});

test("a byte order mark and every kind of line break are taken", () => {
  for (const lineBreak of ["\n", "\r\n", "\r"]) {
    const document = parse(`\uFEFFa = 1${lineBreak}b = '''${lineBreak}x${lineBreak}y'''${lineBreak}`);
    expect(at(document.root, "a")?.value).toBe(1);
    expect(String(at(document.root, "b")?.value).replace("\r\n", "\n")).toBe("x\ny");
  }
});

test("nesting and dotted keys are read up to the bound, and brackets in strings do not count", () => {
  expect(kinds(parse(`a = ${"[".repeat(200)}${"]".repeat(200)}`))).toEqual([]);
  expect(kinds(parse(`a = ${"[".repeat(201)}${"]".repeat(201)}`))).toEqual(["too-deep"]);
  expect(kinds(parse(`${"a.".repeat(201)}b = 1`))).toEqual(["too-deep"]);
  expect(pointedAt(parse(`${"a.".repeat(201)}b = 1`))).toBe(".");
  const brackets = "[{.".repeat(300);
  expect(kinds(parse(`a = '${brackets}'\nb = """\n${brackets}"""\n# ${brackets}\nc = "\\"${brackets}"\n`))).toEqual([]);
});

test("an empty file is an empty mapping", () => {
  expect(parse("").root).toMatchObject({ kind: "mapping", children: [] });
  expect(itemsOf(at(parse("a = []").root, "a"))).toEqual([]);
});
