import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";

const server = new McpServer({ name: "weather", version: "1.0.0" });

// What a server answers is given back: it is no tool.
server.registerTool("forecast", { description: "Tomorrow", inputSchema: { city: z.string() } }, async ({ city }) => {
  const answer = await fetch(`https://weather.acme.dev/${encodeURIComponent(city)}`);
  return { content: [{ type: "text", text: await answer.text() }] };
});
