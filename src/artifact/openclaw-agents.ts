import { sandboxFacts } from "#artifact/openclaw-sandbox.ts";
import { effectFact, gateFact, type OpenclawScope } from "#artifact/openclaw-scope.ts";
import { sweep } from "#artifact/openclaw-sweep.ts";
import { agentGrants, toolFacts } from "#artifact/openclaw-tools.ts";
import { embeddingOf } from "#model/embedding.ts";
import type { Node } from "#model/document.ts";
import type { FactId } from "#model/fact.ts";
import { at, itemsOf, pairsOf, stringsOf, textOf } from "#model/tree.ts";

/** Flags of agent programs that take their own approvals away. */
const bypassFlags = /^--(dangerously-[\w-]+|yolo|allow-all(-tools)?|full-auto|permission-mode[= ]bypassPermissions)$/;

/** Records what the defaults of all agents say. */
export function defaultAgentFacts(scope: OpenclawScope, root: Node): void {
  const defaults = at(root, "agents", "defaults") ?? at(root, "agent");
  toolFacts(scope, at(root, "tools"), root, false);
  if (at(defaults, "tools")) toolFacts(scope, at(defaults, "tools"), defaults!, true);
  sandboxFacts(scope, at(defaults, "sandbox"), defaults ?? root, false);
  agentSettings(scope, defaults);
}

/**
 * Records each named agent as a principal with what it has of its own, in either notation: `agents.list[].id` and
 * `agents.entries.<id>`. Returns their ids by name.
 */
export function namedAgentFacts(scope: OpenclawScope, root: Node): Map<string, FactId> {
  const found = new Map<string, FactId>();
  const agents = agentsOf(root);
  const started = startedAgents(root, agents);
  for (const { name, nameNode, agent } of agents) {
    const anchor = `agent/${name}`;
    const id = scope.record.fact({
      kind: "principal",
      anchor,
      key: name,
      at: nameNode,
      value: {
        type: "agent",
        product: "openclaw",
        ...modelOf(agent),
        ...toolsOf(agent, started.has(name) || started.has("*")),
      },
    });
    found.set(name, id);
    scope.record.edge(scope.agent, "delegates-to", id);
    const own: OpenclawScope = { ...scope, anchor, agent: id };
    toolFacts(own, at(agent, "tools"), agent, true);
    sandboxFacts(own, at(agent, "sandbox"), agent, true);
    agentSettings(own, agent);
    sweep(own, agent);
  }
  return found;
}

interface NamedAgent {
  readonly name: string;
  readonly nameNode: Node;
  readonly agent: Node;
}

function agentsOf(root: Node): NamedAgent[] {
  const agents = at(root, "agents");
  const listed = itemsOf(at(agents, "list")).flatMap((agent) => {
    const nameNode = at(agent, "id");
    const name = textOf(nameNode);
    return nameNode && name ? [{ name, nameNode, agent }] : [];
  });
  const entered = pairsOf(at(agents, "entries")).map(({ key, keyNode, value }) => ({
    name: key,
    nameNode: keyNode,
    agent: value,
  }));
  return [...listed, ...entered].filter(({ agent, name }) => agent.kind === "mapping" && name !== "");
}

/** The names of the agents that other agents may start; `*` for all. */
function startedAgents(root: Node, agents: readonly NamedAgent[]): ReadonlySet<string> {
  const lists = [at(root, "agents", "defaults"), ...agents.map(({ agent }) => agent)];
  return new Set(lists.flatMap((holder) => stringsOf(at(holder, "subagents", "allowAgents")).map(({ text }) => text)));
}

/** An agent that others start and that has no policy of its own has the tools of all agents. */
function toolsOf(agent: Node, started: boolean): { readonly tools?: "inherit" | "listed" } {
  const tools = at(agent, "tools");
  if (at(tools, "allow") ?? at(tools, "profile")) return { tools: "listed" };
  return started && !at(tools, "deny") ? { tools: "inherit" } : {};
}

function modelOf(agent: Node): { readonly model?: string } {
  const model = textOf(at(agent, "model")) ?? textOf(at(agent, "model", "primary"));
  return model === undefined ? {} : { model };
}

function agentSettings(scope: OpenclawScope, agent: Node | undefined): void {
  heartbeatFact(scope, at(agent, "heartbeat"));
  agentGrants(scope, at(agent, "subagents", "allowAgents"));
  if (at(agent, "subagents", "tools")) toolFacts(scope, at(agent, "subagents", "tools"), at(agent, "subagents")!, true);
  for (const { key, value } of pairsOf(at(agent, "cliBackends"))) backendFacts(scope, key, value);
}

/** A heartbeat starts the agent without anybody; an interval of nothing switches it off. */
function heartbeatFact({ document, record, anchor, agent }: OpenclawScope, heartbeat: Node | undefined): void {
  const every = at(heartbeat, "every");
  const interval = textOf(every);
  if (!every || !interval) return;
  const off = /^0+[a-z]*$/i.test(interval.trim());
  record.fact({
    kind: "trigger",
    anchor,
    key: `schedule:every ${interval}`,
    owner: agent,
    at: every,
    value: { type: "schedule", source: `every ${interval}`, sender: off ? "none" : "internal" },
  });
  const prompt = at(heartbeat, "prompt");
  if (!off && prompt?.kind === "string")
    record.embed(embeddingOf(document, prompt, "markdown"), { anchor, owner: agent });
}

/** Another agent program that OpenClaw starts in place of a model. */
function backendFacts(scope: OpenclawScope, name: string, backend: Node): void {
  const command = at(backend, "command");
  if (textOf(command) !== undefined)
    effectFact(scope, command!, { effect: "exec", target: `backend ${name}`, detail: textOf(command)! });
  for (const list of ["args", "resumeArgs"]) {
    const words = stringsOf(at(backend, list));
    words.forEach(({ text, node }, index) => {
      const mode = words[index - 1]?.text === "--permission-mode" && text === "bypassPermissions";
      if (!mode && !bypassFlags.test(text)) return;
      gateFact(scope, node, { path: `cliBackends.${name}.${list}`, choice: text, verdict: "auto", covers: "*" });
    });
  }
}
