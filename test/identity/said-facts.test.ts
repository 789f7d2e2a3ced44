import { describe, expect, test } from "vitest";
import type { Fact } from "#model/fact.ts";
import { factsOf, type Tree } from "../access/tools-of.ts";

const cdk = `import * as iam from "aws-cdk-lib/aws-iam";\n`;

/** The facts of a kind that a tree states: key and value, sorted by key. */
async function said(kind: Fact["kind"], tree: Tree): Promise<(readonly [string, object])[]> {
  const facts = await factsOf(tree);
  return facts
    .filter((fact) => fact.kind === kind)
    .map(({ key, value }) => [key, value] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1));
}

async function keys(kind: Fact["kind"], tree: Tree): Promise<string[]> {
  return [...new Set((await said(kind, tree)).map(([key]) => key))];
}

describe("a statement of a policy is what fills it", () => {
  test.each([
    [
      "by name",
      `const s = new iam.PolicyStatement(); s.addActions("s3:GetObject"); s.addResources("arn:aws:s3:::data");`,
    ],
    [
      "in a field of a class, from another method",
      `class A { constructor() { this.s = new iam.PolicyStatement({ effect: iam.Effect.ALLOW }); this.fill(); } fill() { this.s.addActions(...["s3:GetObject"]); this.s.addResources("arn:aws:s3:::data"); } }`,
    ],
    [
      "what is given with what is added, in a loop",
      `const s = new iam.PolicyStatement({ resources: ["arn:aws:s3:::data"] });\nfor (const action of ["s3:GetObject"]) s.addActions(action);`,
    ],
    [
      "in a function that is given it",
      `function fill(s, action) { s.addActions(action); s.addResources("arn:aws:s3:::data"); }\nconst mine = new iam.PolicyStatement(); fill(mine, "s3:GetObject");`,
    ],
  ])("%s", async (_way, code) => {
    expect(await said("grant", { "a.ts": cdk + code })).toEqual([
      [
        "aws:s3:GetObject arn:aws:s3:::data",
        {
          system: "aws",
          actions: ["s3:GetObject"],
          resource: "arn:aws:s3:::data",
          level: "unknown",
          decision: "hardcoded",
        },
      ],
    ]);
  });

  test("and not what fills another one, nor one that denies", async () => {
    const code = `const one = new iam.PolicyStatement({ resources: ["a"] }), two = new iam.PolicyStatement({ resources: ["b"] });\none.addActions("s3:GetObject"); two.addActions("s3:*");\nconst no = new iam.PolicyStatement({ effect: iam.Effect.DENY }); no.addActions("s3:PutObject"); no.addAllResources();`;
    const grants = await said("grant", { "a.ts": cdk + code });
    expect(grants.map(([key]) => key)).toEqual(["aws:s3:* b", "aws:s3:GetObject a"]);
    expect(grants[0]![1]).toMatchObject({ level: "admin" });
  });

  test("in Python", async () => {
    const code = `from aws_cdk import aws_iam as iam\n\nclass App:\n    def __init__(self, role):\n        statement = iam.PolicyStatement(effect=iam.Effect.ALLOW)\n        statement.add_actions("s3:GetObject", "s3:PutObject")\n        statement.add_all_resources()\n        role.add_to_policy(statement)\n`;
    expect(await keys("grant", { "a.py": code })).toEqual(["aws:s3:GetObject, s3:PutObject *"]);
  });
});

describe("what is one of several is told as each of them", () => {
  const run = `import { spawn } from "node:child_process";\n`;

  test.each([
    ["a choice", `spawn(isWindows ? "npm.cmd" : "npm", []);`],
    ["a constant", `const program = isWindows ? "npm.cmd" : "npm"; spawn(program);`],
    ["a variable with two values", `let program = "npm"; if (isWindows) program = "npm.cmd"; spawn(program);`],
  ])("%s", async (_way, code) => {
    expect((await keys("effect", { "a.ts": run + code })).filter((key) => key !== "exec:*")).toEqual([
      "exec:npm",
      "exec:npm.cmd",
    ]);
  });

  test("by the rows that speak of each", async () => {
    const code = `iam.ManagedPolicy.fromAwsManagedPolicyName(isAdmin ? "AdministratorAccess" : "ReadOnlyAccess");`;
    const grants = await said("grant", { "a.ts": cdk + code });
    expect(grants.map(([key, value]) => [key, "level" in value && value.level])).toEqual([
      ["aws:AdministratorAccess", "admin"],
      ["aws:ReadOnlyAccess", "unknown"],
    ]);
  });

  test("but not of many", async () => {
    const many = "a b c d e f g"
      .split(" ")
      .map((name) => `case "${name}": program = "${name}";`)
      .join(" ");
    expect(await keys("effect", { "a.ts": `${run}let program; switch (x) { ${many} } spawn(program);` })).toEqual([
      "exec:*",
    ]);
  });
});

describe("a grant is decided in the program unless a run says what is given", () => {
  test.each([
    ["hardcoded", `new iam.PolicyStatement({ actions: ["s3:GetObject"], resources: [bucket.bucketArn] });`],
    ["hardcoded", `new iam.PolicyStatement({ actions: ["s3:GetObject"] });`],
    ["runtime", `new iam.PolicyStatement({ actions: [process.env.ACTION], resources: ["*"] });`],
    ["runtime", `new iam.PolicyStatement({ actions: actionsOf(user), resources: ["*"] });`],
  ])("%s", async (decision, code) => {
    const grants = await said("grant", { "a.ts": cdk + code });
    expect(grants.map(([, value]) => "decision" in value && value.decision)).toEqual([decision]);
  });
});
