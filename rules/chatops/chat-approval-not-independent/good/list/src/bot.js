const { App } = require("@slack/bolt");
const { letIn } = require("./access");

const approvers = new Set((process.env.APPROVERS ?? "").split(","));
const app = new App({ token: process.env.SLACK_BOT_TOKEN, signingSecret: process.env.SLACK_SIGNING_SECRET });

app.action("access_confirm", async ({ ack, action, body }) => {
  await ack();
  if (approvers.has(body.user.id)) await letIn(action.value);
});
