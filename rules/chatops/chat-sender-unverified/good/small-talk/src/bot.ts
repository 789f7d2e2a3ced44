import { App } from "@slack/bolt";
import OpenAI from "openai";

const openai = new OpenAI();
const app = new App({ token: process.env.SLACK_BOT_TOKEN, signingSecret: process.env.SLACK_SIGNING_SECRET });

// A model that has no tools only talks.
app.message(/joke/, async ({ message, say }) => {
  const answer = await openai.responses.create({ model: "gpt-5", input: `A joke about ${message.text}` });
  await say(answer.output_text);
});
