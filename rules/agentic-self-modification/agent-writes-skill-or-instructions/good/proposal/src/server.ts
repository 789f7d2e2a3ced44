import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import { Library } from "./library";

const server = new McpServer({ name: "library", version: "1.0.0" });
const library = new Library();

server.registerTool("propose", { description: "Proposes a way of working", inputSchema: { name: z.string(), steps: z.string() } }, async ({ name, steps }) => {
  await library.propose(name, steps);
  return { content: [{ type: "text", text: "Somebody will look at it." }] };
});
