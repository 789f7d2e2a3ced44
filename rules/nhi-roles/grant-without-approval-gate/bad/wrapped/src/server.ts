import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { Octokit } from "@octokit/rest";
import { z } from "zod";

const github = new Octokit({ auth: process.env.GITHUB_APP_TOKEN });
const server = new McpServer({ name: "repositories", version: "1.0.0" });

async function invite(repo: string, username: string) {
  const [owner = "", name = ""] = repo.split("/");
  // ruleid: grant-without-approval-gate
  return github.rest.repos.addCollaborator({ owner, repo: name, username, permission: "maintain" });
}

server.registerTool(
  "invite_collaborator",
  { description: "Invites somebody to a repository", inputSchema: { repo: z.string(), login: z.string() } },
  async ({ repo, login }) => {
    const { status } = await invite(repo, login);
    return { content: [{ type: "text", text: String(status) }] };
  },
);
