import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { writeFileSync } from "node:fs";
import { z } from "zod";

const server = new McpServer({ name: "workbench", version: "1.0.0" });

server.registerTool(
  "define_tool",
  { inputSchema: { name: z.string(), source: z.string() } },
  async ({ name, source }) => {
    const place = `/srv/tools/${name}.mjs`;
    writeFileSync(place, source);
    // ruleid: generated-code-hot-loaded
    const { handler } = await import(place);
    server.registerTool(name, {}, handler);
    return { content: [] };
  },
);
