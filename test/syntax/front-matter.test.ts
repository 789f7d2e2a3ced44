import { expect, test } from "vitest";
import { at, itemsOf, pairsOf } from "#model/tree.ts";
import { parseMarkdown } from "#syntax/markdown.ts";
import { dataOf, kinds, outline, pointedAt, slices } from "./outline.ts";

const parse = (text: string) => parseMarkdown("SKILL.md", text);
const front = (text: string) => {
  const first = parse(text).root.children[0];
  return first?.kind === "mapping" ? first : undefined;
};
const values = (text: string) => pairsOf(front(text)).map(({ key, value }) => [key, value.value]);

test.each(["\n", "\r\n"])("front matter is the first child, at its place in the file (%j)", (lineBreak) => {
  const text = `\uFEFF---\nname: pdf # which\ntools: [Read, "Bash(git:*)"]\n---\n# Title\n`.replaceAll("\n", lineBreak);
  const document = parse(text);
  expect(outline(document)).toEqual([
    "mapping",
    "  pair",
    '    string "name"',
    '    string "pdf"',
    "  pair",
    '    string "tools"',
    "    sequence",
    '      string "Read"',
    '      string "Bash(git:*)"',
    'heading "Title"',
  ]);
  expect(slices(document, "string")).toEqual(["name", "pdf", "tools", "Read", '"Bash(git:*)"']);
  expect(slices(document, "heading")).toEqual(["# Title"]);
  expect(document.comments.map(({ start, end }) => text.slice(start, end))).toEqual(["# which"]);
  expect(document.problems).toEqual([]);
});

test.each([
  ["no block", "# Title\n"],
  ["a block further down", "\n---\nname: x\n---\n"],
  ["an indented one", " ---\nname: x\n---\n"],
  ["a rule, prose, a rule", "---\n\nprose\n\n---\n"],
  ["a rule and one line", "---\nNote: this is prose.\n"],
  ["four dashes", "----\nname: x\n---\n"],
])("%s is no front matter", (_, text) => {
  expect(front(text)).toBeUndefined();
  expect(kinds(parse(text))).toEqual([]);
});

test("an empty block, or one of comments, leaves no node and hides no text", () => {
  for (const text of ["---\n---\ntext\n", "---\n# only\n---\ntext\n"]) {
    expect(outline(parse(text))).toEqual(['sentence "text"']);
    expect(kinds(parse(text))).toEqual([]);
  }
});

test("a colon in a plain value is a problem, and all keys are read as lenient readers take them", () => {
  const text =
    "---\nname: helper\ndescription: Use when: the user asks\nallowed-tools:\n  - Read\n  - Bash(*)\nn: 3\n---\n";
  expect(dataOf(front(text)!)).toEqual({
    pairs: [
      ["name", "helper"],
      ["description", "Use when: the user asks"],
      ["allowed-tools", ["Read", "Bash(*)"]],
      ["n", 3],
    ],
  });
  expect(kinds(parse(text))).toEqual(["parse-error"]);
  expect(parse(text).problems[0]?.region?.startLine).toBe(3);
});

test("places are right in faulty front matter too", () => {
  const text = "---\nname: x\nglobs: *.ts, *.md\nhooks:\n  pre: [a, 'b']\n---\n";
  expect(slices(parse(text), "string")).toEqual(["name", "x", "globs", "*.ts, *.md", "hooks", "pre", "a", "'b'"]);
  expect(values(text)[1]).toEqual(["globs", "*.ts, *.md"]);
});

test.each([
  ["an indicator", "d: @handle\n", "@handle"],
  ["an alias that is none", "d: *.ts\n", "*.ts"],
  ["a bracket that is not closed", "d: [draft] text\n", "[draft] text"],
  ["text after a quote", 'd: "a" and b\n', '"a" and b'],
  ["emphasis", "d: **bold** text\n", "**bold** text"],
  ["continued lines", "d: one: two\n  three\n", "one: two three"],
  ["lines that are not indented", "d: one: two\n- three\n", "one: two - three"],
  ["a quote that runs over such lines", 'd: "one:\n- two"\n', "one: - two"],
])("%s: the rest of the line is the value", (_, line, value) => {
  expect(values(`---\nname: x\n${line}---\n`)).toEqual([
    ["name", "x"],
    ["d", value],
  ]);
});

test("a list with a faulty item is a list of its lines", () => {
  const mapping = front("---\nname: x\nglobs:\n  - *.ts\n  - src/**\n---\n");
  expect(itemsOf(at(mapping, "globs")).map(({ value }) => value)).toEqual(["*.ts", "src/**"]);
});

test("what hides in a faulty block is seen: a key after the error, a key written twice", () => {
  const text = "---\nname: x: y\nallowed-tools: Read\nallowed-tools: Bash\n---\n";
  expect(values(text).at(-1)).toEqual(["allowed-tools", "Bash"]);
  expect(kinds(parse(text)).toSorted()).toEqual(["duplicate-key", "parse-error"]);
  expect(pointedAt(parse(text), kinds(parse(text)).indexOf("duplicate-key"))).toBe("allowed-tools");
});

test("dashes end the block whatever follows them, and the rest is text", () => {
  const document = parse("---\nname: x\n---# Title\n\n---\nmore: prose\n---\n");
  expect(pairsOf(document.root.children[0]).map(({ key }) => key)).toEqual(["name"]);
  expect(document.root.children[1]).toMatchObject({ kind: "heading", value: "Title" });
});

test("another kind of line break cannot end the block early", () => {
  const text = "---\nname: a\u2028---\nallowed-tools: Bash\n---\n";
  expect(values(text).map(([key]) => key)).toEqual(["name", "allowed-tools"]);
});

test("a block that nothing ends is a problem, and its keys are read", () => {
  const document = parse("---\nname: x\ndescription: y\n\n# Title\n");
  expect(kinds(document)).toEqual(["parse-error"]);
  expect(outline(document)[0]).toBe("mapping");
  expect(outline(document).at(-1)).toBe('heading "Title"');
});

test("front matter too deep to be read does not hide its other keys", () => {
  const document = parse(`---\nname: x\ndeep: ${"[".repeat(5000)}\n---\ntext\n`);
  expect(kinds(document)).toContain("too-deep");
  expect(at(document.root.children[0], "name")?.value).toBe("x");
});

test("front matter that is nothing but depth is told", () => {
  expect(kinds(parse(`---\n${"[".repeat(5000)}\n---\ntext\n`))).toEqual(["too-deep"]);
});
