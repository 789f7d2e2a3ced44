import { describe, expect, it } from "vitest";
import { claudeSettings } from "#artifact/claude-settings.ts";
import { collectText, documentOf, factsOf } from "./collect.ts";

const path = ".claude/settings.json";

function read(settings: unknown) {
  return collectText(claudeSettings, path, JSON.stringify(settings, undefined, 2));
}

const recognises = (text: string) => claudeSettings.recognises!(documentOf("examples/lax.json", text, "json"));

describe("claude-settings", () => {
  it.each([
    ".claude/settings.json",
    "a/b/.claude/settings.local.json",
    "etc/managed-settings.json",
    "managed-settings.d/10.json",
  ])("claims %s", (name) => {
    expect(claudeSettings.claims(name)).toBe(true);
  });

  it.each([
    "settings.json",
    ".vscode/settings.json",
    "x.claude/settings.json",
    ".claude/settings.json.bak",
    ".claude/agents/settings.json",
  ])("does not claim %s", (name) => {
    expect(claudeSettings.claims(name)).toBe(false);
  });

  it("recognises settings under another name by what only they hold", () => {
    expect(recognises(`{"permissions": {"defaultMode": "plan"}}`)).toBe(true);
    expect(recognises(`{"enableAllProjectMcpServers": false}`)).toBe(true);
    expect(recognises(`{"x": "\\"defaultMode\\"", "permissions": ["defaultMode"]}`)).toBe(false);
    expect(recognises(`[]`)).toBe(false);
  });

  it("says that a person is asked where no mode is written", () => {
    const { facts } = read({});
    expect(facts).toMatchObject([
      { id: "principal:agent/claude-code#claude-code", value: { type: "agent", product: "claude-code" } },
      { kind: "gate", key: "permissions.defaultMode", origin: "default", value: { verdict: "human", covers: "*" } },
    ]);
    expect(facts).toHaveLength(2);
  });

  it.each([
    ["bypassPermissions", "auto", "*"],
    ["acceptEdits", "auto", "edit"],
    ["auto", "policy", "*"],
    ["dontAsk", "allowlist", "*"],
    ["plan", "human", "*"],
    ["default", "human", "*"],
  ])("reads mode %s", (mode, verdict, covers) => {
    const { facts } = read({ permissions: { defaultMode: mode } });
    expect(facts.filter(({ kind }) => kind === "gate")).toMatchObject([
      {
        key: "permissions.defaultMode",
        origin: "config",
        at: `"${mode}"`,
        value: { verdict, covers, setting: `permissions.defaultMode ${mode}` },
      },
    ]);
  });

  it.each(["bypasspermissions", "__proto__", "toString", ""])(
    "tells mode %j, which it does not know, as opaque",
    (mode) => {
      const collected = read({ permissions: { defaultMode: mode } });
      expect(factsOf(collected, "gate")).toEqual([]);
      expect(factsOf(collected, "opaque")).toMatchObject([{ key: "permissions.defaultMode" }]);
    },
  );

  it("reads what is allowed, asked and denied, each where it stands", () => {
    const { facts, edges } = read({
      permissions: { allow: ["Bash(npm test)", "mcp__github"], ask: ["Bash(git push *)"], deny: ["Edit(.claude/**)"] },
    });
    expect(facts.filter(({ kind }) => kind === "grant")).toMatchObject([
      { key: "shell:npm test", at: `"Bash(npm test)"`, owner: "principal:agent/claude-code#claude-code" },
      { key: "mcp:github/*", at: `"mcp__github"` },
    ]);
    expect(edges).toEqual(["grant:agent/claude-code#shell:npm test reaches effect:agent/claude-code#exec:npm test"]);
    const gates = facts.filter(({ kind, origin }) => kind === "gate" && origin === "config");
    expect(gates.map(({ key, value }) => [key, value["verdict"], value["covers"]])).toEqual([
      ["permissions.ask Bash(git push *)", "human", "Bash(git push *)"],
      ["permissions.deny Edit(.claude/**)", "policy", "Edit(.claude/**)"],
    ]);
  });

  it("reads the switches that take a question away, and those that keep it", () => {
    const collected = read({
      enableAllProjectMcpServers: true,
      disableAllHooks: true,
      skipDangerousModePermissionPrompt: true,
      permissions: { disableBypassPermissionsMode: "disable" },
      enabledMcpjsonServers: ["github"],
    });
    expect(factsOf(collected, "gate")).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ key: "enableAllProjectMcpServers", verdict: "auto", covers: "mcp:*" }),
        expect.objectContaining({ key: "disableAllHooks", verdict: "auto", covers: "guardrails" }),
        expect.objectContaining({ key: "skipDangerousModePermissionPrompt", verdict: "auto", covers: "bypass-mode" }),
        expect.objectContaining({ key: "permissions.disableBypassPermissionsMode", verdict: "policy", covers: "*" }),
        expect.objectContaining({ key: "enabledMcpjsonServers github", verdict: "allowlist", covers: "mcp:github/*" }),
      ]),
    );
  });

  it("says nothing of switches that are off", () => {
    const off = read({ enableAllProjectMcpServers: false, disableAllHooks: false, sandbox: { enabled: false } });
    expect(factsOf(off, "gate")).toHaveLength(1);
  });

  it("names credentials of the environment by their source, never by value", () => {
    const collected = read({
      env: {
        GITHUB_TOKEN: "${GH}",
        API_KEY: ["tok", "4f7b0c2e91d84a6fb3"].join("_"),
        EMPTY_TOKEN: "",
        LATER_TOKEN: "<your token>",
        LOG_LEVEL: "debug",
      },
    });
    expect(factsOf(collected, "credential").map(({ key }) => key)).toEqual([
      "env:GH",
      "literal:API_KEY",
      "env:EMPTY_TOKEN",
      "env:LATER_TOKEN",
    ]);
    expect(JSON.stringify(collected.facts.map(({ value, key }) => [value, key]))).not.toContain("4f7b0c2e");
  });

  it("tells where model traffic goes, code that is loaded, checks that are off", () => {
    const collected = read({
      env: {
        ANTHROPIC_BASE_URL: "https://proxy.example.net/v1",
        NODE_OPTIONS: "--require ./x.js",
        NODE_TLS_REJECT_UNAUTHORIZED: "0",
      },
    });
    expect(factsOf(collected, "effect").map(({ key }) => key)).toEqual([
      "network:proxy.example.net",
      "exec:env NODE_OPTIONS",
    ]);
    expect(factsOf(collected, "gate")).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ key: "env.NODE_TLS_REJECT_UNAUTHORIZED", covers: "guardrails" }),
      ]),
    );
  });

  it("reads helpers as commands and as sources of credentials", () => {
    const collected = read({ apiKeyHelper: "bin/key.sh", statusLine: { type: "command", command: "date" } });
    expect(factsOf(collected, "credential")).toMatchObject([{ key: "command:apiKeyHelper", source: "command" }]);
    expect(factsOf(collected, "effect").map(({ key }) => key)).toEqual([
      "exec:apiKeyHelper",
      "exec:statusLine.command",
    ]);
    expect(collected.embedded).toEqual([
      { language: "bash", text: "bin/key.sh", anchor: "agent/claude-code" },
      { language: "bash", text: "date", anchor: "agent/claude-code" },
    ]);
  });

  it("tells that commands in a sandbox may write Git's configuration", () => {
    const settings = (enabled: boolean) => ({ sandbox: { enabled, filesystem: { allowGitConfig: true } } });
    expect(factsOf(read(settings(true)), "effect")).toMatchObject([{ effect: "file-write", target: ".git/config" }]);
    expect(factsOf(read(settings(false)), "effect")).toEqual([]);
  });

  it("reads a sandbox with its way out, which is there by default", () => {
    const { facts } = read({
      sandbox: { enabled: true, network: { allowedDomains: ["*", "example.com"] }, excludedCommands: ["docker"] },
    });
    const said = facts.filter(({ kind, key }) => kind !== "principal" && key !== "permissions.defaultMode");
    expect(said.map(({ key, origin, value }) => [key, origin, value["verdict"] ?? value["wildcard"]])).toEqual([
      ["sandbox.enabled", "config", "policy"],
      ["sandbox.allowUnsandboxedCommands", "default", "human"],
      ["sandbox.excludedCommands docker", "config", "human"],
      ["network:*", "config", true],
      ["network:example.com", "config", undefined],
    ]);
  });

  it("has no way out of the sandbox where that is switched off", () => {
    const collected = read({ sandbox: { enabled: true, allowUnsandboxedCommands: false } });
    expect(factsOf(collected, "gate")).toEqual(
      expect.arrayContaining([expect.objectContaining({ key: "sandbox.allowUnsandboxedCommands", verdict: "policy" })]),
    );
  });

  it("tells marketplaces with their pin, and their updates", () => {
    const collected = read({
      extraKnownMarketplaces: {
        acme: { source: { source: "github", repo: "acme/plugins", ref: "main" }, autoUpdate: true },
        local: { source: { source: "directory", path: "./plugins" } },
      },
      enabledPlugins: { "": true, "fmt@acme": true, "old@acme": false },
    });
    expect(factsOf(collected, "principal").slice(1)).toEqual([
      { anchor: "plugin/fmt@acme", key: "fmt@acme", type: "service", product: "plugin", package: "fmt@acme" },
      {
        anchor: "marketplace/acme",
        key: "acme",
        type: "service",
        product: "marketplace",
        package: "acme/plugins",
        version: "main",
        pinned: false,
      },
      {
        anchor: "marketplace/local",
        key: "local",
        type: "service",
        product: "marketplace",
        package: "./plugins",
        pinned: true,
      },
    ]);
    expect(factsOf(collected, "gate")).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ key: "extraKnownMarketplaces.acme.autoUpdate", verdict: "auto", covers: "plugins" }),
      ]),
    );
  });

  it("gives directories, and says which of them hold everything", () => {
    const collected = read({ permissions: { additionalDirectories: ["../docs", "~", "..", "/"] } });
    expect(factsOf(collected, "grant").map(({ key, wildcard }) => [key, wildcard])).toEqual([
      ["filesystem:../docs", undefined],
      ["filesystem:~", true],
      ["filesystem:..", true],
      ["filesystem:/", true],
    ]);
  });
});
