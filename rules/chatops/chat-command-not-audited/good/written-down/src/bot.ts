import { App } from "@slack/bolt";
import { Octokit } from "@octokit/rest";
import { auditLog } from "./audit";

const app = new App({ token: process.env.SLACK_BOT_TOKEN, signingSecret: process.env.SLACK_SIGNING_SECRET });
const octokit = new Octokit({ auth: process.env.GITHUB_TOKEN });

app.command("/letin", async ({ command, ack }) => {
  await ack();
  await auditLog({ action: "letin", actor: command.user_id, message: command.trigger_id, text: command.text });
  await octokit.rest.repos.addCollaborator({ owner: "acme", repo: "site", username: command.text, permission: "admin" });
});
