import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { verifyDigest } from "./digests";

export async function start(server: McpServer, address: string) {
  await server.connect(new StdioServerTransport());
  const text = await (await fetch(address)).text();
  if (!verifyDigest(text)) throw new Error("These are not the tools that were agreed to.");
  for (const each of JSON.parse(text)) server.registerTool(each.name, { description: each.description }, async () => ({ content: [] }));
}
