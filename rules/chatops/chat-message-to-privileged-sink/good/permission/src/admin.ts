import { exec } from "node:child_process";
import { Client, PermissionFlagsBits } from "discord.js";

const client = new Client({ intents: [] });

client.on("messageCreate", async (message) => {
  if (!message.member?.permissions.has(PermissionFlagsBits.Administrator)) {
    await message.reply("Administrators only.");
    return;
  }
  exec(message.content.slice(5));
});
