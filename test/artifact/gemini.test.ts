import { describe, expect, it } from "vitest";
import { geminiCommand, geminiExtension, geminiPolicy } from "#artifact/gemini-policy.ts";
import { geminiSettings } from "#artifact/gemini-settings.ts";
import { expectCpuBelow } from "../cost.ts";
import { collectText, factsOf } from "./collect.ts";

const read = (content: unknown, path = ".gemini/settings.json") =>
  collectText(geminiSettings, path, JSON.stringify(content));
const gates = (content: unknown, path?: string) =>
  read(content, path)
    .facts.filter(({ kind }) => kind === "gate")
    .map(({ key, value, origin }) => [key, value["verdict"], value["covers"], origin].join(" "));

const policy = (text: string) => collectText(geminiPolicy, ".gemini/policies/p.toml", text);

const policyGate = (decision: string) =>
  factsOf(policy(`[[rule]]\ncommandPrefix = "rm"\ndecision = "${decision}"`), "gate");

const command = (prompt: string) =>
  collectText(geminiCommand, ".gemini/commands/git/fix.toml", `prompt = '''${prompt}'''`);

describe("gemini-settings", () => {
  it("claims Gemini's and Qwen's settings", () => {
    for (const path of [".gemini/settings.json", "etc/gemini-cli/settings.json", ".qwen/settings.json"])
      expect(geminiSettings.claims(path)).toBe(true);
    for (const path of ["settings.json", ".gemini/policies/settings.json", "gemini/settings.json"])
      expect(geminiSettings.claims(path)).toBe(false);
  });

  it("asks where nothing is written", () => {
    expect(gates({})).toEqual(["general.defaultApprovalMode human * default"]);
    expect(gates({}, ".qwen/settings.json")).toEqual(["tools.approvalMode human * default"]);
  });

  it.each([
    [{ general: { defaultApprovalMode: "auto_edit" } }, "general.defaultApprovalMode auto edit config"],
    [{ autoAccept: true }, "autoAccept policy * config"],
    [{ security: { folderTrust: { enabled: false } } }, "security.folderTrust.enabled auto guardrails config"],
    [{ security: { autoAddToPolicyByDefault: true } }, "security.autoAddToPolicyByDefault auto approvals config"],
    [{ security: { disableYoloMode: true } }, "security.disableYoloMode policy * config"],
    [
      { tools: { exclude: ["run_shell_command(rm)"] } },
      "tools.exclude run_shell_command(rm) policy run_shell_command(rm) config",
    ],
    [{ tools: { sandbox: "docker" } }, "tools.sandbox policy sandbox config"],
    [{ tools: { sandboxNetworkAccess: true } }, "tools.sandboxNetworkAccess auto network config"],
    [{ mcp: { allowed: ["gh"] } }, "mcp.allowed gh allowlist mcp:gh/* config"],
    [{ mcpServers: { gh: { command: "npx", trust: true } } }, "gh.trust auto mcp:gh/* config"],
  ])("reads %j", (content, gate) => {
    expect(gates(content)).toContain(gate);
  });

  it("takes a sandbox that is off for what an absent one is", () => {
    expect(gates({ tools: { sandbox: false } })).toEqual(gates({}));
  });

  it("reads Qwen's own spelling", () => {
    const path = ".qwen/settings.json";
    expect(gates({ tools: { approvalMode: "yolo" } }, path)).toEqual(["tools.approvalMode auto * config"]);
    expect(factsOf(read({ permissions: { allow: ["Bash(*)"] } }, path), "grant")).toMatchObject([
      { anchor: "agent/qwen-code", key: "shell:*" },
    ]);
  });

  it("reads tools that need no yes, and not those that are merely there", () => {
    const collected = read({
      tools: { allowed: ["run_shell_command(git)", "run_shell_command"], core: ["write_file"] },
    });
    expect(factsOf(collected, "grant").map(({ key }) => key)).toEqual(["shell:git *", "shell:*"]);
  });

  it("reads commands that run by themselves, and memory that writes itself", () => {
    const collected = read({
      tools: { discoveryCommand: "./d.sh" },
      experimental: { autoMemory: true },
      hooks: { BeforeTool: [{ matcher: "write_file", hooks: [{ type: "command", command: "./h.sh" }] }] },
    });
    expect(factsOf(collected, "effect").map(({ key }) => key)).toEqual([
      "exec:tools.discoveryCommand",
      "self-modify:memory",
      "exec:hook BeforeTool(write_file) ./h.sh",
    ]);
  });
});

describe("gemini-policy", () => {
  it.each([
    [`toolName = "*"`, ["*:* wide"]],
    [`toolName = "run_shell_command"\ncommandPrefix = "git"`, ["shell:git *"]],
    [`toolName = "run_shell_command"\ncommandPrefix = ["npx", "bash"]`, ["shell:npx * wide", "shell:bash * wide"]],
    [`toolName = "run_shell_command"\ncommandRegex = ".*"`, ["shell:* wide"]],
    [`toolName = "run_shell_command"\ncommandRegex = "^git "`, ["shell:^git "]],
    [`mcpName = "gh"`, ["mcp:gh/*"]],
    [`mcpName = "gh"\ntoolName = ["a", "b"]`, ["mcp:gh/a", "mcp:gh/b"]],
    [`toolName = ["write_file", "read_file"]`, ["filesystem:write *", "filesystem:read *"]],
    [`priority = 3`, []],
  ])("reads %s as allowed", (rule, expected) => {
    const { facts } = policy(`[[rule]]\n${rule}\ndecision = "allow"`);
    const grants = facts.filter(({ kind }) => kind === "grant");
    expect(grants.map(({ key, value }) => `${key}${value["wildcard"] === true ? " wide" : ""}`)).toEqual(expected);
    for (const grant of grants) expect(grant.confidence).toBe("medium");
  });

  it("reads what is denied and asked", () => {
    expect(policyGate("deny")).toMatchObject([{ verdict: "policy", covers: "shell:rm *" }]);
    expect(policyGate("ask_user")).toMatchObject([{ verdict: "human" }]);
    expect(policyGate("other")).toEqual([]);
  });
});

describe("gemini-extension", () => {
  it("reads servers and settings", () => {
    const manifest = {
      name: "x",
      mcpServers: { a: { command: "npx" } },
      excludeTools: ["run_shell_command"],
      settings: [{ envVar: "A_TOKEN", sensitive: true }, { envVar: "B_TOKEN" }, { envVar: "COLOR" }, 3],
    };
    const collected = collectText(geminiExtension, "gemini-extension.json", JSON.stringify(manifest));
    expect(collected.edges).toEqual(["principal:plugin/x#x uses principal:server/a#a"]);
    expect(factsOf(collected, "credential").map(({ key }) => key)).toEqual(["vault:A_TOKEN", "env:B_TOKEN"]);
    expect(factsOf(collected, "gate")).toMatchObject([{ verdict: "policy", covers: "run_shell_command" }]);
  });
});

describe("gemini-command", () => {
  it("is a tool, named with its folders, and its prompt is prose", () => {
    const collected = command("Fix it.");
    expect(factsOf(collected, "tool")).toMatchObject([
      { anchor: "command/git:fix", form: "command", modelInvocable: false },
    ]);
    expect(collected.embedded).toMatchObject([{ language: "markdown", anchor: "command/git:fix" }]);
  });

  it("points at each command, and tells it as shell", () => {
    const collected = command("Diff:\n!{git diff --staged} and !{ls}");
    expect(collected.embedded.slice(1)).toMatchObject([
      { language: "bash", text: "git diff --staged" },
      { text: "ls" },
    ]);
    expect(collected.facts.filter(({ kind }) => kind === "effect").map(({ at }) => at)).toEqual([
      "git diff --staged",
      "ls",
    ]);
  });

  it.each([
    ["Diff: !{git diff}", ["exec:git"]],
    ["!{echo ${A} {b}} and !{ls}", ["exec:echo", "exec:ls"]],
    ["!{gh pr view {{args}}}", ["exec:gh", "exec:$ARGUMENTS"]],
    ["!{never closed", []],
    ["no command {{args}} {x}", []],
    ["!{}", ["exec:*"]],
  ])("reads the commands of %s", (prompt, expected) => {
    expect(factsOf(command(prompt), "effect").map(({ key }) => key)).toEqual(expected);
  });

  it("takes time in proportion to what it reads", () => {
    expectCpuBelow(2000, () => {
      for (const part of ["!{", "!{a", "{", "}", "!{a}"]) command(part.repeat(100_000));
    });
  });
});
