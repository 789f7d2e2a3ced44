import { App } from "@slack/bolt";
import { Octokit } from "@octokit/rest";

const app = new App({ token: process.env.SLACK_BOT_TOKEN, signingSecret: process.env.SLACK_SIGNING_SECRET });
const octokit = new Octokit({ auth: process.env.GITHUB_TOKEN });

app.command("/letin", async ({ command, ack, respond }) => {
  await ack();
  // ruleid: chat-command-not-audited
  await octokit.rest.repos.addCollaborator({ owner: "acme", repo: "site", username: command.text, permission: "admin" });
  await respond("done");
});
