import express from "express";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { requireBearerAuth } from "@modelcontextprotocol/sdk/server/auth/middleware/bearerAuth.js";
import { Octokit } from "@octokit/rest";
import { z } from "zod";
import { serve } from "./serve";
import { verifier } from "./verifier";

const octokit = new Octokit({ auth: process.env.ORG_ADMIN_PAT });
const server = new McpServer({ name: "members", version: "1.0.0" });

server.registerTool("add_member", { inputSchema: { repo: z.string(), login: z.string() } }, async ({ repo, login }) => {
  // ruleid: tool-uses-ambient-admin-identity
  await octokit.rest.repos.addCollaborator({ owner: "acme", repo, username: login, permission: "admin" });
  return { content: [{ type: "text", text: "added" }] };
});

const app = express();
app.post("/mcp", requireBearerAuth({ verifier }), serve(server));
