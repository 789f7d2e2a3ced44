import { appendFile } from "node:fs/promises";
import { Client } from "discord.js";

const client = new Client({ intents: [] });

client.on("messageReactionAdd", async (reaction, user) => {
  if (user.bot) return;
  await appendFile("feedback.jsonl", JSON.stringify({ emoji: reaction.emoji.name, on: reaction.message.id }));
});

client.login(process.env.DISCORD_TOKEN);
