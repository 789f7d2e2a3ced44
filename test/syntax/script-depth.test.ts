import { describe, expect, it } from "vitest";
import type { Document } from "#model/document.ts";
import { walk } from "#model/tree.ts";
import { parseTypescript } from "#syntax/script.ts";
import { expectCpuBelow } from "../cost.ts";

/** Values that hold another one, nested as often as is asked for. */
const shapes: readonly (readonly [name: string, nest: (count: number, inner: string) => string])[] = [
  ["parentheses", (count, inner) => "(".repeat(count) + inner + ")".repeat(count)],
  ["arrays", (count, inner) => "[".repeat(count) + inner + "]".repeat(count)],
  ["objects", (count, inner) => "{a:".repeat(count) + inner + "}".repeat(count)],
  ["calls", (count, inner) => "f(".repeat(count) + inner + ")".repeat(count)],
  ["templates", (count, inner) => "`${".repeat(count) + inner + "}`".repeat(count)],
  ["functions", (count, inner) => "(() => ".repeat(count) + inner + ")".repeat(count)],
  ["negations", (count, inner) => "!".repeat(count) + inner],
  ["words before a value", (count, inner) => "typeof ".repeat(count) + inner],
  ["sums", (count, inner) => inner + '+""'.repeat(count)],
  ["chains", (count, inner) => inner + ".a()".repeat(count)],
  ["choices", (count, inner) => "a ? b : ".repeat(count) + inner],
];

/** The calls in a document by the text of what is called. */
function calls({ root, text }: Document): Map<string, number> {
  const counts = new Map<string, number>();
  for (const node of walk(root)) {
    expect(node.start).toBeLessThanOrEqual(node.end);
    expect(node.end).toBeLessThanOrEqual(text.length);
    const callee = node.kind === "call" ? node.children.find(({ role }) => role === "callee") : undefined;
    const name = callee && text.slice(callee.start, callee.end);
    if (name !== undefined && /^[a-z]{4,}$/.test(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

describe("code that nests deeper than can be followed", () => {
  it.each(shapes)("hides neither what stands beside it nor what it holds: %s", (_, nest) => {
    for (const count of [700, 1500, 30_000]) {
      const text = `before(cmd);\nconst a = ${nest(count, "inside(cmd)")};\nafter(cmd);\n`;
      const document = parseTypescript("a.ts", text);
      const told = document.problems.filter(({ kind }) => kind === "too-deep");
      if (told.length === 0) expect(count).toBe(700);
      else expect(told).toMatchObject([{ partial: true }]);
      expect([...calls(document).keys()].sort(), String(count)).toEqual(["after", "before", "inside"]);
    }
  });

  it("keeps the arguments of a call that are themselves too deep", () => {
    const sum = parseTypescript("a.ts", `exec(cmd${'+""'.repeat(9000)});`);
    expect([...walk(sum.root)].filter(({ kind, value }) => kind === "name" && value === "cmd")).toHaveLength(1);
    expect(calls(sum).get("exec")).toBe(1);
  });

  it("is read as before where it is not too deep", () => {
    for (const [, nest] of shapes) {
      const document = parseTypescript("a.ts", `const a = ${nest(90, "inside(cmd)")};`);
      expect(document.problems.filter(({ kind }) => kind === "too-deep")).toEqual([]);
      expect([...walk(document.root)].some(({ kind }) => kind === "other")).toBe(false);
    }
  });

  it("is told where the parser cannot be helped", () => {
    const { problems } = parseTypescript("a.ts", `exec(cmd);${"if(a)".repeat(30_000)}b();`);
    expect(problems).toMatchObject([{ kind: "too-deep", partial: true }]);
  });

  it.each(shapes)("takes time in proportion to its length: %s", (_, nest) => {
    const text = nest(1, "a()").length > 12 ? nest(50_000, "a()") : nest(150_000, "a()");
    expectCpuBelow(20_000, () => parseTypescript("a.ts", text));
  });
});
