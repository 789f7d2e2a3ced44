import { readdirSync, readFileSync } from "node:fs";
import { parse } from "@typescript-eslint/typescript-estree";
import { describe, expect, it } from "vitest";
import { parseJavascript, parseTypescript } from "#syntax/script.ts";

const commentsIn = (text: string, path = "a.tsx") => {
  const { comments } = (path.endsWith("x") ? parseJavascript : parseTypescript)(path, text);
  return comments.map(({ start, end }) => text.slice(start, end));
};

describe("comments of a script", () => {
  it.each<[string, string, readonly string[]]>([
    ["of a line, and of several", "a; // one\n/* two\n */ b;\n//three", ["// one", "/* two\n */", "//three"]],
    ["within one another", "/* // a */ b // c /* d */\ne", ["/* // a */", "// c /* d */"]],
    ["are none in texts", "f('http://a', \"/*\", `//${b /* c */}//`, '\\'//') // d", ["/* c */", "// d"]],
    ["are none in expressions", "/[/*]/.test(a) /* b */ / c; /\\//g // d", ["/* b */", "// d"]],
    ["are none in what an element says", "<a href='//b'>// c {/* d */} /* e</a>", ["/* d */"]],
    ["stand among types", "let a: `//${string}` | '/*' = b as /* c */ D<'//'>; // d", ["/* c */", "// d"]],
    ["that nothing ends", "a; /* b", ["/* b"]],
    ["that other line breaks end", "a // b\u2028c // d\r\ne", ["// b", "// d"]],
    ["after the first line of a program", "#!/bin//node\na // b", ["// b"]],
  ])("%s", (_, text, comments) => {
    expect(commentsIn(text)).toEqual(comments);
  });

  it("are those that the library finds by asking for every token", () => {
    for (const name of readdirSync("src/syntax")) {
      const text = readFileSync(`src/syntax/${name}`, "utf8");
      const { comments } = parse(text, { range: true, comment: true });
      expect(commentsIn(text, "a.ts"), name).toEqual(comments.map(({ range }) => text.slice(...range)));
    }
  });
});
