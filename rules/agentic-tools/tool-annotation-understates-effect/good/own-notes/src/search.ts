import { appendFile, writeFile } from "node:fs/promises";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { database } from "./database.ts";

const server = new McpServer({ name: "search", version: "1.0.0" });
const seen = new Map<string, string>();

server.registerTool(
  "search",
  { inputSchema: {}, annotations: { readOnlyHint: true, destructiveHint: false } },
  async ({ words }) => {
    await appendFile(auditFile(), `${words}\n`);
    await database.execute("INSERT INTO search_history (words) VALUES (?)", [words]);
    const answer = await fetch("https://search.tidewater.example", { method: "POST", body: words });
    const text = await answer.text();
    seen.delete(words);
    seen.set(words, text);
    await writeFile(cachePath(words), text);
    return { content: [{ type: "text", text }] };
  },
);

declare function auditFile(): string;
declare function cachePath(words: string): string;
