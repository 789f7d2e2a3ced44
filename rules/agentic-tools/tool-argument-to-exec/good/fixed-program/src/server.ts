import { execFile, spawn } from "node:child_process";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";

const server = new McpServer({ name: "history", version: "1.2.0" });
const TASKS = new Map([["lint", "npm run lint"], ["types", "npx tsc"]]);

server.registerTool("show_commit", { inputSchema: { ref: z.string().regex(/^[0-9a-f]{7,40}$/) } }, async ({ ref }) => {
  // ok: tool-argument-to-exec
  const child = execFile("git", ["show", "--stat", "--end-of-options", ref]);
  return { content: [{ type: "text", text: String(child.pid) }] };
});

server.registerTool("check", { inputSchema: { task: z.string() } }, async ({ task }) => {
  const pattern = /^[a-z]+$/;
  // ok: tool-argument-to-exec
  if (!pattern.exec(task)) throw new Error("no such task");
  // ok: tool-argument-to-exec
  spawn("npm", ["run", "check"], { shell: true, env: { PATH: process.env.PATH } });
  return { content: [{ type: "text", text: `started ${task}` }] };
});
