/**
 * VS Code: the chat and agent keys of `settings.json` and `*.code-workspace`, which are flat and dotted; and those of
 * agents that live in it. Sources: VS Code Copilot settings reference; Roo Code and Kilo Code settings; Claude Code IDE
 * settings. As of 2026-11: every tool asks; a terminal rule between slashes is a regular expression.
 */
import { serverFacts } from "#artifact/mcp-servers.ts";
import {
  fileGrant,
  prefixGrant,
  recordGrant,
  shellGrant,
  toolGrant,
  type PermissionGrant,
} from "#artifact/permission-pattern.ts";
import { pluginSource } from "#artifact/plugin-source.ts";
import { choice, gate, settingFacts, wholeGrants, type Meaning, type SettingRow } from "#artifact/setting-table.ts";
import { productSubject, recordGate } from "#artifact/subject.ts";
import type { ArtifactFrontEnd } from "#model/artifact.ts";
import type { Node } from "#model/document.ts";
import { at, isFalse, isTrue, itemsOf, pairsOf, textOf } from "#model/tree.ts";

/** A regular expression that every command matches, at least from its start. */
const everyText = /^\/(\^|\(|\.[*+]?|\[\\s\\S\][*+]?|\)|\$)*\/[a-z]*$/;

function commandGrant(rule: string): PermissionGrant {
  if (!/^\/.*\/[a-z]*$/s.test(rule)) return prefixGrant(rule, "vscode");
  return everyText.test(rule) ? shellGrant("*") : toolGrant("shell", [rule], { level: "write" });
}

function urlGrant(address: string): PermissionGrant {
  const every = /^(https?:\/\/)?\*+(:\/\/\*+)?$|^\*\*?\/\*\*?$/.test(address);
  return toolGrant("web", [every ? "*" : address], { level: "read", wildcard: every });
}

/** A map rule → whether it is approved: `true`, or an object that says what of it is. */
function approvals(tool: string, notation: (rule: string) => PermissionGrant): Meaning {
  return ({ node, setting }, subject) => {
    for (const { key, keyNode, value } of pairsOf(node)) {
      if (isApproved(value)) recordGrant(notation(key), keyNode, subject, subject.record);
      else if (isFalse(value) || isFalse(at(value, "approve"))) {
        recordGate(subject, keyNode, { verdict: "policy", covers: `${tool}(${key})`, setting: `${setting} ${key}` });
      }
    }
  };
}

function isApproved(value: Node): boolean {
  return isTrue(value) || ["approve", "approveRequest", "approveResponse"].some((key) => isTrue(at(value, key)));
}

const usesMarketplaces: Meaning = ({ node }, subject) => {
  for (const item of itemsOf(node)) {
    const name = textOf(item) ?? textOf(at(item, "repo")) ?? textOf(at(item, "url"));
    if (name === undefined) continue;
    const marketplace = { product: "marketplace", name, nameNode: item } as const;
    pluginSource({ ...subject, anchor: `marketplace/${name}` }, marketplace, item);
  }
};

const rows: readonly SettingRow[] = [
  { path: "chat.tools.global.autoApprove", is: ["true"], means: gate("auto", "*") },
  { path: "chat.tools.autoApprove", is: ["true"], means: gate("auto", "*") },
  {
    path: "chat.permissions.default",
    means: choice([
      ["default", "human", "*"],
      ["autoApprove", "auto", "*"],
      ["autopilot", "auto", "*"],
    ]),
  },
  { path: "chat.autopilot.enabled", is: ["true"], means: gate("auto", "*") },
  { path: "github.copilot.chat.claudeAgent.allowDangerouslySkipPermissions", is: ["true"], means: gate("auto", "*") },
  { path: "chat.tools.terminal.autoApprove", means: approvals("Bash", commandGrant) },
  { path: "chat.tools.terminal.enableAutoApprove", is: ["false"], means: gate("policy", "exec") },
  { path: "chat.tools.terminal.ignoreDefaultAutoApproveRules", is: ["false"], means: gate("policy", "exec") },
  { path: "chat.tools.terminal.autoApproveWorkspaceNpmScripts", is: ["true"], means: gate("auto", "exec") },
  { path: "chat.tools.edits.autoApprove", means: approvals("Edit", (glob) => fileGrant("write", glob)) },
  { path: "chat.tools.urls.autoApprove", means: approvals("WebFetch", urlGrant) },
  { path: "chat.tools.eligibleForAutoApproval", means: approvals("tool", (tool) => toolGrant("tool", [tool], {})) },
  { path: "chat.agent.sandbox.enabled", is: ["true"], means: gate("policy", "sandbox") },
  { path: "chat.plugins.marketplaces", means: usesMarketplaces },
];

const claudeRows: readonly SettingRow[] = [
  { path: "claudeCode.allowDangerouslySkipPermissions", is: ["true"], means: gate("auto", "*") },
  { path: "claudeCode.initialPermissionMode", is: ["bypassPermissions"], means: gate("auto", "*") },
  { path: "claudeCode.initialPermissionMode", is: ["acceptEdits"], means: gate("auto", "edit") },
];

function rooRows(prefix: string): readonly SettingRow[] {
  return [
    { path: `${prefix}.allowedCommands`, means: wholeGrants(prefixGrant) },
    { path: `${prefix}.deniedCommands/*`, means: gate("policy", "Bash({})") },
  ];
}

/** Prefix of the keys → the agent they configure, and what they mean. */
const products: readonly (readonly [RegExp, string, readonly SettingRow[]])[] = [
  [/^(chat|github\.copilot\.chat)\.|^mcp$/, "vscode", rows],
  [/^claudeCode\./, "claude-code", claudeRows],
  [/^roo-cline\./, "roo-code", rooRows("roo-cline")],
  [/^kilo-code\./, "kilo-code", rooRows("kilo-code")],
];

/** VS Code settings of a folder or a workspace; silent where they say nothing of agents. */
export const vscodeSettings: ArtifactFrontEnd = {
  format: "vscode-settings",
  role: "agent-settings",
  syntax: "json",
  claims: (path) => /(^|\/)\.vscode\/settings\.json$|\.code-workspace$/.test(path),
  facts(document, record) {
    const settings = document.path.endsWith(".code-workspace") ? at(document.root, "settings") : document.root;
    if (!settings) return;
    const keys = pairsOf(settings).map(({ key }) => key);
    for (const [words, product, table] of products) {
      if (!keys.some((key) => words.test(key))) continue;
      const subject = productSubject(document, product, record);
      settingFacts(subject, table, settings);
      if (product !== "vscode") continue;
      serverFacts(document, at(settings, "mcp", "servers"), { agent: subject.owner, anchor: subject.anchor }, record);
    }
  },
};
