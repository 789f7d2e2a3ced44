import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { readFile } from "node:fs/promises";

const server = new McpServer({ name: "workbench", version: "1.0.0" });

server.registerTool("environment", { description: "How this server is set up" }, async () => {
  const all = JSON.stringify(process.env, null, 2);
  return {
    // ruleid: credential-to-llm-context
    content: [{ type: "text", text: all }],
  };
});

server.registerTool("settings", { description: "The project's settings" }, async () => {
  const text = await readFile("/srv/app/.env", "utf8");
  // ruleid: credential-to-llm-context
  return { content: [{ type: "text", text: text }] };
});
