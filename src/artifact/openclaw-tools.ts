import { elevatedFacts, everyFile, execFacts } from "#artifact/openclaw-exec.ts";
import { byDefault, effectFact, gateFact, grantFact, type OpenclawScope } from "#artifact/openclaw-scope.ts";
import { embeddingOf } from "#model/embedding.ts";
import type { Node } from "#model/document.ts";
import type { EffectValue, FactId, GrantValue } from "#model/fact.ts";
import { at, isFalse, isTrue, itemsOf, pairsOf, stringsOf, textOf } from "#model/tree.ts";
import { maskWords } from "#secrets/command-text.ts";

/** What having a tool means. */
interface ToolMeaning {
  readonly system: string;
  readonly level: NonNullable<GrantValue["level"]>;
  readonly wildcard?: boolean;
  readonly effects: readonly EffectValue[];
}

const shell: ToolMeaning = {
  system: "shell",
  level: "admin",
  wildcard: true,
  effects: [{ effect: "exec", target: "*" }],
};
const write: ToolMeaning = {
  system: "filesystem",
  level: "write",
  effects: [{ effect: "file-write", target: "workspace" }],
};
const agents: ToolMeaning = {
  system: "agents",
  level: "write",
  effects: [{ effect: "spawn-agent", target: "*" }],
};
const schedule: EffectValue = { effect: "self-modify", target: "schedule" };
const permissions: EffectValue = { effect: "self-modify", target: "permissions" };
const skill: EffectValue = { effect: "self-modify", target: "skill" };

/** Tools, tool groups and profiles by name. Source: docs/gateway/config-tools/tool-policy.md. */
const meanings: ReadonlyMap<string, ToolMeaning> = new Map<string, ToolMeaning>([
  ["exec", shell],
  ["bash", shell],
  ["process", shell],
  ["code_execution", shell],
  ["terminal", shell],
  ["group:runtime", shell],
  ["read", { system: "filesystem", level: "read", effects: [] }],
  ["write", write],
  ["edit", write],
  ["apply_patch", write],
  ["group:fs", write],
  ["sessions_spawn", agents],
  ["sessions_send", agents],
  ["subagents", agents],
  ["group:sessions", agents],
  ["cron", { system: "tool", level: "admin", effects: [schedule] }],
  ["automations", { system: "tool", level: "admin", effects: [schedule] }],
  ["gateway", { system: "tool", level: "admin", effects: [permissions] }],
  ["openclaw", { system: "tool", level: "admin", effects: [permissions] }],
  ["plugins", { system: "tool", level: "admin", effects: [permissions] }],
  ["group:automation", { system: "tool", level: "admin", effects: [schedule, permissions] }],
  ["skill_workshop", { system: "tool", level: "admin", effects: [skill] }],
  ["group:agents", { system: "tool", level: "admin", effects: [skill] }],
  ["web_fetch", { system: "web", level: "read", effects: [{ effect: "network", target: "*" }] }],
  ["web_search", { system: "web", level: "read", effects: [{ effect: "network", target: "*" }] }],
  ["group:web", { system: "web", level: "read", effects: [{ effect: "network", target: "*" }] }],
  ["browser", { system: "web", level: "write", effects: [{ effect: "network", target: "*" }] }],
  ["group:ui", { system: "web", level: "write", effects: [{ effect: "network", target: "*" }] }],
  ["nodes", { system: "node", level: "admin", effects: [{ effect: "exec", target: "node" }] }],
  ["group:nodes", { system: "node", level: "admin", effects: [{ effect: "exec", target: "node" }] }],
  ["bundle-mcp", { system: "mcp", level: "unknown", wildcard: true, effects: [] }],
  ["group:plugins", { system: "mcp", level: "unknown", wildcard: true, effects: [] }],
  ["*", { system: "tool", level: "admin", wildcard: true, effects: [{ effect: "exec", target: "*" }] }],
  ["profile full", { system: "tool", level: "admin", wildcard: true, effects: [{ effect: "exec", target: "*" }] }],
  [
    "profile coding",
    {
      system: "tool",
      level: "admin",
      effects: [{ effect: "exec", target: "*" }, { effect: "file-write", target: "workspace" }, schedule, skill],
    },
  ],
  ["profile messaging", { system: "tool", level: "write", effects: [{ effect: "spawn-agent", target: "*" }] }],
  ["profile minimal", { system: "tool", level: "read", effects: [] }],
]);

/** Lists that give tools. */
const givingLists = ["allow", "alsoAllow"];

/** Records the `tools` of all agents, or of one; `inherits` where an absent key means the defaults of all agents. */
export function toolFacts(scope: OpenclawScope, tools: Node | undefined, holder: Node, inherits: boolean): void {
  policyFacts(scope, tools, "tools");
  const profile = at(tools, "profile");
  if (textOf(profile) !== undefined) toolGrant(scope, profile!, `profile ${textOf(profile)!}`, {});
  else if (!inherits && !at(tools, "allow"))
    grantFact(
      scope,
      tools ?? holder,
      { system: "tool", actions: ["profile full"], level: "admin", wildcard: true },
      byDefault,
    );
  for (const table of ["byProvider", "toolsBySender"]) {
    for (const { key, value } of pairsOf(at(tools, table))) policyFacts(scope, value, `tools.${table}.${key}`, true);
  }
  execFacts(scope, at(tools, "exec"), tools ?? holder, inherits);
  elevatedFacts(scope, at(tools, "elevated"));
  reachFacts(scope, tools);
  mediaFacts(scope, at(tools, "media"));
}

/** Records `allow`, `alsoAllow` and `deny` of one place: what they give as grants, what they refuse as gates. */
export function policyFacts(scope: OpenclawScope, policy: Node | undefined, path: string, conditioned = false): void {
  for (const list of givingLists) {
    for (const { text, node } of stringsOf(at(policy, list)))
      toolGrant(scope, node, text, conditioned ? { conditioned: true } : {});
  }
  for (const { text, node } of stringsOf(at(policy, "deny")))
    gateFact(scope, node, { path: `${path}.deny ${text}`, verdict: "policy", covers: coverageOf(text) });
}

function toolGrant(scope: OpenclawScope, node: Node, text: string, more: { readonly conditioned?: true }): void {
  const name = text.trim().toLowerCase();
  if (name === "") return;
  const meaning = meanings.get(name) ?? pluginTool(name);
  const id = grantFact(scope, node, {
    system: meaning.system,
    actions: [name],
    level: meaning.level,
    ...(meaning.wildcard ? { wildcard: true } : {}),
    ...more,
  });
  for (const effect of meaning.effects) reaches(scope, node, id, effect);
}

/** Tools of servers and plugins are named `<server>__<tool>`; anything else is a tool that only the product knows. */
function pluginTool(name: string): ToolMeaning {
  return { system: name.includes("__") ? "mcp" : "tool", level: "unknown", effects: [] };
}

function reaches(scope: OpenclawScope, node: Node, grant: FactId, effect: EffectValue): void {
  scope.record.edge(grant, "reaches", effectFact(scope, node, effect));
}

function coverageOf(text: string): string {
  const name = text.trim().toLowerCase();
  const system = meanings.get(name)?.system;
  if (system === "shell") return "exec";
  if (system === "filesystem") return "edit";
  return name;
}

/** Settings that let an agent reach other agents and files beyond its workspace. */
function reachFacts(scope: OpenclawScope, tools: Node | undefined): void {
  const workspaceOnly = at(tools, "fs", "workspaceOnly");
  if (isFalse(workspaceOnly)) everyFile(scope, workspaceOnly!);
  if (isTrue(workspaceOnly))
    gateFact(scope, workspaceOnly!, { path: "tools.fs.workspaceOnly", verdict: "policy", covers: "edit" });
  const peers = at(tools, "agentToAgent");
  if (isTrue(at(peers, "enabled"))) {
    const allow = at(peers, "allow");
    if (allow) agentGrants(scope, allow);
    else agentGrant(scope, at(peers, "enabled")!, "*");
  }
  const visibility = at(tools, "sessions", "visibility");
  if (textOf(visibility) === "all" || textOf(visibility) === "agent")
    grantFact(scope, visibility!, {
      system: "agents",
      actions: [`sessions:${textOf(visibility)!}`],
      level: "read",
      ...(textOf(visibility) === "all" ? { wildcard: true } : {}),
    });
}

/** Records the agents that an agent may start or talk to. */
export function agentGrants(scope: OpenclawScope, list: Node | undefined): void {
  for (const { text, node } of stringsOf(list)) agentGrant(scope, node, text);
}

function agentGrant(scope: OpenclawScope, node: Node, name: string): void {
  const id = grantFact(scope, node, {
    system: "agents",
    actions: [name],
    level: "write",
    ...(name === "*" ? { wildcard: true } : {}),
  });
  reaches(scope, node, id, { effect: "spawn-agent", target: name });
}

/** Media that a sender attaches is handed to these programs before the model sees anything. */
function mediaFacts(scope: OpenclawScope, media: Node | undefined): void {
  for (const { key: kind, value } of pairsOf(media)) {
    for (const model of itemsOf(at(value, "models"))) {
      const command = at(model, "command");
      const program = textOf(command);
      if (!command || program === undefined) continue;
      const words = maskWords([program, ...stringsOf(at(model, "args")).map(({ text }) => text)]);
      effectFact(scope, command, { effect: "exec", target: `media ${kind}`, detail: words.join(" ") });
      const owner = { anchor: scope.anchor, owner: scope.agent };
      scope.record.embed(embeddingOf(scope.document, command, "bash"), owner);
    }
  }
}
