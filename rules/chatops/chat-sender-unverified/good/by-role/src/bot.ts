import { Client, Events, PermissionFlagsBits } from "discord.js";
import { agent } from "./agent";

const client = new Client({ intents: [] });

client.on(Events.MessageCreate, async (message) => {
  if (!message.member?.permissions.has(PermissionFlagsBits.ManageGuild)) return;
  await message.reply((await agent.run(message.content)).summary);
});
