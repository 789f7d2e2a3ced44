import { expect, test } from "vitest";
import { mermaid } from "#report/mermaid.ts";
import { largeSurface } from "./large-surface.ts";
import { fact, hostileReport, hostileStrings, plainOptions, reportOf, surface } from "./sample-report.ts";

/** One statement of a chart: the notation allows much more, and nothing else may come of a name. */
const statement =
  /^(?:flowchart LR|  n\d+(?:\(\["[^"]*"\]\)|\["[^"]*"\]|\("[^"]*"\)|\[\["[^"]*"\]\]|\[\/"[^"]*"\/\])|  n\d+ -->(?:\|"[^"]*"\|)? n\d+|  classDef (?:agent|alarming) [\w:#,-]+|  class [n\d,]+ (?:agent|alarming))$/;

function linesOf(chart: string): string[] {
  return chart.trimEnd().split("\n");
}

test("draws triggers, agents, tools and systems, and gates on the lines that they guard", () => {
  const { facts, edges } = surface();
  const gate = fact("gate", "agent/refund-bot", "deploy", { verdict: "human", covers: "deploy", setting: "ask" });
  const agent = facts.find(({ id }) => id === "principal:agent/refund-bot#refund-bot")!;
  const guards = { from: gate.id, relation: "guards" as const, to: agent.id };
  const chart = mermaid(reportOf({ facts: [...facts, gate], edges: [...edges, guards] }), plainOptions);
  expect(chart).toBe(`flowchart LR
  n1["refund-bot (agent · 1 grant · 1 effect)"]
  n2["claude-code (agent · 1 grant)"]
  n3["pdf (skill · 1 tool · 1 effect)"]
  n4("pdf")
  n5["github (server · 1 credential)"]
  n6["release/publish (workflow)"]
  n7(["discord by anyone"])
  n8(["every 30m by itself"])
  n9[["shell"]]
  n10[["deployment"]]
  n11[["stripe"]]
  n2 --> n5
  n1 --> n4
  n7 --> n1
  n8 --> n1
  n2 --> n9
  n3 --> n9
  n1 -->|"gate: human for deploy (ask)"| n10
  n1 --> n11
  classDef agent stroke-width:3px
  class n1,n2 agent
  classDef alarming stroke:#c0362c
  class n1,n3,n7,n9,n11 alarming
`);
});

test("no name breaks out of its label", () => {
  const chart = mermaid(hostileReport(), plainOptions);
  for (const line of linesOf(chart)) expect(line).toMatch(statement);
  for (const text of [
    ...hostileStrings,
    '"] --> x["',
    "`**b**`",
    "end",
    "%%{init: {}}%%",
    'x"]\nclick n1 href "javascript:x"',
  ]) {
    const facts = [fact("principal", `agent/${text}`, text, { type: "agent" })];
    for (const line of linesOf(mermaid(reportOf({ facts }), plainOptions))) expect(line).toMatch(statement);
  }
});

test("a graph that is too large is told, and agents stay", () => {
  const chart = mermaid(reportOf(largeSurface(3000)), plainOptions);
  const lines = linesOf(chart);
  expect(lines.length).toBeLessThan(400);
  expect(chart.length).toBeLessThan(50_000);
  expect(chart).toMatch(/too large to draw: \d+ more things with a name/);
  expect(chart).toContain('["agent-0 (agent');
  for (const line of lines) expect(line).toMatch(statement);
});

test("nothing is a chart, too", () => {
  expect(linesOf(mermaid(reportOf({}), plainOptions))).toEqual([
    "flowchart LR",
    '  n0["no agents, tools or credentials"]',
  ]);
});
