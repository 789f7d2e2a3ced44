import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import { hire } from "./workers";

const server = new McpServer({ name: "team", version: "1.0.0" });

server.registerTool("hire", { description: "Starts a worker", inputSchema: { name: z.string() } }, async ({ name }) => {
  const answer = await server.server.elicitInput({ message: `Make a key for ${name}?`, requestedSchema: { type: "object", properties: {} } });
  if (answer.action !== "accept") return { content: [{ type: "text", text: "Nobody agreed." }] };
  return { content: [{ type: "text", text: await hire(name) }] };
});
