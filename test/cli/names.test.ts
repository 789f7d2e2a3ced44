import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { countersign, makeTree } from "../tree.ts";

const ids = ["python37-compatibility-ipv6network1", "detect-ipv6network1-compat", "compatibility-ipv6network1"];
const ruleOf = (id: string, more = "message: Found.") =>
  `  - { id: ${id}, languages: [python], severity: ERROR, pattern: danger(...), ${more} }\n`;

describe("ids of rules that look drawn at random", () => {
  const rules = join(makeTree({ "r.yaml": `rules:\n${ids.map((id) => ruleOf(id)).join("")}` }), "r.yaml");
  const scan = (code: string, ...flags: readonly string[]) => {
    const run = countersign(["scan", makeTree({ "a.py": code }), "--rules", rules, "--format", "json", ...flags]);
    const { findings } = JSON.parse(run.out) as { readonly findings: readonly { readonly ruleId: string }[] };
    return { ...run, found: findings.map(({ ruleId }) => ruleId) };
  };

  test("stand in findings, and in what a rule without a message says", () => {
    const { code, found, err } = scan("danger(1)\n");
    expect({ code, found, err }).toEqual({ code: 1, found: [...ids].sort(), err: "" });
    const file = join(makeTree({ "r.yaml": `rules:\n${ruleOf(ids[0]!, "options: {}")}` }), "r.yaml");
    expect(countersign(["explain", ids[0]!, "--rules", file]).out).not.toContain("[redacted]");
  });

  test("are known to --only, --skip and ignores", () => {
    expect(scan("danger(1)\n", "--only", ids[1]!)).toMatchObject({ code: 1, found: [ids[1]] });
    expect(scan("danger(1)\n", "--skip", ids[1]!).found).not.toContain(ids[1]);
    const all = `danger(1)  # countersign-ignore: ${ids.join(", ")} -- tested\n`;
    expect(scan(all)).toMatchObject({ code: 0, found: [] });
  });

  test("stand in mistakes; an id that no rule has is one", () => {
    const tree = makeTree({ "a.py": "x\n" });
    const run = countersign(["scan", tree, "--rules", rules, "--only", "python37-compatibility-ipv6network2"]);
    expect(run.code).toBe(2);
    expect(run.err).toContain("no rule is called 'python37-compatibility-ipv6network2'");
    expect(run.err).toContain(`Did you mean '${ids[0]}'?`);
    const wrong = join(makeTree({ "r.yaml": `rules:\n${ruleOf(ids[0]!, "patern: x")}` }), "r.yaml");
    expect(countersign(["scan", tree, "--rules", wrong]).err).toContain(`rule '${ids[0]}': patern: the key`);
  });

  test("show no token of a provider's all the same", () => {
    const token = ["ghp", "q8ZtV3mK1xPw7RbN5sYd2Lh9GcA4eF6jU0iT"].join("_");
    const file = join(makeTree({ "r.yaml": `rules:\n${ruleOf(`a.${token}`)}` }), "r.yaml");
    const { code, out, err } = countersign(["scan", makeTree({ "a.py": "danger(1)\n" }), "--rules", file]);
    expect(code).toBe(1);
    expect(out + err).toMatch(/a\.ghp_/);
    expect(out + err).not.toContain(token.slice(4));
  });
});

describe("paths that look drawn at random", () => {
  const folder = "opengrep+opengrep-Rules42/javaScript";

  test("are told as they were given, and as they are reached from there", () => {
    const root = makeTree({
      [`${folder}/aB3dE5fG7hJ9kL1mN3.yaml`]: `rules:\n${ruleOf("a", "patern: x")}`,
      "a.py": "x\n",
    });
    const given = join(root, folder);
    const place = `${given}/aB3dE5fG7hJ9kL1mN3.yaml:2:`;
    expect(countersign(["scan", join(root, "a.py"), "--rules", given]).err).toContain(`error: ${place}`);
    expect(countersign(["test", given]).err).toContain(`error: ${place}`);
    expect(countersign(["scan", `${given}/none.js`]).err).toBe(`error: the path '${given}/none.js' does not exist\n`);
    expect(countersign(["scan", root, `--rules=${given}/none`]).err).toContain(`'${given}/none' do not exist`);
  });

  test("show no token of a provider's, and no value after a credential's name", () => {
    const token = ["ghp", "q8ZtV3mK1xPw7RbN5sYd2Lh9GcA4eF6jU0iT"].join("_");
    expect(countersign(["scan", `/nowhere/${token}`]).err).not.toContain(token.slice(4));
    expect(countersign(["scan", "password=q8ZtV3mK1xPw7RbN5sYd2Lh9GcA4"]).err).not.toContain("sYd2L");
    expect(countersign(["scan", "https://a:q8ZtV3mK1xPw@example.com/"]).err).not.toContain("q8ZtV3mK1xPw");
  });
});

test("a credential that why takes a word for is told by its id", () => {
  const run = countersign(["why", "DISCORD_BOT_TOKEN", "openclaw", "fixtures/support-desk"]);
  expect(run.err).toMatch(/'DISCORD_BOT_TOKEN' was taken for credential:\S*#env:DISCORD_BOT_TOKEN/);
});
