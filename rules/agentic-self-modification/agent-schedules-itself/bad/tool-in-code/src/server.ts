import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import { again } from "./clock.js";

const server = new McpServer({ name: "digest", version: "1.0.0" });
server.tool("come_back", "Reads the news again later.", { when: z.string() }, async ({ when }) => {
  again(when);
  return { content: [] };
});
