const { App } = require("@slack/bolt");
const { Octokit } = require("@octokit/rest");

const app = new App({ token: process.env.SLACK_BOT_TOKEN, signingSecret: process.env.SLACK_SIGNING_SECRET });
const github = new Octokit({ auth: process.env.GITHUB_TOKEN });

app.command("/access", async ({ command, ack, respond }) => {
  await ack();
  const [repo, username, permission] = command.text.split(" ");
  await github.rest.repos.addCollaborator({
    owner: "acme",
    repo,
    username,
    // ruleid: role-from-untrusted-input
    permission,
  });
  await respond(`${username} has access to ${repo}`);
});
