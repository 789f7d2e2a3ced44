import { App } from "@slack/bolt";
import { execFile, execSync } from "node:child_process";

const app = new App({ token: process.env.SLACK_BOT_TOKEN });
const services = ["web", "mail"];

app.command("/restart", async ({ command, ack }) => {
  await ack();
  if (!services.includes(command.text)) return;
  execFile("kubectl", ["rollout", "restart", `deployment/${command.text}`]);
});

app.message("status", async ({ say }) => {
  await say(execSync("kubectl get pods").toString());
});
