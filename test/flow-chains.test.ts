import { beforeAll, expect, test } from "vitest";
import { analyse } from "#flow/analyse.ts";
import { loadSyntax } from "#load-syntax.ts";
import { syntaxes } from "#syntax/table.ts";
import { expectCpuBelow } from "./cost.ts";

beforeAll(async () => {
  await loadSyntax("javascript");
  await loadSyntax("python");
  await loadSyntax("bash");
});

test("as many branches as a file can hold are too deep, and no more than that", () => {
  const document = syntaxes.python("a.py", `if a: b\n${"elif a: b\n".repeat(20_000)}`);
  expect(document.root.children).toHaveLength(1);
  expect(document.problems.map(({ kind }) => kind)).toEqual(["too-deep"]);
});

test("the values of as many statements as a file can hold are followed", () => {
  const document = syntaxes.javascript("a.js", `const x = 1;\n${"a;\n".repeat(150_000)}f(x);\n`);
  const last = document.root.children.at(-1)?.children[0]?.children[1];
  expect(last && analyse(document).constantOf(last)).toBe(1);
});

test("a grammar that looks ahead from every word is stopped", () => {
  const text = `x = (a${"[0]".repeat(50_000)})`;
  expectCpuBelow(5000, () => expect(syntaxes.bash("a.sh", text).root.kind).toBe("program"));
});
