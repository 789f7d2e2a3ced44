/**
 * Cursor: `permissions.json`, `cli.json`, `sandbox.json`, `hooks.json`. Sources: Cursor permissions, CLI permissions,
 * sandbox and hooks references. As of 2026-11: `Shell(git)` allows `git` with any arguments; hooks let pass what they
 * fail on, unless `failClosed` is set.
 */
import { hookFacts } from "#artifact/claude-hooks.ts";
import { fileGrant, mcpGrant, networkGrant, prefixGrant, type PermissionGrant } from "#artifact/permission-pattern.ts";
import { choice, gate, gates, grants, settingFacts, wholeGrants, type SettingRow } from "#artifact/setting-table.ts";
import { productSubject } from "#artifact/subject.ts";
import type { ArtifactFrontEnd } from "#model/artifact.ts";
import { at } from "#model/tree.ts";

/** `server:tool`, either of which may be `*`. */
function serverTool(entry: string): PermissionGrant {
  const index = entry.indexOf(":");
  return index < 0 ? mcpGrant(entry, "*") : mcpGrant(entry.slice(0, index), entry.slice(index + 1));
}

const rows: readonly SettingRow[] = [
  { path: "mcpAllowlist", means: wholeGrants(serverTool) },
  { path: "terminalAllowlist", means: wholeGrants(prefixGrant) },
  { path: "autoRun", is: ["true"], means: gate("auto", "*") },
  { path: "autoRun/mode", is: ["everything", "unrestricted"], means: gate("auto", "*") },
  { path: "permissions/allow", means: grants() },
  { path: "permissions/deny", means: gates("policy", "{}") },
  {
    path: "approvalMode",
    means: choice([
      ["allowlist", "allowlist", "*"],
      ["auto-review", "policy", "*"],
      ["unrestricted", "auto", "*"],
    ]),
  },
];

const sandboxRows: readonly SettingRow[] = [
  {
    path: "type",
    means: choice([
      ["workspace_readwrite", "policy", "sandbox"],
      ["workspace_readonly", "policy", "sandbox"],
      ["insecure_none", "auto", "sandbox"],
    ]),
  },
  { path: "additionalReadwritePaths", means: wholeGrants((path) => fileGrant("write", path)) },
  { path: "additionalReadonlyPaths", means: wholeGrants((path) => fileGrant("read", path)) },
  {
    path: "networkPolicy/default",
    means: choice([
      ["allow", "auto", "network"],
      ["deny", "policy", "network"],
    ]),
  },
  { path: "networkPolicy/allow", means: wholeGrants(networkGrant) },
  { path: "networkPolicy/deny", means: gates("policy", "network:{}") },
];

/** Permissions of Cursor's editor and command line. */
export const cursorSettings: ArtifactFrontEnd = {
  format: "cursor-settings",
  role: "agent-settings",
  syntax: "json",
  claims: (path) => /(^|\/)\.cursor\/(permissions|cli|cli-config)\.json$/.test(path),
  facts(document, record) {
    settingFacts(productSubject(document, "cursor", record), rows);
  },
};

/** The sandbox of Cursor's commands. */
export const cursorSandbox: ArtifactFrontEnd = {
  format: "cursor-sandbox",
  role: "agent-settings",
  syntax: "json",
  claims: (path) => /(^|\/)\.cursor\/sandbox\.json$/.test(path),
  facts(document, record) {
    settingFacts(productSubject(document, "cursor", record), sandboxRows);
  },
};

/** Hook files in the shared notation → the product that reads them. */
const hookFiles: readonly (readonly [RegExp, string])[] = [
  [/(^|\/)\.cursor\/hooks\.json$/, "cursor"],
  [/(^|\/)\.codex\/hooks\.json$/, "codex"],
  [/(^|\/)\.windsurf\/hooks\.json$/, "windsurf"],
  [/(^|\/)\.github\/hooks\/[^/]+\.json$/, "copilot"],
];

/** Hooks in files of their own. */
export const hookFile: ArtifactFrontEnd = {
  format: "hooks",
  role: "agent-settings",
  syntax: "json",
  claims: (path) => hookFiles.some(([paths]) => paths.test(path)),
  facts(document, record) {
    const product = hookFiles.find(([paths]) => paths.test(document.path))?.[1];
    if (product === undefined) return;
    const subject = productSubject(document, product, record);
    hookFacts(document, at(document.root, "hooks"), subject, record);
  },
};
