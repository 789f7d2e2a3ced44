/**
 * Claude Code settings at every level: project, local, user, managed.
 * Sources: Claude Code settings, permissions, sandboxing and plugins references; SchemaStore `claude-code-settings`.
 * Defaults as of 2026-11: mode `default`; in a sandbox, commands that cannot run in it may ask to run outside.
 */
import { hookFacts } from "#artifact/claude-hooks.ts";
import { permissionMode } from "#artifact/claude-modes.ts";
import { fileGrant, networkGrant, permissionGrants } from "#artifact/permission-pattern.ts";
import { pluginReference, pluginSource } from "#artifact/plugin-source.ts";
import { isBroadPlace, recordPlace } from "#artifact/server-arguments.ts";
import {
  effect,
  fetchesCredential,
  gate,
  gates,
  runsCommand,
  setsEnvironment,
  settingFacts,
  wholeGrants,
  type Meaning,
  type SettingRow,
} from "#artifact/setting-table.ts";
import { productSubject, recordEffect, recordGate, type Subject } from "#artifact/subject.ts";
import type { ArtifactFrontEnd, Recorder } from "#model/artifact.ts";
import { at, isFalse, isTrue, itemsOf, pairsOf, stringsOf, textOf } from "#model/tree.ts";

/** The directories beside the project are given whole. */
const givesDirectories: Meaning = ({ node }, subject) => {
  for (const { text, node: entry } of stringsOf(node)) {
    recordPlace(subject, entry, text, isBroadPlace(text) || /^\.\.\/?$/.test(text));
  }
};

const rows: readonly SettingRow[] = [
  { path: "permissions/ask", means: gates("human", "{}") },
  { path: "permissions/deny", means: gates("policy", "{}") },
  { path: "permissions/additionalDirectories", means: givesDirectories },
  { path: "permissions/defaultMode", means: permissionMode, absent: "default" },
  { path: "permissions/disableBypassPermissionsMode", is: ["disable"], means: gate("policy", "*") },
  { path: "permissions/disableAutoMode", is: ["disable"], means: gate("policy", "*") },
  { path: "disableBypassPermissionsMode", is: ["disable"], means: gate("policy", "*") },
  { path: "disableAutoMode", is: ["disable"], means: gate("policy", "*") },
  // They take away the warning before a mode that asks nothing, and start no such mode.
  { path: "skipDangerousModePermissionPrompt", is: ["true"], means: gate("auto", "bypass-mode") },
  { path: "skipAutoPermissionPrompt", is: ["true"], means: gate("auto", "bypass-mode") },
  { path: "enableAllProjectMcpServers", is: ["true"], means: gate("auto", "mcp:*") },
  { path: "enabledMcpjsonServers", means: gates("allowlist", "mcp:{}/*") },
  { path: "disabledMcpjsonServers", means: gates("policy", "mcp:{}/*") },
  { path: "allowedMcpServers/*/serverName", means: gate("allowlist", "mcp:{}/*") },
  { path: "deniedMcpServers/*/serverName", means: gate("policy", "mcp:{}/*") },
  { path: "disableAllHooks", is: ["true"], means: gate("auto", "guardrails") },
  { path: "allowManagedHooksOnly", is: ["true"], means: gate("policy", "guardrails") },
  { path: "allowManagedPermissionRulesOnly", is: ["true"], means: gate("policy", "*") },
  { path: "env", means: setsEnvironment },
  { path: "apiKeyHelper", means: fetchesCredential },
  { path: "awsAuthRefresh", means: fetchesCredential },
  { path: "awsCredentialExport", means: fetchesCredential },
  { path: "gcpAuthRefresh", means: fetchesCredential },
  { path: "otelHeadersHelper", means: fetchesCredential },
  { path: "statusLine/command", means: runsCommand },
  { path: "subagentStatusLine/command", means: runsCommand },
  { path: "fileSuggestion/command", means: runsCommand },
  { path: "processWrapper", means: runsCommand },
  { path: "policyHelper", means: runsCommand },
  { path: "autoMemoryEnabled", is: ["true"], means: effect({ effect: "self-modify", target: "memory" }) },
];

/** Settings that count only where the sandbox is on. */
const sandboxRows: readonly SettingRow[] = [
  { path: "sandbox/enabled", is: ["true"], means: gate("policy", "sandbox") },
  { path: "sandbox/autoAllowBashIfSandboxed", is: ["true"], means: gate("policy", "exec") },
  { path: "sandbox/allowUnsandboxedCommands", is: ["true"], means: gate("human", "sandbox"), absent: "true" },
  { path: "sandbox/allowUnsandboxedCommands", is: ["false"], means: gate("policy", "sandbox") },
  { path: "sandbox/excludedCommands", means: gates("human", "sandbox") },
  { path: "sandbox/enableWeakerNestedSandbox", is: ["true"], means: gate("auto", "sandbox") },
  { path: "sandbox/enableWeakerNetworkIsolation", is: ["true"], means: gate("auto", "network") },
  { path: "sandbox/filesystem/disabled", is: ["true"], means: gate("auto", "sandbox") },
  // Git's configuration of the project names programs that Git starts.
  {
    path: "sandbox/filesystem/allowGitConfig",
    is: ["true"],
    means: ({ node }, subject) => void recordEffect(subject, node, { effect: "file-write", target: ".git/config" }),
  },
  { path: "sandbox/filesystem/allowWrite", means: wholeGrants((path) => fileGrant("write", path)) },
  { path: "sandbox/network/allowAllUnixSockets", is: ["true"], means: gate("auto", "sandbox") },
  { path: "sandbox/network/allowUnixSockets", means: givesDirectories },
  { path: "sandbox/network/allowedDomains", means: wholeGrants(networkGrant) },
];

/** Claude Code settings at every level. */
export const claudeSettings: ArtifactFrontEnd = {
  format: "claude-settings",
  role: "agent-settings",
  syntax: "json",
  claims: (path) =>
    /(^|\/)\.claude\/settings(\.local)?\.json$/.test(path) ||
    /(^|\/)managed-settings\.json$/.test(path) ||
    /(^|\/)managed-settings\.d\/[^/]+\.json$/.test(path),
  markers: ['"defaultMode"', '"enableAllProjectMcpServers"', '"disableBypassPermissionsMode"'],
  recognises: (document) => {
    // Drafts that a script makes the settings of, and samples; other files of the folder are started with `--settings`.
    if (/(^|\/)\.claude\/(?:_|[^/]*\b(?:draft|example|sample|template)s?\b)[^/]*$/i.test(document.path)) return false;
    const mode =
      at(document.root, "permissions", "defaultMode") ??
      at(document.root, "permissions", "disableBypassPermissionsMode");
    return mode !== undefined || at(document.root, "enableAllProjectMcpServers") !== undefined;
  },
  facts(document, recorder) {
    const record = isBeside(document.path) ? unsure(recorder) : recorder;
    const subject = productSubject(document, "claude-code", record);
    permissionGrants(at(document.root, "permissions", "allow"), subject, { record, product: "claude-code" });
    settingFacts(subject, rows);
    if (isTrue(at(document.root, "sandbox", "enabled"))) settingFacts(subject, sandboxRows);
    hookFacts(document, at(document.root, "hooks"), subject, record);
    pluginFacts(subject);
  },
};

/** A file of the product's own folder that it reads only when it is told to. */
function isBeside(path: string): boolean {
  return /(^|\/)\.claude\/[^/]+$/.test(path) && !claudeSettings.claims(path);
}

function unsure(record: Recorder): Recorder {
  return {
    fact: (draft) => record.fact({ ...draft, confidence: "low" }),
    edge: (from, relation, to) => record.edge(from, relation, to),
    embed: (embedding, owner, host) => record.embed(embedding, owner, host),
    prose: (document, owner) => record.prose(document, owner),
  };
}

function pluginFacts(subject: Subject): void {
  const { root } = subject.document;
  for (const { key, keyNode, value } of pairsOf(at(root, "enabledPlugins"))) {
    if (key !== "" && !isFalse(value)) pluginReference(subject, key, keyNode);
  }
  for (const { key: name, keyNode, value } of pairsOf(at(root, "extraKnownMarketplaces"))) {
    pluginSource(
      { ...subject, anchor: `marketplace/${name}` },
      { product: "marketplace", name, nameNode: keyNode },
      at(value, "source"),
    );
    const update = at(value, "autoUpdate");
    const setting = `extraKnownMarketplaces.${name}.autoUpdate`;
    if (isTrue(update)) recordGate(subject, update!, { verdict: "auto", covers: "plugins", setting });
  }
  for (const entry of itemsOf(at(root, "strictKnownMarketplaces"))) {
    const named = ["repo", "url", "package", "hostPattern", "source"].map((key) => textOf(at(entry, key)));
    const setting = `strictKnownMarketplaces ${named.find((text) => text !== undefined) ?? ""}`.trimEnd();
    recordGate(subject, entry, { verdict: "allowlist", covers: "plugins", setting });
  }
}
