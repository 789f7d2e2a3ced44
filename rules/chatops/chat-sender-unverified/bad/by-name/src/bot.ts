import { Client, Events } from "discord.js";
import { agent } from "./agent";

const client = new Client({ intents: [] });

// A name that everybody may give themselves.
client.on(Events.MessageCreate, async (message) => {
  if (message.author.username !== "ops-lead") return;
  // ruleid: chat-sender-unverified
  const answer = await agent.run(message.content);
  await message.reply(answer.summary);
});
