import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { requireBearerAuth } from "@modelcontextprotocol/sdk/server/auth/middleware/bearerAuth.js";
import { z } from "zod";
import { clientOf } from "./clients";

export const signIn = requireBearerAuth({ verifier: { verifyAccessToken } });
export const server = new McpServer({ name: "members", version: "1.0.0" });

server.registerTool("add_member", { inputSchema: { repo: z.string(), login: z.string() } }, async ({ repo, login }, extra) => {
  const octokit = await clientOf(extra.authInfo!);
  await octokit.rest.repos.addCollaborator({ owner: "acme", repo, username: login, permission: "admin" });
  return { content: [] };
});
