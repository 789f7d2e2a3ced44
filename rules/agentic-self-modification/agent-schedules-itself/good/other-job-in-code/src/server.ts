import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import { again } from "./clock.js";

const server = new McpServer({ name: "backup", version: "1.0.0" });
server.tool("keep", "Keeps a copy.", { when: z.string() }, async ({ when }) => {
  again(when);
  return { content: [] };
});
