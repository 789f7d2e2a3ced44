/**
 * Gemini CLI and its fork Qwen Code: `settings.json`. Sources: Gemini CLI `schemas/settings.schema.json`,
 * `docs/reference/configuration`, `docs/hooks`; Qwen Code settings reference. Defaults as of 2026-11: approval mode
 * `default`, which asks; folders are not trusted before a person says so; no sandbox.
 */
import { hookFacts } from "#artifact/claude-hooks.ts";
import { serverFacts } from "#artifact/mcp-servers.ts";
import {
  choice,
  effect,
  fetchesCredential,
  gate,
  gates,
  grants,
  runsCommand,
  settingFacts,
  type Meaning,
  type SettingRow,
} from "#artifact/setting-table.ts";
import { productSubject, recordGate } from "#artifact/subject.ts";
import type { ArtifactFrontEnd } from "#model/artifact.ts";
import { at } from "#model/tree.ts";

const approvalMode = choice([
  ["default", "human", "*"],
  ["plan", "human", "*"],
  ["auto_edit", "auto", "edit"],
  ["auto-edit", "auto", "edit"],
  ["autoEdit", "auto", "edit"],
  ["auto", "policy", "*"],
  ["yolo", "auto", "*"],
]);

/** `true`, or the name of a container tool or profile; `false` says what an absent key says. */
const sandbox: Meaning = ({ node, text, setting }, subject) => {
  if (text !== undefined && text !== "false" && text !== "") {
    recordGate(subject, node, { verdict: "policy", covers: "sandbox", setting });
  }
};

const shared: readonly SettingRow[] = [
  { path: "tools/allowed", means: grants() },
  { path: "allowedTools", means: grants() },
  { path: "tools/exclude", means: gates("policy", "{}") },
  { path: "excludeTools", means: gates("policy", "{}") },
  { path: "tools/confirmationRequired", means: gates("human", "{}") },
  { path: "tools/discoveryCommand", means: runsCommand },
  { path: "toolDiscoveryCommand", means: runsCommand },
  { path: "tools/callCommand", means: runsCommand },
  { path: "toolCallCommand", means: runsCommand },
  { path: "mcp/serverCommand", means: runsCommand },
  { path: "tools/sandbox", means: sandbox },
  { path: "sandbox", means: sandbox },
  { path: "tools/sandboxNetworkAccess", is: ["true"], means: gate("auto", "network") },
  { path: "mcp/allowed", means: gates("allowlist", "mcp:{}/*") },
  { path: "mcp/excluded", means: gates("policy", "mcp:{}/*") },
  { path: "allowMCPServers", means: gates("allowlist", "mcp:{}/*") },
  { path: "excludeMCPServers", means: gates("policy", "mcp:{}/*") },
  // It accepts what the product takes for safe: reads.
  { path: "autoAccept", is: ["true"], means: gate("policy", "*") },
  { path: "tools/autoAccept", is: ["true"], means: gate("policy", "*") },
  { path: "security/folderTrust/enabled", is: ["false"], means: gate("auto", "guardrails") },
  { path: "security/auth/command", means: fetchesCredential },
];

const geminiRows: readonly SettingRow[] = [
  ...shared,
  { path: "general/defaultApprovalMode", means: approvalMode, absent: "default" },
  { path: "security/disableYoloMode", is: ["true"], means: gate("policy", "*") },
  { path: "security/disableAlwaysAllow", is: ["true"], means: gate("policy", "*") },
  { path: "security/autoAddToPolicyByDefault", is: ["true"], means: gate("auto", "approvals") },
  { path: "security/blockGitExtensions", is: ["true"], means: gate("policy", "plugins") },
  { path: "security/allowedExtensions", means: gates("allowlist", "plugins") },
  { path: "experimental/autoMemory", is: ["true"], means: effect({ effect: "self-modify", target: "memory" }) },
];

const qwenRows: readonly SettingRow[] = [
  ...shared,
  { path: "tools/approvalMode", means: approvalMode, absent: "default" },
  { path: "approvalMode", means: approvalMode },
  { path: "permissions/allow", means: grants() },
  { path: "permissions/ask", means: gates("human", "{}") },
  { path: "permissions/deny", means: gates("policy", "{}") },
];

/** Settings of Gemini CLI and Qwen Code. */
export const geminiSettings: ArtifactFrontEnd = {
  format: "gemini-settings",
  role: "agent-settings",
  syntax: "json",
  claims: (path) => /(^|\/)(\.gemini|gemini-cli|\.qwen)\/(settings|system-defaults)\.json$/.test(path),
  facts(document, record) {
    const qwen = /(^|\/)\.qwen\//.test(document.path);
    const subject = productSubject(document, qwen ? "qwen-code" : "gemini-cli", record);
    settingFacts(subject, qwen ? qwenRows : geminiRows);
    const owner = { agent: subject.owner, anchor: subject.anchor };
    serverFacts(document, at(document.root, "mcpServers"), owner, record);
    hookFacts(document, at(document.root, "hooks"), subject, record);
  },
};
