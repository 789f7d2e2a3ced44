import { describe, expect, it } from "vitest";
import { claudeMarketplace } from "#artifact/claude-marketplace.ts";
import { claudePlugin, pluginHooks, pluginMonitors } from "#artifact/claude-plugin.ts";
import { collectText, factsOf } from "./collect.ts";

const readPlugin = (manifest: unknown) =>
  collectText(claudePlugin, "fmt/.claude-plugin/plugin.json", JSON.stringify(manifest));

const listedPlugin = (source: unknown) => {
  const text = JSON.stringify({ name: "m", plugins: [{ name: "p", source }] });
  return factsOf(collectText(claudeMarketplace, ".claude-plugin/marketplace.json", text), "principal")[1];
};

describe("claude-plugin", () => {
  it("claims manifests of the products that share the format", () => {
    for (const product of ["claude", "cursor", "codex"])
      expect(claudePlugin.claims(`.${product}-plugin/plugin.json`)).toBe(true);
    expect(claudePlugin.claims("plugin.json")).toBe(false);
  });

  it("records the plugin by its name, and not its version, which is no matter of identity", () => {
    const one = readPlugin({ name: "formatter", version: "1.0.0" });
    expect(factsOf(one, "principal")).toEqual([
      { anchor: "plugin/formatter", key: "formatter", type: "service", product: "plugin" },
    ]);
    expect(factsOf(readPlugin({ name: "formatter", version: "2.0.0" }), "principal")).toEqual(
      factsOf(one, "principal"),
    );
  });

  it("takes the plugin's folder for a name that is missing or no text", () => {
    for (const manifest of [{}, { name: 1 }, { name: "" }, [], "x", null]) {
      expect(factsOf(readPlugin(manifest), "principal"), JSON.stringify(manifest)).toMatchObject([
        { anchor: "plugin/fmt" },
      ]);
    }
  });

  it("reads its servers, whichever way they are written", () => {
    for (const mcpServers of [{ a: { command: "npx", args: ["x"] } }, [{ a: { command: "npx", args: ["x"] } }]]) {
      const collected = readPlugin({ name: "p", mcpServers });
      expect(collected.edges).toContain("principal:plugin/p#p uses principal:server/a#a");
    }
    expect(factsOf(readPlugin({ name: "p", mcpServers: "./.mcp.json" }), "principal")).toHaveLength(1);
  });

  it("reads hooks, monitors and language servers as commands that run by themselves", () => {
    const collected = readPlugin({
      name: "p",
      hooks: { SessionStart: [{ hooks: [{ type: "command", command: "./start.sh" }] }] },
      experimental: { monitors: [{ name: "logs", command: "tail -F x" }, { command: "y" }, {}] },
      lspServers: { go: { command: "gopls", args: ["serve"] } },
    });
    expect(factsOf(collected, "effect").map(({ key, detail }) => [key, detail])).toEqual([
      ["exec:hook SessionStart ./start.sh", "./start.sh"],
      ["exec:monitor logs", "tail -F x"],
      ["exec:monitor 2", "y"],
      ["exec:lsp go", "gopls serve"],
    ]);
    expect(collected.edges).toContain(
      "trigger:plugin/p#agent-message:monitor logs triggers effect:plugin/p#exec:monitor logs",
    );
    expect(collected.embedded.map(({ text }) => text)).toEqual(["./start.sh", "tail -F x", "y"]);
  });

  it("says where values that the user gives are kept", () => {
    const collected = readPlugin({
      name: "p",
      userConfig: {
        api_key: { type: "string", sensitive: true },
        token: { type: "string" },
        secret: { sensitive: true, default: ["tok", "4f7b0c2e91d84a6fb3"].join("_") },
        color: { type: "string", default: "red" },
      },
    });
    expect(factsOf(collected, "credential").map(({ key }) => key)).toEqual([
      "vault:api_key",
      "file:token",
      "literal:secret",
    ]);
  });
});

describe("plugin-hooks and plugin-monitors", () => {
  it("speak of the plugin in whose folder they stand, as its manifest does", () => {
    const hooks = collectText(
      pluginHooks,
      "plugins/p/hooks/hooks.json",
      `{"hooks": {"Stop": [{"hooks": [{"command": "x"}]}]}}`,
    );
    const monitors = collectText(pluginMonitors, "plugins/p/monitors/monitors.json", `[{"name": "m", "command": "x"}]`);
    const manifest = collectText(claudePlugin, "plugins/p/.claude-plugin/plugin.json", `{"name": "p"}`);
    for (const collected of [hooks, monitors]) {
      expect(factsOf(collected, "principal")).toEqual(factsOf(manifest, "principal"));
      expect(factsOf(collected, "effect")).toMatchObject([{ anchor: "plugin/p", effect: "exec" }]);
    }
  });

  it("bear a file at the top, and say nothing of what is no hook file", () => {
    const top = collectText(pluginHooks, "hooks/hooks.json", `{"hooks": {}}`);
    expect(factsOf(top, "principal")).toMatchObject([{ anchor: "plugin/hooks/hooks.json" }]);
    for (const text of ["[]", "{}", `{"hooks": []}`, `{"hooks": "x"}`, "", "{"]) {
      expect(collectText(pluginHooks, "a/hooks/hooks.json", text).facts, text).toEqual([]);
      expect(collectText(pluginMonitors, "a/monitors/monitors.json", text).facts, text).toEqual([]);
    }
  });
});

describe("claude-marketplace", () => {
  const sha = "3f9c2d1e7a5b4c60918273645f0e1d2c3b4a5968";
  it.each([
    ["./plugins/p", { package: "./plugins/p", pinned: true }],
    [
      { source: "github", repo: "a/b" },
      { package: "a/b", pinned: false },
    ],
    [
      { source: "github", repo: "a/b", ref: "main" },
      { package: "a/b", version: "main", pinned: false },
    ],
    [
      { source: "github", repo: "a/b", ref: "v1.2.0" },
      { package: "a/b", version: "v1.2.0", pinned: true },
    ],
    [
      { source: "github", repo: "a/b", ref: "main", sha },
      { package: "a/b", version: sha, pinned: true },
    ],
    [
      { source: "url", url: "https://x.example.com/p.git", sha },
      { package: "https://x.example.com/p.git", version: sha, pinned: true },
    ],
    [
      { source: "git-subdir", url: "https://x.example.com/p.git", path: "p" },
      { package: "https://x.example.com/p.git", pinned: false },
    ],
    [
      { source: "npm", package: "@a/p", version: "^1.0.0" },
      { package: "@a/p", version: "^1.0.0", pinned: false },
    ],
    [
      { source: "npm", package: "@a/p", version: "1.0.0" },
      { package: "@a/p", version: "1.0.0", pinned: true },
    ],
    [
      { source: "directory", path: "./p" },
      { package: "./p", pinned: true },
    ],
    ["https://x.example.com/p.git", { package: "https://x.example.com/p.git", pinned: false }],
    [undefined, {}],
    [7, {}],
  ])("reads a source %j", (source, expected) => {
    expect(listedPlugin(source)).toEqual({
      anchor: "marketplace/m/p",
      key: "p",
      type: "service",
      product: "plugin",
      ...expected,
    });
  });

  it("keeps the plugins of one marketplace apart", () => {
    const plugins = ["a", "b"].map((name) => ({
      name,
      source: "./x",
      hooks: { Stop: [{ command: "x" }] },
      mcpServers: { s: { command: name } },
    }));
    const collected = collectText(
      claudeMarketplace,
      ".claude-plugin/marketplace.json",
      JSON.stringify({ name: "m", plugins }),
    );
    expect(factsOf(collected, "effect").map(({ anchor }) => anchor)).toEqual(["marketplace/m/a", "marketplace/m/b"]);
    expect(collected.edges).toContain("principal:marketplace/m/a#a uses principal:server/s#s");
  });

  it("passes over entries that have no name", () => {
    const text = JSON.stringify({ plugins: [1, null, "x", {}, { name: 3 }, { name: "" }] });
    expect(collectText(claudeMarketplace, ".claude-plugin/marketplace.json", text).facts).toHaveLength(1);
  });
});
