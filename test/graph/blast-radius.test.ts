import fc from "fast-check";
import { expect, test } from "vitest";
import { blastRadii, blastRadius, reachFrom } from "#graph/blast-radius.ts";
import type { Edge, Fact } from "#model/fact.ts";
import { expectCpuBelow } from "../cost.ts";
import { fact } from "../report/sample-report.ts";

const agent = fact("principal", "agent/a", "a", { type: "agent" });
const server = fact("principal", "server/s", "s", { type: "service", product: "mcp" });
const chat = fact("trigger", "agent/a", "chat", { type: "chat", source: "chat", sender: "open" });
const token = fact("credential", "server/s", "env:T", {
  source: "env",
  name: "T",
  lifetime: "unknown",
  authority: "service",
});
const run = fact("effect", "agent/a", "exec:x", { effect: "exec", target: "x" });
const log = fact("log", "agent/a", "log", {});
const ask = (covers: string, verdict: "human" | "auto" = "human") =>
  fact("gate", "agent/a", covers, { verdict, covers, setting: covers });
const edge = (from: Fact, relation: Edge["relation"], to: Fact): Edge => ({ from: from.id, relation, to: to.id });

function graph(...gates: readonly Fact[]) {
  const facts = [agent, server, chat, token, run, log, ...gates];
  const edges = [
    edge(chat, "triggers", agent),
    edge(agent, "uses", server),
    edge(server, "holds", token),
    edge(agent, "reaches", run),
    edge(agent, "records", log),
    ...gates.map((gate) => edge(gate, "guards", agent)),
  ];
  return { facts, edges };
}

test("what a fact leads to is reached, over agents and servers, and neither records nor gates nor what is on the way", () => {
  const { open, gated, complete } = blastRadius(graph())(chat.id);
  expect(open).toEqual([token.id, run.id]);
  expect(gated).toEqual([]);
  expect(complete).toBe(true);
});

test("what lies behind a gate is told with it, also further on", () => {
  const gate = ask("mcp");
  const { open, gated } = blastRadius(graph(gate))(chat.id);
  expect(open).toEqual([run.id]);
  expect(gated).toEqual([{ id: token.id, gates: [gate.id] }]);
});

test("a gate that always says yes is none", () => {
  expect(blastRadius(graph(ask("mcp", "auto")))(chat.id).gated).toEqual([]);
});

test("the gates before the start are told by themselves", () => {
  const gate = ask("auth");
  const radius = blastRadius(graph(gate))(chat.id);
  expect(radius.gates).toEqual([gate.id]);
  expect(blastRadius(graph(gate))(agent.id).gates).toEqual([gate.id]);
});

test("a way around a gate makes it open", () => {
  const { facts, edges } = graph(ask("mcp"));
  const around = blastRadius({ facts, edges: [...edges, edge(agent, "holds", token)] });
  expect(around(chat.id).open).toEqual([token.id, run.id]);
});

test("agents, tools, triggers and credentials have one each, in the order of the facts", () => {
  expect(blastRadii(graph()).map(({ from }) => from)).toEqual([agent.id, chat.id, token.id]);
});

test("of two ways the one that passes fewer guarded nodes is told", () => {
  const next: Record<string, string[]> = { a: ["long", "short"], long: ["b"], b: ["goal"], short: ["goal"] };
  const gates: Record<string, string[]> = { long: ["g1"], b: ["g2"], short: ["g3"] };
  const { reached } = reachFrom(["a"], { next: (id) => next[id] ?? [], gates: (id) => gates[id] ?? [] }, 10);
  expect(reached.find(({ id }) => id === "goal")).toEqual({ id: "goal", gates: ["g3"] });
});

test("everything is reached once; what is open is what a search finds that enters nothing guarded", () => {
  const edges = fc.array(fc.tuple(fc.nat(12), fc.nat(12)), { maxLength: 40 });
  fc.assert(
    fc.property(edges, fc.uniqueArray(fc.nat(12)), (pairs, guarded) => {
      const next = (id: number) => pairs.flatMap(([from, to]) => (from === id ? [to] : []));
      const gates = (id: number) => (guarded.includes(id) ? [id] : []);
      const { reached, complete } = reachFrom([0], { next, gates }, 1000);
      const search = (enters: (id: number) => boolean) => {
        const seen = new Set([0]);
        for (const id of seen) for (const to of next(id)) if (enters(to)) seen.add(to);
        seen.delete(0);
        return [...seen].sort();
      };
      expect(complete).toBe(true);
      expect(reached.map(({ id }) => id).sort()).toEqual(search(() => true));
      const open = reached.filter((found) => found.gates.length === 0).map(({ id }) => id);
      expect(open.sort()).toEqual(search((id) => !guarded.includes(id)));
    }),
  );
});

test("a large graph is bounded, and says that there is more", () => {
  const starts = Array.from({ length: 3000 }, (_, index) =>
    fact("trigger", "agent/a", `t${index}`, { type: "chat", source: `${index}`, sender: "open" }),
  );
  const ends = Array.from({ length: 3000 }, (_, index) =>
    fact("effect", "agent/a", `e${index}`, { effect: "network", target: `${index}` }),
  );
  const edges = [
    ...starts.map((start) => edge(start, "triggers", agent)),
    ...ends.map((end) => edge(agent, "reaches", end)),
  ];
  expectCpuBelow(5000, () => {
    const radii = blastRadii({ facts: [agent, ...starts, ...ends], edges });
    expect(radii.some(({ complete }) => !complete)).toBe(true);
    expect(radii.reduce((sum, { open }) => sum + open.length, 0)).toBeLessThanOrEqual(310_000);
  });
});
