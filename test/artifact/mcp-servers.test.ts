import { describe, expect, it } from "vitest";
import { mcpConfig } from "#artifact/mcp-config.ts";
import { collectText, factsOf } from "./collect.ts";

function read(server: unknown) {
  return collectText(mcpConfig, ".mcp.json", JSON.stringify({ mcpServers: { s: server } }));
}

function principal(server: unknown) {
  const [, found] = factsOf(read(server), "principal");
  return found;
}

const placeOf = (server: unknown) => read(server).facts.find(({ anchor }) => anchor === "server/s")?.at;

describe("what a server is", () => {
  it.each([
    [
      { command: "npx", args: ["-y", "a@1.2.3"] },
      { runner: "npx", package: "a", version: "1.2.3", pinned: true, transport: "stdio" },
    ],
    [{ command: "npx -y a" }, { runner: "npx", package: "a", pinned: false }],
    [{ command: ["uvx", "a==1.0.0"] }, { runner: "uvx", package: "a", pinned: true }],
    [
      { cmd: "npx", args: ["a"] },
      { runner: "npx", package: "a" },
    ],
    [{ command: { path: "npx", args: ["a"] } }, { runner: "npx", package: "a" }],
    [{ command: "C:\\Program Files\\node.exe", args: ["x"] }, { runner: "node" }],
    [{ command: "/opt/my tools/run" }, { runner: "run" }],
    [{ url: "https://mcp.example.com/v1" }, { transport: "http", host: "mcp.example.com" }],
    [
      { type: "sse", url: "https://User@MCP.example.com:8443/" },
      { transport: "sse", host: "mcp.example.com" },
    ],
    [{ serverUrl: "https://a.example.com" }, { host: "a.example.com" }],
    [{ httpUrl: "https://a.example.com" }, { host: "a.example.com" }],
    [{ type: "remote", url: "https://a.example.com" }, { transport: "http" }],
    [
      { command: "npx", args: ["mcp-remote", "https://b.example.com/sse"] },
      { package: "mcp-remote", host: "b.example.com" },
    ],
    [{}, { transport: "stdio" }],
  ])("reads %j", (server, expected) => {
    expect(principal(server)).toMatchObject({
      anchor: "server/s",
      key: "s",
      type: "service",
      product: "mcp",
      ...expected,
    });
  });

  it("gives no host where the address is not written out", () => {
    expect(principal({ url: "${MCP_URL}" })).not.toHaveProperty("host");
    expect(principal({ url: "https://${HOST}/mcp" })).not.toHaveProperty("host");
  });

  it("points at the package, and at the address", () => {
    expect(placeOf({ command: "npx", args: ["-y", "a@1.2.3"] })).toBe('"a@1.2.3"');
    expect(placeOf({ command: "sh", args: ["-c", "npx a"] })).toBe('"npx a"');
    expect(placeOf({ url: "https://x.example.com" })).toBe('"https://x.example.com"');
    expect(placeOf({})).toBe('"s"');
  });

  it("is used by the agent, and its tools are not known", () => {
    const { edges, facts } = read({ command: "x" });
    expect(edges).toEqual(["principal:agent/claude-code#claude-code uses principal:server/s#s"]);
    expect(facts.find(({ kind }) => kind === "opaque")).toMatchObject({
      anchor: "server/s",
      key: "tool-list",
      origin: "default",
    });
  });

  it("passes over servers that are switched off, and what is no server", () => {
    for (const server of [{ command: "x", disabled: true }, { command: "x", enabled: false }, "x", 1, null, ["x"]]) {
      expect(principal(server), JSON.stringify(server)).toBeUndefined();
    }
  });
});

describe("the credentials of a server", () => {
  const secret = ["tok", "4f7b0c2e91d84a6fb3"].join("_");

  it.each([
    [{ env: { GITHUB_TOKEN: "${GITHUB_TOKEN}" } }, ["env:GITHUB_TOKEN env"]],
    [{ env: { GITHUB_TOKEN: "${GH_PAT}" } }, ["env:GH_PAT env"]],
    [{ env: { GITHUB_TOKEN: secret } }, ["literal:GITHUB_TOKEN env"]],
    [{ env: { GITHUB_TOKEN: "" } }, ["env:GITHUB_TOKEN env"]],
    [{ env: { GITHUB_TOKEN: "<YOUR_TOKEN>" } }, ["env:GITHUB_TOKEN env"]],
    [{ env: { GOOGLE_APPLICATION_CREDENTIALS: "/home/ann/key.json" } }, ["file:/home/ann/key.json env"]],
    [{ env: { API_KEY: 12345 } }, ["literal:API_KEY env"]],
    [{ env: { USE_TOKEN: true } }, []],
    [{ env: { LOG_LEVEL: "debug", HOME: "${HOME}" } }, []],
    [{ environment: { API_KEY: "{env:API_KEY}" } }, ["env:API_KEY env"]],
    [{ headers: { Authorization: "Bearer ${input:gh}" } }, ["exchange:gh header"]],
    [{ headers: { Authorization: `Bearer ${secret}` } }, ["literal:Authorization header"]],
    [{ http_headers: { "X-API-Key": secret } }, ["literal:X-API-Key header"]],
    [{ env_http_headers: { "X-Org": "ORG" } }, ["env:ORG header"]],
    [{ bearer_token_env_var: "LINEAR" }, ["env:LINEAR header"]],
    [{ env_vars: ["PATH", "GH_TOKEN"] }, ["env:GH_TOKEN env"]],
    [{ envFile: ".env" }, ["file:.env env"]],
    [{ args: ["--api-key", "${KEY}"] }, ["env:KEY argument"]],
    [{ args: ["--api-key", secret] }, ["literal:api-key argument"]],
    [{ args: [`--api-key=${secret}`] }, ["literal:api-key argument"]],
    [{ args: ["--token", "~/.token"] }, ["file:~/.token argument"]],
    [{ args: ["--token", "--verbose"] }, []],
    [{ args: ["--max-tokens", "100"] }, []],
    [{ args: ["run", "-e", "TFE_TOKEN", "img"] }, ["env:TFE_TOKEN env"]],
    [{ args: ["run", "-e", "TFE_TOKEN=${TFE_TOKEN}", "img"] }, ["env:TFE_TOKEN env"]],
    [{ args: ["run", "-e", `TFE_TOKEN=${secret}`, "img"] }, ["literal:TFE_TOKEN env"]],
    [{ args: ["--header", `Authorization: Bearer ${secret}`] }, ["literal:Authorization header"]],
    [{ args: ["--header", "Authorization:${AUTH_HEADER}"] }, ["env:AUTH_HEADER header"]],
    [{ url: `https://x.example.com/?api_key=${secret}` }, ["literal:api_key url"]],
    [{ url: "https://x.example.com/?api_key=${KEY}" }, ["env:KEY url"]],
    [{ url: `https://u:${secret}@x.example.com/` }, ["literal:password url"]],
    [{ url: "https://x.example.com/?page=1" }, []],
    [{ url: "https://x.example.com/?org=${ORG}&access_token=${MCP}" }, ["env:MCP url"]],
    [{ url: "https://x.example.com/${PATH_TOKEN}/mcp" }, ["env:PATH_TOKEN url"]],
    [{ url: "https://u:${DB_PASS}@x.example.com" }, ["env:DB_PASS url"]],
    [{ oauth: { clientSecret: secret } }, ["literal:CLIENT_SECRET exchange"]],
    [{ auth: { CLIENT_SECRET: "${env:CS_SECRET}" } }, ["env:CS_SECRET exchange"]],
    [{ headersHelper: "./h.sh" }, ["command:headersHelper header"]],
  ])("reads %j", (server, expected) => {
    const collected = read({ command: "x", ...server });
    expect(factsOf(collected, "credential").map(({ key, via }) => `${String(key)} ${String(via)}`)).toEqual(expected);
    expect(JSON.stringify(collected.facts.map(({ key, value }) => [key, value]))).not.toContain(secret);
  });

  it.each([
    ["${GH_PAT}", "very-high"],
    ["<YOUR_TOKEN>", "medium"],
    ["", "medium"],
  ])("are less sure where somebody else fills them in: %j", (value, confidence) => {
    const { facts } = read({ command: "x", env: { GITHUB_TOKEN: value } });
    expect(facts.find(({ kind }) => kind === "credential")?.confidence).toBe(confidence);
  });

  it("belong to the server", () => {
    const { facts } = read({ command: "x", env: { A_TOKEN: "" } });
    expect(facts.find(({ kind }) => kind === "credential")).toMatchObject({
      anchor: "server/s",
      owner: "principal:server/s#s",
    });
  });

  it("reads scopes as what is asked for, sorted, each once", () => {
    expect(factsOf(read({ url: "https://x.example.com", oauth: { scopes: "write read write" } }), "grant")).toEqual([
      { anchor: "server/s", key: "oauth:scopes", system: "oauth", actions: ["read", "write"], decision: "hardcoded" },
    ]);
  });
});

describe("what a server is given", () => {
  it.each([
    [["/"], ["filesystem:/ wide"]],
    [["~"], ["filesystem:~ wide"]],
    [["$HOME/"], ["filesystem:$HOME/ wide"]],
    [["/Users/ann"], ["filesystem:/Users/ann wide"]],
    [["C:\\"], ["filesystem:C:\\ wide"]],
    [["--allow-all"], ["filesystem:--allow-all wide"]],
    [["run", "--privileged", "img"], ["filesystem:--privileged wide"]],
    [["run", "-v", "/var/run/docker.sock:/var/run/docker.sock", "img"], ["filesystem:/var/run/docker.sock wide"]],
    [["run", "--volume=/:/host", "img"], ["filesystem:/ wide"]],
    [["run", "--mount", "type=bind,src=/etc,dst=/e", "img"], ["filesystem:/etc wide"]],
    [["run", "--mount=type=bind,source=/data,dst=/e", "img"], ["filesystem:/data"]],
    [["run", "-v", "/data/x:/x", "img"], ["filesystem:/data/x"]],
    [["run", "-v", "C:\\data:/x", "img"], ["filesystem:C:\\data"]],
    [["run", "-v", "cache:/x", "img"], []],
    [["./workspace/reports"], []],
    [["/Users/ann/project"], []],
    [["run", "-w", "/", "img"], []],
    [["--directory", "/"], []],
  ])("reads %j", (args, expected) => {
    const grants = factsOf(read({ command: "x", args }), "grant");
    expect(grants.map(({ key, wildcard }) => `${String(key)}${wildcard === true ? " wide" : ""}`)).toEqual(expected);
  });

  it.each([
    [["run", "--network", "host", "img"], "--network=host"],
    [["run", "--pid=host", "img"], "--pid=host"],
  ])("takes %j for no isolation", (args, setting) => {
    expect(factsOf(read({ command: "docker", args }), "gate")).toMatchObject([
      { verdict: "auto", covers: "sandbox", setting },
    ]);
  });

  it("sees an agent that is started without questions", () => {
    const collected = read({ command: "claude", args: ["mcp", "serve", "--dangerously-skip-permissions"] });
    expect(factsOf(collected, "gate")).toMatchObject([{ anchor: "server/s", verdict: "auto", covers: "*" }]);
  });
});

describe("what is called without a yes", () => {
  it.each([
    [{ trust: true }, ["mcp:s/*"]],
    [{ trust: false }, []],
    [{ autoApprove: ["*"] }, ["mcp:s/*"]],
    [{ autoApprove: true }, ["mcp:s/*"]],
    [{ autoApprove: false }, []],
    [{ autoApprove: [] }, []],
    [{ alwaysAllow: ["a", "b"] }, ["mcp:s/a", "mcp:s/b"]],
    [{ default_tools_approval_mode: "approve" }, ["mcp:s/*"]],
    [{ default_tools_approval_mode: "prompt" }, []],
    [{ tools: { go: { approval_mode: "approve" }, ask: { approval_mode: "prompt" } } }, ["mcp:s/go"]],
  ])("reads %j", (server, expected) => {
    const gates = read({ command: "x", ...server }).facts.filter(({ kind }) => kind === "gate");
    expect(gates.map(({ value }) => value["covers"])).toEqual(expected);
    for (const gate of gates) expect(gate).toMatchObject({ anchor: "agent/claude-code", value: { verdict: "auto" } });
    expect(new Set(gates.map(({ id }) => id)).size).toBe(gates.length);
  });
});

describe("a password among a server's arguments", () => {
  const secret = ["tulip orbit", "lemon; (4921) pxq"].join(", ");
  it.each([
    [["--password", secret]],
    [[`--token=${secret}`]],
    [["-e", `API_KEY=${secret}`]],
    [["--header", `X-Api-Key: ${secret}`]],
  ])("is not part of the command that is told: %j", (args) => {
    const told = JSON.stringify(principal({ command: "npx", args: ["-y", "a@1.0.0", ...args] }));
    expect(told).toContain("npx -y a@1.0.0");
    expect(told).toContain("[redacted]");
    for (const part of ["tulip", "orbit", "4921", "pxq"]) expect(told).not.toContain(part);
  });
});
