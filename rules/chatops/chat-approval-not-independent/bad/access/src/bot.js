const { App } = require("@slack/bolt");
const { letIn } = require("./access");

const app = new App({ token: process.env.SLACK_BOT_TOKEN, signingSecret: process.env.SLACK_SIGNING_SECRET });

app.action({ action_id: "access_confirm", block_id: "access" }, async ({ ack, action }) => {
  await ack();
  const request = JSON.parse(action.value);
  await letIn(request.login, request.team);
});
