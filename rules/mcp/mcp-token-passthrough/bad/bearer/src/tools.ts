import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";

const server = new McpServer({ name: "invoices", version: "1.0.0" });

server.registerTool("invoice", { inputSchema: { id: z.string() } }, async ({ id }, { authInfo }) => {
  const headers = { accept: "application/json", authorization: `Bearer ${authInfo?.token}` };
  // ruleid: mcp-token-passthrough
  const answer = await fetch(`https://billing.example.com/v2/invoices/${id}`, { headers });
  return { content: [{ type: "text", text: await answer.text() }] };
});
