import { App } from "@slack/bolt";

const app = new App({ token: process.env.SLACK_BOT_TOKEN, signingSecret: process.env.SLACK_SIGNING_SECRET });

app.action("opened", async ({ ack }) => {
  await ack();
});
