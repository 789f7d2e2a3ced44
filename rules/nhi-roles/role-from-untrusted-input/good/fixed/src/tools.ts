import { Octokit } from "@octokit/rest";
import { tool } from "@openai/agents";
import { z } from "zod";

const github = new Octokit({ auth: process.env.GITHUB_TOKEN });

export const reader = tool({
  name: "add_reader",
  description: "Lets somebody read a repository",
  parameters: z.object({ repo: z.string(), login: z.string() }),
  execute: async ({ repo, login }) => {
    // ok: role-from-untrusted-input
    await github.rest.repos.addCollaborator({ owner: "acme", repo, username: login, permission: "pull" });
    return "done";
  },
});
