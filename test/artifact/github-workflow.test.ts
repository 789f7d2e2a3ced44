import { describe, expect, it } from "vitest";
import { compositeAction, githubWorkflow } from "#artifact/github-workflow.ts";
import { expectCpuBelow } from "../cost.ts";
import { collectText, factsOf, type Collected } from "./collect.ts";

const path = ".github/workflows/bot.yml";

function read(text: string): Collected {
  return collectText(githubWorkflow, path, text);
}

/** `event=sender` of the triggers of a job, with the names that are let in. */
function senders(text: string, job = "a"): string[] {
  return factsOf(read(text), "trigger")
    .filter(({ anchor }) => anchor === `workflow/bot/${job}`)
    .map(({ source, sender, senders: names }) =>
      [`${String(source)}=${String(sender)}`, ...((names as string[]) ?? [])].join(" "),
    );
}

const job = (lines: string, on = "issue_comment") => `on: ${on}\njobs:\n  a:\n    runs-on: ubuntu-latest\n${lines}`;
const agentStep = "    steps:\n      - run: claude -p hi\n";

describe("github-workflow", () => {
  it("claims workflows, and nothing beside them", () => {
    const claimed = [".github/workflows/a.yml", "x/.github/workflows/a.yaml"];
    expect(claimed.every((name) => githubWorkflow.claims(name))).toBe(true);
    const others = ["workflows/a.yml", ".github/a.yml", ".github/workflows/a/b.yml", ".github/workflows/a.yml.bak"];
    expect(others.some((name) => githubWorkflow.claims(name))).toBe(false);
    expect(["action.yml", "a/b/action.yaml"].every((name) => compositeAction.claims(name))).toBe(true);
    expect(["my-action.yml", "action.json"].some((name) => compositeAction.claims(name))).toBe(false);
  });

  it("tells the whole of a small workflow", () => {
    const told = collectText(
      githubWorkflow,
      ".github/workflows/release.yml",
      [
        "on:",
        "  push: { branches: [main] }",
        "  schedule: [{ cron: '5 4 * * *' }, { cron: '0 1 * * *' }]",
        "permissions: { contents: write, id-token: write, checks: none }",
        "jobs:",
        "  ship:",
        "    environment: { name: production, url: x }",
        "    steps:",
        "      - uses: aws-actions/configure-aws-credentials@v4",
        "        with: { role-to-assume: 'arn:aws:iam::1:role/ci' }",
        "      - run: npm publish",
        "        env: { NODE_AUTH_TOKEN: '${{ secrets.NPM }}' }",
      ].join("\n"),
    );
    const anchor = "workflow/release/ship";
    expect(factsOf(told, "principal")).toEqual([{ anchor, key: "ship", type: "service", product: "github-actions" }]);
    expect(factsOf(told, "trigger")).toEqual([
      { anchor, key: "ci:push", type: "ci", source: "push", sender: "writers" },
      {
        anchor,
        key: "schedule:0 1 * * *; 5 4 * * *",
        type: "schedule",
        source: "0 1 * * *; 5 4 * * *",
        sender: "internal",
      },
    ]);
    expect(factsOf(told, "grant")).toEqual([
      {
        anchor,
        key: "github:token",
        system: "github",
        actions: ["contents:write", "id-token:write"],
        decision: "hardcoded",
        level: "write",
      },
    ]);
    expect(factsOf(told, "gate")).toEqual([
      { anchor, key: "environment production", verdict: "policy", covers: "deploy", setting: "environment production" },
    ]);
    expect(factsOf(told, "credential")).toEqual([
      {
        anchor,
        key: "exchange:arn:aws:iam::1:role/ci",
        source: "exchange",
        name: "arn:aws:iam::1:role/ci",
        issuer: "aws",
        lifetime: "ephemeral",
        authority: "service",
        via: "input",
        environment: "production",
      },
      {
        anchor,
        key: "vault:NPM",
        source: "vault",
        name: "NPM",
        issuer: "npm",
        lifetime: "long-lived",
        authority: "service",
        via: "env",
        environment: "production",
      },
    ]);
    expect(told.embedded).toEqual([{ language: "bash", text: "npm publish", anchor }]);
    expect(told.facts.find(({ kind }) => kind === "grant")!.at).toBe("contents");
  });
});

describe("triggers", () => {
  it.each([
    ["issue_comment", ["issue_comment=open"]],
    ["[issues, push]", ["issues=open", "push=writers"]],
    [
      "{ pull_request_target: , pull_request: { branches: [x] } }",
      ["pull_request_target=open", "pull_request=writers"],
    ],
    ["{ issues: { types: [labeled] } }", ["issues=writers"]],
    ["{ issues: { types: [labeled, opened] } }", ["issues=open"]],
    ["{ discussion_comment: , workflow_run: { workflows: [CI] } }", ["discussion_comment=open", "workflow_run=open"]],
    [
      "{ workflow_call: , workflow_dispatch: , repository_dispatch: }",
      ["workflow_call=internal", "workflow_dispatch=writers", "repository_dispatch=writers"],
    ],
    ["{ unknown_event: , __proto__: }", []],
    ["3", []],
    ["{ schedule: x }", ["schedule=internal"]],
  ])("on: %s", (on, expected) => {
    expect(senders(job(agentStep, on))).toEqual(expected);
  });

  it("are narrowed by what must hold before the agent starts", () => {
    const owner = "github.event.comment.author_association == 'OWNER'";
    expect(senders(job(`    if: ${owner}\n${agentStep}`))).toEqual(["issue_comment=writers"]);
    expect(senders(job(`    steps:\n      - if: ${owner}\n        run: claude -p hi\n`))).toEqual([
      "issue_comment=writers",
    ]);
    expect(senders(job(`    steps:\n      - run: make\n        if: ${owner}\n      - run: claude -p hi\n`))).toEqual([
      "issue_comment=open",
    ]);
    expect(senders(job(`    if: github.actor == 'al'\n${agentStep}`))).toEqual(["issue_comment=allowlist al"]);
    expect(senders(job(`    if: github.event_name == 'push'\n${agentStep}`, "[push, issues]"))).toEqual([
      "push=writers",
    ]);
  });

  it("are narrowed by a job that is needed, unless the condition passes over it", () => {
    const gate = "jobs:\n  gate:\n    if: github.actor == 'al'\n    steps: [{ run: 'true' }]\n";
    const agent = (lines: string) =>
      `on: issues\n${gate}  mid: { needs: gate, steps: [] }\n  a:\n${lines}    steps: [{ run: claude -p x }]\n`;
    expect(senders(agent("    needs: [mid]\n"))).toEqual(["issues=allowlist al"]);
    expect(senders(agent("    needs: gate\n"))).toEqual(["issues=allowlist al"]);
    expect(senders(agent("    needs: gate\n    if: always()\n"))).toEqual(["issues=open"]);
    expect(senders(agent("    needs: gate\n    if: ${{ !cancelled() }}\n"))).toEqual(["issues=open"]);
    expect(senders(agent(""))).toEqual(["issues=open"]);
    expect(senders(agent("    needs: nobody\n"))).toEqual(["issues=open"]);
    expect(senders("on: issues\njobs:\n  a: { needs: b, steps: [{ run: claude -p x }] }\n  b: { needs: a }\n")).toEqual(
      ["issues=open"],
    );
  });

  it.each([
    ["uses: prince-chrismc/check-actor-permissions-action@v3", "writers"],
    ["uses: actions-cool/check-user-permission@v2", "open"],
    ["{ uses: actions-cool/check-user-permission@v2, with: { error-if-missing: true } }", "writers"],
    ["{ uses: prince-chrismc/check-actor-permissions-action@v3, continue-on-error: true }", "open"],
    [
      "{ uses: prince-chrismc/check-actor-permissions-action@v3, if: \"contains(github.event.comment.body, 'x')\" }",
      "open",
    ],
    [
      "{ uses: prince-chrismc/check-actor-permissions-action@v3, if: \"github.event_name == 'issue_comment'\" }",
      "writers",
    ],
    ["run: gh api repos/o/r/collaborators/$ACTOR/permission | grep -q write || exit 1", "writers"],
    ["run: gh api repos/o/r/collaborators/$ACTOR/permission", "open"],
    [
      "{ uses: actions/github-script@v7, with: { script: \"const p = await github.rest.repos.getCollaboratorPermissionLevel({}); if (p.data.permission != 'admin') core.setFailed('no')\" } }",
      "writers",
    ],
    ["run: exit 1", "open"],
  ])("are narrowed by a check that fails the job: %s", (check, sender) => {
    const step = check.startsWith("{") ? check : `{ ${check.replace(": ", ": '").replace(/'?$/, "'")} }`;
    expect(senders(job(`    steps:\n      - ${step}\n      - run: claude -p hi\n`))).toEqual([
      `issue_comment=${sender}`,
    ]);
    expect(senders(job(`    steps:\n      - run: claude -p hi\n      - ${step}\n`))).toEqual(["issue_comment=open"]);
  });

  it("are narrowed by a check whose answer is read", () => {
    const check = "- { id: perm, uses: actions-cool/check-user-permission@v2 }";
    const step = (condition: string) =>
      job(`    steps:\n      ${check}\n      - run: claude -p hi\n        if: ${condition}\n`);
    expect(senders(step("steps.perm.outputs.require-result == 'true'"))).toEqual(["issue_comment=writers"]);
    expect(senders(step("steps.perm.outputs.require-result == 'false'"))).toEqual(["issue_comment=open"]);
    expect(senders(step("steps.other.outputs.x == 'true'"))).toEqual(["issue_comment=open"]);
    const jobs = (condition: string) =>
      `on: issues\njobs:\n  gate:\n    outputs: { ok: '\${{ steps.perm.outputs.require-result }}', no: x }\n    steps:\n      ${check}\n  a:\n    needs: gate\n    if: ${condition}\n    steps: [{ run: claude -p x }]\n`;
    expect(senders(jobs("needs.gate.outputs.ok == 'true'"))).toEqual(["issues=writers"]);
    expect(senders(jobs("needs.gate.outputs.no == 'true'"))).toEqual(["issues=open"]);
  });

  it("name the condition as a gate of the job", () => {
    const text = job(`    if: github.actor == 'al'\n${agentStep}`);
    expect(factsOf(read(text), "gate")).toEqual([
      {
        anchor: "workflow/bot/a",
        key: "if github.actor == 'al'",
        verdict: "allowlist",
        covers: "*",
        setting: "if github.actor == 'al'",
      },
    ]);
  });
});

describe("agents", () => {
  const action = (lines: string, on = "issue_comment") => job(`    steps:\n      - ${lines}\n`, on);

  it.each([
    ["{ uses: anthropics/claude-code-action@v1 }", "writers"],
    ["{ uses: Anthropics/Claude-Code-Action@v1, with: { allowed_non_write_users: '*' } }", "open"],
    ["{ uses: anthropics/claude-code-action@v1, with: { allowed_non_write_users: 'bob, al' } }", "writers al bob"],
    ["{ uses: anthropics/claude-code-action@v1, with: { allowed_bots: '*' } }", "open"],
    ["{ uses: anthropics/claude-code-action@v1, with: { allowed_bots: '' } }", "writers"],
    ["{ uses: anthropics/claude-code-base-action@beta }", "open"],
    ["{ uses: openai/codex-action@v1 }", "writers"],
    ["{ uses: openai/codex-action@v1, with: { allow-users: '*' } }", "open"],
    ["{ uses: google-github-actions/run-gemini-cli@v0 }", "open"],
    ["{ run: 'codex exec --full-auto x' }", "open"],
  ])("%s: %s", (step, sender) => {
    expect(senders(action(step))).toEqual([`issue_comment=${sender}`]);
  });

  it("are as open as the most open of them", () => {
    const both = "{ uses: anthropics/claude-code-action@v1 }\n      - run: gemini -p x";
    expect(senders(action(both))).toEqual(["issue_comment=open"]);
  });

  it.each([
    [
      "{ uses: anthropics/claude-code-action@v1 }",
      { type: "agent", product: "claude-code", package: "anthropics/claude-code-action", version: "v1", pinned: false },
    ],
    [
      `{ uses: openai/codex-action@${"0a".repeat(20)}, with: { model: gpt } }`,
      {
        type: "agent",
        product: "codex",
        package: "openai/codex-action",
        version: "0a".repeat(20),
        pinned: true,
        model: "gpt",
      },
    ],
    ["{ run: 'cat x | claude --print' }", { type: "agent", product: "claude-code" }],
    ["{ run: 'npx -y @openai/codex@latest exec x' }", { type: "agent", product: "codex" }],
    ['{ run: "gemini \\\\\\n  --model x \\\\\\n  --yolo" }', { type: "agent", product: "gemini-cli" }],
    ["{ run: 'copilot -p x --allow-all-tools' }", { type: "agent", product: "copilot-cli" }],
    ["{ run: 'openclaw agent --message x' }", { type: "agent", product: "openclaw" }],
    [
      "{ uses: actions/ai-inference@v1, with: { enable-github-mcp: true } }",
      { type: "agent", product: "github-models", package: "actions/ai-inference", version: "v1", pinned: false },
    ],
    ["{ uses: actions/ai-inference@v1 }", { type: "service", product: "github-actions" }],
    ["{ run: 'npm i -g @anthropic-ai/claude-code' }", { type: "service", product: "github-actions" }],
    ["{ run: 'claude --version && codex login' }", { type: "service", product: "github-actions" }],
    ["{ uses: acme/claude-code-action-setup@v1 }", { type: "service", product: "github-actions" }],
  ])("the job acts as its agent: %s", (step, value) => {
    expect(factsOf(read(action(step)), "principal")).toEqual([{ anchor: "workflow/bot/a", key: "a", ...value }]);
  });

  it("say in which mode they run, and which tools need no question", () => {
    const read1 = read(
      action(
        'uses: anthropics/claude-code-action@v1\n        with:\n          claude_args: |\n            --model x --allowedTools "Bash(gh issue view:*),Edit" --allowed-tools=WebFetch\n            --permission-mode bypassPermissions',
        "push",
      ),
    );
    expect(factsOf(read1, "grant").map(({ key }) => key)).toEqual(
      expect.arrayContaining(["shell:gh issue view:*", "filesystem:write *", "web:*"]),
    );
    expect(factsOf(read1, "gate")).toContainEqual({
      anchor: "workflow/bot/a",
      key: "--permission-mode bypassPermissions",
      verdict: "auto",
      covers: "*",
      setting: "--permission-mode bypassPermissions",
    });
    const settings = `'{"permissions":{"allow":["Bash"],"defaultMode":"bypassPermissions"},"__proto__":{"tools":{"core":["x"]}}}'`;
    const read2 = read(action(`{ uses: anthropics/claude-code-action@v1, with: { settings: ${settings} } }`, "push"));
    expect(factsOf(read2, "grant")).toContainEqual(expect.objectContaining({ key: "shell:*", wildcard: true }));
    expect(factsOf(read2, "grant")).not.toContainEqual(expect.objectContaining({ key: "tool:x" }));
    expect(factsOf(read2, "gate")).toContainEqual(expect.objectContaining({ verdict: "auto", covers: "*" }));
  });

  it.each([
    [
      "{ uses: openai/codex-action@v1, with: { safety-strategy: unsafe } }",
      { verdict: "auto", covers: "sandbox", setting: "safety-strategy unsafe" },
    ],
    [
      "{ uses: openai/codex-action@v1, with: { sandbox: danger-full-access } }",
      { verdict: "auto", covers: "sandbox", setting: "sandbox danger-full-access" },
    ],
    [
      "{ uses: openai/codex-action@v1, with: { sandbox: read-only } }",
      { verdict: "policy", covers: "sandbox", setting: "sandbox read-only" },
    ],
    [
      "{ uses: openai/codex-action@v1, with: { codex-args: '--yolo' } }",
      { verdict: "auto", covers: "*", setting: "--yolo" },
    ],
    ["{ uses: google-github-actions/run-gemini-cli@v0 }", { verdict: "auto", covers: "*", setting: "--yolo" }],
    [
      "{ uses: anthropics/claude-code-action@v1, with: { allowed_non_write_users: '*' } }",
      { verdict: "auto", covers: "auth", setting: "allowed_non_write_users *" },
    ],
  ])("their inputs are gates: %s", (step, gate) => {
    expect(factsOf(read(action(step, "push")), "gate")).toContainEqual({
      anchor: "workflow/bot/a",
      key: gate.setting,
      ...gate,
    });
  });

  it.each([
    ["{ uses: anthropics/claude-code-action@v1 }", ["allowlist anthropics/claude-code-action checks for write access"]],
    [
      "{ uses: anthropics/claude-code-action@v1, with: { allowed_non_write_users: 'bob' } }",
      ["allowlist anthropics/claude-code-action checks for write access"],
    ],
    [
      "{ uses: anthropics/claude-code-action@v1, with: { allowed_non_write_users: 'bob, *' } }",
      ["auto allowed_non_write_users *"],
    ],
    ["{ uses: anthropics/claude-code-action@v1, with: { allowed_bots: '*' } }", ["auto allowed_bots *"]],
    ["{ uses: openai/codex-action@v1, with: { allow-users: '*' } }", ["auto allow-users *"]],
    ["{ uses: openai/codex-action@v1, with: { allow-bot-users: '*' } }", ["auto allow-bot-users *"]],
    ["{ uses: factory-ai/droid-action@v1, with: { allowed_bots: '*' } }", ["auto allowed_bots *"]],
    ["{ uses: anthropics/claude-code-action@v1 }\n      - run: claude -p hi", []],
  ])("check the sender by themselves, unless an input or another agent lets anyone in: %s", (step, gates) => {
    const found = factsOf(read(action(step)), "gate");
    expect(found.map(({ verdict, setting }) => `${String(verdict)} ${String(setting)}`)).toEqual(gates);
  });

  it("may get a token of their vendor's app for the identity token", () => {
    const text = (permission: string, inputs: string) =>
      `on: push\npermissions: { ${permission} }\njobs:\n  a: { steps: [{ uses: anthropics/claude-code-action@v1, with: { ${inputs} } }] }\n`;
    const keys = (permission: string, inputs = "") =>
      factsOf(read(text(permission, inputs)), "grant").map(({ key }) => key);
    expect(keys("id-token: write")).toContain("github:github-app claude");
    expect(keys("id-token: write", "github_token: x")).not.toContain("github:github-app claude");
    expect(keys("contents: write")).not.toContain("github:github-app claude");
  });
});

describe("workflows that call others", () => {
  it("lead from what starts the caller to the jobs of the called one", () => {
    const caller = read("on: issues\njobs:\n  call: { uses: ./.github/workflows/review.yml }\n");
    const called = collectText(
      githubWorkflow,
      ".github/workflows/review.yml",
      "on: { workflow_call: }\njobs:\n  review: { steps: [{ run: claude -p x }] }\n",
    );
    expect(caller.edges).toEqual(["principal:workflow/bot/call#call delegates-to principal:workflow/review#review"]);
    expect(called.facts.map(({ id }) => id)).toContain("principal:workflow/review#review");
    expect(called.edges).toEqual(["principal:workflow/review#review uses principal:workflow/review/review#review"]);
  });

  it.each(["o/r/.github/workflows/x.yml@main", "./x.yml", "./.github/workflows/../x.yml", "[x]"])(
    "in other places lead nowhere: %s",
    (uses) => {
      expect(read(`on: issues\njobs:\n  a: { uses: ${uses} }\n`).edges).toEqual([]);
    },
  );
});

describe("permissions", () => {
  const grant = (top: string, own = "") =>
    factsOf(read(`on: push\n${top}jobs:\n  a:\n    steps: []\n${own}`), "grant").map(({ actions, level, wildcard }) => [
      actions,
      level,
      wildcard,
    ]);

  it.each([
    ["", "", [["default"], "unknown", undefined]],
    ["permissions: write-all\n", "", [["*:write"], "admin", true]],
    ["permissions: read-all\n", "", [["*:read"], "read", undefined]],
    ["permissions: {}\n", "", [["none"], undefined, undefined]],
    ["permissions: { contents: read, issues: none }\n", "", [["contents:read"], "read", undefined]],
    [
      "permissions: { pull-requests: write, contents: read }\n",
      "",
      [["contents:read", "pull-requests:write"], "write", undefined],
    ],
    ["permissions: { id-token: write }\n", "", [["id-token:write"], "read", undefined]],
    ["permissions: write-all\n", "    permissions: { contents: read }\n", [["contents:read"], "read", undefined]],
    ["permissions: { __proto__: write }\n", "", [["__proto__:write"], "write", undefined]],
    ["permissions: 7\n", "", [["7"], "unknown", undefined]],
    ["permissions: [contents]\n", "", [["none"], undefined, undefined]],
  ])("%j %j", (top, own, expected) => {
    expect(grant(top, own)).toEqual([expected]);
  });

  it("that are absent are told as a default, where the job stands", () => {
    const fact = read("on: push\njobs:\n  build:\n    steps: []\n").facts.find(({ kind }) => kind === "grant");
    expect(fact).toMatchObject({ origin: "default", at: "build" });
  });
});

describe("secrets", () => {
  const secrets = (lines: string, top = "") => [
    ...new Set(
      factsOf(read(`on: push\n${top}jobs:\n  a:\n${lines}`), "credential").map(
        ({ key, via, lifetime, authority, issuer }) =>
          [key, via, lifetime, authority, issuer].filter(Boolean).join(" "),
      ),
    ),
  ];

  it.each([
    ["    env: { X: '${{ secrets.API_KEY }}' }\n", ["vault:API_KEY env long-lived service"]],
    ["    steps: [{ run: 'echo ${{ secrets.API_KEY }}' }]\n", ["vault:API_KEY argument long-lived service"]],
    ["    steps: [{ run: 'a ${{ secrets.K }}', env: { K: '${{ secrets.K }}' } }]\n", ["vault:K env unknown service"]],
    [
      "    steps: [{ uses: x/y@v1, with: { token: \"${{ secrets['MY_PAT'] || github.token }}\" } }]\n",
      ["vault:MY_PAT input long-lived user", "vault:GITHUB_TOKEN input ephemeral agent github"],
    ],
    [
      "    steps: [{ uses: x/y@v1, with: { token: '${{secrets.GITHUB_TOKEN}}' } }]\n",
      ["vault:GITHUB_TOKEN input ephemeral agent github"],
    ],
    [
      "    uses: ./.github/workflows/x.yml\n    secrets: { API_KEY: '${{ secrets.OTHER }}' }\n",
      ["vault:OTHER input long-lived service"],
    ],
    [
      "    container: { image: x, credentials: { password: '${{ secrets.PASSWORD }}' } }\n",
      ["vault:PASSWORD env long-lived service"],
    ],
    ["    env: { X: '${{ vars.API_KEY }} secrets.API_KEY' }\n", []],
    [
      "    steps: [{ uses: azure/login@v2, with: { creds: '${{ secrets.C }}' } }]\n",
      ["vault:C input long-lived service azure"],
    ],
    [
      "    steps: [{ uses: google-github-actions/auth@v2, with: { credentials_json: '${{ secrets.G }}' } }]\n",
      ["vault:G input long-lived service google"],
    ],
    [
      "    steps: [{ uses: aws-actions/configure-aws-credentials@v4, with: { aws-access-key-id: '${{ secrets.A }}' } }]\n",
      ["vault:A input long-lived service aws"],
    ],
    [
      "    steps: [{ uses: aws-actions/configure-aws-credentials@v4, with: { aws-secret-access-key: made-up } }]\n",
      ["literal:aws-secret-access-key input long-lived service aws"],
    ],
    [
      "    steps: [{ uses: google-github-actions/auth@v2, with: { workload_identity_provider: '${{ vars.WIF }}' } }]\n",
      ["exchange:WIF input ephemeral service google"],
    ],
    [
      "    steps: [{ uses: google-github-actions/run-gemini-cli@v0, with: { gcp_workload_identity_provider: w } }]\n",
      ["exchange:w input ephemeral service vertex-ai"],
    ],
    ["    steps: [{ uses: azure/login@v2, with: { client-id: c } }]\n", ["exchange:c input ephemeral service azure"]],
    [
      "    steps: [{ id: app, uses: actions/create-github-app-token@v1, with: { private-key: '${{ secrets.P }}' } }]\n",
      ["exchange:github-app app ephemeral agent github", "vault:P input long-lived service"],
    ],
  ])("%s", (lines, expected) => {
    expect(secrets(lines)).toEqual(expected);
  });

  it("of the workflow reach every job", () => {
    expect(secrets("    steps: []\n", "env: { T: '${{ secrets.T_TOKEN }}' }\n")).toEqual([
      "vault:T_TOKEN env long-lived service",
    ]);
  });

  it.each([
    ["    uses: o/r/.github/workflows/x.yml@main\n    secrets: inherit\n", ["inherit"]],
    ["    steps: [{ run: \"echo '${{ toJSON(secrets) }}'\" }]\n", ["toJSON(secrets)"]],
    ["    steps: [{ env: { X: \"${{ secrets[format('K_{0}', matrix.x)] }}\" }, run: x }]\n", ["secrets[…]"]],
    ["    steps: [{ env: { X: '${{ toJSON(github) }}' }, run: x }]\n", []],
  ])("all of them: %s", (lines, actions) => {
    const grants = factsOf(read(`on: push\njobs:\n  a:\n${lines}`), "grant").filter(
      ({ system }) => system === "secrets",
    );
    expect(grants.flatMap(({ actions: given }) => given)).toEqual(actions);
    for (const grant of grants) expect(grant["wildcard"]).toBe(true);
  });

  it("give the rights of an app's token by its list", () => {
    const grants = (inputs: string) =>
      factsOf(
        read(`on: push\njobs:\n  a: { steps: [{ uses: actions/create-github-app-token@v1, with: { ${inputs} } }] }\n`),
        "grant",
      )
        .filter(({ key }) => key === "github:github-app token")
        .map(({ actions, level }) => [actions, level]);
    expect(grants("private-key: x")).toEqual([[["installation"], "unknown"]]);
    expect(grants("permission-issues: write, permission-contents: read")).toEqual([
      [["contents:read", "issues:write"], "write"],
    ]);
  });
});

describe("scripts", () => {
  it.each([
    ["steps: [{ run: a }]", ["bash"]],
    ["steps: [{ run: a, shell: pwsh }]", ["pwsh"]],
    ["steps: [{ run: a, shell: 'bash -e {0}' }]", ["bash"]],
    ["steps: [{ run: a, shell: /usr/bin/python3.12 }]", ["python"]],
    ["defaults: { run: { shell: sh } }, steps: [{ run: a }, { run: b, shell: zsh }]", ["sh", "zsh"]],
    ["runs-on: windows-latest, steps: [{ run: a }]", ["pwsh"]],
    ["runs-on: [self-hosted, linux], steps: [{ run: a }]", ["bash"]],
    ["steps: [{ uses: actions/github-script@v7, with: { script: a } }]", ["javascript"]],
    ["steps: [{ run: 3 }, { run: [a] }, { run: }, 7, a, [b]]", []],
  ])("%s", (lines, languages) => {
    expect(read(`on: push\njobs:\n  a: { ${lines} }\n`).embedded.map(({ language }) => language)).toEqual(languages);
  });

  it("take the workflow's shell where neither job nor step says one", () => {
    expect(
      read("on: push\ndefaults: { run: { shell: fish } }\njobs:\n  a: { steps: [{ run: a }] }\n").embedded[0]!.language,
    ).toBe("fish");
  });
});

describe("composite actions", () => {
  it("act for whoever calls them", () => {
    const told = collectText(
      compositeAction,
      "actions/review/action.yml",
      "runs:\n  using: composite\n  steps:\n    - run: gemini --yolo -p x\n      shell: bash\n      env: { KEY: '${{ inputs.key }}' }\n",
    );
    expect(factsOf(told, "principal")).toEqual([
      { anchor: "action/review", key: "review", type: "agent", product: "gemini-cli" },
    ]);
    expect(told.embedded).toEqual([{ language: "bash", text: "gemini --yolo -p x", anchor: "action/review" }]);
    expect(factsOf(told, "trigger")).toEqual([]);
  });

  it("that run a program of their own say nothing", () => {
    expect(collectText(compositeAction, "action.yml", "runs: { using: node20, main: x.js }").facts).toEqual([]);
  });
});

describe("hostile workflows", () => {
  it.each([
    "",
    "on",
    "[]",
    "on: {}\njobs: []",
    "on: push\njobs: { a: , b: 3, c: [x], d: { steps: { x: y } } }",
    "on: push\njobs: { __proto__: { steps: [{ run: claude -p x }], needs: [__proto__, constructor] } }",
    "jobs: { a: { if: [x], needs: { b: c }, permissions: [[]], environment: [x], secrets: [inherit], env: x, with: 3 } }",
    "on: { push: { types: { a: b } } }\njobs: { a: { steps: [{ uses: 3, with: [x], if: { a: b }, id: [] }] } }",
    "on: &a [*a]\njobs: *a",
  ])("are borne: %s", (text) => {
    expect(() => read(text)).not.toThrow();
    expect(() => collectText(compositeAction, "action.yml", text)).not.toThrow();
  });

  const jobs = (count: number, of: (index: number) => string) =>
    `on: [issues, push, issue_comment]\njobs:\n${Array.from({ length: count }, (_, index) => `  j${index}: { ${of(index)} }\n`).join("")}`;

  it.each([
    ["jobs", jobs(10_000, () => "steps: [{ run: claude -p x }]")],
    ["a chain of needs", jobs(5000, (index) => `needs: [j${index - 1}], if: "github.actor == 'a'"`)],
    ["a chain of needs, last first", jobs(5000, (index) => `needs: j${index + 1}`)],
    [
      "everybody needs one",
      `${jobs(3000, () => "needs: big, if: needs.big.outputs.o1 == 'x'")}  big: { outputs: { ${Array.from({ length: 3000 }, (_, index) => `o${index}: x`).join(", ")} }, steps: [${"{ run: 'gh api /collaborators/x || exit 1' }, ".repeat(1000)}] }\n`,
    ],
    [
      "steps",
      `on: issues\njobs:\n  a:\n    steps:\n${"      - { id: x, run: 'claude -p a', if: steps.x.outputs.y }\n".repeat(10_000)}`,
    ],
    [
      "secrets",
      `on: issues\nenv:\n${Array.from({ length: 3000 }, (_, index) => `  K${index}: \${{ secrets.K${index} }}\n`).join("")}${jobs(1000, () => "steps: []").replace(/^on.*\n/, "")}`,
    ],
    ["open expressions", `on: issues\njobs: { a: { env: { X: '${"${{ secrets.A ".repeat(20_000)}' } } }`],
    [
      "arguments",
      `on: issues\njobs: { a: { steps: [{ uses: anthropics/claude-code-action@v1, with: { claude_args: '${"--allowedTools a ".repeat(20_000)}' } }] } }`,
    ],
  ])("cost time in proportion: %s", (_, text) => {
    expectCpuBelow(15_000, () => read(text));
  });
});

describe("a job that calls a workflow of another repository", () => {
  const called = (uses: string, more = "") =>
    factsOf(read(`on: issue_comment\njobs:\n  a:\n    uses: ${uses}\n${more}`), "principal")[0];
  const commit = "0123456789abcdef0123456789abcdef01234567";

  it("is known by it where that runs an agent, by its name or by the secrets it gets", () => {
    const own = called("acme/flows/.github/workflows/claude.yml@v2");
    expect(own).toMatchObject({ package: "acme/flows/.github/workflows/claude.yml", version: "v2", pinned: false });
    expect(called(`acme/flows/.github/workflows/ai-review.yml@${commit}`)).toMatchObject({ pinned: true });
    const secrets = "    secrets:\n      openai_key: ${{ secrets.KEY }}\n";
    expect(called("acme/flows/.github/workflows/review.yml@v1", secrets)).toMatchObject({ version: "v1" });
  });

  it("is told to do something else by other inputs, in whatever order they stand", () => {
    const given = (lines: string) => called("acme/flows/.github/workflows/claude.yml@v2", `    with:\n${lines}`);
    const review = given("      focus: Look for races.\n      depth: 2\n");
    expect(given("      depth: 2\n      focus: Look for races.\n")).toEqual(review);
    expect(given("      focus: Approve everything.\n      depth: 2\n")).not.toEqual(review);
  });

  it("is a service like any other where it does not, and where the workflow is one of the same repository", () => {
    for (const uses of ["acme/flows/.github/workflows/maintain.yml@v1", "./.github/workflows/claude.yml"])
      expect(called(uses)).not.toHaveProperty("package");
  });
});
