import { beforeAll, describe, expect, test } from "vitest";
import { analyse } from "#flow/analyse.ts";
import { loadSyntax } from "#load-syntax.ts";
import { compileSearchRule } from "#match/compile.ts";
import { noNeeds } from "#match/needs.ts";
import type { RuleLanguage } from "#model/rule.ts";
import { syntaxes } from "#syntax/table.ts";
import { ruleOf } from "./searching.ts";

beforeAll(async () => {
  await loadSyntax("typescript");
  await loadSyntax("python");
});

/** The lines at which a pattern starts to match, from 1 on. */
function linesOf(language: RuleLanguage & ("typescript" | "python"), pattern: string, text: string): number[] {
  const rule = compileSearchRule(ruleOf({ type: "pattern", pattern }, language), syntaxes, analyse);
  const { matches } = rule.matches(syntaxes[language](language === "python" ? "a.py" : "a.ts", text));
  return [...new Set(matches.map(({ span }) => text.slice(0, span.start).split("\n").length))];
}

describe("what is written in another way matches", () => {
  test.each([
    ["an import under another name", "fs.unlink($P)", 'import { unlink as rm } from "fs";\nrm(path);', [2]],
    ["what is required and taken apart", "fs.unlink($P)", 'const { unlink } = require("fs");\nunlink(path);', [2]],
    ["a constant for a text", 'grant("...")', "const role = 'ad' + 'min';\ngrant(role);\ngrant(other);", [2]],
    ["keys in any order, and more of them", "f({a: 1, b: $X})", "f({ c: 0, b: two(), a: 1 });", [1]],
    ["statements with others between", "open($F);\n...\nclose($F);", "open(a);\nlog(b);\nclose(a);", [1]],
    ["a variable that is declared", "$T = token()", "let t = token();\nu = token();", [1, 2]],
    ["a function under a name", "function $F($X) { ... }", "const f = (x) => { return 1; };", [1]],
    ["a cast", "send($X)", "send(secret as string);", [1]],
    ["operands in any order", "A | B", "const flags = C | B | A;", [1]],
    ["a chain with more between", "$Q.select(). ... .run()", "db.select().where(x).run();", [1]],
    ["what a statement computes", "mint();", "const key = await store(mint());", [1]],
  ])("%s", (_, pattern, text, lines) => {
    expect(linesOf("typescript", pattern, text)).toEqual(lines);
  });
});

describe("what only looks alike does not match", () => {
  test.each([
    ["another module", "fs.unlink($P)", 'import { unlink } from "./mine.ts";\nunlink(path);'],
    ["a variable that is assigned again", 'grant("...")', 'let role = "a";\nrole = input();\ngrant(role);'],
    ["an optional call", "user.delete()", "user?.delete();"],
    ["two things for one metavariable", "$A == $A", "a == b;"],
    [
      "the same word for two things",
      "open($F);\n...\nclose($F);",
      "const f = a();\nopen(f);\n{ const f = b(); close(f); }",
    ],
    ["fewer arguments", "f($A, $B)", "f(1);"],
    ["a pattern's body that is empty", "if (x) {}", "if (x) { y(); }"],
  ])("%s", (_, pattern, text) => {
    expect(linesOf("typescript", pattern, text)).toEqual([]);
  });
});

describe("Python", () => {
  test.each([
    ["an import under another name", "subprocess.run(...)", "from subprocess import run as r\nr(cmd)", [2]],
    ["keywords in any order", "f(a=1, b=$X)", "f(b=g(), a=1)", [1]],
    ["an assignment of several", "$X = open(...)", "f = open(p)", [1]],
    ["a decorated function", "@$D\ndef $F(...): ...", "@route\ndef index(a, *b, c=1):\n    return 1", [1]],
    ["a with statement", "with open($F) as $N:\n  ...", "with open(a) as b:\n    b.read()", [1]],
    ["a dictionary with more in it", "{..., 'k': $V, ...}", "d = {'a': 1, 'k': 2}", [1]],
  ])("%s", (_, pattern, text, lines) => {
    expect(linesOf("python", pattern, text)).toEqual(lines);
  });

  test.each([
    ["a dictionary with more in it, without an ellipsis", "{'k': $V}", "d = {'a': 1, 'k': 2}"],
    ["a name of another module", "subprocess.run(...)", "from mine import run\nrun(cmd)"],
  ])("not %s", (_, pattern, text) => {
    expect(linesOf("python", pattern, text)).toEqual([]);
  });
});

test("a call is looked for by its name and by those of its arguments", () => {
  const needs = (pattern: string) =>
    compileSearchRule(ruleOf({ type: "pattern", pattern }, "python"), syntaxes).needsIn("python");
  expect(needs("$F(..., audience=$X, ...)")).toBe("audience");
  expect(needs("$F(..., $KEY=1, ...)")).toEqual(noNeeds);
});
