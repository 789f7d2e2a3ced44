import { App } from "@slack/bolt";
import { Client, Events } from "discord.js";
import { answer } from "./model.ts";

const client = new Client({ intents: [] });

client.on(Events.MessageCreate, async (message) => {
  if (message.author.bot) return;
  await message.reply(await answer(message.content));
});

client.on("messageCreate", async (message) => {
  if (message.author.id === client.user?.id) return;
  await message.reply(await answer(message.content));
});

const app = new App({});

app.message(async ({ message, say }) => {
  if (message.subtype || "bot_id" in message) return;
  await say(await answer("text" in message ? message.text : ""));
});
