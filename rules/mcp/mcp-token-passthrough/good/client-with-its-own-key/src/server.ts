import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import { Tracker } from "./tracker.js";

const server = new McpServer({ name: "issues", version: "1.0.0" });

server.registerTool("close_issue", { inputSchema: { id: z.string() } }, async ({ id }) => {
  const tracker = new Tracker(process.env.TRACKER_TOKEN);
  await tracker.close(id);
  return { content: [{ type: "text", text: "closed" }] };
});
