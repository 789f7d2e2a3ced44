import { expect, test } from "vitest";
import { parseMarkdown } from "#syntax/markdown.ts";

const sentences = (text: string) => parseMarkdown("a.md", text).root.children.map(({ value }) => value);

test.each([
  ["One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]],
  ["Stop; then go.", ["Stop;", "then go."]],
  ["He said “Go.” Then left.", ["He said “Go.”", "Then left."]],
  ["(Never do it.) Always ask.", ["(Never do it.)", "Always ask."]],
  ["Run `npm i`. `npm test` next.", ["Run `npm i`.", "`npm test` next."]],
  ["Wait... Then go.", ["Wait...", "Then go."]],
  ["Really?! Yes.", ["Really?!", "Yes."]],
  ["Done. 3 steps remain. [Link](x) follows.", ["Done.", "3 steps remain.", "[Link](x) follows."]],
  ["**Bold.** Next.", ["Bold.", "Next."]],
  ["检查权限。然后继续！好吗？", ["检查权限。", "然后继续！", "好吗？"]],
])("%j ends where it ends", (text, expected) => {
  expect(sentences(text)).toEqual(expected);
});

test.each([
  "Use e.g. Python or i.e. Ruby vs. Go.",
  "See Dr. Smith, cf. Fig. 3 and no. 5.",
  "Version 1.2.3 of file.ts at https://a.example/b.c?d=e. more",
  "The .env file and package.json. are fine",
  "Keep `a. B; c! D` whole.",
  "A & B &amp; C &#38; D",
  "what? nothing follows in lower case",
  "call foo(); bar",
])("%j is one sentence", (text) => {
  expect(sentences(text).length).toBe(text.includes("; bar") ? 2 : 1);
});

test.each([
  ["first line  \nsecond", ["first line", "second"]],
  ["first line\\\nsecond", ["first line\\", "second"]],
  ["first<br>second<br/>third<BR />fourth", ["first", "second", "third", "fourth"]],
  ["folded\nline", ["folded line"]],
  ["Steps:\nopen it", ["Steps:", "open it"]],
  ["**A:** b\n**C:** d", ["A: b", "C: d"]],
  ["• one\n• two", ["• one", "• two"]],
  ["✅ one\n❌ two", ["✅ one", "❌ two"]],
  ["It goes on – and\non – here", ["It goes on – and on – here"]],
  ["text\n2. item\n3) item", ["text", "2. item", "3) item"]],
  ["- [ ] open task\n- [x] done task", ["open task", "done task"]],
])("lines of %j", (text, expected) => {
  expect(sentences(text)).toEqual(expected);
});

test.each([
  ["*a* **b** _c_ ***d*** __e__", "a b c d e"],
  ["snake_case and 2*3*4 and a * b", "snake_case and 2*3*4 and a * b"],
  ["Allow Bash(*), Bash(git:*) and mcp__github__*", "Allow Bash(*), Bash(git:*) and mcp__github__*"],
  ["all of src/**/*.ts and **/*.md", "all of src/**/*.ts and **/*.md"],
  ["**Note:** it is *not*, (*really*) “_so_”", "Note: it is not, (really) “so”"],
  ["keep `*a*` and `_b_`", "keep `*a*` and `_b_`"],
  ["two   spaces\tand\n tabs", "two spaces and tabs"],
  ["[**text**](a_b_c)", "[text](a_b_c)"],
])("the plain text of %j", (text, expected) => {
  expect(sentences(text)).toEqual([expected]);
});

test("what holds no letter and no digit is no sentence", () => {
  expect(sentences("---\n\n***\n\n→ …\n\n| | |\n|-|-|\n| | |\n")).toEqual([]);
});
