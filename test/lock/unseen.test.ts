import { describe, expect, test } from "vitest";
import { writeSurface } from "#lock/surface.ts";
import { drift, surfaceOfTree } from "./surfaces.ts";

const policy = (statement: object) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Sid: "S", Resource: "*", ...statement }] });
const job = (step: string, condition = "true") =>
  `on: [issues]\njobs:\n  a:\n    if: ${condition}\n    runs-on: x\n    permissions: {}\n    steps:\n      - ${step}\n`;
const long = `echo ${"on and ".repeat(60)}`;

/** What a change may not hide behind: a long line, a second line, an argument, a condition, what looks like a secret. */
const changes: readonly (readonly [what: string, path: string, before: string, after: string])[] = [
  ...(
    [
      ["the end of a long hook", long, `${long} && make steal`],
      ["the second line of a hook", "make lint", "make lint\nmake steal"],
      [
        "a payload that looks like a secret",
        "echo Y3VybCBodHRwczovL2EuZXhhbXBsZS94 | sh",
        "echo Y3VybCBodHRwczovL2IuZXhhbXBsZS95 | sh",
      ],
    ] as const
  ).map(([what, ...commands]) => {
    const [before, after] = commands.map((command) =>
      JSON.stringify({ hooks: { Stop: [{ hooks: [{ type: "command", command }] }] } }),
    );
    return [what, ".claude/settings.json", before!, after!] as const;
  }),
  ...(
    [
      [
        "an argument of a server",
        { command: "npx", args: ["fs@1.0.0", "./docs"] },
        { command: "npx", args: ["fs@1.0.0", "./keys"] },
      ],
      [
        "the environment of a server",
        { command: "crm", env: { BASE: "https://a.example" } },
        { command: "crm", env: { BASE: "https://b.example" } },
      ],
      ["the path of a server's program", { command: "./bin/crm" }, { command: "/tmp/bin/crm" }],
      ["the path of a server's address", { url: "https://a.example/mcp" }, { url: "https://a.example/admin" }],
    ] as const
  ).map(
    ([what, before, after]) =>
      [
        what,
        ".mcp.json",
        JSON.stringify({ mcpServers: { crm: before } }),
        JSON.stringify({ mcpServers: { crm: after } }),
      ] as const,
  ),
  ...(
    [
      [
        "the value of a condition",
        { Effect: "Allow", Action: "s3:*", Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } },
        { Effect: "Allow", Action: "s3:*", Condition: { StringEquals: { "aws:PrincipalOrgID": "o-2" } } },
      ],
      [
        "the last of many resources",
        { Effect: "Allow", Action: "s3:GetObject", Resource: many("a") },
        { Effect: "Allow", Action: "s3:GetObject", Resource: many("b") },
      ],
      [
        "a condition of a denial",
        { Effect: "Deny", Action: "iam:*" },
        { Effect: "Deny", Action: "iam:*", Condition: { Bool: { "aws:SecureTransport": "false" } } },
      ],
      [
        "whom a denial spares",
        { Effect: "Deny", Action: "s3:*", Principal: "*" },
        { Effect: "Deny", Action: "s3:*", Principal: { AWS: "arn:aws:iam::1:root" } },
      ],
      [
        "what a denial spares",
        { Effect: "Deny", Action: "iam:*" },
        { Effect: "Deny", Action: "iam:*", Resource: "arn:aws:iam::1:role/x" },
      ],
    ] as const
  ).map(([what, before, after]) => [what, "policy.json", policy(before), policy(after)] as const),
  [
    "the prompt of an agent in a workflow",
    ".github/workflows/a.yml",
    job("{uses: openai/codex-action@v1, with: {prompt: Label it}}"),
    job("{uses: openai/codex-action@v1, with: {prompt: Close it}}"),
  ],
  [
    "the end of a long condition",
    ".github/workflows/a.yml",
    job("{uses: openai/codex-action@v1}", people("eve")),
    job("{uses: openai/codex-action@v1}", people("mallory")),
  ],
  ["the groups of a role", "role.yaml", role("[apps]"), role('["*"]')],
];

function many(last: string): string[] {
  return [...Array.from({ length: 40 }, (_, index) => `arn:aws:s3:::bucket-${index}`), `arn:aws:s3:::z-${last}`];
}

function people(last: string): string {
  const names = Array.from({ length: 20 }, (_, index) => `github.actor == 'person-${index}'`);
  return [...names, `github.actor == 'zz-${last}'`].join(" || ");
}

function role(groups: string): string {
  return `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: r}\nrules:\n  - {apiGroups: ${groups}, resources: [deployments], verbs: [update]}\n`;
}

describe("no change goes unseen", () => {
  test.each(changes)("%s", async (_, path, before, after) => {
    expect(await drift(surfaceOfTree({ [path]: before }), surfaceOfTree({ [path]: after }))).not.toEqual([]);
  });

  test("and no password is given to guess at", () => {
    const hook = (password: string) =>
      writeSurface(
        surfaceOfTree({
          ".claude/settings.json": JSON.stringify({
            hooks: { Stop: [{ hooks: [{ type: "command", command: `mysql --password=${password} -e 'select 1'` }] }] },
          }),
          ".mcp.json": JSON.stringify({ mcpServers: { db: { command: "db-mcp", args: ["--password", password] } } }),
        }),
      );
    expect(hook(["sum", "mer24"].join(""))).toBe(hook(["win", "ter25"].join("")));
  });
});
