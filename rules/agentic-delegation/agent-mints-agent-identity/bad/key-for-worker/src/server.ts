import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import { hire } from "./workers";

const server = new McpServer({ name: "team", version: "1.0.0" });

server.registerTool("hire", { description: "Starts a worker", inputSchema: { name: z.string(), task: z.string() } }, async ({ name, task }) => {
  const id = await hire(name, task);
  return { content: [{ type: "text", text: `Worker ${id} is at it.` }] };
});
