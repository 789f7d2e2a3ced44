import { hookFacts } from "#artifact/claude-hooks.ts";
import { credentialReferences, isCredentialName, issuerOf } from "#artifact/credential-text.ts";
import { permissionEntries, permissionGrants } from "#artifact/permission-pattern.ts";
import type { ArtifactFrontEnd, Recorder } from "#model/artifact.ts";
import type { Document, Node } from "#model/document.ts";
import { embeddingOf } from "#model/embedding.ts";
import type { FactId, GateValue } from "#model/fact.ts";
import { at, isFalse, isTrue, itemsOf, pairsOf, stringsOf, textOf } from "#model/tree.ts";

/** The anchor of everything that Claude Code's settings say of the agent they configure. */
export const claudeAnchor = "agent/claude-code";

/** Claude Code settings at every level: project, local, user, managed. Source: code.claude.com settings reference. */
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
    const mode =
      at(document.root, "permissions", "defaultMode") ??
      at(document.root, "permissions", "disableBypassPermissionsMode");
    return mode !== undefined || at(document.root, "enableAllProjectMcpServers") !== undefined;
  },
  facts(document, record) {
    const agent = claudeAgent(document.root, record);
    const owner = { anchor: claudeAnchor, owner: agent };
    permissionGrants(at(document.root, "permissions", "allow"), owner, record);
    permissionGates(document.root, agent, record);
    modeGates(document.root, agent, record);
    environmentFacts(at(document.root, "env"), agent, record);
    helperFacts(document, agent, record);
    hookFacts(document, at(document.root, "hooks"), owner, record);
    sandboxFacts(document.root, agent, record);
    pluginFacts(document.root, agent, record);
  },
};

/** The principal that Claude Code's settings speak of. */
export function claudeAgent(at: Node, record: Recorder): FactId {
  return record.fact({
    kind: "principal",
    anchor: claudeAnchor,
    key: "claude-code",
    at,
    value: { type: "agent", product: "claude-code" },
  });
}

function gate(agent: FactId, record: Recorder, node: Node, value: GateValue): void {
  record.fact({ kind: "gate", anchor: claudeAnchor, key: value.setting, owner: agent, at: node, value });
}

function permissionGates(root: Node, agent: FactId, record: Recorder): void {
  const permissions = at(root, "permissions");
  for (const { text, node } of permissionEntries(at(permissions, "ask"))) {
    gate(agent, record, node, { verdict: "human", covers: text, setting: `permissions.ask ${text}` });
  }
  for (const { text, node } of permissionEntries(at(permissions, "deny"))) {
    gate(agent, record, node, { verdict: "policy", covers: text, setting: `permissions.deny ${text}` });
  }
  for (const { text, node } of stringsOf(at(permissions, "additionalDirectories"))) {
    record.fact({
      kind: "grant",
      anchor: claudeAnchor,
      key: `filesystem:${text}`,
      owner: agent,
      at: node,
      value: {
        system: "filesystem",
        actions: ["write"],
        resource: text,
        decision: "hardcoded",
        level: "write",
        ...(/^(\/|~\/?|\.\.\/?)$/.test(text) ? { wildcard: true } : {}),
      },
    });
  }
}

/** What each permission mode asks; an absent key means `default`, which asks a person. */
const modes: Readonly<Record<string, Pick<GateValue, "verdict" | "covers">>> = {
  default: { verdict: "human", covers: "*" },
  manual: { verdict: "human", covers: "*" },
  plan: { verdict: "human", covers: "*" },
  acceptEdits: { verdict: "auto", covers: "edit" },
  auto: { verdict: "policy", covers: "*" },
  dontAsk: { verdict: "allowlist", covers: "*" },
  bypassPermissions: { verdict: "auto", covers: "*" },
};

function modeGates(root: Node, agent: FactId, record: Recorder): void {
  const mode = at(root, "permissions", "defaultMode");
  const name = textOf(mode) ?? "default";
  const meaning = Object.hasOwn(modes, name) ? modes[name]! : { verdict: "human" as const, covers: "*" };
  record.fact({
    kind: "gate",
    anchor: claudeAnchor,
    key: "permissions.defaultMode",
    owner: agent,
    at: mode ?? root,
    origin: mode ? "config" : "default",
    value: { ...meaning, setting: `permissions.defaultMode ${name}` },
  });
  switchGates(root, agent, record);
}

/** Switches that take a question away. */
const switches: readonly (readonly [readonly string[], string])[] = [
  [["skipDangerousModePermissionPrompt"], "*"],
  [["enableAllProjectMcpServers"], "mcp:*"],
  [["disableAllHooks"], "guardrails"],
];

function switchGates(root: Node, agent: FactId, record: Recorder): void {
  for (const [path, covers] of switches) {
    const node = at(root, ...path);
    if (isTrue(node)) gate(agent, record, node!, { verdict: "auto", covers, setting: path.join(".") });
  }
  const ceiling = at(root, "permissions", "disableBypassPermissionsMode");
  if (textOf(ceiling) === "disable") {
    gate(agent, record, ceiling!, {
      verdict: "policy",
      covers: "*",
      setting: "permissions.disableBypassPermissionsMode",
    });
  }
}

function environmentFacts(env: Node | undefined, agent: FactId, record: Recorder): void {
  for (const { key: name, value } of pairsOf(env)) {
    if (!isCredentialName(name)) continue;
    const [reference] = credentialReferences(textOf(value) ?? "");
    const source = reference?.source ?? "literal";
    const issuer = issuerOf(name);
    record.fact({
      kind: "credential",
      anchor: claudeAnchor,
      key: `${source}:${reference?.name ?? name}`,
      owner: agent,
      at: value,
      value: {
        source,
        name: reference?.name ?? name,
        lifetime: "unknown",
        authority: "unknown",
        via: "env",
        ...(issuer ? { issuer } : {}),
      },
    });
  }
}

/** Settings whose value is a command that the product runs to get a credential or to show something. */
const helpers: readonly (readonly [readonly string[], "credential" | "effect"])[] = [
  [["apiKeyHelper"], "credential"],
  [["awsAuthRefresh"], "credential"],
  [["awsCredentialExport"], "credential"],
  [["gcpAuthRefresh"], "credential"],
  [["otelHeadersHelper"], "credential"],
  [["statusLine", "command"], "effect"],
  [["fileSuggestion", "command"], "effect"],
  [["processWrapper"], "effect"],
  [["policyHelper"], "effect"],
];

function helperFacts(document: Document, agent: FactId, record: Recorder): void {
  for (const [path, kind] of helpers) {
    const node = at(document.root, ...path);
    const command = textOf(node);
    if (!node || !command) continue;
    const setting = path.join(".");
    if (kind === "credential") {
      record.fact({
        kind: "credential",
        anchor: claudeAnchor,
        key: `command:${setting}`,
        owner: agent,
        at: node,
        value: { source: "command", name: setting, lifetime: "unknown", authority: "unknown" },
      });
    } else {
      record.fact({
        kind: "effect",
        anchor: claudeAnchor,
        key: `exec:${setting}`,
        owner: agent,
        at: node,
        value: { effect: "exec", target: setting, detail: command.slice(0, 200) },
      });
    }
    record.embed(embeddingOf(document, node, "bash"), { anchor: claudeAnchor, owner: agent });
  }
}

function sandboxFacts(root: Node, agent: FactId, record: Recorder): void {
  const sandbox = at(root, "sandbox");
  if (!isTrue(at(sandbox, "enabled"))) return;
  gate(agent, record, at(sandbox, "enabled")!, { verdict: "policy", covers: "sandbox", setting: "sandbox.enabled" });
  const escape = at(sandbox, "allowUnsandboxedCommands");
  if (!isFalse(escape)) {
    record.fact({
      kind: "gate",
      anchor: claudeAnchor,
      key: "sandbox.allowUnsandboxedCommands",
      owner: agent,
      at: escape ?? sandbox!,
      origin: escape ? "config" : "default",
      value: { verdict: "human", covers: "sandbox", setting: "sandbox.allowUnsandboxedCommands" },
    });
  }
  for (const { text, node } of stringsOf(at(sandbox, "network", "allowedDomains"))) {
    record.fact({
      kind: "grant",
      anchor: claudeAnchor,
      key: `network:${text}`,
      owner: agent,
      at: node,
      value: {
        system: "network",
        actions: ["connect"],
        resource: text,
        decision: "hardcoded",
        level: "write",
        ...(text === "*" ? { wildcard: true } : {}),
      },
    });
  }
}

function pluginFacts(root: Node, agent: FactId, record: Recorder): void {
  for (const { key: name, value } of pairsOf(at(root, "extraKnownMarketplaces"))) {
    const update = at(value, "autoUpdate");
    if (isTrue(update))
      gate(agent, record, update!, {
        verdict: "auto",
        covers: "plugins",
        setting: `extraKnownMarketplaces.${name}.autoUpdate`,
      });
  }
  for (const entry of itemsOf(at(root, "strictKnownMarketplaces"))) {
    gate(agent, record, entry, { verdict: "allowlist", covers: "plugins", setting: "strictKnownMarketplaces" });
  }
}
