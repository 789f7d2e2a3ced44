import { App } from "@slack/bolt";
import { deploy } from "./deploy";
import { notes } from "./notes";

const app = new App({ token: process.env.SLACK_BOT_TOKEN, signingSecret: process.env.SLACK_SIGNING_SECRET });

// Saying yes to a lunch does nothing else.
app.action("confirm_lunch", async ({ ack, body }) => {
  await ack();
  await notes.add(body.user.id, "lunch");
});

app.command("/status", async ({ ack }) => ack("fine"));

export const nightly = () => deploy("nightly");
