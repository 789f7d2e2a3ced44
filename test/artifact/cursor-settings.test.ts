import { describe, expect, it } from "vitest";
import { cursorSandbox, cursorSettings, hookFile } from "#artifact/cursor-settings.ts";
import type { ArtifactFrontEnd } from "#model/artifact.ts";
import { collectText, factsOf, type Collected } from "./collect.ts";

const read = (frontEnd: ArtifactFrontEnd, file: string, content: unknown) =>
  collectText(frontEnd, `.cursor/${file}`, typeof content === "string" ? content : JSON.stringify(content));
const settings = (content: unknown) => read(cursorSettings, "cli.json", content);
const grants = (collected: Collected) =>
  factsOf(collected, "grant").map(({ key, wildcard }) => `${String(key)}${wildcard === true ? "!" : ""}`);

describe("cursor-settings", () => {
  it("claims the files of a project and of a person", () => {
    for (const file of ["permissions.json", "cli.json", "cli-config.json"])
      expect(cursorSettings.claims(`.cursor/${file}`)).toBe(true);
    expect(cursorSettings.claims("cli.json")).toBe(false);
    expect(cursorSandbox.claims(".cursor/sandbox.json")).toBe(true);
  });

  it("reads allow lists of the editor", () => {
    const collected = read(
      cursorSettings,
      "permissions.json",
      `{
      // comments are fine
      "mcpAllowlist": ["*:*", "github:*", "github:get_issue"],
      "terminalAllowlist": ["git", "npm run build", "bash"],
    }`,
    );
    expect(grants(collected)).toEqual([
      "mcp:*/*!",
      "mcp:github/*",
      "mcp:github/get_issue",
      "shell:git *",
      "shell:npm run build *",
      "shell:bash *!",
    ]);
  });

  it("reads allow and deny lists of the command line", () => {
    const collected = settings({
      permissions: {
        allow: ["Shell(ls)", "Shell(*)", "Write(**)", "Read(src/**)", "Mcp(*:*)", "WebFetch(*)"],
        deny: ["Shell(rm)"],
      },
    });
    expect(grants(collected)).toEqual([
      "shell:ls *",
      "shell:*!",
      "filesystem:write **!",
      "filesystem:read src/**",
      "mcp:*/*!",
      "web:*!",
    ]);
    expect(factsOf(collected, "gate")).toMatchObject([{ verdict: "policy", covers: "Shell(rm)" }]);
  });

  it.each([
    [{ approvalMode: "unrestricted" }, ["auto *"]],
    [{ approvalMode: "allowlist" }, ["allowlist *"]],
    [{ approvalMode: "auto-review" }, ["policy *"]],
    [{ autoRun: true }, ["auto *"]],
    [{ autoRun: false }, []],
    [{ approvalMode: { x: 1 } }, []],
  ])("reads %j", (content, expected) => {
    expect(
      factsOf(settings(content), "gate").map(({ verdict, covers }) => `${String(verdict)} ${String(covers)}`),
    ).toEqual(expected);
  });

  it.each([
    [{ type: "insecure_none" }, ["auto sandbox"]],
    [{ type: "workspace_readonly" }, ["policy sandbox"]],
    [{ networkPolicy: { default: "allow" } }, ["auto network"]],
    [{ networkPolicy: { default: "deny" } }, ["policy network"]],
    [{ sandbox: { type: "insecure_none" }, network: { allowedDomains: ["*"] } }, []],
  ])("reads the sandbox %j", (content, expected) => {
    const collected = read(cursorSandbox, "sandbox.json", content);
    expect(factsOf(collected, "gate").map(({ verdict, covers }) => `${String(verdict)} ${String(covers)}`)).toEqual(
      expected,
    );
  });

  it("reads what the sandbox gives", () => {
    const collected = read(cursorSandbox, "sandbox.json", {
      additionalReadwritePaths: ["~/", "/data"],
      networkPolicy: { allow: ["*", "x.example.com"] },
    });
    expect(grants(collected)).toEqual([
      "filesystem:write ~/!",
      "filesystem:write /data",
      "network:*!",
      "network:x.example.com",
    ]);
  });
});

describe("hooks in files of their own", () => {
  it.each([
    [".cursor/hooks.json", "cursor"],
    [".codex/hooks.json", "codex"],
    [".windsurf/hooks.json", "windsurf"],
    [".github/hooks/guard.json", "copilot"],
  ])("%s belongs to %s", (path, product) => {
    expect(hookFile.claims(path)).toBe(true);
    const collected = collectText(hookFile, path, `{"version": 1, "hooks": {"stop": [{"command": "./x.sh"}]}}`);
    expect(factsOf(collected, "effect")).toMatchObject([{ anchor: `agent/${product}`, key: "exec:hook stop ./x.sh" }]);
  });

  it("reads the spelling of Copilot", () => {
    const text = `{"hooks": {"preToolUse": [{"type": "command", "bash": "./g.sh", "powershell": "./g.ps1"}]}}`;
    expect(factsOf(collectText(hookFile, ".github/hooks/g.json", text), "effect")).toMatchObject([
      { detail: "./g.sh" },
    ]);
  });
});
