import { beforeAll, describe, expect, it } from "vitest";
import { namesOf } from "#flow/analyse.ts";
import { knownValues } from "#flow/constants.ts";
import { loadSyntax } from "#load-syntax.ts";
import { syntaxes } from "#syntax/table.ts";
import { expectProportion } from "../cost.ts";

beforeAll(() => loadSyntax("javascript"));

/** What is known of the arguments of `told(…)` in a code, in their order; undefined where nothing is. */
function told(code: string): unknown[] {
  const document = syntaxes.javascript("a.js", code);
  const { known } = knownValues(document.root, namesOf(document), true);
  const [...nodes] = [document.root];
  const answers: { readonly start: number; readonly value: unknown }[] = [];
  for (let node = nodes.pop(); node; node = nodes.pop()) {
    nodes.push(...node.children);
    if (node.kind === "call" && document.text.startsWith("told(", node.start)) {
      const argument = node.children.find(({ role }) => role === "argument")!;
      const value = known.get(argument);
      answers.push({ start: node.start, value: value && "constant" in value ? value.constant : undefined });
    }
  }
  return answers.sort((one, other) => one.start - other.start).map(({ value }) => value);
}

describe("what is known of a variable", () => {
  it.each([
    ["after it was set", "let a = 1; told(a); a = 2; told(a)", [1, 2]],
    ["in and after a loop that sets it", "let a = 1; while (p) { told(a); a = 2 } told(a)", [undefined, undefined]],
    ["around a loop that leaves it alone", "let a = 1; a = 2; while (p) { told(a); b = 2 } told(a)", [2, 2]],
    [
      "where only the inner loop sets it",
      "let a = 1, b = 1; b = 2; for (;;) { told(a, b); for (x of y) { a = 3; told(a) } told(b) } told(a)",
      [undefined, 3, 2, undefined],
    ],
    [
      "where something else is thrown",
      "let a = 1; try { a = 2; f() } catch { told(a) } told(a)",
      [undefined, undefined],
    ],
    ["after it was taken apart", "let a = 1; a = 2; told(a); [a] = f(); told(a)", [2, undefined]],
    [
      "after a step in a loop",
      "let a = 1; for (let i = 0; i < 3; i++) told(i); do { a++ } while (p); told(a)",
      [undefined, undefined],
    ],
  ])("%s", (_, code, expected) => {
    expect(told(code)).toEqual(expected);
  });

  it("is found out in as many steps under a hundred loops as under none", () => {
    const statements = "x = y; y = x; ".repeat(4000);
    expectProportion({ few: 0, many: 100, atMost: 8 }, (loops) => {
      const code = `let x = 1, y = 2; ${"while (p) { ".repeat(loops)}${statements}${"}".repeat(loops)}`;
      const document = syntaxes.javascript("a.js", code);
      const names = namesOf(document);
      return () => knownValues(document.root, names, true);
    });
  });
});
