import { App } from "@slack/bolt";
import { remember, ship } from "./releases";

const app = new App({ token: process.env.SLACK_BOT_TOKEN, signingSecret: process.env.SLACK_SIGNING_SECRET });

app.command("/ship", async ({ command, ack }) => {
  await ack();
  await remember(command.user_id, command.text);
  await ship(command.text);
});
