import { describe, expect, it } from "vitest";
import { mcpConfig } from "#artifact/mcp-config.ts";
import { collectText, documentOf, factsOf } from "./collect.ts";

const server = { command: "npx", args: ["-y", "pkg"] };

/** The servers that a file tells, and the agent that uses them. */
function read(path: string, content: unknown) {
  const { edges } = collectText(mcpConfig, path, typeof content === "string" ? content : JSON.stringify(content));
  return edges.map((edge) => edge.replace(/principal:/g, "").replace(/#[^ ]+/g, ""));
}

const recognises = (path: string, text: string) => mcpConfig.recognises!(documentOf(path, text));

const factsOfServer = (path: string) =>
  collectText(mcpConfig, path, JSON.stringify({ mcpServers: { a: server } })).facts.filter(
    ({ anchor }) => anchor === "server/a",
  );

describe("mcp-config", () => {
  it.each([
    [".mcp.json", "claude-code"],
    ["plugins/x/.mcp.json", "claude-code"],
    [".claude.json", "claude-code"],
    [".vscode/mcp.json", "vscode"],
    [".cursor/mcp.json", "cursor"],
    [".roo/mcp.json", "roo-code"],
    [".kilocode/mcp.json", "kilo-code"],
    [".kiro/settings/mcp.json", "kiro"],
    [".amazonq/mcp.json", "amazon-q"],
    [".github/mcp.json", "copilot"],
    [".codeium/windsurf/mcp_config.json", "windsurf"],
    ["claude_desktop_config.json", "claude-desktop"],
    ["x/cline_mcp_settings.json", "cline"],
    ["mcp_settings.json", "cline"],
    ["config/mcporter.json", "openclaw"],
    ["mcp_config.json", "mcp-client"],
  ])("claims %s for %s", (path, product) => {
    expect(mcpConfig.claims(path)).toBe(true);
    expect(read(path, { mcpServers: { a: server } })).toEqual([`agent/${product} uses server/a`]);
  });

  it.each(["mcp.json", "package.json", ".vscode/settings.json", "x.mcp.json", "my_mcp_settings.json"])(
    "does not claim %s",
    (path) => {
      expect(mcpConfig.claims(path)).toBe(false);
    },
  );

  it("recognises any file with servers at its top, JSON with comments and YAML too", () => {
    expect(recognises("x.json", JSON.stringify({ mcpServers: { a: server } }))).toBe(true);
    expect(recognises("x.jsonc", `{ // servers\n "mcpServers": {"a": {"url": "https://x.example.com"}},}`)).toBe(true);
    expect(recognises("x.yaml", "mcpServers:\n  a:\n    command: npx\n")).toBe(true);
    expect(recognises("x.yaml", "mcpServers:\n  - name: a\n    url: https://x.example.com\n")).toBe(true);
    expect(recognises("x.json", `{"mcpServers": {}}`)).toBe(false);
    expect(recognises("x.json", `{"mcpServers": "x"}`)).toBe(false);
    expect(recognises("x.json", `{"properties": {"mcpServers": {"command": "x"}}}`)).toBe(false);
    expect(recognises("x.json", `{"mcpServers": {"type": "object", "description": "x"}}`)).toBe(false);
  });

  it("reads every name that clients give the map", () => {
    expect(read(".vscode/mcp.json", { servers: { a: server } })).toEqual(["agent/vscode uses server/a"]);
    expect(read(".mcp.json", { a: server, b: { url: "https://x.example.com" } })).toEqual([
      "agent/claude-code uses server/a",
      "agent/claude-code uses server/b",
    ]);
    expect(read("x.yaml", "mcpServers:\n  - name: a\n    command: npx\n  - command: unnamed\n")).toEqual([
      "agent/mcp-client uses server/a",
    ]);
  });

  it("reads the servers of every project of a person", () => {
    expect(
      read(".claude.json", { mcpServers: { a: server }, projects: { "/x": { mcpServers: { b: server } }, "/y": {} } }),
    ).toEqual(["agent/claude-code uses server/a", "agent/claude-code uses server/b"]);
  });

  it("takes nothing for a server without the map, unless it looks like one", () => {
    expect(read(".mcp.json", { version: 1, list: ["x"], other: { name: "x" } })).toEqual([]);
  });

  it.each([
    [".mcp.json", "very-high"],
    ["packages/api/.vscode/mcp.json", "very-high"],
    ["Library/Application Support/Claude/claude_desktop_config.json", "very-high"],
    ["x/User/globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json", "very-high"],
    [".antigravitycli/mcp_config.json", "very-high"],
    [".claude/mcp.json", "medium"],
    ["deploy/claude_desktop_config.json", "medium"],
    ["config/servers.json", "medium"],
  ])("is as sure of %s as somebody reads it there: %s", (path, confidence) => {
    const env = { API_TOKEN: "${API_TOKEN}", OTHER_TOKEN: "k9Xw2LqPz7RtVb4N" };
    const { facts } = collectText(mcpConfig, path, JSON.stringify({ mcpServers: { a: { ...server, env } } }));
    const told = facts.filter(({ anchor }) => anchor === "server/a");
    expect(told.find(({ kind }) => kind === "principal")?.confidence).toBe(confidence);
    expect(told.find(({ key }) => key === "env:API_TOKEN")?.confidence).toBe(confidence);
    // Who can read the file has it.
    expect(told.find(({ value }) => value["source"] === "literal")?.confidence).toBe("very-high");
  });

  it("keeps two servers with the same names of things apart", () => {
    const both = { a: { command: "x", env: { API_TOKEN: "" } }, b: { command: "x", env: { API_TOKEN: "" } } };
    const { facts } = collectText(mcpConfig, ".mcp.json", JSON.stringify({ mcpServers: both }));
    expect(facts.filter(({ kind }) => kind === "credential").map(({ id }) => id)).toEqual([
      "credential:server/a#env:API_TOKEN",
      "credential:server/b#env:API_TOKEN",
    ]);
  });

  it("says the same of a server wherever its entry stands", () => {
    expect(factsOfServer(".mcp.json")).toEqual(factsOfServer(".cursor/mcp.json"));
  });

  it("reads what is asked for when a server starts", () => {
    const inputs = [
      { id: "gh_token", type: "promptString", password: true },
      { id: "api.key", type: "promptString", password: false },
      { id: "region", type: "pickString" },
      { id: "sso_token", type: "command", command: "aws.getToken" },
      { type: "promptString" },
      7,
    ];
    const collected = collectText(mcpConfig, ".vscode/mcp.json", JSON.stringify({ servers: {}, inputs }));
    expect(factsOf(collected, "credential").map(({ key, via }) => [key, via])).toEqual([
      ["exchange:gh_token", "input"],
      ["exchange:api.key", "plain input"],
      ["exchange:sso_token", "input"],
    ]);
    expect(factsOf(collected, "effect")).toMatchObject([{ key: "exec:input sso_token", detail: "aws.getToken" }]);
  });

  it("takes names that objects have for names of servers", () => {
    const text = `{"mcpServers": {"__proto__": {"command": "a"}, "constructor": {"command": "b"}, "a#b%": {"command": "c"}}}`;
    expect(
      collectText(mcpConfig, ".mcp.json", text)
        .facts.filter(({ kind }) => kind === "principal")
        .map(({ id }) => id),
    ).toEqual([
      "principal:agent/claude-code#claude-code",
      "principal:server/__proto__#__proto__",
      "principal:server/constructor#constructor",
      "principal:server/a%23b%25#a%23b%25",
    ]);
  });
});
