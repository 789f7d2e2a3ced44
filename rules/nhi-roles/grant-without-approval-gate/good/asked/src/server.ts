import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { Octokit } from "@octokit/rest";
import { z } from "zod";

const github = new Octokit({ auth: process.env.GITHUB_APP_TOKEN });
const server = new McpServer({ name: "repositories", version: "1.0.0" });

server.registerTool(
  "invite_collaborator",
  { description: "Invites somebody to a repository", inputSchema: { owner: z.string(), repo: z.string(), login: z.string() } },
  async ({ owner, repo, login }) => {
    const answer = await server.server.elicitInput({
      message: `May ${login} maintain ${owner}/${repo}?`,
      requestedSchema: { type: "object", properties: {} },
    });
    if (answer.action !== "accept") return { content: [{ type: "text", text: "nothing was changed" }] };
    // ok: grant-without-approval-gate
    await github.rest.repos.addCollaborator({ owner, repo, username: login, permission: "maintain" });
    return { content: [{ type: "text", text: "invited" }] };
  },
);
