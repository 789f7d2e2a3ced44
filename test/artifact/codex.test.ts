import { describe, expect, it } from "vitest";
import { codexAgent, codexConfig } from "#artifact/codex-config.ts";
import { codexRules } from "#artifact/codex-rules.ts";
import { readCalls } from "#artifact/rule-calls.ts";
import { expectCpuBelow } from "../cost.ts";
import { collectText, factsOf } from "./collect.ts";

const read = (text: string) => collectText(codexConfig, ".codex/config.toml", text);
const gates = (text: string) =>
  read(text)
    .facts.filter(({ kind }) => kind === "gate")
    .map(({ key, anchor, origin, value }) => [key, value["verdict"], value["covers"], origin, anchor].join(" "));

const passedOn = (text: string) =>
  factsOf(read(`[shell_environment_policy]\n${text}`), "credential").map(({ key }) => key);

const rules = (text: string) => collectText(codexRules, ".codex/rules/default.rules", text);

describe("codex-config", () => {
  it("claims settings of a project, a person, and an organisation", () => {
    for (const path of [
      ".codex/config.toml",
      "home/.codex/config.toml",
      "etc/codex/managed_config.toml",
      "etc/codex/requirements.toml",
    ]) {
      expect(codexConfig.claims(path), path).toBe(true);
    }
    for (const path of ["config.toml", ".codex/agents/config.toml", "codex/config.toml", ".codex/config.toml.bak"]) {
      expect(codexConfig.claims(path), path).toBe(false);
    }
  });

  it("asks, and reads only, where nothing is written", () => {
    expect(gates("")).toEqual([
      "approval_policy human * default agent/codex",
      "sandbox_mode policy sandbox default agent/codex",
    ]);
  });

  it.each([
    [`approval_policy = "never"`, "approval_policy auto * config agent/codex"],
    [`approval_policy = "untrusted"`, "approval_policy human * config agent/codex"],
    [`[approval_policy.granular]\nrules = true`, "approval_policy human * config agent/codex"],
    [`approval_policy = { granular = { rules = true } }`, "approval_policy human * config agent/codex"],
    [`sandbox_mode = "danger-full-access"`, "sandbox_mode auto sandbox config agent/codex"],
    [`sandbox_mode = "workspace-write"`, "sandbox_mode policy sandbox config agent/codex"],
    [`default_permissions = ":danger-full-access"`, "default_permissions auto sandbox config agent/codex"],
    [`approvals_reviewer = "auto_review"`, "approvals_reviewer policy approvals config agent/codex"],
    [
      `[sandbox_workspace_write]\nnetwork_access = true`,
      "sandbox_workspace_write.network_access auto network config agent/codex",
    ],
    [`[profiles.ci]\napproval_policy = "never"`, "approval_policy auto * config agent/codex/ci"],
    [`[projects."/"]\ntrust_level = "trusted"`, "projects./.trust_level auto guardrails config agent/codex"],
    [
      `[projects."/srv/x"]\ntrust_level = "trusted"`,
      "projects./srv/x.trust_level allowlist guardrails config agent/codex",
    ],
    [
      `[apps.gmail]\ndefault_tools_approval_mode = "approve"`,
      "apps.gmail.default_tools_approval_mode auto mcp:gmail/* config agent/codex",
    ],
    [
      `[permissions.p.network]\ndangerously_allow_all_unix_sockets = true`,
      "permissions.p.network.dangerously_allow_all_unix_sockets auto sandbox config agent/codex",
    ],
  ])("reads %s", (text, gate) => {
    expect(gates(text)).toContain(gate);
  });

  it.each([`approval_policy = "Never"`, `approval_policy = ["never"]`, `approval_policy = 3`])(
    "tells %s, which it does not know, as opaque",
    (text) => {
      expect(factsOf(read(text), "opaque")).toMatchObject([{ key: "approval_policy" }]);
      expect(gates(text).some((gate) => gate.startsWith("approval_policy"))).toBe(false);
    },
  );

  it("leaves a key that the product does not know out of it", () => {
    expect(gates(`allow_outbound_network_access = false\nwritable_roots = ["/"]`)).toEqual(gates(""));
    expect(factsOf(read(`writable_roots = ["/"]`), "grant")).toEqual([]);
  });

  it("reads roots, hosts, servers, notify and hooks", () => {
    const collected = read(`
notify = ["python3", "/x/notify.py"]
[sandbox_workspace_write]
writable_roots = ["/data", "~"]
[permissions.p.network.domains]
"*" = "allow"
"bad.example.com" = "deny"
[mcp_servers.linear]
url = "https://mcp.linear.app/mcp"
bearer_token_env_var = "LINEAR_TOKEN"
default_tools_approval_mode = "approve"
[[hooks.Stop]]
[[hooks.Stop.hooks]]
type = "command"
command = "./x.sh"
`);
    expect(factsOf(collected, "grant").map(({ key, wildcard }) => [key, wildcard])).toEqual([
      ["filesystem:/data", undefined],
      ["filesystem:~", true],
      ["network:*", true],
    ]);
    expect(factsOf(collected, "credential")).toMatchObject([{ anchor: "server/linear", key: "env:LINEAR_TOKEN" }]);
    expect(factsOf(collected, "effect").map(({ key, detail }) => [key, detail])).toEqual([
      ["exec:hook Stop ./x.sh", "./x.sh"],
      ["exec:notify", "python3 /x/notify.py"],
    ]);
    expect(collected.edges).toContain("principal:agent/codex#codex uses principal:server/linear#linear");
  });

  it("sees every secret of the environment passed on, and only then", () => {
    expect(passedOn(`inherit = "all"\nignore_default_excludes = true`)).toEqual(["env:*"]);
    expect(passedOn(`ignore_default_excludes = true`)).toEqual(["env:*"]);
    expect(passedOn(`inherit = "core"\nignore_default_excludes = true`)).toEqual([]);
    expect(passedOn(`inherit = "all"`)).toEqual([]);
    expect(passedOn(`set = { API_TOKEN = "${["tok", "4f7b0c2e91d84a6fb3"].join("_")}" }`)).toEqual([
      "literal:API_TOKEN",
    ]);
  });

  it("delegates to the agents it names", () => {
    const collected = read(`[agents]\nmax_threads = 4\n[agents.reviewer]\nconfig_file = "r.toml"`);
    expect(collected.edges).toEqual(["principal:agent/codex#codex delegates-to principal:agent/reviewer#reviewer"]);
  });

  it("says where sign-ins are kept", () => {
    expect(factsOf(read(`cli_auth_credentials_store = "file"`), "credential")).toMatchObject([
      { source: "file", authority: "human-session" },
    ]);
    expect(factsOf(read(`cli_auth_credentials_store = "keyring"`), "credential")).toEqual([]);
  });
});

describe("codex-agent", () => {
  it("reads an agent with its own gates, servers and instructions", () => {
    const text = `name = "fixer"\nmodel = "gpt-5"\nsandbox_mode = "danger-full-access"\ndeveloper_instructions = """\nFix it.\n"""\n[mcp_servers.a]\ncommand = "npx"\n`;
    const collected = collectText(codexAgent, ".codex/agents/f.toml", text);
    expect(factsOf(collected, "principal")).toMatchObject([
      { anchor: "agent/fixer", product: "codex", model: "gpt-5", tools: "inherit" },
      { anchor: "server/a" },
    ]);
    expect(factsOf(collected, "gate")).toMatchObject([{ anchor: "agent/fixer", verdict: "auto", covers: "sandbox" }]);
    expect(collected.embedded).toMatchObject([{ language: "markdown", anchor: "agent/fixer" }]);
    expect(codexAgent.claims(".codex/agents/f.toml")).toBe(true);
    expect(codexAgent.claims("agents/f.toml")).toBe(false);
  });
});

const grants = (text: string) =>
  factsOf(rules(text), "grant").map(({ key, wildcard }) => `${String(key)}${wildcard === true ? "!" : ""}`);

describe("codex-rules", () => {
  it.each([
    [`prefix_rule(pattern=["bash"], decision="allow")`, ["shell:bash *!"]],
    [`prefix_rule(pattern = ["git", "status"], decision = "allow")`, ["shell:git status *"]],
    [`prefix_rule(pattern=["python3"])`, ["shell:python3 *!"]],
    [`prefix_rule(["ls"])`, ["shell:ls *"]],
    [`prefix_rule(pattern=["git", ["fetch", "pull"]])`, ["shell:git fetch|pull *"]],
    [`prefix_rule(pattern=[["sh", "ls"]], decision='allow')`, ["shell:sh *!", "shell:ls *"]],
    [`# prefix_rule(pattern=["bash"])`, []],
    [`prefix_rule(pattern=["rm"], decision="forbidden")`, []],
    [`prefix_rule(pattern=[], decision="allow")`, []],
    [`prefix_rule(decision="allow")`, []],
    [`other(pattern=["bash"])`, []],
    [`network_rule(host="*", protocol="https", decision="allow")`, ["network:*!"]],
    [`network_rule(host="x.example.com")`, ["network:x.example.com"]],
  ])("reads %s", (text, expected) => {
    expect(grants(text)).toEqual(expected);
  });

  it("reads what is asked and what is forbidden", () => {
    const text = `prefix_rule(\n  pattern=["git", "push"],\n  decision="prompt",  # ask\n  match=["git push origin"],\n)\nprefix_rule(pattern=["rm"], decision="forbidden")\nnetwork_rule(host="a", decision="deny")`;
    expect(factsOf(rules(text), "gate").map(({ verdict, covers }) => [verdict, covers])).toEqual([
      ["human", "Bash(git push:*)"],
      ["policy", "Bash(rm:*)"],
      ["policy", "network:a"],
    ]);
  });

  it("points at the pattern", () => {
    expect(rules(`prefix_rule(pattern=["ls"])`).facts.find(({ kind }) => kind === "grant")?.at).toBe(`["ls"]`);
  });

  it("bears strings with quotes and brackets in them, and text that is cut off", () => {
    expect(readCalls(`f("a)b", 'c]"d', "e\\"f")`)).toMatchObject([
      { arguments: [{ value: { text: "a)b" } }, { value: { text: `c]"d` } }, { value: { text: `e"f` } }] },
    ]);
    for (const text of ["f(", "f([", "f)", "f(]", `f("`, `f("a`, "f(a=", "((((", "]]]]", "=,=,"])
      expect(() => readCalls(text)).not.toThrow();
  });

  it("takes time in proportion to what it reads", () => {
    expectCpuBelow(3000, () => {
      for (const part of [`"`, `"\\"`, `'\\'`, "[", "f(", "f([", "prefix_rule(pattern=[", "#", "a "])
        rules(part.repeat(50_000));
    });
  });
});
