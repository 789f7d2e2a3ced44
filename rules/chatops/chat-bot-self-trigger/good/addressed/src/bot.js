const { Client } = require("discord.js");
const whatsapp = require("whatsapp-web.js");

const client = new Client({ intents: [] });
const phone = new whatsapp.Client({});

client.on("messageCreate", async (message) => {
  if (!message.content.startsWith("!tide")) return;
  await message.reply("High at six.");
});

phone.on("message_create", async (message) => {
  if (message.body === "tide") await message.reply("High at six.");
});

client.on("messageCreate", async (message) => {
  if (!shouldAnswer(message)) return;
  await message.reply("Here I am.");
});
