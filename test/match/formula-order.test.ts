import { beforeAll, expect, test } from "vitest";
import { analyse } from "#flow/analyse.ts";
import { loadSyntax } from "#load-syntax.ts";
import { compileSearchRule } from "#match/compile.ts";
import type { Formula } from "#model/rule.ts";
import { syntaxes } from "#syntax/table.ts";
import { all, inside, pattern, ruleOf } from "./searching.ts";

beforeAll(() => loadSyntax("javascript"));

/** What a formula finds in code, as text. */
function foundIn(formula: Formula, code: string): string[] {
  const { matches } = compileSearchRule(ruleOf(formula, "javascript"), syntaxes, analyse).matches(
    syntaxes.javascript("a.js", code),
  );
  return matches.map(({ span }) => code.slice(span.start, span.end));
}

test("a metavariable that surroundings share is bound where the first one that is written binds it", () => {
  const code = "function m() {\n  v = a();\n  f(v, g());\n  k = b();\n}\n";
  const sequence = inside("$X = a()\n...");
  const call = inside("f($X, ...)");
  expect(foundIn(all([sequence, call, pattern("f(...)")], { focus: [["$X"]] }), code)).toEqual([]);
  expect(foundIn(all([call, sequence, pattern("f(...)")], { focus: [["$X"]] }), code)).toEqual(["v"]);
});

test("stretches that overlap leave nothing where they meet before what lies in both", () => {
  const code = "function n() {\n  one();\n  two();\n  x();\n  three();\n  four();\n}\n";
  const [first, second] = [pattern("one()\n...\nthree()"), pattern("two()\n...\nfour()")];
  expect(foundIn(all([first, second, pattern("x()")]), code)).toEqual([]);
  expect(foundIn(all([pattern("x()"), first, second]), code)).toEqual(["x()"]);
});
