const { App } = require("@slack/bolt");
const { run } = require("./agent");

const app = new App({ token: process.env.SLACK_TOKEN, signingSecret: process.env.SLACK_SIGNING_SECRET });

// ruleid: chat-bot-self-trigger
app.message(async ({ message, say }) => {
  const result = await run(message.text ?? "");
  await say({ text: result, thread_ts: message.ts });
});
