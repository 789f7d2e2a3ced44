const { App } = require("@slack/bolt");
const fs = require("node:fs");

const app = new App({ token: process.env.SLACK_BOT_TOKEN, signingSecret: process.env.SLACK_SIGNING_SECRET });

app.command("/from-now-on", async ({ command, ack }) => {
  await ack();
  // ruleid: agent-writes-skill-or-instructions
  fs.appendFileSync("AGENTS.md", `- ${command.text}\n`);
});
