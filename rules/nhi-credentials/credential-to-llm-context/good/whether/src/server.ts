import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";

const server = new McpServer({ name: "status", version: "1.0.0" });
const key = process.env.TRACKER_API_KEY;

server.registerTool("status", { description: "Is the tracker set up?" }, async () => {
  const state = key ? `a key of ${key.length} characters that ends in ${key.slice(-4)}` : "no key";
  return { content: [{ type: "text", text: state }] };
});
