const { Octokit } = require("@octokit/rest");

const octokit = new Octokit({ auth: process.env.GITHUB_TOKEN });

exports.letIn = async function letIn(username, repo) {
  await octokit.rest.repos.addCollaborator({ owner: "acme", repo, username, permission: "admin" });
};
