import { expect, test } from "vitest";
import type { SyntaxName } from "#model/document.ts";
import { walk } from "#model/tree.ts";
import { syntaxes } from "#syntax/table.ts";
import { expectCpuBelow } from "../cost.ts";
import { kinds } from "./outline.ts";

/** Milliseconds of processor time: cases take at most a fifth of it. */
const limit = 8000;

const million = 1_000_000;
const fill = (unit: string, size = million) => unit.repeat(Math.ceil(size / unit.length));

/** Parses, walks, and says what problems there were; fails where it takes too long. */
function survive(syntax: SyntaxName, text: string): string[] {
  let told: string[] = [];
  expectCpuBelow(limit, () => {
    const document = syntaxes[syntax]("a", text);
    let visited = 0;
    for (const { start, end } of walk(document.root)) {
      visited += 1;
      if (start > end || end > text.length) throw new Error("A node lies outside of its text");
    }
    expect(visited).toBeLessThan(3 * million);
    told = kinds(document);
  });
  return told;
}

test.each<[SyntaxName, string, string]>([
  ["json", "arrays", fill("[")],
  ["json", "objects", fill('{"a":')],
  ["json", "balanced arrays", fill("[", 500_000) + fill("]", 500_000)],
  ["yaml", "flow sequences", fill("[")],
  ["yaml", "flow mappings", fill("{a: ")],
  ["yaml", "sequences on a line", fill("- ")],
  ["yaml", "complex keys on a line", fill("? ")],
  ["yaml", "mappings by indentation", Array.from({ length: 1400 }, (_, depth) => `${" ".repeat(depth)}a:\n`).join("")],
  ["toml", "arrays", `a = ${fill("[")}`],
  ["toml", "inline tables", `a = ${fill("{a=")}`],
  ["toml", "dotted keys", `${fill("a.")}a = 1`],
  ["toml", "dotted headers", `[${fill("a.")}a]`],
  ["markdown", "quotes", fill("> ")],
  ["markdown", "quotes without spaces", fill(">")],
  ["markdown", "lists on a line", `${fill("- ")}a`],
  [
    "markdown",
    "lists by indentation",
    Array.from({ length: 1400 }, (_, depth) => `${" ".repeat(depth)}- a\n`).join(""),
  ],
  ["markdown", "quotes and lists", `${fill("> - ")}a`],
  [
    "markdown",
    "lists, then blank lines that all of them go on over",
    `${fill("- ", 200_000)}a\n${fill("\n", 800_000)}`,
  ],
  ["markdown", "front matter", `---\na: ${fill("[")}\n---\n`],
  ["shell", "substitutions", fill("$( ")],
  ["shell", "subshells", fill("( ")],
  ["shell", "parameters", fill("${")],
  ["shell", "quotes and substitutions", fill('"$(')],
  ["shell", "arithmetic", fill("$((")],
])("%s: a million characters of nested %s are too deep, and no more than that", (syntax, _, text) => {
  expect(survive(syntax, text)[0]).toBe("too-deep");
});

test.each<[SyntaxName, string, string]>([
  ["json", "comments", `${fill("/**/")}1`],
  ["json", "escapes", `"${fill("\\u0041")}"`],
  ["json", "lone surrogates", `"${fill("\ud800")}"`],
  ["json", "keys", `{${Array.from({ length: 80_000 }, (_, index) => `"k${index}":1`).join()}}`],
  ["yaml", "equal keys", fill("a: b\n", 150_000)],
  ["yaml", "different keys", Array.from({ length: 30_000 }, (_, index) => `k${index}: 1\n`).join("")],
  ["yaml", "line breaks", fill("\n", 150_000)],
  ["yaml", "comments", fill("# a\n", 150_000)],
  ["yaml", "closing brackets", fill("]", 150_000)],
  ["yaml", "anchors", Array.from({ length: 20_000 }, (_, index) => `- &a${index} b\n`).join("")],
  ["yaml", "aliases", `a: &a b\nc: [${fill("*a,", 150_000)}]`],
  ["yaml", "aliases without anchors", `[${fill("*a,", 150_000)}]`],
  ["yaml", "ordered maps", `!!omap\n${Array.from({ length: 20_000 }, (_, index) => `- a${index}: b\n`).join("")}`],
  ["yaml", "directives and documents", `${fill("%TAG !a! tag:x,\n", 100_000)}${fill("--- a\n", 100_000)}`],
  ["yaml", "documents", fill("--- a\n")],
  ["yaml", "a scalar folded over", `"${fill("a\n ", 500_000)}"`],
  ["yaml", "spaces, then text", `a\n${fill(" ", 500_000)}${fill("x", 500_000)}`],
  ["toml", "tables", fill("[[a]]\n", 150_000)],
  ["toml", "keys", Array.from({ length: 30_000 }, (_, index) => `k${index} = 1\n`).join("")],
  ["toml", "long keys", Array.from({ length: 700 }, (_, index) => `${"a.".repeat(199)}k${index} = 1\n`).join("")],
  ["toml", "elements", `a = [${fill("1,", 150_000)}]`],
  ["dotenv", "open quotes", fill('A="')],
  ["dotenv", "quotes of all kinds", fill("A='\nB=\"\nC=`\n")],
  ["markdown", "link openings", fill("[a](")],
  ["markdown", "emphasis", fill("*a ")],
  ["markdown", "underscores", fill("a_")],
  ["markdown", "backticks", fill("`")],
  [
    "markdown",
    "runs of backticks, all of different length",
    Array.from({ length: 1400 }, (_, length) => "`".repeat(length)).join(" "),
  ],
  ["markdown", "full stops", fill(".")],
  ["markdown", "closing brackets after full stops", fill(".)")],
  ["markdown", "spaces after a full stop", `.${fill(" ")}a`],
  ["markdown", "comment openings", fill("a <!-- ")],
  ["markdown", "comments", fill("<!-- a -->\n", 150_000)],
  ["markdown", "tags", `<div>\n${fill("<a <b> `")}`],
  ["markdown", "entities", fill("&a; ")],
  ["markdown", "pipes", fill("|")],
  ["markdown", "tables", `|a|b|\n|-|-|\n${fill("|c|d|\n", 150_000)}`],
  ["markdown", "wide tables", `${fill("|a", 200_000)}\n${fill("|-", 200_000)}\n${fill("|b", 200_000)}`],
  ["markdown", "link definitions", fill("[\na\n", 150_000)],
  ["markdown", "empty list items", fill("* * x\n", 150_000)],
  ["markdown", "setext headings", fill("a\n-\n", 150_000)],
  ["markdown", "fences", fill("- ```\n", 150_000)],
  ["markdown", "front matter that is none", `---\na: b: c\n${fill("a\n", 150_000)}---\n`],
  ["markdown", "faulty entries", `---\n${fill("a: b: c\n", 150_000)}---\n`],
  ["markdown", "one line", fill("abc def. ", 3 * million)],
  ["shell", "backquotes", fill("`")],
  ["shell", "double quotes", `${fill('"')}"`],
  ["shell", "single quotes", fill("'")],
  ["shell", "assignments", fill("A=1 ", 500_000)],
  ["shell", "expressions without end", fill("${{")],
  ["shell", "expressions in single quotes", fill("'${{")],
  ["shell", "cases", fill("case a in ")],
  ["shell", "here-documents without end", fill("cat <<A\n")],
  ["shell", "here-documents on one line", `${fill("<<A ", 200_000)}\n${fill("b\n", 200_000)}`],
  ["shell", "double parentheses", fill("((", 500_000) + fill("))", 500_000)],
  ["shell", "escaped strings", fill("$'a")],
  ["shell", "one word", fill("a", 2 * million)],
  ["shell", "one line", fill("echo a ", 3 * million)],
  ["shell", "prompts", fill("$ a\\\n")],
  ["text", "anything", fill("a")],
])("%s: many %s take linear time", (syntax, _, text) => {
  survive(syntax, text);
});

test("a megabyte of faults is a few problems", () => {
  for (const [syntax, text] of [
    ["yaml", fill("}", 200_000)],
    ["dotenv", fill("a b\n", 200_000)],
    ["json", `[${fill('{"a":1,"a":1},', 200_000)}]`],
    ["shell", fill("((", 200_000)],
  ] as const) {
    expect(survive(syntax, text).length).toBeLessThan(50);
  }
});
