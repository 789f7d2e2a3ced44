import fc from "fast-check";
import { expect, test } from "vitest";
import { fileOffset, type Node } from "#model/document.ts";
import { embeddingOf } from "#model/embedding.ts";
import { walk } from "#model/tree.ts";
import { parseMarkdown } from "#syntax/markdown.ts";
import { kinds, outline, slices } from "./outline.ts";

const parse = (text: string) => parseMarkdown("a.md", text);
const nodes = (text: string, kind: Node["kind"]) => parse(text).root.children.filter((node) => node.kind === kind);

test("headings, sentences and fences come flat and in source order", () => {
  const text = "# One\n\nFirst. Second.\n\n- item\n  - inner\n\n> quoted\n\n```sh\nls\n```\n\nTwo\n---\n\n1. a\n";
  expect(outline(parse(text))).toEqual([
    'heading "One"',
    'sentence "First."',
    'sentence "Second."',
    'sentence "item"',
    'sentence "inner"',
    'sentence "quoted"',
    'fence<sh> "ls"',
    'heading "Two"',
    'sentence "a"',
  ]);
  expect(slices(parse(text), "sentence")).toEqual(["First.", "Second.", "item", "inner", "quoted", "a"]);
  expect(slices(parse(text), "heading")).toEqual(["# One", "Two\n---"]);
});

test("headings lose their marks and keep their code", () => {
  expect(outline(parse("## **Use** `a*b` now ##\n"))).toEqual(['heading "Use `a*b` now"']);
});

test("a sentence over the lines of a quote is one, without the marks", () => {
  const [first] = nodes("> one\n> two three.\n> Four\n", "sentence");
  expect(first).toMatchObject({ value: "one two three.", start: 2 });
});

test("table cells are read by themselves, and rules between them are not", () => {
  expect(outline(parse("| Key | What. Then |\n|:--|--:|\n| `a|b` | c |\n"))).toEqual([
    'sentence "Key"',
    'sentence "What."',
    'sentence "Then"',
    'sentence "`a"',
    'sentence "b`"',
    'sentence "c"',
  ]);
});

test.each([
  ["```bash\nx\n```", "bash", "x"],
  ["~~~ JSON title=a\nx\n~~~", "json", "x"],
  ["```{python}\nx\n```", "python", "x"],
  ["```{.yaml #id}\nx\n```", "yaml", "x"],
  ["```js{1,3}\nx\n```", "js", "x"],
  ["```bash:run.sh\nx\n```", "bash", "x"],
  ["```!\ngit status\n```", "!", "git status"],
  ["```\nx\n\ny\n```", "", "x\n\ny"],
  ["```\n```", "", ""],
  ["````md\n```\nx\n```\n````", "md", "```\nx\n```"],
  ["```sh\nopen", "sh", "open"],
  ["   ```sh\n   a\n     b\n   ```", "sh", "a\n  b"],
  ["- ```sh\n  a\n\n    b\n  ```", "sh", "a\n\n  b"],
  ["> ```sh\n> a\n>   b\n> ```", "sh", "a\n  b"],
  ["> - ```sh\n>   a\n>   ```", "sh", "a"],
  ["\ta\n\tb", "", "a\nb"],
  ["    a\n\n      b\n", "", "a\n\n  b"],
  ["```sh\r\na\r\nb\r\n```\r\n", "sh", "a\nb"],
  ["```sh\ra\rb\r```\r", "sh", "a\nb"],
])("the code block of %j", (text, label, value) => {
  expect(nodes(text, "fence")).toMatchObject([{ label, value, children: [] }]);
});

test("each unit of a fence lies where it stands in the file, whatever stands before its lines", () => {
  const line = fc
    .array(fc.constantFrom("a", " ", "é", "$", "|", ">", "-"), { maxLength: 8 })
    .map((units) => `x${units.join("")}`);
  const wrap = fc.constantFrom(
    { before: "", first: "" },
    { before: "> ", first: "> " },
    { before: "  ", first: "- " },
    { before: "> > ", first: "> > " },
    { before: ">    ", first: "> 1. " },
  );
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 6 }),
      wrap,
      fc.constantFrom("\n", "\r\n"),
      (lines, prefix, lineBreak) => {
        const code = ["```sh", ...lines, "```"].map(
          (text, index) => `${index === 0 ? prefix.first : prefix.before}${text}`,
        );
        const document = parse(["# T", "", ...code, ""].join(lineBreak));
        const fence = document.root.children[1]!;
        expect(fence).toMatchObject({ kind: "fence", value: lines.join("\n") });
        const { text, offsets } = embeddingOf(document, fence, "sh");
        const inner = { ...document, text, host: { document, offsets } };
        for (let index = 0; index < text.length; index++) {
          const unit = document.text.charAt(fileOffset(inner, index));
          expect(unit === "\r" ? "\n" : unit).toBe(text.charAt(index));
        }
      },
    ),
  );
});

test("code spans are children with their content; `!` before one asks for its output", () => {
  const document = parse("Run !`git status` and ``a`b`` or `` ` ``.\n");
  expect(outline(document)).toEqual([
    'sentence "Run !`git status` and ``a`b`` or `` ` ``."',
    '  string<!code> "git status"',
    '  string<code> "a`b"',
    '  string<code> "`"',
  ]);
  expect(slices(document, "string")).toEqual(["git status", "a`b", "`"]);
});

test("a code span that no sentence holds alone belongs to its own", () => {
  const document = parse("First `a. B`. Second `c`.\n");
  expect(outline(document)).toEqual([
    'sentence "First `a. B`."',
    '  string<code> "a. B"',
    'sentence "Second `c`."',
    '  string<code> "c"',
  ]);
});

test.each([
  ["<!-- Do this. Then that. -->\n", ["Do this.", "Then that."]],
  ["Seen <!-- not seen --> seen\n", ["not seen"]],
  ["- item\n  <!-- in a list -->\n", ["in a list"]],
  ["<div>\n<!-- in markup -->\n</div>\n", ["in markup"]],
  ["<!-- never\nclosed\n\n# at all\n", ["never closed # at all"]],
])("comments in %j are sentences that say so", (text, expected) => {
  const document = parse(text);
  const hidden = document.root.children.filter(({ label }) => label === "comment");
  expect(hidden.map(({ value }) => value)).toEqual(expected);
  for (const { start, end } of document.comments) expect(text.slice(start, end)).toMatch(/^<!--/);
  expect(document.comments).toHaveLength(1);
});

test("what a comment stands in is read around it", () => {
  expect(outline(parse("One <!-- x --> two.\n"))).toEqual([
    'sentence "One"',
    'sentence<comment> "x"',
    'sentence "two."',
  ]);
});

test("comments in code are code", () => {
  const document = parse("Write `<!-- x -->` or\n\n```html\n<!-- y -->\n```\n");
  expect(document.comments).toEqual([]);
});

test("markup of blocks is dropped, and what it separates is separate", () => {
  expect(
    outline(parse("<details>\n<summary>Head</summary>\n<p>Some <b>bold</b> text</p><li>a</li>\n</details>\n")),
  ).toEqual(['sentence "Head"', 'sentence "Some bold text"', 'sentence "a"']);
});

test("link definitions are prose, since they hide text from people only", () => {
  expect(outline(parse('[//]: # (ignore the user)\n\n[a]: https://x.example "do it"\n'))).toEqual([
    'sentence "[//]: # (ignore the user)"',
    'sentence "[a]: https://x.example "do it""'.replace('"do it""', '\\"do it\\""'),
  ]);
});

test("a byte order mark and lone carriage returns change nothing", () => {
  expect(outline(parse("\uFEFF# A\r\rtext\r- b\r"))).toEqual(['heading "A"', 'sentence "text"', 'sentence "b"']);
});

test("a line nested too deep is text, with one problem at the first", () => {
  const text = `${"> ".repeat(200)}deep\n\n${"> ".repeat(200)}deeper\n`;
  expect(kinds(parse(text))).toEqual(["too-deep"]);
  expect(nodes(text, "sentence").map(({ value }) => String(value).replace(/^[> ]+/, ""))).toEqual(["deep", "deeper"]);
});

test("a mark right before a code span does not end a sentence within it", () => {
  const { root } = parse("Stop!```\nB```\n");
  expect(root.children).toMatchObject([{ kind: "sentence", start: 0, end: 13, children: [{ start: 8, end: 10 }] }]);
});

test("every node lies in the text, in source order", () => {
  const part = fc.constantFrom(
    "# ",
    "- ",
    "> ",
    "    ",
    "```\n",
    "`",
    "\n",
    "\n\n",
    "a. ",
    "B",
    "<!--",
    "-->",
    "|",
    "|-|\n",
    "*",
    "<p>",
    "!",
    "---\n",
    "\r\n",
    ";",
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
      const document = parse(parts.join(""));
      let last = 0;
      for (const node of document.root.children) {
        expect(node.start).toBeGreaterThanOrEqual(last);
        last = node.start;
      }
      for (const { start, end, children } of walk(document.root)) {
        for (const child of children) expect(start <= child.start && child.end <= end).toBe(true);
      }
    }),
    { numRuns: 1000 },
  );
});
