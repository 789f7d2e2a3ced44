import { query } from "@anthropic-ai/claude-agent-sdk";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import { vault } from "./vault";

const server = new McpServer({ name: "crew", version: "1.0.0" });

server.registerTool("ask", { description: "Asks a helper", inputSchema: { task: z.string() } }, async ({ task }) => {
  // ruleid: agent-mints-agent-identity
  const { value } = await vault.mintToken({ policy: "helper" });
  // ok: agent-mints-agent-identity
  for await (const _ of query({ prompt: task, options: { env: { PATH: process.env.PATH } } }));
  // ruleid: agent-mints-agent-identity
  for await (const _ of query({ prompt: task, options: { env: { VAULT_TOKEN: value } } }));
  return { content: [] };
});
