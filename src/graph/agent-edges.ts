import { push } from "#graph/code-files.ts";
import { factId, type Edge, type Fact, type FactId, type FactOf } from "#model/fact.ts";
import type { RepoPath } from "#model/location.ts";

type Agent = FactOf<"principal">;

/** The edges between agents: from the agent of a product to those defined beside its settings, and from one to whom it may call. */
export function agentEdges(facts: readonly Fact[]): Edge[] {
  const agents = facts.filter(
    (fact): fact is Agent =>
      fact.kind === "principal" && fact.value.type === "agent" && fact.value.product !== undefined,
  );
  return [...childEdges(agents), ...callEdges(facts, agents)];
}

/** Permissions to start other agents, and handoffs that nobody is asked about, lead to these; to one of two with a name they do not. */
function callEdges(facts: readonly Fact[], agents: readonly Agent[]): Edge[] {
  const byName = new Map<string, Agent[]>();
  const products = new Map<string, string>();
  for (const agent of agents) {
    push(byName, `${agent.value.product}\n${agent.key}`, agent);
    products.set(agent.anchor, agent.value.product!);
  }
  const ids = new Set(facts.map(({ id }) => id));
  return facts.flatMap((fact) =>
    calledBy(fact, ids).flatMap((name): Edge[] => {
      const called = byName.get(`${products.get(fact.anchor)}\n${name}`) ?? [];
      const isOther = called.length === 1 && called[0]!.anchor !== fact.anchor;
      return isOther ? [{ from: fact.id, relation: "delegates-to", to: called[0]!.id }] : [];
    }),
  );
}

/** The names of the agents that a fact lets an agent start by itself. */
function calledBy(fact: Fact, ids: ReadonlySet<FactId>): readonly string[] {
  if (fact.kind === "grant") return fact.value.system === "agents" ? fact.value.actions : [];
  if (fact.kind !== "effect" || fact.value.effect !== "spawn-agent") return [];
  // A handoff waits for a click, unless it says that it sends by itself.
  const { target } = fact.value;
  return ids.has(factId("gate", fact.anchor, `handoffs ${target} send`)) ? [target] : [];
}

/** Where agents of a project are defined, and where its settings lie: the folder that holds both. */
const agentHome = /^(.*\/)?\.(?:claude|codex|copilot|cursor|factory|gemini|github|kiro|opencode|qwen)\//;

/** The agent of a product starts those that are defined for it beside its settings. */
function childEdges(agents: readonly Agent[]): Edge[] {
  const parents = new Map<string, FactId>();
  for (const { id, anchor, value, locations } of agents) {
    if (anchor !== `agent/${value.product}`) continue;
    for (const { path } of locations) parents.set(`${value.product}\n${homeOf(path)}`, id);
  }
  return agents.flatMap(({ id, anchor, value, locations }): Edge[] =>
    anchor === `agent/${value.product}` || !anchor.startsWith("agent/")
      ? []
      : locations.flatMap(({ path }): Edge[] => {
          const parent = agentHome.test(path) ? parents.get(`${value.product}\n${homeOf(path)}`) : undefined;
          return parent === undefined ? [] : [{ from: parent, relation: "delegates-to", to: id }];
        }),
  );
}

function homeOf(path: RepoPath): string {
  return agentHome.exec(path)?.[1] ?? (agentHome.test(path) ? "" : path.slice(0, path.lastIndexOf("/") + 1));
}
