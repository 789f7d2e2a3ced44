import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { countersign, makeTree } from "./tree.ts";

const rule = (id: string, pattern: string, more = "") =>
  `- {id: ${id}, languages: [yaml], severity: LOW, message: Found., pattern: '${pattern}'${more}}\n`;

function run(files: Readonly<Record<string, string>>) {
  const root = makeTree(files);
  const { code, out, err } = countersign(["test", root]);
  return { code, err, out: out.replaceAll(/^.*?(?=[\w-]+\.[\w.]+:\d+: )/gm, "") };
}

describe("countersign test", () => {
  test("a folder whose rules find what is announced, and nothing else", () => {
    const { code, out } = run({
      "a.yaml": `rules:\n${rule("a", "a: $X")}`,
      "a.test.yaml": "# ruleid: a\na: 1\n# ok: a\nb: 1\n",
      "sub/b.yml": `rules:\n${rule("b", '"b": $X').replace("yaml", "json")}`,
      "sub/b.data.json": '{\n  // ruleid: b\n  "b": 1\n}\n',
      "sub/b.fixed.json": '{"b": 1}',
      "sub/other.yaml": "a: 1\n",
      "node_modules/x/c.yaml": "rules: [",
    });
    expect(out).toBe("2 tried, 0 failed\n");
    expect(code).toBe(0);
  });

  test("what is missed, what nobody announced, and known mistakes that are none any more", () => {
    const { code, out } = run({
      "a.yaml": `rules:\n${rule("a", "a: $X")}${rule("b", "b: $X")}`,
      "a.test.yaml":
        "# ruleid: a\nx: 1\n---\na: 1\n---\n# todoruleid: b\nb: 1\n---\n# todook: b\nx: 2\n---\n# todook: a\na: 3\n",
    });
    expect(out.split("\n")).toEqual([
      "a.test.yaml:2: a: missed: the line is announced by 'ruleid', and nothing is found",
      "a.test.yaml:4: a: unexpected: nothing announces a finding on this line",
      "a.test.yaml:7: b: found now: 'todoruleid' may become 'ruleid'",
      "a.test.yaml:10: b: gone now: 'todook' may become 'ok'",
      "1 tried, 1 failed",
      "",
    ]);
    expect(code).toBe(1);
  });

  test("rules that are not understood are told, the others are tried, and the code is 2", () => {
    const { code, out, err } = run({
      "a.yaml": `rules:\n${rule("a", "a: $X")}${rule("b", "{", "")}`,
      "a.test.yaml": "# ruleid: a\na: 1\n",
      "b.yaml": `rules:\n${rule("c", "c: 1")}`,
    });
    expect(err).toMatch(/a\.yaml:3:\d+: rule 'b': /);
    expect(out).toBe("1 tried, 0 failed; 1 rule is not understood; 1 without a test\n");
    expect(code).toBe(2);
  });

  test("paths of a rule do not matter, and a target of another name is read in the rule's language", () => {
    const { out } = run({
      "a.yaml": `rules:\n${rule("a", "a: $X", ", paths: {include: [/src/**]}")}`,
      "a.conf": "# ruleid: a\na: 1\n",
    });
    expect(out).toBe("1 tried, 0 failed\n");
  });

  test("a file of rules alone, and none without a test", () => {
    const root = makeTree({
      "a.yaml": `rules:\n${rule("a", "a: $X")}`,
      "a.test.yaml": "# ruleid: a\na: 1\n",
      "b.yaml": `rules:\n${rule("b", "{")}`,
      "none/c.yaml": `rules:\n${rule("c", "c: 1")}`,
    });
    expect(countersign(["test", join(root, "a.yaml")])).toMatchObject({ code: 0, out: "1 tried, 0 failed\n" });
    const untested = countersign(["test", join(root, "none")]);
    expect(untested.err).toMatch(/c\.yaml has no test beside it[\s\S]*no rule has a test/);
    expect(untested.code).toBe(2);
  });

  test("a comment about a rule that is not there fails; one about a built-in rule, or a neighbour, is none", () => {
    const { code, out } = run({
      "a.yaml": `rules:\n${rule("a", "a: $X")}`,
      "a.test.yaml": "# ruleid: a, aa\na: 1\n# ok: b\nb: 1\n# ok: mcp-auto-approve\nc: 1\n",
      "b.yaml": `rules:\n${rule("b", "z: $X")}`,
    });
    expect(out).toBe(
      "a.test.yaml:2: aa: unknown: the comment above this line speaks of a rule that is not there\n1 tried, 1 failed; 1 without a test\n",
    );
    expect(code).toBe(1);
  });

  test("what is unexpected of a way is told with the way, each step cut", () => {
    const long = `f(${Array.from({ length: 30 }, (_, index) => `"argument ${index}"`).join(", ")})`;
    const { out } = run({
      "t.yaml":
        "rules:\n- {id: t, mode: taint, languages: [python], severity: LOW, message: m, pattern-sources: [{pattern: f(...)}], pattern-sinks: [{pattern: sink(...)}]}\n",
      "t.py": `x = ${long}\nsink(x)\n`,
    });
    expect(out.split("\n")).toEqual([
      "t.py:2: t: unexpected: nothing announces a finding on this line",
      `  step 1: begins here: ${long.slice(0, 80)}… (1:5)`,
      "  step 2: passes here: x (1:1)",
      "  step 3: ends here: sink(x) (2:1)",
      "1 tried, 1 failed",
      "",
    ]);
  });

  test("the islands of this project, cases and all", () => {
    const { code, out } = countersign(["test", join("rules", "mcp")]);
    expect(out).toMatch(/^\d+ tried, 0 failed\n$/);
    expect(code).toBe(0);
    const island = {
      "rule.yaml": `rules:\n${rule("x", "mcpServers: $X").replace("yaml", "json")}`,
      "bad/one/.mcp.json": '{\n  // ruleid: x\n  "mcpServers": {}\n}\n',
      "good/two/.mcp.json": '{"mcpServers": {}}\n',
    };
    expect(run(island)).toMatchObject({ code: 1, out: expect.stringMatching(/mcp\.json:1: x: unexpected/) });
  });

  test.each([
    ["nowhere", /does not exist/],
    ["test/match", /no rules lie below/],
  ])("%s is wrong use", (folder, message) => {
    const { code, err } = countersign(["test", folder]);
    expect(err).toMatch(message);
    expect(code).toBe(2);
  });
});
