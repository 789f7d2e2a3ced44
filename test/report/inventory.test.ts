import { expect, test } from "vitest";
import type { Fact } from "#model/fact.ts";
import { textWidth } from "#report/display-width.ts";
import { inventoryJson } from "#report/inventory-json.ts";
import { inventoryTable } from "#report/inventory-table.ts";
import { expectCpuBelow } from "../cost.ts";
import { fact, hostileReport, place, plainOptions, reportOf, richReport, surface } from "./sample-report.ts";
import { schemaViolations } from "./schema.ts";

/** One fact of every kind, with every optional value. */
const everyKind: readonly Fact[] = [
  fact("principal", "server/a", "a", {
    type: "service",
    product: "mcp",
    runner: "npx",
    package: "p",
    version: "1.2.3",
    pinned: true,
    transport: "http",
    host: "example.org",
    tools: "listed",
    model: "m",
  }),
  fact("credential", "server/a", "vault:x", {
    source: "vault",
    name: "x",
    issuer: "i",
    lifetime: "ephemeral",
    authority: "service",
    via: "header",
    environment: "production",
  }),
  fact("token", "server/a", "t", {
    operation: "verify",
    algorithm: "RS256",
    audience: "a",
    issuer: "i",
    expiry: "1h",
    scope: ["s"],
  }),
  fact("identity", "server/a", "i", { operation: "create", system: "okta", subject: "user" }),
  fact("grant", "server/a", "g", {
    system: "aws",
    actions: ["s3:GetObject"],
    resource: "r",
    subject: "s",
    decision: "runtime",
    level: "read",
    wildcard: false,
    conditioned: true,
  }),
  fact("tool", "server/a", "tool", {
    name: "tool",
    form: "mcp",
    description: "abc",
    registration: "dynamic",
    modelInvocable: true,
    annotations: ["readOnlyHint"],
  }),
  fact("trigger", "server/a", "tr", { type: "chat", source: "slack", sender: "allowlist", senders: ["U1", "U2"] }),
  fact("gate", "server/a", "ga", { verdict: "human", covers: "*", setting: "ask", refuses: "throws" }),
  fact("effect", "server/a", "e", { effect: "self-modify", target: "skill", detail: "d", remote: true }),
  fact("log", "server/a", "l", { actor: "a", subject: "s", intent: "i", chain: "c" }),
  fact("opaque", "server/a", "o", { reason: "unknown language" }),
];

test.each([
  ["a small surface", richReport()],
  ["every kind of fact", reportOf({ facts: everyKind })],
  ["nothing", reportOf({})],
  ["hostile strings", hostileReport()],
])("matches its schema with %s", (_, report) => {
  expect(schemaViolations("inventory-v1", inventoryJson(report, plainOptions))).toEqual([]);
});

test("is not accepted by its schema with a value of another kind", () => {
  const parsed = JSON.parse(inventoryJson(reportOf({ facts: everyKind }), plainOptions)) as { facts: object[] };
  const facts = parsed.facts.map((one) => ({ ...one, kind: "gate" }));
  expect(schemaViolations("inventory-v1", JSON.stringify({ ...parsed, facts }))).not.toEqual([]);
});

test("lists agents with what one edge joins to them, whichever way it points", () => {
  const { agents } = JSON.parse(inventoryJson(reportOf(surface()), plainOptions)) as { agents: object[] };
  expect(agents).toEqual([
    {
      id: "principal:agent/claude-code#claude-code",
      name: "claude-code",
      triggers: [],
      tools: [],
      credentials: [],
      grants: ["grant:agent/claude-code#shell:npm publish"],
      effects: [],
      gates: ["gate:agent/claude-code#permissions.defaultMode"],
    },
    {
      id: "principal:agent/refund-bot#refund-bot",
      name: "refund-bot",
      triggers: ["trigger:agent/refund-bot#chat:discord", "trigger:agent/refund-bot#schedule:every 30m"],
      tools: ["tool:skill/pdf#pdf"],
      credentials: [],
      grants: ["grant:agent/refund-bot#stripe:*"],
      effects: ["effect:agent/refund-bot#deploy:production"],
      gates: [],
    },
  ]);
});

function written(value: object): string {
  return inventoryJson(reportOf({ facts: [fact("opaque", "a/b", "c", value as { reason: string })] }), plainOptions);
}

test("writes the keys of a value sorted, whatever order they were found in", () => {
  expect(written({ reason: "x", another: 1 })).toBe(written({ another: 1, reason: "x" }));
});

test("says for each thing with a name what it is, what starts it, and what it holds, reaches and asks for", () => {
  expect(inventoryTable(reportOf(surface()), plainOptions))
    .toBe(`2 agents, 1 tool server, 1 tool, 1 credential, 1 open trigger, 1 place not understood

AGENTS (2)

  claude-code                                                                      settings.json:1:1
    is             claude-code, model opus
    uses           server/github
    grants         shell: npm publish (write)
    gates          always yes for * (permissions.defaultMode = bypassPermissions)

  refund-bot                                                                       settings.json:1:1
    is             openclaw, every tool of its parent
    started by     discord by anyone, every 30m by itself
    tools          pdf
    grants         stripe: everything (admin)
    effects        deploy production
    gates          none

SERVERS (1)

  github                                                                           settings.json:1:1
    is             mcp service, npx @acme/server-github, not pinned, stdio
    credentials    GITHUB_TOKEN (env, long-lived)
    not understood tools are listed at run time

SKILLS (1)

  pdf                                                                              settings.json:1:1
    tools          pdf
    effects        exec curl (fetched, then obeyed)

WORKFLOWS (1)

  release/publish                                                                  settings.json:1:1
    is             github-actions service

BLAST RADIUS (3)

  agent claude-code
    without a gate GITHUB_TOKEN (env, long-lived), shell: npm publish (write)

  agent refund-bot, trigger discord by anyone, trigger every 30m by itself
    without a gate exec curl (fetched, then obeyed), stripe: everything (admin), deploy production

  tool pdf
    without a gate exec curl (fetched, then obeyed)
`);
});

test("fits its columns whatever the names, and counts what it cuts", () => {
  const long = "x".repeat(500);
  const facts = [
    fact("principal", `agent/${long}`, long, { type: "agent", product: long }),
    ...Array.from({ length: 200 }, (_, index) =>
      fact("tool", `agent/${long}`, `tool ${index}`, {
        name: `tool-number-${index}`,
        form: "function",
        registration: "static",
      }),
    ),
    {
      ...fact("tool", "skill/z", "z", { name: "z", form: "skill", registration: "static" }),
      locations: [place(`${long}/SKILL.md`, 1, [1, 2])],
    },
  ];
  for (const width of [40, 80, 100, 300]) {
    const text = inventoryTable(reportOf({ facts }), { ...plainOptions, width });
    for (const line of text.split("\n")) expect(textWidth(line)).toBeLessThanOrEqual(Math.min(100, width));
    expect(text).toMatch(/and 1\d\d more/);
  }
});

test("says so where there is nothing", () => {
  expect(inventoryTable(reportOf({}), plainOptions)).toBe("no agents, tools or credentials\n");
});

test("is linear in the surface: a hub with ten thousand neighbours is no trouble", () => {
  const hub = fact("principal", "agent/hub", "hub", { type: "agent" });
  const tools = Array.from({ length: 10_000 }, (_, index) =>
    fact("tool", `skill/${index}`, `${index}`, { name: `${index}`, form: "skill", registration: "static" }),
  );
  const edges = tools.map(({ id }) => ({ from: hub.id, relation: "registers" as const, to: id }));
  expectCpuBelow(5000, () => {
    inventoryTable(reportOf({ facts: [hub, ...tools], edges }), plainOptions);
    inventoryJson(reportOf({ facts: [hub, ...tools], edges }), plainOptions);
  });
});

test("says in words why a file could not be read", () => {
  const facts = [fact("opaque", "source/a.ts", "unread-tools", { reason: "unread-tools" })];
  const table = inventoryTable(reportOf({ facts }), plainOptions);
  expect(table).toContain("Program whose tools are not in the inventory.");
  expect(table).not.toContain("unread-tools");
});

test("tells what is reached with and without passing a gate", () => {
  const agent = fact("principal", "agent/a", "a", { type: "agent" });
  const run = fact("effect", "agent/a", "exec:x", { effect: "exec", target: "x" });
  const read = fact("effect", "agent/a", "file-read:y", { effect: "file-read", target: "y" });
  const ask = fact("gate", "agent/a", "exec", { verdict: "human", covers: "exec", setting: "ask" });
  const facts = [agent, run, read, ask];
  const edges = [
    { from: agent.id, relation: "reaches" as const, to: run.id },
    { from: agent.id, relation: "reaches" as const, to: read.id },
    { from: ask.id, relation: "guards" as const, to: agent.id },
  ];
  const { blastRadius } = JSON.parse(inventoryJson(reportOf({ facts, edges }), plainOptions)) as Record<
    string,
    unknown
  >;
  expect(blastRadius).toEqual([
    { id: agent.id, gates: [], open: [read.id], gated: [{ id: run.id, gates: [ask.id] }], complete: true },
  ]);
  expect(inventoryTable(reportOf({ facts, edges }), plainOptions)).toContain(`  agent a
    without a gate file-read y
    behind a gate  exec x
    gates          human for exec (ask)
`);
});

test("counts the agents of workflows where they are listed", () => {
  const agents = ["agent/a", "workflow/w/a", "workflow/w/b"].map((anchor) =>
    fact("principal", anchor, "x", { type: "agent" }),
  );
  const table = inventoryTable(reportOf({ facts: agents }), plainOptions);
  expect(table).toMatch(/^1 agent, 2 agents in CI\n/);
  expect(table).toContain("AGENTS (1)");
});
