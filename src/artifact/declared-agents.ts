import type { ArtifactFrontEnd, Recorder } from "#model/artifact.ts";
import type { Node } from "#model/document.ts";
import { type AgentBudget, privilegeNames } from "#model/fact.ts";
import { compareText } from "#model/location.ts";
import { at, pairsOf, stringsOf, textOf } from "#model/tree.ts";

/**
 * The agents that a tree declares under `agents` of its own configuration: what should be there. They are principals of
 * their own, so that what is there can be held against them, and so that a wider budget is a change that somebody sees.
 * Mistakes are told by whoever reads the configuration.
 */
export const declaredAgents: ArtifactFrontEnd = {
  format: "countersign-config",
  role: "agent-settings",
  syntax: "yaml",
  claims: (path) => path === "countersign.yaml",
  facts(document, record) {
    for (const { key: name, keyNode, value } of pairsOf(at(document.root, "agents")))
      if (value.kind === "mapping") agentFact(name, keyNode, value, record);
  },
};

function agentFact(name: string, nameNode: Node, agent: Node, record: Recorder): void {
  const owner = textOf(at(agent, "owner"));
  const list = (key: "systems" | "effects" | "principals" | "artifacts"): AgentBudget => {
    const node = at(agent, key);
    if (!node) return {};
    return { [key]: [...new Set(stringsOf(node).map(({ text }) => text))].sort(compareText) };
  };
  const privilege = privilegeNames.find((word) => word === textOf(at(agent, "privilege")));
  const budget: AgentBudget = {
    ...(owner === undefined ? {} : { owner }),
    ...list("systems"),
    ...list("effects"),
    ...list("principals"),
    ...list("artifacts"),
    ...(privilege === undefined ? {} : { privilege }),
  };
  record.fact({
    kind: "principal",
    anchor: `declared/${name}`,
    key: name,
    at: nameNode,
    value: { type: "agent", product: "declared", budget },
  });
}
