import { App } from "@slack/bolt";
import { Octokit } from "@octokit/rest";

const github = new Octokit({ auth: process.env.RELEASE_TOKEN });
const app = new App({ token: process.env.SLACK_BOT_TOKEN, signingSecret: process.env.SLACK_SIGNING_SECRET });

app.command("/release", async ({ ack, respond }) => {
  await ack();
  // ruleid: chat-sender-unverified
  await github.rest.actions.createWorkflowDispatch({ owner: "acme", repo: "shop", workflow_id: "release.yml", ref: "main" });
  await respond("Released.");
});
