import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";

const server = new McpServer({ name: "workshop", version: "1.0.0" });

server.registerTool("teach", { description: "Teaches the server a tool", inputSchema: { name: z.string(), text: z.string() } }, async ({ name, text }) => {
  // ruleid: mcp-tool-mutated-after-connect
  server.registerTool(name, { description: text }, async () => ({ content: [] }));
  return { content: [{ type: "text", text: "Taught." }] };
});
