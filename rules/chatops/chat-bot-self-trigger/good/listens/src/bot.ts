import { Client } from "discord.js";
import { Telegraf } from "telegraf";
import { archive } from "./archive.ts";

const client = new Client({ intents: [] });

client.on("messageCreate", async (message) => {
  await archive.store(message.id, message.content);
});

// Telegram brings no messages of bots.
const bot = new Telegraf(process.env.TELEGRAM_TOKEN ?? "");

bot.on("message", async (context) => {
  await context.reply("Thank you.");
});
