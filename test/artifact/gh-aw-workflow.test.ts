import { describe, expect, it } from "vitest";
import { ghAwWorkflow } from "#artifact/gh-aw-workflow.ts";
import { expectCpuBelow } from "../cost.ts";
import { collectText, documentOf, factsOf, type Collected } from "./collect.ts";

const path = ".github/workflows/triage.md";
const anchor = "workflow/triage";

function read(matter: string, body = "Read the issue."): Collected {
  return collectText(ghAwWorkflow, path, `---\n${matter}\n---\n\n# Triage\n\n${body}\n`);
}

const triggers = (matter: string) =>
  factsOf(read(matter), "trigger").map(({ key, sender, senders }) =>
    [`${String(key)}=${String(sender)}`, ...((senders as string[]) ?? [])].join(" "),
  );
const gates = (matter: string) =>
  factsOf(read(matter), "gate").map(
    ({ verdict, covers, setting }) => `${String(verdict)} ${String(covers)}: ${String(setting)}`,
  );
const grants = (matter: string) =>
  factsOf(read(matter), "grant").map(({ key, level, wildcard, conditioned }) =>
    [key, level, wildcard ? "all" : "", conditioned ? "narrowed" : ""].filter(Boolean).join(" "),
  );

const minimal = "on: push\nengine: claude\n";

describe("gh-aw-workflow", () => {
  it("is claimed by its folder, and known by its front matter elsewhere", () => {
    expect(ghAwWorkflow.claims(path)).toBe(true);
    expect(ghAwWorkflow.claims("workflows/triage.md")).toBe(false);
    const known = (where: string, text: string) => ghAwWorkflow.recognises!(documentOf(where, text, "markdown"));
    expect(known("workflows/a.md", "---\non: push\nsafe-outputs: { add-comment: }\n---\nx")).toBe(true);
    expect(known("docs/a.md", "---\non: push\nengine: claude\n---\nx")).toBe(false);
    expect(known("workflows/a.md", "---\ntools: [Bash]\n---\nx")).toBe(false);
    expect(known("workflows/a.md", "# on: push\n")).toBe(false);
  });

  it("says nothing of other Markdown in that folder", () => {
    expect(collectText(ghAwWorkflow, ".github/workflows/README.md", "# Workflows\n\nRun them.\n")).toEqual({
      facts: [],
      edges: [],
      embedded: [],
      prose: [],
    });
  });

  it("tells the whole of a workflow", () => {
    const all = read(
      [
        "on:",
        "  issues: { types: [opened] }",
        "  roles: all",
        "permissions: { contents: read }",
        "engine: { id: claude, model: opus, args: [--dangerously-skip-permissions] }",
        "tools: { bash: ['*'], edit: , github: { toolsets: [issues], min-integrity: none } }",
        "network: { allowed: [defaults, '*'] }",
        "strict: false",
        "safe-outputs: { add-comment: , push-to-pull-request-branch: , threat-detection: false, github-token: '${{ secrets.BOT_PAT }}' }",
        "steps: [{ run: npm ci }]",
      ].join("\n"),
      "Do it.\n\n```bash\ngh issue list\n```",
    );
    expect(factsOf(all, "principal")).toEqual([
      { anchor, key: "triage", type: "agent", product: "claude-code", model: "opus" },
    ]);
    expect(factsOf(all, "trigger")).toEqual([
      { anchor, key: "ci:issues", type: "ci", source: "issues", sender: "open" },
    ]);
    expect(factsOf(all, "grant").map(({ key }) => key)).toEqual([
      "github:token",
      "shell:*",
      "filesystem:write *",
      "mcp:github",
      "network:defaults",
      "network:*",
      "github:safe-output add-comment",
      "github:safe-output push-to-pull-request-branch",
    ]);
    expect(gates("on: push\nengine: x\n")).toEqual(gates("on: push\nengine: y\n"));
    expect(
      factsOf(all, "gate")
        .filter(({ verdict }) => verdict === "auto")
        .map(({ covers, setting }) => [covers, setting]),
    ).toEqual([
      ["auth", "on.roles all"],
      ["content", "tools.github.min-integrity none"],
      ["guardrails", "strict false"],
      ["*", "--dangerously-skip-permissions"],
      ["guardrails", "safe-outputs.threat-detection false"],
    ]);
    expect(factsOf(all, "credential")).toEqual([
      expect.objectContaining({ key: "vault:BOT_PAT", authority: "user", lifetime: "long-lived" }),
    ]);
    expect(all.embedded.map(({ language, text }) => [language, text])).toEqual([
      ["bash", "npm ci"],
      ["bash", "gh issue list"],
    ]);
    expect(all.prose).toEqual([anchor]);
  });
});

describe("triggers", () => {
  it.each([
    ["on: issues\nengine: x", ["ci:issues=writers"]],
    ["on: { issue_comment: , roles: [admin, write] }\nengine: x", ["ci:issue_comment=writers"]],
    ["on: { issue_comment: , roles: all }\nengine: x", ["ci:issue_comment=open"]],
    ["on: { issue_comment: }\nroles: [read, write]\nengine: x", ["ci:issue_comment=open"]],
    ["on: { issues: , roles: [triage, write] }\nengine: x", ["ci:issues=allowlist triage write"]],
    ["on: { issues: , bots: ['dependabot[bot]'] }\nengine: x", ["ci:issues=allowlist dependabot[bot]"]],
    ["on: { push: , roles: all }\nengine: x", ["ci:push=writers"]],
    ["on: daily\nengine: x", ["schedule:daily=internal"]],
    ["on: { schedule: weekly on monday }\nengine: x", ["schedule:weekly on monday=internal"]],
    ["on: { schedule: [{ cron: 1 2 3 4 5 }] }\nengine: x", ["schedule:1 2 3 4 5=internal"]],
    ["on: /fix\nengine: x", ["ci:slash_command fix=writers"]],
    ["on: { slash_command: { name: ask }, roles: all }\nengine: x", ["ci:slash_command ask=open"]],
    ["on: { command: , label_command: go }\nengine: x", ["ci:command=writers", "ci:label_command go=writers"]],
    ["on: issue labeled bug\nengine: x", ["ci:issue labeled bug=writers"]],
    ["on: { workflow_call: }\nengine: x", ["ci:workflow_call=internal"]],
    ["on: { issues: , roles: all }\nif: github.actor == 'al'\nengine: x", ["ci:issues=allowlist al"]],
    ["on: [issues, push]\nengine: x", ["ci:issues=writers", "ci:push=writers"]],
  ])("%s", (matter, expected) => {
    expect(triggers(matter)).toEqual(expected);
  });

  it("of forks and people in front of them are gates", () => {
    expect(gates(`on: { pull_request: { forks: ['*'] }, manual-approval: production }\nengine: x`)).toEqual(
      expect.arrayContaining(["auto forks: pull_request.forks *", "human *: manual-approval production"]),
    );
    expect(gates("on: { pull_request: { forks: [acme/*] } }\nengine: x")).toContain(
      "allowlist forks: pull_request.forks acme/*",
    );
  });
});

describe("tools", () => {
  it.each([
    ["tools: { bash: true }", ["shell:* admin all"]],
    ["tools: { bash: [':*'] }", ["shell:* admin all"]],
    ["tools: { bash: '*' }", ["shell:* admin all"]],
    ["tools: { bash: }", ["shell:default read"]],
    ["tools: { bash: false }", []],
    ["tools: { bash: [] }", []],
    ["tools: { bash: [git status, 'gh:*'] }", ["shell:git status write", "shell:gh:* write"]],
    ["tools: { web-fetch: , web-search: false }", ["web:web-fetch read"]],
    ["tools: { github: { read-only: false, toolsets: [all] } }", ["mcp:github write"]],
    ["network: {}", []],
  ])("%s", (tools, expected) => {
    expect(grants(`${minimal}${tools}`).slice(1)).toEqual(expected);
  });

  it("of servers are servers of their own", () => {
    const servers = read(
      `${minimal}mcp-servers: { s: { command: npx, args: [-y, pkg] } }\ntools: { t: { mcp: { url: 'https://t.dev' } }, timeout: 3 }`,
    );
    expect(factsOf(servers, "principal").map(({ anchor: where }) => where)).toEqual([anchor, "server/t", "server/s"]);
  });

  it("that remember are written by one run and read by the next", () => {
    expect(
      factsOf(read(`${minimal}tools: { repo-memory: true, cache-memory: false }`), "effect").map(({ key }) => key),
    ).toEqual(["file-write:repo-memory"]);
  });
});

describe("walls", () => {
  it.each([
    ["", ["policy sandbox: sandbox.agent", "allowlist network: network"]],
    ["sandbox: false", ["auto sandbox: sandbox.agent false", "allowlist network: network"]],
    ["sandbox: { agent: false }", ["auto sandbox: sandbox.agent false", "allowlist network: network"]],
    ["sandbox: { agent: awf }", ["policy sandbox: sandbox.agent", "allowlist network: network"]],
    ["network: { firewall: disable }", ["policy sandbox: sandbox.agent", "auto network: network.firewall off"]],
  ])("%j", (matter, expected) => {
    expect(gates(`${minimal}${matter}`).slice(1)).toEqual(expected);
  });

  it.each([
    ["safe-outputs: { create-issue: }", ["github:safe-output create-issue write narrowed"]],
    ["safe-outputs: { create-issue: , threat-detection: false }", ["github:safe-output create-issue write"]],
    [
      "safe-outputs: { create-issue: , threat-detection: { enabled: false } }",
      ["github:safe-output create-issue write"],
    ],
    [
      "safe-outputs: { create-issue: , threat-detection: { engine: false, steps: [{ run: x }] } }",
      ["github:safe-output create-issue write narrowed"],
    ],
    ["safe-outputs: { create-issue: false, noop: , messages: {}, max: 3 }", []],
    ["safe-outputs: [create-issue]", []],
  ])("%s", (matter, expected) => {
    expect(grants(`${minimal}${matter}`).slice(1)).toEqual(expected);
  });

  it("do not hide what the outputs reach", () => {
    const effects = factsOf(
      read(`${minimal}safe-outputs: { assign-to-agent: , dispatch-workflow: , merge-pull-request: }`),
      "effect",
    );
    expect(effects.map(({ key }) => key)).toEqual(["spawn-agent:copilot", "deploy:workflow", "deploy:merge"]);
  });

  it("tell what is taken over from elsewhere, and whether it can change", () => {
    const effects = factsOf(
      read(
        `${minimal}imports: [shared/a.md, o/r/b.md@main, 'o/r/c.md@${"0".repeat(40)}']\nskills: [{ skill: o/r/s@v1 }]`,
      ),
      "effect",
    );
    expect(effects.map(({ key, target, remote }) => [key, target, remote])).toEqual([
      ["self-modify:imports o/r/b.md", "instructions", true],
      ["self-modify:imports o/r/c.md", "instructions", undefined],
      ["self-modify:skills o/r/s", "skill", true],
    ]);
  });
});

describe("hostile front matter", () => {
  it.each([
    "on: { __proto__: , roles: [[x]], bots: { a: b }, slash_command: [x], schedule: { a: b } }\nengine: [x]",
    "on: 3\nengine: { id: [x], args: { a: b }, model: [y] }",
    "on: push\ntools: [bash]\nnetwork: x\nsandbox: [x]\nsafe-outputs: x",
    "on: push\ntools: { bash: { a: b }, edit: 3, github: [x], x: { mcp: 3 }, y: { command: [[x]] } }\nmcp-servers: [x]",
    "on: push\ntools: x\nsteps: { a: b }\njobs: [x]\nimports: { aw: x }\nskills: 3\nplugins: [[x]]",
    "true: push\nengine: claude",
  ])("is borne: %s", (matter) => {
    expect(() => read(matter)).not.toThrow();
  });

  it.each([
    ["outputs", `safe-outputs:\n${Array.from({ length: 10_000 }, (_, index) => `  create-x${index}: {}\n`).join("")}`],
    ["commands", `tools:\n  bash: [${Array.from({ length: 10_000 }, (_, index) => `c${index}`).join(", ")}]\n`],
    ["hosts", `network:\n  allowed: [${Array.from({ length: 10_000 }, (_, index) => `h${index}.dev`).join(", ")}]\n`],
  ])("costs time in proportion: %s", (_, matter) => {
    expectCpuBelow(5000, () => expect(read(`${minimal}${matter}`).facts.length).toBeGreaterThan(10_000));
  });
});
