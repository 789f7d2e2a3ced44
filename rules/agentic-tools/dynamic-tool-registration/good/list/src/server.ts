import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { close, open, search } from "./desk.js";

const server = new McpServer({ name: "desk", version: "1.0.0" });

for (const one of [open, close, search]) {
  // ok: dynamic-tool-registration
  server.registerTool(one.name, one.config, one.handler);
}
