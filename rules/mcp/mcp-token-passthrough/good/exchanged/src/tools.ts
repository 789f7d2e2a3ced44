import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { tokenFor } from "./exchange.js";

const server = new McpServer({ name: "calendar", version: "1.0.0" });

server.registerTool("events", { inputSchema: {} }, async (_, extra) => {
  const token = await tokenFor(extra.authInfo!.token, { resource: "https://calendar.example.com", scope: "events.read" });
  const answer = await fetch("https://calendar.example.com/events", { headers: { Authorization: `Bearer ${token}` } });
  return { content: [{ type: "text", text: await answer.text() }] };
});
