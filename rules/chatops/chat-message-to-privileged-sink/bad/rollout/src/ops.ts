import { App } from "@slack/bolt";
import { execFile } from "node:child_process";

const app = new App({ token: process.env.SLACK_BOT_TOKEN, signingSecret: process.env.SLACK_SIGNING_SECRET });

app.command("/rollout", async ({ command, ack, respond }) => {
  await ack();
  const [service, tag] = command.text.trim().split(/\s+/);
  // ruleid: chat-message-to-privileged-sink
  execFile("kubectl", ["set", "image", `deployment/${service}`, `app=registry.example.com/${service}:${tag}`]);
  await respond(`Rolling out ${service}.`);
});
