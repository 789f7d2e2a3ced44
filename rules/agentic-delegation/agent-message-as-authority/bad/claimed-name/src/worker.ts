import { Worker } from "bullmq";
import { Octokit } from "@octokit/rest";

const octokit = new Octokit({ auth: process.env.AGENT_GITHUB_TOKEN });

// Tasks that other agents put into the queue.
new Worker("agents", async (job) => {
  const { data } = job;
  if (data.sender !== "release-planner") return;
  // ruleid: agent-message-as-authority
  await octokit.rest.repos.addCollaborator({ owner: "acme", repo: data.repo, username: data.who, permission: "admin" });
});
