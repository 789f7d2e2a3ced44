import { unlink, writeFile } from "node:fs/promises";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";

const server = new McpServer({ name: "files", version: "1.0.0" });

server.registerTool(
  "write_page",
  { inputSchema: { name: z.string(), text: z.string() }, annotations: { readOnlyHint: false, destructiveHint: true } },
  async ({ name, text }) => {
    await writeFile(`pages/${name}`, text);
    return { content: [] };
  },
);

server.registerTool(
  "delete_page",
  { inputSchema: { name: z.string() }, annotations: { destructiveHint: true, idempotentHint: true } },
  async ({ name }) => {
    await unlink(`pages/${name}`);
    return { content: [] };
  },
);

server.registerTool(
  "page_names",
  { inputSchema: {}, annotations: { readOnlyHint: true } },
  async () => ({ content: [{ type: "text", text: (await names()).join("\n") }] }),
);

declare function names(): Promise<string[]>;
