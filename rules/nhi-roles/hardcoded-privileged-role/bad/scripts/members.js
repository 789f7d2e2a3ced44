import { Octokit } from "@octokit/rest";

const octokit = new Octokit({ auth: process.env.ORG_TOKEN });

export async function add(org, repo, username) {
  // ruleid: hardcoded-privileged-role
  await octokit.rest.orgs.setMembershipForUser({ org, username, role: "admin" });
  // ruleid: hardcoded-privileged-role
  await octokit.repos.addCollaborator({ owner: org, repo, username, permission: "admin" });
}
