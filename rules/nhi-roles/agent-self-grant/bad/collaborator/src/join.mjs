import { Octokit } from "octokit";

const octokit = new Octokit({ auth: process.env.BOT_TOKEN });

export async function join(org) {
  const {
    data: { login },
  } = await octokit.rest.users.getAuthenticated();
  for await (const { data } of octokit.paginate.iterator(octokit.rest.repos.listForOrg, { org })) {
    for (const { name } of data)
      // ruleid: agent-self-grant
      await octokit.rest.repos.addCollaborator({ owner: org, repo: name, username: login, permission: "maintain" });
  }
}
