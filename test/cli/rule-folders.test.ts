import { describe, expect, test } from "vitest";
import { countersign, makeTree } from "../tree.ts";

const ruleOf = (id: string) =>
  `rules:\n- { id: ${id}, languages: [json], severity: ERROR, message: m, pattern: '"${id}": $X' }\n`;
const latin = Buffer.concat([Buffer.from(ruleOf("latin")), Buffer.from([0x23, 0xe9, 0x0a])]);

/** Scans two keys of JSON with a folder of rules. */
function scanWith(rules: Readonly<Record<string, string | Buffer>>) {
  const root = makeTree({ "a.json": '{ "one": 1, "two": 2 }', ...rules });
  const run = countersign(["scan", "a.json", "--rules", "own", "--format", "json"], { cwd: root });
  const { findings = [] } = (run.out === "" ? {} : JSON.parse(run.out)) as { findings?: { ruleId: string }[] };
  return { ...run, root, found: findings.map(({ ruleId }) => ruleId) };
}

describe("a folder of rules", () => {
  test("may hold what tests them, and other YAML, which is told", () => {
    const { code, found, err, root } = scanWith({
      "own/one.yaml": ruleOf("one"),
      "own/one.test.yaml": "one: 1\n",
      "own/one.fixed.test.yaml": "one: 2\n",
      "own/one.test.yml": "- a: {\n",
      "own/sub/rule.yaml": ruleOf("two"),
      "own/sub/bad/role/role.yaml": "kind: Role\nrules:\n- verbs: ['*']\n",
      "own/node_modules/x/x.yaml": "rules: [",
      "own/values.yaml": "rule: 1\n",
    });
    expect({ code, found }).toEqual({ code: 1, found: ["one", "two"] });
    expect(err).toBe("note: own/values.yaml holds no 'rules' and is passed over\n");
    expect(countersign(["test", "own"], { cwd: root }).err).not.toMatch(/^error/m);
  });

  test.each<[string, Readonly<Record<string, string>>]>([
    ["nothing", { "own/x.txt": "" }],
    ["what tests rules", { "own/one.test.yaml": ruleOf("one") }],
    ["other YAML", { "own/values.yaml": "rule: 1\n" }],
  ])("that holds %s alone is a mistake", (_, files) => {
    const { code, err, root } = scanWith(files);
    const told = "error: no rules lie below 'own'\nhelp: A file of rules is YAML with a list under 'rules'";
    expect(err).toContain(told);
    expect(code).toBe(2);
    expect(countersign(["test", "own"], { cwd: root }).err).toContain(told);
  });

  test("with a file that is not UTF-8 or no YAML runs the others, and is a mistake", () => {
    const { code, found, err, root } = scanWith({
      "own/one.yaml": ruleOf("one"),
      "own/latin.yaml": latin,
      "own/two.yaml": "rules: [",
    });
    expect({ code, found }).toEqual({ code: 2, found: ["one"] });
    expect(err).toContain("error: cannot read 'own/latin.yaml': it is not UTF-8\nhelp: Save it as UTF-8.\n");
    expect(err).toMatch(/error: own\/two\.yaml:1:\d+: .*; none of the rules of this file runs\nhelp: Mend the YAML/);
    const tested = countersign(["test", "own"], { cwd: root });
    expect(tested.code).toBe(2);
    expect(tested.err).toContain("'own/latin.yaml': it is not UTF-8");
    const alone = countersign(["scan", "a.json", "--rules", "own/latin.yaml", "--format", "json"], { cwd: root });
    expect(alone).toMatchObject({ code: 2, err: expect.stringContaining("it is not UTF-8") });
    expect(JSON.parse(alone.out)).toMatchObject({ findings: [] });
  });
});

test("a folder of the configuration is read in the same way", () => {
  const root = makeTree({
    "a.json": '{ "one": 1 }',
    "countersign.yaml": "rules: [own]\n",
    "own/one.yaml": ruleOf("one"),
    "own/one.test.yaml": "one: 1\n",
  });
  expect(countersign(["scan", root])).toMatchObject({ code: 1, err: "" });
  const none = makeTree({ "countersign.yaml": "rules: [own]\n", "own/one.test.yaml": "one: 1\n" });
  expect(countersign(["scan", none]).err).toContain("no rules lie below 'own'");
});
