import { App } from "@slack/bolt";
import { requests } from "./requests";
import { deploy } from "./deploy";

const app = new App({ token: process.env.SLACK_BOT_TOKEN, signingSecret: process.env.SLACK_SIGNING_SECRET });

app.action("approve_release", async ({ ack, body }) => {
  await ack();
  const request = await requests.take((body as any).actions[0].value);
  if (!request || request.askedBy === body.user.id) return;
  await deploy(request.plan);
});
