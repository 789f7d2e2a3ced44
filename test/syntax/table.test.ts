import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { loadSyntax } from "#load-syntax.ts";
import { walk } from "#model/tree.ts";
import { syntaxes, syntaxOf, syntaxOfLanguage } from "#syntax/table.ts";

beforeAll(async () => {
  for (const name of ["javascript", "python", "bash", "promql"] as const) await loadSyntax(name);
});

test.each([
  ["a/b.json", "json"],
  ["tsconfig.JSONC", "json"],
  ["x.json5", "json"],
  ["x.code-workspace", "json"],
  ["x.webmanifest", "json"],
  [".github/workflows/ci.yml", "yaml"],
  ["a.yaml", "yaml"],
  ["pyproject.toml", "toml"],
  [".env", "dotenv"],
  ["app/.env.local", "dotenv"],
  ["prod.env", "dotenv"],
  [".dev.vars", "dotenv"],
  ["SKILL.md", "markdown"],
  [".cursor/rules/a.mdc", "markdown"],
  ["a.mdx", "markdown"],
  ["a.markdown", "markdown"],
  ["run.sh", "shell"],
  ["a.bash", "shell"],
  ["a.zsh", "shell"],
  ["json", undefined],
  ["a.ts", "typescript"],
  ["queries.promql", "promql"],
  [".envrc", undefined],
  ["Makefile", undefined],
  ["a.json/b", undefined],
])("%s is read as %s", (path, syntax) => {
  expect(syntaxOf(path)).toBe(syntax);
});

test.each([
  ["bash", "shell"],
  ["console", "shell"],
  ["JSON", "json"],
  ["yml", "yaml"],
  ["env", "dotenv"],
  ["md", "markdown"],
  ["toml", "toml"],
  ["python", "python"],
  ["PromQL", "promql"],
  ["", undefined],
  ["__proto__", undefined],
])("the language %s is read as %s", (label, syntax) => {
  expect(syntaxOfLanguage(label)).toBe(syntax);
});

const names = Object.keys(syntaxes) as (keyof typeof syntaxes)[];
const fragments = fc.constantFrom(
  ..."[ ] { } , : \" ' \\ # // /* */ - ? | > & * ! % @ ` ~ = . $ ( ) ; < \n \r \t \uFEFF a 1 e-9 true << --- ... ``` ${{ }} <!-- --> EOF __proto__ \ud800 \udc00 \u2028 \u0000 é 。".split(
    " ",
  ),
  " ",
  "  ",
  "a: ",
  "- ",
);

test.each(names)("%s takes any text: it never throws, says whose it is, and keeps within it", (name) => {
  const text = fc.oneof(
    fc.array(fragments, { maxLength: 60 }).map((parts) => parts.join("")),
    fc.string({ unit: "binary" }),
  );
  fc.assert(
    fc.property(text, (source) => {
      const document = syntaxes[name]("some/path", source);
      expect(document).toMatchObject({ path: "some/path", syntax: name, text: source });
      for (const { start, end } of [...walk(document.root), ...document.comments]) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThanOrEqual(start);
        expect(end).toBeLessThanOrEqual(source.length);
      }
      for (const problem of document.problems) {
        expect(problem.path).toBe("some/path");
        expect(problem.partial).toBe(false);
        expect(problem.region?.startLine).toBeGreaterThan(0);
      }
    }),
    { numRuns: 1500 },
  );
});

test.each(names)("%s gives the same for the same text", (name) => {
  const text = "---\na: [b, &c d]\ne: *c\n---\n# h `x` **y**. Z $(q | r) ; s\n```sh\n$ t\n```\n";
  expect(JSON.stringify(syntaxes[name]("p", text))).toBe(JSON.stringify(syntaxes[name]("p", text)));
});

test("text of no syntax is one node", () => {
  expect(syntaxes.text("a", "x\ny").root).toMatchObject({ kind: "opaque-text", value: "x\ny", start: 0, end: 3 });
});
