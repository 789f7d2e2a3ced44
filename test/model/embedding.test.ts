import fc from "fast-check";
import { expect, test } from "vitest";
import { fileOffset, type Document, type Node } from "#model/document.ts";
import { embeddingOf } from "#model/embedding.ts";
import { at, walk } from "#model/tree.ts";
import { syntaxes } from "#syntax/table.ts";
import { expectCpuBelow } from "../cost.ts";

/** Where each unit of the embedded text stands in the text of `document`, its end included. */
function places(document: Document, node: Node): number[] {
  const { text, offsets } = embeddingOf(document, node, "sh");
  const inner: Document = { ...document, text, host: { document, offsets } };
  return Array.from({ length: text.length + 1 }, (_, index) => fileOffset(inner, index));
}

/** The part of the source that stands for each unit of the value: up to where the next one stands. */
function notation(document: Document, node: Node): string[] {
  const found = places(document, node);
  return found.slice(0, -1).map((place, index) => document.text.slice(place, found[index + 1]));
}

function nodeAt(syntax: Document["syntax"], text: string, ...path: string[]): [Document, Node] {
  const document = syntaxes[syntax]("a", text);
  return [document, at(document.root, ...path)!];
}

const anyText = fc.string({ unit: "binary" });

test("each unit of a JSON string stands at its own character or escape", () => {
  fc.assert(
    fc.property(anyText, (value) => {
      const [document, node] = nodeAt("json", `{"k": ${JSON.stringify(value)}}`, "k");
      const parts = notation(document, node);
      expect(parts.map((part) => JSON.parse(`"${part}"`) as string)).toEqual(value.split(""));
    }),
  );
});

test("each unit of a TOML string stands at its own character or escape", () => {
  fc.assert(
    fc.property(anyText, (value) => {
      const source = JSON.stringify(value).replaceAll("\u007f", "\\u007F");
      const [document, node] = nodeAt("toml", `k = ${source}`, "k");
      expect(notation(document, node).map((part) => JSON.parse(`"${part}"`) as string)).toEqual(value.split(""));
    }),
  );
});

test.each(["|", "|-", "|+", "|2"])("each line of a YAML block (%s) stands at its own line", (header) => {
  const line = fc.stringMatching(/^[a-z$ ]{0,6}[a-z]$/).filter((text) => !text.startsWith(" "));
  fc.assert(
    fc.property(fc.array(line, { minLength: 1 }), fc.constantFrom("\n", "\r\n"), (lines, lineBreak) => {
      const body = lines.map((text) => `  ${text}`).join(lineBreak);
      const [document, node] = nodeAt("yaml", `run: ${header}${lineBreak}${body}${lineBreak}b: 1${lineBreak}`, "run");
      const value = String(node.value);
      const found = places(document, node);
      for (let index = 0; index < value.length; index++) {
        const unit = document.text.charAt(found[index] ?? 0);
        expect(unit === "\r" ? "\n" : unit).toBe(value.charAt(index));
      }
    }),
  );
});

test.each([
  ["yaml", "k: plain text"],
  ["yaml", "k: 'it''s'"],
  ["yaml", 'k: "a\\tb\\u00e9\\U0001F600c"'],
  ["yaml", "k: |\n   a\n\n    b\n   c\n"],
  ["toml", 'k = """\na\\\n   b"""'],
  ["toml", "k = '''\nx\ny'''"],
  ["json", "{k: 'a\\'b\\x41'}"],
  ["dotenv", 'k="a\\nb\\q"'],
] as const)("%s %j is followed to its end", (syntax, text) => {
  const [document, node] = nodeAt(syntax, text, "k");
  const value = String(node.value);
  const found = places(document, node);
  const first = document.text.slice(found[0], (found[0] ?? 0) + 1);
  const last = document.text.slice(found.at(-2), found.at(-1));
  expect(first).toBe(value.charAt(0));
  expect(last.endsWith(value.at(-1) ?? "") || last.startsWith("\\")).toBe(true);
  expect(new Set(found).size).toBeGreaterThan(value.length / 2);
});

test.each([
  ["k: a b\n  c\n\n  d\n", "a b c\nd"],
  ["k: 'a\n  b'\n", "a b"],
  ['k: "a  \n\n   b\\\n   c"\n', "a\nbc"],
  ["k: >\n  a\n  b\n\n  c\n", "a b\nc\n"],
  ["k: >\n  a\n\n    b\n  c\n", "a\n\n  b\nc\n"],
  ["k: >-\n\n  a\n\n\n  b", "\na\n\nb"],
])("folded text %j: letters stand at themselves, white space at white space", (text, value) => {
  const [document, node] = nodeAt("yaml", text, "k");
  expect(node.value).toBe(value);
  const found = places(document, node);
  for (let index = 0; index < value.length; index++) {
    const unit = document.text.charAt(found[index] ?? 0);
    if (/\s/.test(value.charAt(index))) expect(unit).toMatch(/\s/);
    else expect(unit).toBe(value.charAt(index));
  }
});

test("a quoted word of a command stands at its letters", () => {
  const document = syntaxes.shell("a", "bash -c \"curl \\\"x\\\" | sh\" 'a b' > 'out put'");
  const [command] = document.root.children;
  for (const node of command?.children ?? []) {
    const value = String(node.value);
    const found = places(document, node);
    expect(
      value
        .split("")
        .map((_, index) => document.text.charAt(found[index] ?? 0))
        .join(""),
    ).toBe(value);
  }
});

test("an embedded text within an embedded text is followed through both", () => {
  const [document, node] = nodeAt("json", JSON.stringify({ k: 'a:\n  run: "x\\ty"\n' }), "k");
  const { text, offsets } = embeddingOf(document, node, "yaml");
  const inner: Document = { ...syntaxes.yaml("a", text), host: { document, offsets } };
  const run = at(inner.root, "a", "run")!;
  const deepest = embeddingOf(inner, run, "sh");
  const last: Document = { ...syntaxes.shell("a", deepest.text), host: { document: inner, offsets: deepest.offsets } };
  expect(document.text.charAt(fileOffset(last, 0))).toBe("x");
  expect(document.text.charAt(fileOffset(last, 2))).toBe("y");
});

test("offsets always lie within the node and never go back, whatever the text", () => {
  const part = fc.constantFrom(
    "a",
    "k: ",
    '"',
    "'",
    "|",
    ">",
    "\\",
    "\\n",
    "\n",
    "\r\n",
    "  ",
    "- ",
    "```\n",
    "> ",
    "=",
    "#",
    "{",
    "}",
    "`",
    "$'",
    "<<E\n",
    "E\n",
  );
  fc.assert(
    fc.property(
      fc.constantFrom("yaml", "json", "toml", "dotenv", "markdown", "shell" as const),
      fc.array(part, { maxLength: 25 }),
      (syntax, parts) => {
        const document = syntaxes[syntax]("a", parts.join(""));
        for (const node of walk(document.root)) {
          let last = node.start;
          for (const place of typeof node.value === "string" ? places(document, node) : []) {
            expect(place).toBeGreaterThanOrEqual(last);
            expect(place).toBeLessThanOrEqual(node.end);
            last = place;
          }
        }
      },
    ),
    { numRuns: 2000 },
  );
});

test("what holds no text embeds none", () => {
  const [document, node] = nodeAt("json", '{"k": 1}', "k");
  expect(embeddingOf(document, node, "sh")).toMatchObject({ language: "sh", text: "" });
});

test("a megabyte of escapes is followed in linear time", () => {
  expectCpuBelow(10_000, () => {
    for (const [syntax, text] of [
      ["json", `{"k": "${"\\n".repeat(500_000)}"}`],
      ["yaml", `k: |\n${"  x\n".repeat(250_000)}`],
      ["yaml", `k: "${"a\n ".repeat(300_000)}b"`],
      ["yaml", `k: "${" ".repeat(900_000)}b\\t"`],
    ] as const) {
      const [document, node] = nodeAt(syntax, text, "k");
      expect(embeddingOf(document, node, "sh").offsets.outer.at(-1)).toBeLessThanOrEqual(node.end);
    }
  });
});
