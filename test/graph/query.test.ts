import { expect, test } from "vitest";
import { link, type Statements } from "#graph/link.ts";
import { indexGraph } from "#graph/graph-index.ts";
import { answer } from "#graph/query.ts";
import { valueTester } from "#rule/value-expression.ts";
import { factsHolding, factsNamed, pathsBetween } from "#graph/reach.ts";
import { factId, type Edge, type Fact, type FactKind, type FactValues } from "#model/fact.ts";
import { readGraphTerms } from "#rule/graph-terms.ts";
import { readSource } from "#rule/source.ts";
import { expectCpuBelow } from "../cost.ts";

function fact<Kind extends FactKind>(kind: Kind, anchor: string, key: string, value: FactValues[Kind]): Fact {
  const region = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 };
  return {
    id: factId(kind, anchor, key),
    kind,
    anchor,
    key,
    value,
    locations: [{ path: "a.json", region }],
    confidence: "very-high",
    origin: "config",
  } as Fact;
}

const agent = fact("principal", "agent/bot", "bot", { type: "agent" });
const token = fact("credential", "agent/bot", "env:CRM_TOKEN", {
  source: "env",
  name: "CRM_TOKEN",
  lifetime: "unknown",
  authority: "service",
});
const sameToken = fact("credential", "agent/other", "env:CRM_TOKEN", {
  source: "env",
  name: "CRM_TOKEN",
  lifetime: "unknown",
  authority: "service",
});
const scopes = fact("grant", "agent/bot", "github:token", {
  system: "github",
  actions: ["contents:write", "issues:read"],
  decision: "hardcoded",
});
const deploy = fact("effect", "agent/bot", "deploy:production", { effect: "deploy", target: "production" });
const chat = fact("trigger", "agent/bot", "chat:discord", { type: "chat", source: "discord", sender: "open" });
const gate = fact("gate", "agent/bot", "ask", { verdict: "human", covers: "*", setting: "ask" });
const edges: Edge[] = [
  { from: agent.id, relation: "holds", to: token.id },
  { from: agent.id, relation: "reaches", to: deploy.id },
  { from: chat.id, relation: "triggers", to: agent.id },
  { from: gate.id, relation: "guards", to: agent.id },
];
const graph = link([{ facts: [agent, token, sameToken, scopes, deploy, chat, gate], edges }]);

function ask(terms: string): string[] {
  const { answers } = answer(readGraphTerms(readSource("rule.yaml", terms)), indexGraph(graph), valueTester());
  return answers.map((found) => [...found.bindings].map(([name, value]) => `${name}=${value}`).join(" "));
}

test("a value pattern is equal, contained, one of a list, absent, an expression, or a binding", () => {
  expect(ask("- fact: { kind: grant, key: $K, value: { system: github } }")).toEqual(["$K=github:token"]);
  expect(ask("- fact: { kind: grant, value: { actions: issues:read } }")).toHaveLength(1);
  expect(ask("- fact: { kind: grant, value: { actions: [a, issues:read] } }")).toHaveLength(1);
  expect(ask("- fact: { kind: grant, value: { wildcard: null } }")).toHaveLength(1);
  expect(ask("- fact: { kind: credential, value: { name: null } }")).toEqual([]);
  expect(ask('- fact: { kind: grant, value: { actions: "=~/^CONTENTS/i" } }')).toHaveLength(1);
  expect(ask("- fact: { kind: grant, value: { actions: $A } }")).toEqual(["$A=contents:write", "$A=issues:read"]);
});

test("a metavariable stands for one thing", () => {
  const pair =
    "- fact: { kind: credential, anchor: $A, value: { name: $N } }\n- fact: { kind: credential, anchor: $B, value: { name: $N } }\n";
  expect(ask(`${pair}- differ: [$A, $B]`)).toEqual([
    "$A=agent/bot $N=CRM_TOKEN $B=agent/other",
    "$A=agent/other $N=CRM_TOKEN $B=agent/bot",
  ]);
  expect(ask(pair)).toHaveLength(4);
});

test("edges, negation, choice and expressions join", () => {
  const trigger =
    "- fact: { kind: trigger, id: $T, value: { sender: open } }\n- edge: { from: $T, relation: triggers, to: $P }\n";
  expect(ask(trigger)).toEqual([`$T=${chat.id} $P=${agent.id}`]);
  expect(ask(`${trigger}- edge: { from: $P, relation: reaches, to: $E }`)).toHaveLength(1);
  expect(ask(`${trigger}- not:\n    - edge: { from: $G, relation: guards, to: $P }`)).toEqual([]);
  expect(ask(`${trigger}- not:\n    - edge: { from: $P, relation: registers, to: $X }`)).toHaveLength(1);
  expect(
    ask(
      `${trigger}- any:\n    - - edge: { from: $P, relation: registers, to: $X }\n    - - edge: { from: $P, relation: holds, to: $X }`,
    ),
  ).toHaveLength(1);
  expect(
    ask("- fact: { kind: effect, value: { target: $X } }\n- regex: { metavariable: $X, regex: '^prod' }"),
  ).toHaveLength(1);
  expect(ask("- fact: { kind: effect, value: { target: $X } }\n- regex: { metavariable: $X, regex: '^dev' }")).toEqual(
    [],
  );
});

test("a rule that does not start with a fact, or uses an unknown word, is refused with its place", () => {
  expect(() => ask("- differ: [$A, $B]")).toThrow(/first term/);
  expect(() => ask("- fact: { kind: credentials }")).toThrow(/Did you mean|is not one of/);
  expect(() => ask("- fact: { kind: gate, value: { covers: '=~/(/' } }")).toThrow(/regular expression/);
  expect(() => ask("- facts: { kind: gate }")).toThrow(/not known/);
});

test("a query that would not end runs out of fuel and says so", () => {
  const many = Array.from({ length: 3000 }, (_, index) =>
    fact("tool", `server/s${index}`, "t", { name: "t", form: "mcp", registration: "static" }),
  );
  const terms = readGraphTerms(
    readSource("r", "- fact: { kind: tool, id: $A }\n- fact: { kind: tool, id: $B }\n- fact: { kind: tool, id: $C }"),
  );
  expectCpuBelow(5000, () =>
    expect(answer(terms, indexGraph(link([{ facts: many, edges: [] }])), valueTester()).exhausted).toBe(true),
  );
});

test("paths follow authority and never a gate", () => {
  const path = (from: string, to: string) =>
    pathsBetween(graph, factsNamed(graph.facts, from), factsNamed(graph.facts, to)).map((chain) =>
      chain.map((edge) => edge.relation),
    );
  expect(path("discord", "deploy")).toEqual([["triggers", "reaches"]]);
  expect(path("bot", "CRM_TOKEN")).toEqual([["holds"]]);
  expect(path("ask", "deploy")).toEqual([]);
  expect(path("deploy", "discord")).toEqual([]);
  expect(factsNamed(graph.facts, "nobody")).toEqual([]);
  expect(factsNamed(graph.facts, "bot")).toEqual([agent]);
  expect(factsHolding(graph.facts, "bot")).toHaveLength(6);
});

test("order of files does not matter", () => {
  const one: Statements = { facts: [agent, token], edges };
  const other: Statements = { facts: [deploy, { ...agent, value: { type: "service" } } as Fact], edges: [] };
  expect(link([one, other])).toEqual(link([other, one]));
  expect(link([one, other]).facts.map((found) => found.id)).toContain(`${agent.id}~2`);
});

test("edges follow their own file's variant of a fact", () => {
  const variant = { ...agent, value: { type: "service" } } as Fact;
  const linked = link([
    { facts: [agent], edges: [] },
    { facts: [variant, deploy], edges: [{ from: agent.id, relation: "reaches", to: deploy.id }] },
  ]);
  expect(linked.edges).toEqual([{ from: `${agent.id}~2`, relation: "reaches", to: deploy.id }]);
});

const crm = fact("principal", "server/crm", "crm", { type: "service", product: "mcp" });
const erase = fact("tool", "server/crm", "erase", { name: "erase", form: "function", registration: "static" });
const rows = fact("effect", "server/crm", "database:rows", { effect: "database", target: "rows" });
const admin = fact("grant", "server/crm", "github:admin", {
  system: "github",
  actions: ["contents:write", "issues:read", "members:write"],
  decision: "hardcoded",
  level: "grant",
});
const mcpGate = fact("gate", "agent/bot", "mcp", { verdict: "human", covers: "mcp", setting: "mcp" });
const over = link([
  {
    facts: [agent, scopes, deploy, crm, erase, rows, admin, mcpGate],
    edges: [
      { from: agent.id, relation: "reaches", to: deploy.id },
      { from: agent.id, relation: "holds", to: scopes.id },
      { from: agent.id, relation: "uses", to: crm.id },
      { from: crm.id, relation: "registers", to: erase.id },
      { from: erase.id, relation: "reaches", to: rows.id },
      { from: erase.id, relation: "holds", to: admin.id },
      { from: mcpGate.id, relation: "guards", to: agent.id },
    ],
  },
]);

function askOver(terms: string) {
  return answer(readGraphTerms(readSource("rule.yaml", terms)), indexGraph(over), valueTester()).answers;
}

const start = "- fact: { kind: principal, id: $A, value: { type: agent } }";

test("a path leads along what leads on, with the facts on the way, and stops at a gate where it must be ungated", () => {
  const all = askOver(`${start}\n- path: { from: $A, to: $E }\n- fact: { kind: effect, id: $E }`);
  expect(all.map(({ facts }) => facts.map(({ key }) => key))).toEqual([
    ["bot", "deploy:production"],
    ["bot", "crm", "erase", "database:rows"],
  ]);
  const open = askOver(`${start}\n- path: { from: $A, to: $E, ungated: true }\n- fact: { kind: effect, id: $E }`);
  expect(open.map(({ bindings }) => bindings.get("$E"))).toEqual([deploy.id]);
  const along = askOver(`${start}\n- path: { from: $A, to: $E, along: [uses] }`);
  expect(along.map(({ bindings }) => bindings.get("$E"))).toEqual([crm.id]);
  const back = askOver("- fact: { kind: effect, id: $E }\n- path: { from: $E, to: $A }");
  expect(back).toEqual([]);
});

test("relations by name compare privilege and lists; what nobody knows is neither more nor less", () => {
  const pairs = (name: string) =>
    askOver(
      `- fact: { kind: grant, id: $A }\n- fact: { kind: grant, id: $B }\n- relation: { name: ${name}, of: [$A, $B] }`,
    ).map(({ facts }) => facts.map(({ key }) => key).join(" > "));
  expect(pairs("wider")).toEqual(["github:admin > github:token"]);
  expect(pairs("more-privileged")).toEqual([]);
  expect(pairs("as-privileged")).toEqual(["github:admin > github:admin"]);
  const privileged = askOver("- fact: { kind: effect, id: $A }\n- relation: { name: privileged, of: [$A] }");
  expect(privileged.map(({ facts }) => facts[0]!.key)).toEqual(["deploy:production"]);
});

test("a count asks for so many different values", () => {
  const ends = (least: number) =>
    askOver(
      `${start}\n- count: { of: $K, least: ${least}, terms: [{ path: { from: $A, to: $E } }, { fact: { kind: effect, id: $E, key: $K } }] }`,
    );
  expect(ends(2)).toHaveLength(1);
  expect(ends(3)).toEqual([]);
});

test("a path over a graph that is all edges is paid for with fuel", () => {
  const many = Array.from({ length: 400 }, (_, i) => fact("principal", `agent/${i}`, `${i}`, { type: "agent" }));
  const dense = many.flatMap(({ id: from }) => many.map(({ id: to }) => ({ from, relation: "uses" as const, to })));
  const graphOfAll = link([{ facts: many, edges: dense }]);
  const terms = readGraphTerms(readSource("rule.yaml", `${start}\n- path: { from: $A, to: $B }`));
  const index = indexGraph(graphOfAll);
  expectCpuBelow(5000, () => expect(answer(terms, index, valueTester()).exhausted).toBe(true));
});
