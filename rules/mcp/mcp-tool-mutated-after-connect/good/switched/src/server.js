import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";

const server = new McpServer({ name: "workshop", version: "1.0.0" });
const write = server.registerTool("write", { description: "Writes a file" }, async () => ({ content: [] }));
write.disable();

server.registerTool("mode", { description: "Allows writing, or not", inputSchema: { writing: z.boolean() } }, async ({ writing }) => {
  if (writing) write.enable();
  else write.remove();
  write.update({ description: "Writes a file of the workshop" });
  return { content: [{ type: "text", text: `Writing: ${writing}` }] };
});
