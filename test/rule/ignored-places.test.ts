import { expect, test } from "vitest";
import { defaultConfig } from "#config.ts";
import { scanTree } from "../tree.ts";

const ignored = (rule: string) => `// countersign-ignore: ${rule} -- behind the proxy`;

/** Where a rule finds something: the line, and whether an ignore covers it. */
async function found(rule: string, ...asked: Parameters<typeof scanTree>): Promise<string[]> {
  const { findings, problems } = await scanTree(...asked);
  expect(problems.filter(({ kind }) => kind === "unused-ignore")).toEqual([]);
  return findings
    .filter(({ ruleId }) => ruleId === rule)
    .map(({ location, suppressed }) => `${location.path}:${location.region.startLine}${suppressed ? " ignored" : ""}`);
}

const servers = (comment: string) => `{
  "mcpServers": {
    "mail": {
      "command": "acme-mail",
      ${comment}
      "env": { "FORGE_TOKEN": "\${FORGE_TOKEN}" }
    },
    "shell": {
      "command": "acme-shell",
      "env": { "FORGE_TOKEN": "\${FORGE_TOKEN}" }
    },
    "web": {
      "command": "acme-web",
      "env": { "FORGE_TOKEN": "\${FORGE_TOKEN}" }
    }
  }
}
`;

test("an ignore at one holder of a credential leaves the others a finding", async () => {
  const rule = "credential-shared-across-agents";
  expect(await found(rule, { ".mcp.json": servers("") })).toEqual([".mcp.json:6"]);
  expect(await found(rule, { ".mcp.json": servers(ignored(rule)) })).toEqual([".mcp.json:6 ignored", ".mcp.json:10"]);
});

test("an ignore of a path leaves the holders elsewhere a finding", async () => {
  const rule = "credential-shared-across-agents";
  const other = servers("").replaceAll(/"(mail|shell|web)"/g, '"other-$1"');
  const ignore = [{ rule, path: "a/**", reason: "old", where: "countersign.yaml:1:1" }];
  const lines = await found(
    rule,
    { "a/.mcp.json": servers(""), "b/.mcp.json": other },
    { config: { ...defaultConfig, ignore } },
  );
  expect(lines.filter((line) => !line.endsWith("ignored"))).toEqual(["b/.mcp.json:6"]);
});

test("an ignore at one route of a server leaves the others a finding", async () => {
  const rule = "mcp-http-server-unauthenticated";
  const program = (comment: string) => `import express from "express";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { server } from "./server.js";

const app = express();
app.post("/mcp", async (req, res) => {
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
  await server.connect(transport);
  ${comment}
  await transport.handleRequest(req, res, req.body);
});
app.post("/again", async (req, res) => {
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
  await server.connect(transport);
  await transport.handleRequest(req, res, req.body);
});
app.listen(3000);
`;
  const [one, ...none] = await found(rule, { "src/http.js": program("") });
  expect(none).toEqual([]);
  expect(one).toMatch(/^src\/http\.js:\d+$/);
  const both = await found(rule, { "src/http.js": program(ignored(rule)) });
  expect(both.map((line) => line.endsWith("ignored"))).toEqual([true, false]);
});
