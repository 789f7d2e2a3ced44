/**
 * Agents of Amazon Q Developer and Kiro, as JSON; Kiro's hooks. Sources: `amazon-q-developer-cli/docs/agent-format.md`,
 * Kiro agents and hooks references. As of 2026-11: `tools` is what an agent has, `allowedTools` what it uses without a
 * yes; allowed commands are regular expressions.
 */
import { hookFacts } from "#artifact/claude-hooks.ts";
import { serverFacts } from "#artifact/mcp-servers.ts";
import { stem } from "#artifact/names.ts";
import {
  fileGrant,
  mcpGrant,
  permissionGrant,
  shellGrant,
  toolGrant,
  type PermissionGrant,
} from "#artifact/permission-pattern.ts";
import { gates, settingFacts, wholeGrants, type SettingRow } from "#artifact/setting-table.ts";
import { productSubject, recordCommand, type Subject } from "#artifact/subject.ts";
import { embeddingOf } from "#model/embedding.ts";
import type { ArtifactFrontEnd } from "#model/artifact.ts";
import type { Node } from "#model/document.ts";
import type { PrincipalValue } from "#model/fact.ts";
import type { RepoPath } from "#model/location.ts";
import { at, stringsOf, textOf } from "#model/tree.ts";

/** `@server`, `@server/tool`, a built-in tool, or `*`. */
function toolName(entry: string): PermissionGrant | undefined {
  if (!entry.startsWith("@") || entry === "@builtin") return permissionGrant(entry);
  const [server = "", tool = ""] = entry.slice(1).split("/", 2);
  return mcpGrant(server, tool);
}

/** A regular expression that every command matches, or the expression itself. */
function commandExpression(expression: string): PermissionGrant {
  return shellGrant(/^\^?(\.[*+]|\.)\$?$/.test(expression) ? "*" : expression);
}

function cloudService(service: string): PermissionGrant {
  return toolGrant("aws", [`${service}:*`], { level: "write", wildcard: service === "*" });
}

const rows: readonly SettingRow[] = [
  { path: "allowedTools", means: wholeGrants(toolName) },
  ...["execute_bash", "execute_cmd", "shell"].flatMap((tool): SettingRow[] => [
    { path: `toolsSettings/${tool}/allowedCommands`, means: wholeGrants(commandExpression) },
    { path: `toolsSettings/${tool}/deniedCommands`, means: gates("policy", "Bash({})") },
  ]),
  ...["fs_write", "write"].flatMap((tool): SettingRow[] => [
    { path: `toolsSettings/${tool}/allowedPaths`, means: wholeGrants((path) => fileGrant("write", path)) },
    { path: `toolsSettings/${tool}/deniedPaths`, means: gates("policy", "Edit({})") },
  ]),
  ...["use_aws", "aws"].flatMap((tool): SettingRow[] => [
    { path: `toolsSettings/${tool}/allowedServices`, means: wholeGrants(cloudService) },
    { path: `toolsSettings/${tool}/deniedServices`, means: gates("policy", "aws:{}") },
  ]),
];

function productOf(path: RepoPath): string {
  return /(^|\/)\.kiro\//.test(path) ? "kiro" : "amazon-q";
}

/** Agents of Amazon Q and Kiro. */
export const kiroAgent: ArtifactFrontEnd = {
  format: "kiro-agent",
  role: "agent-definition",
  syntax: "json",
  claims: (path) => /(^|\/)(\.?amazonq\/(cli-)?agents|\.kiro\/agents)\/[^/]+\.json$/.test(path),
  facts(document, record) {
    const { root } = document;
    const nameNode = at(root, "name");
    const name = textOf(nameNode) || stem(document.path);
    const anchor = `agent/${name}`;
    const tools = stringsOf(at(root, "tools")).map(({ text }) => text);
    const model = textOf(at(root, "model"));
    const value: PrincipalValue = {
      type: "agent",
      product: productOf(document.path),
      tools: tools.includes("*") ? "inherit" : tools.length > 0 ? "listed" : "none",
      ...(model ? { model } : {}),
    };
    const owner = record.fact({ kind: "principal", anchor, key: name, at: nameNode ?? root, value });
    const subject: Subject = { document, anchor, owner, record };
    settingFacts(subject, rows);
    serverFacts(document, at(root, "mcpServers"), { agent: owner, anchor }, record);
    hookFacts(document, at(root, "hooks"), subject, record);
    promptFacts(subject, at(root, "prompt"));
  },
};

function promptFacts(subject: Subject, prompt: Node | undefined): void {
  if (prompt?.kind !== "string" || textOf(prompt)?.startsWith("file://")) return;
  subject.record.embed(embeddingOf(subject.document, prompt, "markdown"), subject);
}

/** Kiro's hooks: an event of the editor starts a command or gives the agent a prompt. */
export const kiroHook: ArtifactFrontEnd = {
  format: "kiro-hook",
  role: "agent-settings",
  syntax: "json",
  claims: (path) => /(^|\/)\.kiro\/hooks\/[^/]+\.(kiro\.hook|json)$/.test(path),
  facts(document, record) {
    const { root } = document;
    const subject = productSubject(document, "kiro", record);
    const name = textOf(at(root, "name")) || stem(document.path);
    const event = textOf(at(root, "when", "type")) ?? "event";
    const trigger = record.fact({
      kind: "trigger",
      anchor: subject.anchor,
      key: `agent-message:hook ${name}`,
      at: at(root, "when") ?? root,
      value: { type: "agent-message", source: `hook ${event}`, sender: "internal" },
    });
    const command = at(root, "then", "command");
    if (command?.kind === "string") record.edge(trigger, "triggers", recordCommand(subject, command, `hook ${name}`));
    const prompt = at(root, "then", "prompt");
    if (prompt?.kind === "string") {
      record.edge(trigger, "triggers", subject.owner);
      record.embed(embeddingOf(document, prompt, "markdown"), subject);
    }
  },
};
