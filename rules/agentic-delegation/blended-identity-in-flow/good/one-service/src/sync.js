const { Octokit } = require("@octokit/rest");
const { LinearClient } = require("@linear/sdk");

const github = new Octokit({ auth: process.env.GITHUB_BOT_TOKEN });
const linear = new LinearClient({ apiKey: process.env.LINEAR_SERVICE_KEY });

// Both ends are the service's own, and the person's token is only put away.
exports.sync = async (session, vault) => {
  await vault.putSecret(session.userId, session.accessToken);
  const { data: issues } = await github.issues.listForRepo({ owner: "acme", repo: "shop" });
  for (const issue of issues) await linear.createIssue({ teamId: "OPS", title: issue.title });
};
