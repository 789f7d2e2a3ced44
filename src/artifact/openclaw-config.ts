import { serverFacts } from "#artifact/mcp-servers.ts";
import { baseName } from "#artifact/names.ts";
import { defaultAgentFacts, namedAgentFacts } from "#artifact/openclaw-agents.ts";
import { channelFacts, type ChannelTriggers } from "#artifact/openclaw-channels.ts";
import { commandSettings } from "#artifact/openclaw-commands.ts";
import { cronJobFacts } from "#artifact/openclaw-cron.ts";
import { gatewayFacts } from "#artifact/openclaw-gateway.ts";
import { pluginSettings, secretProviders } from "#artifact/openclaw-plugins-settings.ts";
import { gateFact, openclawScope, type OpenclawScope } from "#artifact/openclaw-scope.ts";
import { skillSettings } from "#artifact/openclaw-skills-settings.ts";
import { includeFacts, sweep } from "#artifact/openclaw-sweep.ts";
import { webhookFacts } from "#artifact/openclaw-webhooks.ts";
import type { ArtifactFrontEnd } from "#model/artifact.ts";
import type { Node } from "#model/document.ts";
import type { FactId } from "#model/fact.ts";
import { at, isFalse, isTrue, itemsOf, pairsOf, textOf } from "#model/tree.ts";

/** Names that the product has had for its settings file. */
const fileNames = new Set(["openclaw.json", "openclaw.json5", "clawdbot.json", "moltbot.json"]);

/** Places that say by themselves what a file is; two of them make a file of this format. */
const signs: readonly (readonly (readonly string[])[])[] = [
  [["channels"]],
  [["gateway"]],
  [
    ["agents", "defaults"],
    ["agents", "list"],
    ["agents", "entries"],
  ],
  [["tools", "exec"]],
  [["skills", "workshop"]],
];

/** Parts whose credentials and switches are told of principals of their own. */
const ownParts: readonly (readonly [string, string])[] = [
  ["agents", "list"],
  ["agents", "entries"],
  ["mcp", "servers"],
];

/** OpenClaw's settings, `openclaw.json` and its earlier names. Source: docs/gateway/configuration-reference.md. */
export const openclawConfig: ArtifactFrontEnd = {
  format: "openclaw-config",
  role: "agent-settings",
  syntax: "json",
  claims: (path) => fileNames.has(baseName(path)),
  markers: ["dmPolicy", "groupPolicy", "gateway", "heartbeat", "workshop"],
  recognises: ({ root }) =>
    signs.filter((paths) => paths.some((path) => at(root, ...path)?.kind === "mapping" || listed(at(root, ...path))))
      .length >= 2,
  facts(document, record) {
    const { root } = document;
    const scope = openclawScope(document, record);
    defaultAgentFacts(scope, root);
    const agents = namedAgentFacts(scope, root);
    const triggers = channelFacts(scope, root);
    bindingEdges(scope, at(root, "bindings"), agents, triggers);
    gatewayFacts(scope, at(root, "gateway"));
    webhookFacts(scope, at(root, "hooks"), agents);
    skillSettings(scope, root);
    commandSettings(scope, at(root, "commands"));
    pluginSettings(scope, at(root, "plugins"));
    secretProviders(scope, at(root, "secrets"));
    serverSettings(scope, at(root, "mcp", "servers") ?? at(root, "mcpServers"));
    cronJobFacts(document, at(root, "cron", "jobs"), record);
    shellEnvironment(scope, at(root, "env", "shellEnv", "enabled"));
    sweep(scope, root, ownParts);
    includeFacts(scope, root);
  },
};

function listed(node: Node | undefined): boolean {
  return itemsOf(node).some((item) => item.kind === "mapping");
}

/** `bindings` say which agent answers on which channel. */
function bindingEdges(
  { record }: OpenclawScope,
  bindings: Node | undefined,
  agents: ReadonlyMap<string, FactId>,
  triggers: ChannelTriggers,
): void {
  for (const binding of itemsOf(bindings)) {
    const agent = agents.get(textOf(at(binding, "agentId")) ?? "");
    const channel = textOf(at(binding, "match", "channel"));
    if (agent === undefined || channel === undefined) continue;
    const account = textOf(at(binding, "match", "accountId"));
    const exact = account === undefined || account === "*" ? undefined : triggers.get(`${channel}/${account}`);
    for (const trigger of exact ?? (triggers.get(channel) ?? []).slice(0, mostEdges))
      record.edge(trigger, "triggers", agent);
  }
}

/** Edges that one binding makes: a channel has few accounts, and hostile files must not multiply. */
const mostEdges = 50;

function serverSettings(scope: OpenclawScope, servers: Node | undefined): void {
  const { document, record, anchor, agent } = scope;
  serverFacts(document, servers, { agent, anchor }, record);
  for (const { key: name, value } of pairsOf(servers)) {
    const verify = at(value, "sslVerify");
    if (isFalse(verify))
      gateFact(scope, verify!, { path: `mcp.servers.${name}.sslVerify`, verdict: "auto", covers: "network" });
    const mode = at(value, "codex", "defaultToolsApprovalMode");
    if (textOf(mode) === "approve")
      gateFact(scope, mode!, {
        path: `mcp.servers.${name}.codex.defaultToolsApprovalMode`,
        verdict: "auto",
        covers: `mcp:${name}/*`,
      });
    oauthFact(scope, name, at(value, "oauth"));
  }
}

/** One sign-in for everybody who talks to the agent, or one for each of them. */
function oauthFact({ record }: OpenclawScope, server: string, oauth: Node | undefined): void {
  const identity = at(oauth, "identity");
  const kind = textOf(identity);
  if (!identity || (kind !== "shared" && kind !== "per-requester")) return;
  record.fact({
    kind: "credential",
    anchor: `server/${server}`,
    key: "exchange:oauth",
    at: identity,
    value: {
      source: "exchange",
      name: "oauth",
      lifetime: "unknown",
      authority: kind === "shared" ? "service" : "user",
      via: "header",
    },
  });
}

/** The gateway starts a login shell and takes whatever keys the person who owns the host has exported there. */
function shellEnvironment({ record, anchor, agent }: OpenclawScope, enabled: Node | undefined): void {
  if (!isTrue(enabled)) return;
  record.fact({
    kind: "credential",
    anchor,
    key: "env:*",
    owner: agent,
    at: enabled!,
    value: { source: "env", name: "*", lifetime: "long-lived", authority: "human-session", via: "env" },
  });
}
