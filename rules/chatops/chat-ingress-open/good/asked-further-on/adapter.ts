import { App } from "@slack/bolt";
import { processed } from "./inbound";

const app = new App({ token: process.env.SLACK_BOT_TOKEN });

export function start(handler: (text: string) => Promise<void>) {
  app.event("app_mention", async ({ event }) => {
    await incoming(event, handler);
  });
}

async function incoming(event: { text: string; user?: string }, handler: (text: string) => Promise<void>) {
  const inbound = processed({ event, allowFrom: ["U024BE7LH"] });
  if (!inbound) return;
  await handler(inbound.text);
}
