import { describe, expect, it } from "vitest";
import { gooseRecipe } from "#artifact/goose-recipe.ts";
import { kiroAgent, kiroHook } from "#artifact/kiro-agent.ts";
import { otherAgentsJson, otherAgentsYaml } from "#artifact/other-agents.ts";
import { rooModes, rooSettings } from "#artifact/roo-modes.ts";
import { collectText, documentOf, factsOf, type Collected } from "./collect.ts";

const gates = (collected: Collected) =>
  factsOf(collected, "gate").map(({ verdict, covers }) => `${String(verdict)} ${String(covers)}`);
const grants = (collected: Collected) =>
  factsOf(collected, "grant").map(({ key, wildcard }) => `${String(key)}${wildcard === true ? "!" : ""}`);

const kiro = (content: unknown, path = ".amazonq/cli-agents/a.json") =>
  collectText(kiroAgent, path, JSON.stringify(content));

/** A hook of Kiro; its action is the text of an object. */
const hook = (action: string) =>
  collectText(
    kiroHook,
    ".kiro/hooks/fmt.kiro.hook",
    `{"name": "fmt", "when": {"type": "fileEdited"}, "then": ${action}}`,
  );

const json = (path: string, content: unknown) => {
  expect(otherAgentsJson.claims(path)).toBe(true);
  return collectText(otherAgentsJson, path, JSON.stringify(content));
};

const yaml = (path: string, text: string) => {
  expect(otherAgentsYaml.claims(path)).toBe(true);
  return collectText(otherAgentsYaml, path, text);
};

describe("roo", () => {
  const modes = `customModes:
  - slug: docs
    name: Docs
    roleDefinition: You write documentation.
    groups:
      - read
      - - edit
        - fileRegex: \\.md$
      - browser
  - slug: ops
    groups: [command, mcp, edit, unknown]
  - name: nameless
  - 7
`;

  it("reads the modes of a project, with what narrows them", () => {
    const collected = collectText(rooModes, ".roomodes", modes);
    expect(factsOf(collected, "principal").slice(1)).toMatchObject([
      { anchor: "agent/docs", tools: "listed" },
      { anchor: "agent/ops", tools: "listed" },
    ]);
    expect(grants(collected)).toEqual([
      "filesystem:read *",
      "filesystem:write \\.md$",
      "web:*!",
      "shell:*!",
      "mcp:*/*!",
      "filesystem:write *",
    ]);
    expect(collected.embedded).toMatchObject([
      { language: "markdown", text: "You write documentation.", anchor: "agent/docs" },
    ]);
  });

  it("reads the form in JSON too", () => {
    const text = JSON.stringify({ customModes: [{ slug: "a", groups: ["read"] }] });
    expect(grants(collectText(rooModes, ".roomodes", text))).toEqual(["filesystem:read *"]);
  });

  it("reads exported settings", () => {
    const content = {
      globalSettings: {
        alwaysAllowExecute: true,
        alwaysAllowWrite: false,
        alwaysAllowMcp: true,
        allowedCommands: ["*", "git log"],
        deniedCommands: ["rm"],
      },
    };
    const collected = collectText(rooSettings, "roo-code-settings.json", JSON.stringify(content));
    expect(gates(collected)).toEqual(["auto exec", "auto mcp:*", "policy Bash(rm)"]);
    expect(grants(collected)).toEqual(["shell:*!", "shell:git log *"]);
    expect(rooSettings.recognises!(documentOf("x.json", JSON.stringify(content)))).toBe(true);
    expect(rooSettings.recognises!(documentOf("x.json", `{"type": "alwaysAllowExecute"}`))).toBe(false);
  });
});

describe("kiro and Amazon Q", () => {
  it("claims agents of both", () => {
    for (const path of [".amazonq/cli-agents/a.json", ".aws/amazonq/cli-agents/a.json", ".kiro/agents/a.json"])
      expect(kiroAgent.claims(path), path).toBe(true);
    expect(kiroAgent.claims("agents/a.json")).toBe(false);
  });

  it.each([
    [["*"], "inherit"],
    [["fs_read"], "listed"],
    [[], "none"],
  ])("reads the tools %j as %s, which are no grants", (tools, expected) => {
    const collected = kiro({ tools });
    expect(factsOf(collected, "principal")).toMatchObject([
      { anchor: "agent/a", product: "amazon-q", tools: expected },
    ]);
    expect(grants(collected)).toEqual([]);
  });

  it("reads what is used without a yes", () => {
    const allowedTools = ["*", "@builtin", "execute_bash", "fs_read", "@gh", "@gh/get_issue"];
    expect(grants(kiro({ allowedTools }))).toEqual([
      "*:*!",
      "*:*!",
      "shell:*!",
      "filesystem:read *",
      "mcp:gh/*",
      "mcp:gh/get_issue",
    ]);
  });

  it("reads the settings of tools under both names", () => {
    const toolsSettings = {
      execute_bash: { allowedCommands: [".*", "git status"], deniedCommands: ["rm .*"] },
      write: { allowedPaths: ["~/**", "src/**"] },
      use_aws: { allowedServices: ["s3", "*"], deniedServices: ["iam"] },
    };
    const collected = kiro({ name: "ops", toolsSettings });
    expect(grants(collected)).toEqual([
      "shell:*!",
      "shell:git status",
      "filesystem:write ~/**!",
      "filesystem:write src/**",
      "aws:s3:*",
      "aws:*:*!",
    ]);
    expect(gates(collected)).toEqual(["policy Bash(rm .*)", "policy aws:iam"]);
  });

  it("reads servers, hooks and the prompt", () => {
    const collected = kiro({
      prompt: "You deploy.",
      mcpServers: { a: { command: "npx" } },
      hooks: { agentSpawn: [{ command: "git status" }] },
    });
    expect(collected.edges).toContain("principal:agent/a#a uses principal:server/a#a");
    expect(factsOf(collected, "effect")).toMatchObject([{ key: "exec:hook agentSpawn git status" }]);
    expect(collected.embedded.map(({ language }) => language)).toEqual(["bash", "markdown"]);
    expect(kiro({ prompt: "file://p.md" }).embedded).toEqual([]);
  });

  it("reads hooks of the editor", () => {
    expect(factsOf(hook(`{"type": "runCommand", "command": "npm run fmt"}`), "effect")).toMatchObject([
      { key: "exec:hook fmt" },
    ]);
    expect(hook(`{"type": "askAgent", "prompt": "Update the docs."}`).embedded).toMatchObject([
      { language: "markdown" },
    ]);
    expect(kiroHook.claims(".kiro/hooks/fmt.kiro.hook")).toBe(true);
  });
});

describe("goose-recipe", () => {
  it("reads a recipe with its extensions, code, checks and parts", () => {
    const text = `title: Release
description: x
instructions: Release it.
extensions:
  - type: builtin
    name: developer
  - type: stdio
    name: gh
    cmd: uvx
    args: [gh-mcp]
    env_keys: [GH_TOKEN]
  - type: inline_python
    name: calc
    code: print(1)
retry:
  checks:
    - type: shell
      command: test -f {{ file }}
sub_recipes:
  - name: notes
    path: notes.yaml
`;
    const collected = collectText(gooseRecipe, ".goose/recipes/r.yaml", text);
    expect(gooseRecipe.recognises!(documentOf("recipe.yaml", text))).toBe(true);
    expect(factsOf(collected, "principal")).toMatchObject([
      { anchor: "agent/Release", product: "goose" },
      { anchor: "server/developer", transport: "builtin" },
      { anchor: "server/gh", package: "gh-mcp", pinned: false },
      { anchor: "server/calc", transport: "inline_python" },
    ]);
    expect(factsOf(collected, "credential")).toMatchObject([{ anchor: "server/gh", key: "env:GH_TOKEN" }]);
    expect(factsOf(collected, "effect").map(({ key }) => key)).toEqual([
      "exec:extension calc",
      "exec:retry",
      "exec:$ARGUMENTS",
      "spawn-agent:notes",
    ]);
    expect(collected.embedded.map(({ language }) => language)).toEqual(["python", "bash", "markdown"]);
  });

  it("says nothing of what is no recipe", () => {
    for (const other of ["title: x\n", "title: x\ninstructions: y\n", "- 1\n", ""]) {
      expect(collectText(gooseRecipe, ".goose/recipes/r.yaml", other).facts, other).toEqual([]);
    }
  });
});

describe("agents whose settings are a table", () => {
  it("claims nothing else", () => {
    for (const path of [
      "settings.json",
      ".vscode/settings.json",
      "config.yaml",
      "permissions.yaml",
      ".goose/config.json",
    ]) {
      expect(otherAgentsJson.claims(path) || otherAgentsYaml.claims(path), path).toBe(false);
    }
  });

  it.each([
    [{ agent: { tool_permissions: { default: "allow" } } }, ["auto *"], []],
    [{ agent: { tool_permissions: { default: "confirm" } } }, ["human *"], []],
    [{ agent: { always_allow_tool_actions: true } }, ["auto *"], []],
    [
      { agent: { sandbox_permissions: { allow_unsandboxed: true, allow_all_hosts: true } } },
      ["auto sandbox", "auto network"],
      [],
    ],
    [
      {
        agent: {
          tool_permissions: {
            tools: { terminal: { always_allow: [".", { pattern: "^git " }], always_deny: [{ pattern: "rm" }] } },
          },
        },
      },
      ["policy terminal(rm)"],
      ["shell:*!", "shell:^git "],
    ],
    [
      {
        agent: {
          tool_permissions: { tools: { "mcp:gh:search": { default: "allow" }, edit_file: { default: "allow" } } },
        },
      },
      [],
      ["mcp:gh/search", "filesystem:write *"],
    ],
  ])("reads Zed %j", (content, expectedGates, expectedGrants) => {
    const collected = json(".zed/settings.json", content);
    expect(gates(collected)).toEqual(expectedGates);
    expect(grants(collected)).toEqual(expectedGrants);
  });

  it("reads Zed's servers in both spellings", () => {
    const context_servers = {
      a: { command: { path: "npx", args: ["x@1.0.0"], env: { A_TOKEN: "" } } },
      b: { command: "npx", args: ["y"] },
    };
    expect(factsOf(json(".zed/settings.json", { context_servers }), "principal").slice(1)).toMatchObject([
      { anchor: "server/a", package: "x", pinned: true },
      { anchor: "server/b", package: "y", pinned: false },
    ]);
  });

  it("reads Amp", () => {
    const collected = json(".amp/settings.json", {
      "amp.dangerouslyAllowAll": true,
      "amp.permissions": [
        { tool: "Bash", matches: { cmd: ["git *", "*"] }, action: "allow" },
        { tool: "Bash", action: "ask" },
        { tool: "mcp__gh", action: "reject" },
        { action: "allow" },
        3,
      ],
      "amp.mcpServers": { a: { command: "npx" } },
    });
    expect(gates(collected)).toEqual(["auto *", "human Bash", "policy mcp__gh"]);
    expect(grants(collected)).toEqual(["shell:git *", "shell:*!"]);
    expect(collected.edges).toContain("principal:agent/amp#amp uses principal:server/a#a");
  });

  it("reads Factory", () => {
    const collected = json(".factory/settings.json", {
      commandAllowlist: ["ls", "*"],
      commandDenylist: ["rm"],
      autonomyLevel: "high",
    });
    expect(grants(collected)).toEqual(["shell:ls *", "shell:*!"]);
    expect(gates(collected)).toEqual(["policy Bash(rm)", "auto *"]);
  });

  it("reads Continue's models and servers", () => {
    const collected = yaml(
      ".continue/config.yaml",
      "models:\n  - name: a\n    apiKey: ${{ secrets.OPENAI_API_KEY }}\nmcpServers:\n  - name: gh\n    command: npx\n    args: [gh]\n",
    );
    expect(factsOf(collected, "credential")).toMatchObject([{ key: "vault:OPENAI_API_KEY", issuer: "openai" }]);
    expect(collected.edges).toContain("principal:agent/continue#continue uses principal:server/gh#gh");
  });

  it("reads Continue, Goose and Hermes", () => {
    expect(grants(yaml(".continue/permissions.yaml", 'allow:\n  - "*"\n  - Bash(git log*)\nask: [Write]\n'))).toEqual([
      "*:*!",
      "shell:git log*",
    ]);
    expect(gates(yaml("home/.config/goose/config.yaml", "GOOSE_MODE: approve\n"))).toEqual(["human *"]);
    expect(yaml(".goose/config.yaml", "extensions: {}\n").facts[1]).toMatchObject({
      origin: "default",
      value: { verdict: "auto", covers: "*" },
    });
    expect(gates(yaml(".goose/permission.yaml", "user:\n  never_allow: [shell]\n  always_allow: [shell]\n"))).toEqual([
      "policy shell",
    ]);
    const hermes = yaml(".hermes/config.yaml", "approvals:\n  mode: off\nskills:\n  write_approval: false\n");
    expect(gates(hermes)).toEqual(["auto *", "auto skills"]);
    expect(factsOf(hermes, "effect")).toMatchObject([{ key: "self-modify:skill" }]);
  });
});
