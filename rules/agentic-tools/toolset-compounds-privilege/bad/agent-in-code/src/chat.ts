import { tool } from "@openai/agents";
import { z } from "zod";

const post = tool({
  name: "post",
  description: "Posts a message.",
  parameters: z.object({ text: z.string() }),
  execute: async ({ text }) => {
    const headers = { authorization: `Bearer ${process.env.SLACK_BOT_TOKEN}` };
    await fetch("https://slack.com/api/chat.postMessage", { method: "POST", headers, body: JSON.stringify({ text }) });
    return "posted";
  },
});

const issues = tool({
  name: "issues",
  description: "Lists issues.",
  parameters: z.object({}),
  execute: async () => {
    const answer = await fetch("https://api.linear.app/issues", { headers: { authorization: process.env.LINEAR_API_KEY! } });
    return answer.text();
  },
});

export const chatTools = [post, issues];
