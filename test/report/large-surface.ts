import type { Edge, Fact, Relation } from "#model/fact.ts";
import { fact } from "./sample-report.ts";

/**
 * A surface with exactly so many facts, as large repositories have them: agents with triggers, servers with many tools,
 * credentials, grants with and without gates, effects at many hosts.
 */
export function largeSurface(size: number): { readonly facts: readonly Fact[]; readonly edges: readonly Edge[] } {
  const facts: Fact[] = [];
  const edges: Edge[] = [];
  const add = (made: Fact, relation?: Relation, owner?: Fact) => {
    facts.push(made);
    if (relation && owner) edges.push({ from: owner.id, relation, to: made.id });
    return made;
  };
  const starts = (trigger: Fact, of: Fact, relation: Relation) => {
    facts.push(trigger);
    edges.push({ from: trigger.id, relation, to: of.id });
  };
  for (let number = 0; facts.length < size; number++) {
    const isAgent = number % 4 === 0;
    const anchor = isAgent ? `agent/agent-${number}` : `server/server-with-a-long-name-${number}`;
    const actor = add(
      fact(
        "principal",
        anchor,
        "self",
        isAgent ? { type: "agent", product: "openclaw" } : { type: "service", product: "mcp" },
      ),
    );
    if (!isAgent)
      edges.push({ from: facts.find(({ kind }) => kind === "principal")!.id, relation: "uses", to: actor.id });
    if (isAgent) {
      const sender = number % 8 === 0 ? "open" : "allowlist";
      starts(fact("trigger", anchor, "chat:discord", { type: "chat", source: "discord", sender }), actor, "triggers");
      const covers = number % 8 === 0 ? "exec" : "network";
      starts(fact("gate", anchor, covers, { verdict: "human", covers, setting: `ask.${covers}` }), actor, "guards");
    }
    const credential = fact("credential", anchor, `env:TOKEN_${number}`, {
      source: "env",
      name: `TOKEN_${number}`,
      issuer: ["github", "stripe", "aws"][number % 3]!,
      lifetime: number % 2 === 0 ? "long-lived" : "ephemeral",
      authority: number % 2 === 0 ? "service" : "user",
    });
    add(credential, "holds", actor);
    for (let tool = 0; tool < 12; tool++) {
      const name = `tool_${tool}_of_${number}`;
      const made = add(fact("tool", anchor, name, { name, form: "mcp", registration: "static" }), "registers", actor);
      if (tool % 3 !== 0) continue;
      const target = tool % 2 === 0 ? `host-${(number + tool) % 40}.example.com` : "sh -c";
      const effect = tool % 2 === 0 ? "network" : "exec";
      add(fact("effect", anchor, `${effect}:${target}:${tool}`, { effect, target }), "reaches", made);
    }
  }
  const kept = facts.slice(0, size);
  const ids = new Set(kept.map(({ id }) => id));
  return { facts: kept, edges: edges.filter(({ from, to }) => ids.has(from) && ids.has(to)) };
}
