import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { describe } from "./catalogue";

const server = new McpServer({ name: "shop", version: "1.0.0" });

// What is offered is settled before anybody looks.
async function main() {
  const search = server.registerTool("search", { description: "Searches the shop" }, async () => ({ content: [] }));
  await describe(search);
  await server.connect(new StdioServerTransport());
}

void main();
