import { describe, expect, it } from "vitest";
import { copilotAgent } from "#artifact/copilot-agent.ts";
import { collectText, factsOf } from "./collect.ts";

const read = (matter: string) =>
  collectText(copilotAgent, ".github/agents/fix.agent.md", `---\n${matter}\n---\n\nFix it.\n`);

describe("copilot-agent", () => {
  it.each([".github/agents/a.md", "x/.github/agents/a.agent.md", "old.chatmode.md", "z/y.agent.md"])(
    "claims %s",
    (path) => {
      expect(copilotAgent.claims(path)).toBe(true);
    },
  );

  it.each([".github/a.md", "agents/a.md", "agent.md", "xagent.md"])("does not claim %s", (path) => {
    expect(copilotAgent.claims(path)).toBe(false);
  });

  it.each([
    ["description: x", "inherit"],
    ["tools: ['*']", "inherit"],
    ["tools: []", "none"],
    ["tools: [read, edit]", "listed"],
    ["disable-model-invocation: true", "all"],
    ["disable-model-invocation: false", "inherit"],
    ["disable-model-invocation: true\ntools: [read]", "listed"],
  ])("reads %s as %s", (matter, tools) => {
    expect(factsOf(read(matter), "principal")).toMatchObject([{ anchor: "agent/fix", product: "copilot", tools }]);
  });

  it("reads tools in its own notation", () => {
    const grants = factsOf(read("tools: [read, edit, execute, web, 'github/*', 'github/get_issue', todo]"), "grant");
    expect(grants.map(({ key }) => key)).toEqual([
      "filesystem:read *",
      "filesystem:write *",
      "shell:*",
      "web:*",
      "mcp:github/*",
      "mcp:github/get_issue",
      "tool:todo",
    ]);
  });

  it("reads servers and handoffs, with those that need no click", () => {
    const collected = read(
      "name: fixer\nmcp-servers:\n  gh:\n    type: local\n    command: npx\n    env:\n      GH_TOKEN: $COPILOT_MCP_GH_TOKEN\nhandoffs:\n  - agent: deployer\n    send: true\n  - agent: tester\n    send: false\n  - 7",
    );
    expect(factsOf(collected, "credential")).toMatchObject([{ anchor: "server/gh", key: "env:COPILOT_MCP_GH_TOKEN" }]);
    expect(factsOf(collected, "effect").map(({ key }) => key)).toEqual(["spawn-agent:deployer", "spawn-agent:tester"]);
    expect(factsOf(collected, "gate")).toMatchObject([
      { anchor: "agent/fixer", verdict: "auto", covers: "agents:deployer" },
    ]);
    expect(collected.prose).toEqual(["agent/fixer"]);
  });
});
