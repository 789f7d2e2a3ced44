/**
 * Codex: `config.toml` with its profiles, and `agents/*.toml`. Sources: `codex-rs/core/config.schema.json`, Codex
 * configuration reference. Defaults as of 2026-11: approvals `on-request`, sandbox `read-only`; network off in it.
 */
import { hookFacts } from "#artifact/claude-hooks.ts";
import { serverFacts } from "#artifact/mcp-servers.ts";
import { stem } from "#artifact/names.ts";
import { networkGrant, recordGrant } from "#artifact/permission-pattern.ts";
import { isBroadPlace, recordPlace } from "#artifact/server-arguments.ts";
import { choice, gate, setsEnvironment, settingFacts, type Meaning, type SettingRow } from "#artifact/setting-table.ts";
import { productSubject, recordCredential, recordEffect, recordGate, type Subject } from "#artifact/subject.ts";
import { embeddingOf } from "#model/embedding.ts";
import type { ArtifactFrontEnd } from "#model/artifact.ts";
import type { Node } from "#model/document.ts";
import type { PrincipalValue } from "#model/fact.ts";
import { at, isTrue, pairsOf, stringsOf, textOf } from "#model/tree.ts";
import { maskWords } from "#secrets/command-text.ts";

const approvals = choice([
  ["untrusted", "human", "*"],
  ["on-request", "human", "*"],
  ["on-failure", "human", "*"],
  ["never", "auto", "*"],
]);

/** A policy in parts, `granular = { rules = true, … }`, asks for each part that it names. */
const approvalPolicy: Meaning = (found, subject) => {
  if (found.node.kind !== "mapping" || found.origin === "default") approvals(found, subject);
  else
    recordGate(
      subject,
      found.node,
      { verdict: "human", covers: "*", setting: "approval_policy granular" },
      { key: found.setting },
    );
};

const sandboxMode = choice([
  ["read-only", "policy", "sandbox"],
  ["workspace-write", "policy", "sandbox"],
  ["danger-full-access", "auto", "sandbox"],
]);

const permissionProfile = choice([
  [":read-only", "policy", "sandbox"],
  [":workspace", "policy", "sandbox"],
  [":danger-full-access", "auto", "sandbox"],
]);

const givesRoots: Meaning = ({ node }, subject) => {
  for (const { text, node: entry } of stringsOf(node)) recordPlace(subject, entry, text);
};

const givesHosts: Meaning = ({ node, names }, subject) => {
  recordGrant(networkGrant(names.at(-1) ?? "*"), node, subject, subject.record);
};

/** A profile of one's own, named without a colon, is judged by its parts. */
const namedProfile: Meaning = (found, subject) => {
  if (found.text?.startsWith(":")) permissionProfile(found, subject);
};

/** Settings that may stand at the top and in a profile. */
const common: readonly SettingRow[] = [
  { path: "approvals_reviewer", is: ["auto_review"], means: gate("policy", "approvals") },
  { path: "sandbox_workspace_write/network_access", is: ["true"], means: gate("auto", "network") },
  { path: "sandbox_workspace_write/writable_roots", means: givesRoots },
  { path: "default_permissions", means: namedProfile },
];

const profileRows: readonly SettingRow[] = [
  ...common,
  { path: "approval_policy", means: approvalPolicy },
  { path: "sandbox_mode", means: sandboxMode },
];

const rows: readonly SettingRow[] = [
  ...common,
  { path: "approval_policy", means: approvalPolicy, absent: "on-request" },
  { path: "sandbox_mode", means: sandboxMode, absent: "read-only" },
  { path: "permissions/*/network/dangerously_allow_all_unix_sockets", is: ["true"], means: gate("auto", "sandbox") },
  { path: "permissions/*/network/dangerously_allow_non_loopback_proxy", is: ["true"], means: gate("auto", "network") },
  { path: "permissions/*/network/domains/*", is: ["allow"], means: givesHosts },
  { path: "shell_environment_policy/set", means: setsEnvironment },
  { path: "apps/*/default_tools_approval_mode", is: ["approve"], means: gate("auto", "mcp:{0}/*") },
];

/** Codex settings of a project or a person. */
export const codexConfig: ArtifactFrontEnd = {
  format: "codex-config",
  role: "agent-settings",
  syntax: "toml",
  claims: (path) =>
    /(^|\/)\.codex\/([\w.-]+\.)?config\.toml$|(^|\/)codex\/(managed_config|requirements)\.toml$/.test(path),
  facts(document, record) {
    const { root } = document;
    const subject = productSubject(document, "codex", record);
    settingFacts(subject, rows);
    for (const { key, value } of pairsOf(at(root, "profiles"))) profileFacts(subject, key, value);
    serverFacts(document, at(root, "mcp_servers"), { agent: subject.owner, anchor: subject.anchor }, record);
    hookFacts(document, at(root, "hooks"), subject, record);
    notifyFact(subject);
    environmentPolicy(subject, at(root, "shell_environment_policy"));
    projectFacts(subject);
    roleFacts(subject);
    storeFact(subject);
  },
};

/** A profile is chosen when the agent is started: its gates hold under its own name. */
function profileFacts(subject: Subject, name: string, profile: Node): void {
  settingFacts({ ...subject, anchor: `${subject.anchor}/${name}` }, profileRows, profile);
}

function notifyFact(subject: Subject): void {
  const notify = at(subject.document.root, "notify");
  const words = stringsOf(notify).map(({ text }) => text);
  if (notify && words.length > 0)
    recordEffect(subject, notify, { effect: "exec", target: "notify", detail: maskWords(words).join(" ") });
}

/** With everything inherited and nothing excluded, each command gets every secret of the environment. */
function environmentPolicy(subject: Subject, policy: Node | undefined): void {
  const open = at(policy, "ignore_default_excludes");
  const inherit = textOf(at(policy, "inherit")) ?? "all";
  if (isTrue(open) && inherit === "all") {
    recordCredential(subject, open!, { source: "env", name: "*", via: "env", authority: "human-session" });
  }
}

/** A trusted folder's own settings are obeyed; trusting a home or the root trusts whatever is put there. */
function projectFacts(subject: Subject): void {
  for (const { key: path, value } of pairsOf(at(subject.document.root, "projects"))) {
    const trust = at(value, "trust_level");
    if (textOf(trust) !== "trusted") continue;
    const verdict = isBroadPlace(path) ? "auto" : "allowlist";
    recordGate(subject, trust!, { verdict, covers: "guardrails", setting: `projects.${path}.trust_level` });
  }
}

function roleFacts(subject: Subject): void {
  for (const { key: name, keyNode, value } of pairsOf(at(subject.document.root, "agents"))) {
    if (value.kind !== "mapping" || name === "") continue;
    const agent: PrincipalValue = { type: "agent", product: "codex", tools: "inherit" };
    const id = subject.record.fact({
      kind: "principal",
      anchor: `agent/${name}`,
      key: name,
      at: keyNode,
      value: agent,
    });
    subject.record.edge(subject.owner, "delegates-to", id);
  }
}

function storeFact(subject: Subject): void {
  for (const key of ["cli_auth_credentials_store", "mcp_oauth_credentials_store"]) {
    const node = at(subject.document.root, key);
    if (textOf(node) === "file") {
      recordCredential(subject, node!, { source: "file", name: key, authority: "human-session" });
    }
  }
}

/** Agents of Codex: `.codex/agents/*.toml`. */
export const codexAgent: ArtifactFrontEnd = {
  format: "codex-agent",
  role: "agent-definition",
  syntax: "toml",
  claims: (path) => /(^|\/)\.codex\/agents\/(.+\/)?[^/]+\.toml$/.test(path),
  facts(document, record) {
    const { root } = document;
    const nameNode = at(root, "name");
    const name = textOf(nameNode) || stem(document.path);
    const anchor = `agent/${name}`;
    const model = textOf(at(root, "model"));
    const value: PrincipalValue = { type: "agent", product: "codex", tools: "inherit", ...(model ? { model } : {}) };
    const owner = record.fact({ kind: "principal", anchor, key: name, at: nameNode ?? root, value });
    const subject: Subject = { document, anchor, owner, record };
    settingFacts(subject, profileRows);
    serverFacts(document, at(root, "mcp_servers"), { agent: owner, anchor }, record);
    const instructions = at(root, "developer_instructions");
    if (instructions?.kind === "string") record.embed(embeddingOf(document, instructions, "markdown"), subject);
  },
};
