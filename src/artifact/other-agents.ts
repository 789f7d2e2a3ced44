/**
 * Settings of agents that a table of rows says whole. Sources: Zed `ai/agent-settings.md` and `ai/tool-permissions.md`;
 * Amp permissions reference; Factory settings reference; Continue CLI permissions; Goose `config.yaml` reference;
 * Hermes configuration. Defaults as of 2026-11: Zed asks; Goose's mode is `auto`, which asks nothing.
 */
import { pairCredential } from "#artifact/credential-facts.ts";
import {
  mcpGrant,
  permissionGrant,
  prefixGrant,
  shellGrant,
  type PermissionGrant,
} from "#artifact/permission-pattern.ts";
import { recordGrant } from "#artifact/permission-pattern.ts";
import { listedServerFact, serverFacts } from "#artifact/mcp-servers.ts";
import {
  choice,
  effect,
  gate,
  gates,
  setsHeaders,
  settingFacts,
  wholeGrants,
  type Meaning,
  type SettingRow,
} from "#artifact/setting-table.ts";
import { productSubject, recordGate } from "#artifact/subject.ts";
import type { ArtifactFrontEnd } from "#model/artifact.ts";
import type { RepoPath } from "#model/location.ts";
import type { SyntaxName } from "#model/document.ts";
import { at, itemsOf, stringsOf, textOf } from "#model/tree.ts";

/** One agent product whose settings are a table. */
interface Product {
  readonly product: string;
  readonly paths: RegExp;
  readonly syntax: SyntaxName;
  readonly rows: readonly SettingRow[];
  /** The key under which its MCP servers stand, if they stand in this file. */
  readonly servers?: string;
}

/** A tool of Zed, or `mcp:server:tool`. */
function zedTool(name: string): PermissionGrant | undefined {
  const [kind, server = "", tool = ""] = name.split(":", 3);
  return kind === "mcp" ? mcpGrant(server, tool) : permissionGrant(name);
}

const zedDefault = choice([
  ["confirm", "human", "*"],
  ["deny", "policy", "*"],
  ["allow", "auto", "*"],
]);

/** What is allowed of one tool: everything, or what a regular expression matches. */
const zedToolAllowed: Meaning = ({ node, names }, subject) => {
  const grant = zedTool(names[0] ?? "");
  if (grant) recordGrant(grant, node, subject, subject.record);
};

const zedPatterns: Meaning = ({ node, names }, subject) => {
  for (const item of itemsOf(node)) {
    const pattern = textOf(item) ?? textOf(at(item, "pattern"));
    if (pattern === undefined) continue;
    const everything = /^\^?\.[*+]?\$?$/.test(pattern);
    const tool = names[0] ?? "";
    const grant =
      tool === "terminal" ? shellGrant(everything ? "*" : pattern) : zedTool(everything ? tool : `${tool}(${pattern})`);
    if (grant) recordGrant(grant, item, subject, subject.record);
  }
};

const zedDenied: Meaning = ({ node, names }, subject) => {
  for (const item of itemsOf(node)) {
    const pattern = textOf(item) ?? textOf(at(item, "pattern"));
    const setting = `agent.tool_permissions.tools.${names[0]}.always_deny ${pattern}`;
    if (pattern !== undefined)
      recordGate(subject, item, { verdict: "policy", covers: `${names[0]}(${pattern})`, setting });
  }
};

const zedRows: readonly SettingRow[] = [
  { path: "agent/tool_permissions/default", means: zedDefault },
  { path: "agent/tool_permissions/tools/*/default", is: ["allow"], means: zedToolAllowed },
  { path: "agent/tool_permissions/tools/*/always_allow", means: zedPatterns },
  { path: "agent/tool_permissions/tools/*/always_deny", means: zedDenied },
  { path: "agent/always_allow_tool_actions", is: ["true"], means: gate("auto", "*") },
  { path: "agent/sandbox_permissions/allow_unsandboxed", is: ["true"], means: gate("auto", "sandbox") },
  { path: "agent/sandbox_permissions/allow_all_hosts", is: ["true"], means: gate("auto", "network") },
];

const ampVerdicts: ReadonlyMap<string, "human" | "policy"> = new Map([
  ["ask", "human"],
  ["reject", "policy"],
  ["delegate", "policy"],
]);

const ampPermissions: Meaning = ({ node }, subject) => {
  for (const rule of itemsOf(node)) {
    const tool = textOf(at(rule, "tool"));
    if (tool === undefined) continue;
    const commands = stringsOf(at(rule, "matches", "cmd")).map(({ text }) => text);
    const entries = commands.length > 0 ? commands.map((text) => `${tool}(${text})`) : [tool];
    const action = textOf(at(rule, "action")) ?? "ask";
    for (const entry of entries) {
      const verdict = ampVerdicts.get(action);
      const grant = action === "allow" ? permissionGrant(entry) : undefined;
      if (grant) recordGrant(grant, rule, subject, subject.record);
      if (verdict) recordGate(subject, rule, { verdict, covers: entry, setting: `amp.permissions ${action} ${entry}` });
    }
  }
};

const ampRows: readonly SettingRow[] = [
  { path: "amp.dangerouslyAllowAll", is: ["true"], means: gate("auto", "*") },
  { path: "amp.permissions", means: ampPermissions },
  { path: "amp.commands.allowlist", means: wholeGrants(shellGrant) },
];

const factoryRows: readonly SettingRow[] = [
  { path: "commandAllowlist", means: wholeGrants(prefixGrant) },
  { path: "commandDenylist", means: gates("policy", "Bash({})") },
  { path: "autonomyLevel", is: ["high", "auto-high"], means: gate("auto", "*") },
  { path: "autonomyLevel", is: ["medium", "auto-medium"], means: gate("policy", "*") },
  { path: "autonomyLevel", is: ["low", "auto-low"], means: gate("auto", "edit") },
  { path: "autonomyLevel", is: ["off", "normal", "spec"], means: gate("human", "*") },
  { path: "enableHooks", is: ["false"], means: gate("auto", "guardrails") },
];

const continueRows: readonly SettingRow[] = [
  { path: "allow", means: wholeGrants(permissionGrant) },
  { path: "ask", means: gates("human", "{}") },
  { path: "exclude", means: gates("policy", "{}") },
];

/** A model's key, written out or referred to. */
const holdsKey: Meaning = ({ node }, subject) => pairCredential(subject, "apiKey", node, "config");

const continueConfigRows: readonly SettingRow[] = [
  { path: "models/*/apiKey", means: holdsKey },
  { path: "models/*/requestOptions/headers", means: setsHeaders },
];

const gooseRows: readonly SettingRow[] = [
  {
    path: "GOOSE_MODE",
    absent: "auto",
    means: choice([
      ["auto", "auto", "*"],
      ["approve", "human", "*"],
      ["smart_approve", "policy", "*"],
      ["chat", "policy", "*"],
    ]),
  },
];

const goosePermissionRows: readonly SettingRow[] = [
  { path: "user/always_allow", means: wholeGrants(permissionGrant) },
  { path: "user/ask_before", means: gates("human", "{}") },
  { path: "user/never_allow", means: gates("policy", "{}") },
];

const hermesRows: readonly SettingRow[] = [
  {
    path: "approvals/mode",
    means: choice([
      ["off", "auto", "*"],
      ["false", "auto", "*"],
      ["manual", "human", "*"],
      ["smart", "policy", "*"],
    ]),
  },
  { path: "command_allowlist", means: wholeGrants(prefixGrant) },
  { path: "skills/write_approval", is: ["false"], means: gate("auto", "skills") },
  { path: "skills/write_approval", is: ["false"], means: effect({ effect: "self-modify", target: "skill" }) },
  { path: "memory/write_approval", is: ["false"], means: effect({ effect: "self-modify", target: "memory" }) },
];

const products: readonly Product[] = [
  {
    product: "zed",
    paths: /(^|\/)\.?zed\/settings\.json$/,
    syntax: "json",
    rows: zedRows,
    servers: "context_servers",
  },
  { product: "amp", paths: /(^|\/)\.?amp\/settings\.json$/, syntax: "json", rows: ampRows, servers: "amp.mcpServers" },
  { product: "factory", paths: /(^|\/)\.factory\/settings(\.local)?\.json$/, syntax: "json", rows: factoryRows },
  { product: "continue", paths: /(^|\/)\.continue\/permissions\.ya?ml$/, syntax: "yaml", rows: continueRows },
  {
    product: "continue",
    paths: /(^|\/)\.continue\/(config|(agents|assistants)\/[^/]+)\.ya?ml$/,
    syntax: "yaml",
    rows: continueConfigRows,
    servers: "mcpServers",
  },
  { product: "goose", paths: /(^|\/)\.?goose\/config\.ya?ml$/, syntax: "yaml", rows: gooseRows, servers: "extensions" },
  { product: "goose", paths: /(^|\/)\.?goose\/permission\.ya?ml$/, syntax: "yaml", rows: goosePermissionRows },
  {
    product: "hermes",
    paths: /(^|\/)\.hermes\/config\.ya?ml$/,
    syntax: "yaml",
    rows: hermesRows,
    servers: "mcp_servers",
  },
];

function productOf(path: RepoPath): Product | undefined {
  return products.find(({ paths }) => paths.test(path));
}

function frontEndOf(syntax: SyntaxName): ArtifactFrontEnd {
  return {
    format: `other-agent-${syntax}`,
    role: "agent-settings",
    syntax,
    claims: (path) => productOf(path)?.syntax === syntax,
    facts(document, record) {
      const found = productOf(document.path);
      if (!found) return;
      const subject = productSubject(document, found.product, record);
      settingFacts(subject, found.rows);
      if (found.servers === undefined) return;
      const servers = at(document.root, found.servers);
      const owner = { agent: subject.owner, anchor: subject.anchor };
      serverFacts(document, servers, owner, record);
      for (const server of itemsOf(servers)) listedServerFact(document, server, owner, record);
    },
  };
}

/** Settings of further agents, as JSON. */
export const otherAgentsJson: ArtifactFrontEnd = frontEndOf("json");

/** Settings of further agents, as YAML. */
export const otherAgentsYaml: ArtifactFrontEnd = frontEndOf("yaml");
