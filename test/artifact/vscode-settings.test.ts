import { describe, expect, it } from "vitest";
import { vscodeSettings } from "#artifact/vscode-settings.ts";
import { collectText, factsOf } from "./collect.ts";

const read = (content: unknown, path = ".vscode/settings.json") =>
  collectText(vscodeSettings, path, JSON.stringify(content));
const gates = (content: unknown) =>
  factsOf(read(content), "gate").map(({ anchor, verdict, covers }) => [anchor, verdict, covers].join(" "));
const grants = (content: unknown) =>
  factsOf(read(content), "grant").map(({ key, wildcard }) => `${String(key)}${wildcard === true ? "!" : ""}`);

describe("vscode-settings", () => {
  it("says nothing of settings that speak of no agent", () => {
    expect(read({ "editor.tabSize": 2, "github.copilot.enable": { markdown: true } }).facts).toEqual([]);
    expect(read([]).facts).toEqual([]);
    expect(read("x").facts).toEqual([]);
  });

  it("reads the settings of a workspace below their key", () => {
    const settings = { "chat.tools.global.autoApprove": true };
    expect(factsOf(read({ folders: [], settings }, "app.code-workspace"), "gate")).toMatchObject([
      { verdict: "auto", covers: "*" },
    ]);
    expect(read({ folders: [] }, "app.code-workspace").facts).toEqual([]);
    expect(read(settings, "app.code-workspace").facts).toEqual([]);
  });

  it.each([
    [{ "chat.tools.global.autoApprove": true }, ["agent/vscode auto *"]],
    [{ "chat.tools.global.autoApprove": false }, []],
    [{ "chat.tools.autoApprove": true }, ["agent/vscode auto *"]],
    [{ "chat.permissions.default": "autopilot" }, ["agent/vscode auto *"]],
    [{ "chat.permissions.default": "default" }, ["agent/vscode human *"]],
    [{ "github.copilot.chat.claudeAgent.allowDangerouslySkipPermissions": true }, ["agent/vscode auto *"]],
    [{ "chat.tools.terminal.autoApproveWorkspaceNpmScripts": true }, ["agent/vscode auto exec"]],
    [{ "chat.tools.terminal.enableAutoApprove": false }, ["agent/vscode policy exec"]],
    [{ "chat.agent.sandbox.enabled": true }, ["agent/vscode policy sandbox"]],
    [{ "claudeCode.allowDangerouslySkipPermissions": true }, ["agent/claude-code auto *"]],
    [{ "claudeCode.initialPermissionMode": "acceptEdits" }, ["agent/claude-code auto edit"]],
    [{ chat: { tools: { global: { autoApprove: true } } } }, []],
  ])("reads %j", (content, expected) => {
    expect(gates(content)).toEqual(expected);
  });

  it.each([
    [{ git: true }, ["shell:git *"]],
    [{ bash: true }, ["shell:bash *!"]],
    [{ "/.*/": true }, ["shell:*!"]],
    [{ "/^/": true }, ["shell:*!"]],
    [{ "/^git (status|log)\\b/": true }, ["shell:/^git (status|log)\\b/"]],
    [{ "npm test": { approve: true, matchCommandLine: true } }, ["shell:npm test *"]],
    [{ rm: false, "/dd/": { approve: false }, del: null }, []],
  ])("reads the commands %j", (rules, expected) => {
    expect(grants({ "chat.tools.terminal.autoApprove": rules })).toEqual(expected);
  });

  it("takes commands that are refused for gates", () => {
    const rules = { rm: false, dd: { approve: false } };
    expect(factsOf(read({ "chat.tools.terminal.autoApprove": rules }), "gate").map(({ key }) => key)).toEqual([
      "chat.tools.terminal.autoApprove rm",
      "chat.tools.terminal.autoApprove dd",
    ]);
  });

  it("reads edits and addresses, and which of them change what the agent may do", () => {
    const content = {
      "chat.tools.edits.autoApprove": { "**/*": true, "**/.github/workflows/*": true, "**/.env": false },
      "chat.tools.urls.autoApprove": {
        "https://*": true,
        "https://x.example.com": { approveRequest: true },
        "*": false,
      },
    };
    expect(grants(content)).toEqual([
      "filesystem:write **/*!",
      "filesystem:write **/.github/workflows/*",
      "web:*!",
      "web:https://x.example.com",
    ]);
    expect(factsOf(read(content), "effect")).toEqual(
      expect.arrayContaining([expect.objectContaining({ key: "self-modify:deployment" })]),
    );
  });

  it("reads servers, marketplaces, and the agents of extensions", () => {
    const collected = read({
      mcp: { servers: { a: { command: "npx" } } },
      "chat.plugins.marketplaces": ["acme/plugins"],
      "roo-cline.allowedCommands": ["*", "git log"],
    });
    expect(factsOf(collected, "principal").map(({ anchor }) => anchor)).toEqual([
      "agent/vscode",
      "marketplace/acme/plugins",
      "server/a",
      "agent/roo-code",
    ]);
    expect(grants({ "roo-cline.allowedCommands": ["*", "git log"] })).toEqual(["shell:*!", "shell:git log *"]);
  });
});
