import { expect, test } from "vitest";
import { gatesBefore } from "#graph/gates.ts";
import type { Edge, Fact, FactKind, FactValues } from "#model/fact.ts";
import { factId } from "#model/fact.ts";

function fact<Kind extends FactKind>(kind: Kind, anchor: string, key: string, value: FactValues[Kind]): Fact {
  const more = { locations: [], confidence: "very-high", origin: "config" } as const;
  return { id: factId(kind, anchor, key), kind, anchor, key, value, ...more } as unknown as Fact;
}

const agent = fact("principal", "agent/a", "a", { type: "agent" });
const server = fact("principal", "server/s", "s", { type: "service", product: "mcp" });
const shell = fact("grant", "agent/a", "shell:x", { system: "shell", actions: ["x"], decision: "hardcoded" });
const run = fact("effect", "agent/a", "exec:x", { effect: "exec", target: "x" });
const chat = fact("trigger", "agent/a", "chat:d", { type: "chat", source: "d", sender: "open" });
const gate = (covers: string, verdict: FactValues["gate"]["verdict"] = "human") =>
  fact("gate", "agent/a", `${covers} ${verdict}`, { covers, verdict, setting: covers });
const edge = (from: Fact, relation: Edge["relation"], to: Fact): Edge => ({ from: from.id, relation, to: to.id });

/** What the gates before each fact cover, where all of them guard the agent. */
function before(...gates: readonly Fact[]): (of: Fact) => string[] {
  const facts = [agent, server, shell, run, chat, ...gates];
  const edges = [
    edge(agent, "uses", server),
    edge(agent, "holds", shell),
    edge(shell, "reaches", run),
    edge(chat, "triggers", agent),
    ...gates.map((own) => edge(own, "guards", agent)),
  ];
  const found = gatesBefore({ facts, edges });
  return (of) => found(of.id).map(({ value }) => value.covers);
}

test("gates of the owner stand before what they speak of, directly or through a permission", () => {
  const gates = before(gate("exec"), gate("mcp:*"), gate("auth", "allowlist"), gate("network"));
  expect(gates(shell)).toEqual(["exec"]);
  expect(gates(run)).toEqual(["exec"]);
  expect(gates(server)).toEqual(["auth", "mcp:*"]);
  expect(gates(chat)).toEqual(["auth"]);
});

test("a gate that names one thing stands before that alone", () => {
  expect(before(gate("mcp:s"))(server)).toEqual(["mcp:s"]);
  expect(before(gate("mcp:other"))(server)).toEqual([]);
  expect(before(gate("constructor"), gate("__proto__:x"))(server)).toEqual([]);
});

test("the question about everything does not stand before what is granted in advance; a policy does", () => {
  expect(before(gate("*"))(shell)).toEqual([]);
  expect(before(gate("*"))(server)).toEqual(["*"]);
  expect(before(gate("*", "policy"), gate("*", "auto"))(shell)).toEqual(["*", "*"]);
});

test("the question about everything is not asked when a plugin that is switched on is used", () => {
  const plugin = fact("principal", "plugin/p", "p", { type: "service", product: "plugin" });
  const ask = gate("*");
  const edges = [edge(agent, "uses", plugin), edge(ask, "guards", agent)];
  expect(gatesBefore({ facts: [agent, plugin, ask], edges })(plugin.id)).toEqual([]);
});

test("gates, and facts that are not there, have none", () => {
  const own = gate("*", "policy");
  expect(before(own)(own)).toEqual([]);
  expect(gatesBefore({ facts: [], edges: [] })("effect:x#y")).toEqual([]);
});

test("what restrains a model does not stand before a hook: it runs with the rights of whoever starts the product", () => {
  const hook = fact("effect", "agent/a", "exec:hook Stop x", { effect: "exec", target: "hook Stop", detail: "x" });
  const event = fact("trigger", "agent/a", "agent-message:hook Stop", {
    type: "agent-message",
    source: "hook Stop",
    sender: "internal",
  });
  const [around, own] = [gate("sandbox", "policy"), gate("exec", "allowlist")];
  const facts = [agent, hook, run, event, around, own];
  const edges = [edge(agent, "reaches", hook), edge(agent, "reaches", run), edge(event, "triggers", hook)];
  const guarded = [...edges, edge(around, "guards", agent), edge(own, "guards", hook)];
  const found = gatesBefore({ facts, edges: guarded });
  expect(found(hook.id).map(({ value }) => value.covers)).toEqual(["exec"]);
  expect(found(run.id).map(({ value }) => value.covers)).toEqual(["sandbox"]);
});
