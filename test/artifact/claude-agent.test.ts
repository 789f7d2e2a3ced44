import { describe, expect, it } from "vitest";
import { claudeAgent } from "#artifact/claude-agent.ts";
import { collectText, documentOf, factsOf } from "./collect.ts";

function read(matter: string, path = ".claude/agents/reviewer.md") {
  return collectText(claudeAgent, path, `---\n${matter}\n---\n\nYou review code.\n`);
}

const recognises = (path: string, matter: string) =>
  claudeAgent.recognises!(documentOf(path, `---\n${matter}\n---\nText.\n`, "markdown"));

describe("claude-agent", () => {
  it.each([
    ".claude/agents/reviewer.md",
    "x/.claude/agents/team/a.md",
    ".factory/droids/d.md",
    "plugins/x/agents/a.md",
  ])("claims %s", (path) => {
    expect(claudeAgent.claims(path)).toBe(true);
  });

  it.each([
    "agents/reviewer.md",
    "plugins/x/agents/README.md",
    "plugins/agents/a.md",
    ".claude/agents.md",
    ".claude/agents/x.txt",
    "docs/.claude-agents/x.md",
  ])("does not claim %s", (path) => {
    expect(claudeAgent.claims(path)).toBe(false);
  });

  it("recognises agents elsewhere by the tools that only they list", () => {
    const matter = (tools: string) => `name: a\ndescription: b\ntools: ${tools}`;
    expect(recognises("categories/mail/a.md", matter("Read, Bash(git log:*), mcp__crm__find"))).toBe(true);
    expect(recognises("categories/mail/a.md", matter("[search, fetch]"))).toBe(false);
    expect(recognises("categories/mail/a.md", "name: a\ntools: Read")).toBe(false);
    expect(recognises("categories/mail/a.md", "name: a\ndescription: b\nmodel: opus")).toBe(false);
  });

  it("recognises agents of plugins by their front matter, below a folder of agents", () => {
    const agent = "name: a\ndescription: b\nmodel: opus";
    expect(recognises("x/agents/a.md", agent)).toBe(true);
    expect(recognises("docs/a.md", agent)).toBe(false);
    expect(recognises("x/agents/README.md", "name: a\ndescription: b")).toBe(false);
    expect(recognises("x/agents/a.md", "model: opus")).toBe(false);
    expect(recognises("x/agents/a.md", "[1, 2]")).toBe(false);
  });

  it("leaves the agents of other products' plugins alone", () => {
    const facts = (matter: string, path: string) => factsOf(read(matter, path), "principal").map(({ key }) => key);
    const foreign = "name: scout\ndescription: Looks.\nprovider: acme\nengine: large";
    expect(facts(foreign, "samples/plugins/crew/agents/scout.md")).toEqual([]);
    expect(facts(foreign, ".claude/agents/scout.md")).toEqual(["scout"]);
    expect(facts(`${foreign}\nmodel: opus`, "plugins/crew/agents/scout.md")).toEqual(["scout"]);
    expect(facts("name: scout\ndescription: Looks.", "plugins/crew/agents/scout.md")).toEqual(["scout"]);
  });

  it("records the agent by its name, with the model it runs on", () => {
    expect(factsOf(read("name: reviewer\nmodel: opus\ntools: Read, Grep"), "principal")).toEqual([
      {
        anchor: "agent/reviewer",
        key: "reviewer",
        type: "agent",
        product: "claude-code",
        tools: "listed",
        model: "opus",
      },
    ]);
  });

  it("takes the name of the file where none is written", () => {
    expect(factsOf(read("description: x"), "principal")).toMatchObject([{ anchor: "agent/reviewer" }]);
  });

  it.each([
    ["name: a", "inherit"],
    ["tools:", "inherit"],
    ["tools: '*'", "inherit"],
    ["tools: []", "none"],
    ["tools: ''", "none"],
    ["tools: Read, Bash(git log:*)", "listed"],
    ["tools: [Read]", "listed"],
    ["disallowedTools: Write, Edit, NotebookEdit", "reduced"],
    ["disallowedTools: NotebookEdit", "inherit"],
    ["disallowedTools: Edit", "inherit"],
    ["disallowedTools:\n  - Bash\n  - WebFetch", "reduced"],
    ["disallowedTools: WebSearch", "inherit"],
    ["disallowedTools: Bash(rm:*)", "inherit"],
    ["tools: [Read]\ndisallowedTools: Write", "listed"],
  ])("reads %s as %s", (matter, tools) => {
    expect(factsOf(read(matter), "principal")).toMatchObject([{ tools }]);
  });

  it("gives it its tools, and what they reach", () => {
    const collected = read("name: a\ntools: Read, Bash, mcp__github__get_issue\ndisallowedTools: Write");
    expect(factsOf(collected, "grant").map(({ key }) => key)).toEqual([
      "filesystem:read *",
      "shell:*",
      "mcp:github/get_issue",
    ]);
    expect(collected.edges).toEqual(["grant:agent/a#shell:* reaches effect:agent/a#exec:*"]);
    expect(factsOf(collected, "gate")).toMatchObject([{ verdict: "policy", covers: "Write" }]);
  });

  it("reads the mode it runs in", () => {
    expect(factsOf(read("name: a\npermissionMode: bypassPermissions"), "gate")).toEqual([
      {
        anchor: "agent/a",
        key: "permissionMode",
        verdict: "auto",
        covers: "*",
        setting: "permissionMode bypassPermissions",
      },
    ]);
  });

  it("is less sure of what a plugin's agent says of its mode, servers and hooks", () => {
    const matter = "name: a\nmodel: opus\ntools: Read\npermissionMode: bypassPermissions\nmcpServers: [slack]";
    const sure = ({ facts }: ReturnType<typeof read>) => facts.map(({ key, confidence }) => [key, confidence]);
    expect(sure(read(matter, "plugins/x/agents/a.md"))).toEqual([
      ["a", "very-high"],
      ["filesystem:read *", "very-high"],
      ["permissionMode", "low"],
      ["mcp:slack/*", "low"],
    ]);
    expect(sure(read(matter)).map(([, confidence]) => confidence)).toEqual(Array(4).fill("very-high"));
  });

  it("reads servers by name and written out", () => {
    const collected = read("name: a\nmcpServers:\n  - slack\n  - github:\n      command: npx\n      args: [pkg]");
    expect(factsOf(collected, "grant")).toMatchObject([{ key: "mcp:slack/*" }]);
    expect(factsOf(collected, "principal")).toMatchObject([{ key: "a" }, { anchor: "server/github", pinned: false }]);
    expect(collected.edges).toContain("principal:agent/a#a uses principal:server/github#github");
  });

  it("reads hooks and memory", () => {
    const collected = read(
      "name: a\nmemory: user\nhooks:\n  Stop:\n    - hooks:\n        - type: command\n          command: ./x.sh",
    );
    expect(factsOf(collected, "effect")).toMatchObject([
      { key: "exec:hook Stop ./x.sh" },
      { key: "self-modify:memory", target: "memory", detail: "user" },
    ]);
  });

  it("tells its text as prose of the agent, and its fences", () => {
    const text = "---\nname: a\n---\n\nDo it.\n\n```bash\nrm -r build\n```\n";
    const collected = collectText(claudeAgent, ".claude/agents/a.md", text);
    expect(collected.prose).toEqual(["agent/a"]);
    expect(collected.embedded).toMatchObject([{ language: "bash", anchor: "agent/a" }]);
  });

  it("says nothing of a file without front matter, which is no agent", () => {
    expect(collectText(claudeAgent, ".claude/agents/README.md", "# Agents\n").facts).toEqual([]);
  });
});
