import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { discordInvite } from "#artifact/discord-invite.ts";
import { ghAwWorkflow } from "#artifact/gh-aw-workflow.ts";
import { compositeAction, githubWorkflow } from "#artifact/github-workflow.ts";
import { iamPolicy } from "#artifact/iam-policy.ts";
import { kubernetesRbac } from "#artifact/kubernetes-rbac.ts";
import { packageManifest } from "#artifact/package-manifest.ts";
import type { ArtifactFrontEnd } from "#model/artifact.ts";
import { collectText } from "./collect.ts";

const formats: readonly (readonly [ArtifactFrontEnd, string])[] = [
  [githubWorkflow, ".github/workflows/a.yml"],
  [compositeAction, "action.yml"],
  [ghAwWorkflow, ".github/workflows/a.md"],
  [iamPolicy, "policy.json"],
  [iamPolicy, "template.yaml"],
  [kubernetesRbac, "agent.yaml"],
  [packageManifest, "package.json"],
  [discordInvite, "README.md"],
];

/** Words that the formats use as keys, and those that objects have of themselves. */
const keys = (
  "__proto__ constructor toString on true jobs steps a if needs uses with env run shell id permissions secrets environment outputs strategy container " +
  "services defaults runs using allowed_non_write_users claude_args settings script role-to-assume credentials_json issue_comment schedule cron types " +
  "engine tools bash github safe-outputs threat-detection network allowed sandbox agent roles bots forks pull_request imports skills mcp-servers " +
  "Statement Effect Action NotAction Resource Principal Condition Sid Id Type Properties ManagedPolicyArns Federated StringLike Fn::Sub Fn::Join " +
  "kind apiVersion metadata name namespace annotations rules verbs resources subjects roleRef spec template serviceAccountName containers image items " +
  "scripts postinstall"
).split(" ");

const words = [
  "",
  "*",
  "push",
  "issues",
  "inherit",
  "write-all",
  "Allow",
  "Deny",
  "sts:AssumeRole",
  "iam:*",
  "ClusterRole",
  "RoleBinding",
  "Deployment",
  "List",
  "v1",
  "claude -p x",
  "anthropics/claude-code-action@v1",
  "${{ secrets.A_TOKEN }}",
  "${{ toJSON(secrets) }}",
  "${{ github.actor == 'a' }}",
  "needs.a.outputs.b",
  "__proto__",
  "x".repeat(300),
  "\u0000",
  "a\nb",
  "all",
  "create-issue",
  "> .claude/settings.json",
];

const { value: anyValue } = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 6, depthSize: "medium" },
    fc.constantFrom(...words).map((word) => JSON.stringify(word)),
    fc.constantFrom("true", "false", "null", "0", "-1", "1e21"),
    fc.array(tie("value"), { maxLength: 4 }).map((items) => `[${items.join(",")}]`),
    fc
      .array(fc.tuple(fc.constantFrom(...keys), tie("value")), { maxLength: 7 })
      // JSON written by hand, so that `__proto__` and doubled keys stay keys.
      .map((pairs) => `{${pairs.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join(",")}}`),
  ),
}));

/** The tree as a text of the format; JSON is YAML, and front matter is YAML too. */
const textFor = (path: string, json: string) =>
  path === "README.md" ? json : path.endsWith(".md") ? `---\n${json}\n---\n\nDo it.\n` : json;

describe("pipelines, policies and packages of any shape", () => {
  it("are borne, point into the text, and are told the same twice", () => {
    fc.assert(
      fc.property(anyValue, (json) => {
        for (const [frontEnd, path] of formats) {
          const text = textFor(path, json);
          const told = collectText(frontEnd, path, text);
          expect(collectText(frontEnd, path, text)).toEqual(told);
          for (const { anchor, key, at } of told.facts) {
            expect(anchor).not.toBe("");
            expect(key).not.toBe("");
            expect(text).toContain(at);
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  it("sort what has no order", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(["contents", "issues", "checks", "actions"], { minLength: 2 }), (scopes) => {
        const read = (names: readonly string[]) =>
          collectText(
            githubWorkflow,
            ".github/workflows/a.yml",
            `on: push\npermissions: { ${names.map((name) => `${name}: read`).join(", ")} }\njobs: { a: { steps: [] } }\n`,
          ).facts.map(({ id, value }) => ({ id, value }));
        expect(read(scopes)).toEqual(read([...scopes].reverse()));
      }),
    );
  });
});
