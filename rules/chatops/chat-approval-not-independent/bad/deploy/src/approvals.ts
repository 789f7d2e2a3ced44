import { App } from "@slack/bolt";
import { ECSClient, UpdateServiceCommand } from "@aws-sdk/client-ecs";

const app = new App({ token: process.env.SLACK_BOT_TOKEN, signingSecret: process.env.SLACK_SIGNING_SECRET });
const ecs = new ECSClient({});

app.action("approve_release", async ({ ack, body, respond }) => {
  await ack();
  const [wanted] = (body as any).actions;
  // ruleid: chat-approval-not-independent
  await ecs.send(new UpdateServiceCommand({ cluster: "live", service: wanted.value, forceNewDeployment: true }));
  await respond(`<@${body.user.id}> approved ${wanted.value}`);
});
