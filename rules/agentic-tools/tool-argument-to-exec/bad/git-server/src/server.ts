import { execSync } from "node:child_process";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";

const server = new McpServer({ name: "history", version: "1.2.0" });

server.registerTool(
  "show_commit",
  { description: "Shows a commit", inputSchema: { ref: z.string(), repository: z.string() } },
  async ({ ref, repository }) => {
    const command = `git show --stat ${ref}`;
    // ruleid: tool-argument-to-exec
    const text = execSync(command, { cwd: repository }).toString();
    return { content: [{ type: "text", text }] };
  },
);
