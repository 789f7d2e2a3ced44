import { Client, Events, GatewayIntentBits } from "discord.js";
import { answer } from "./model.ts";

const client = new Client({ intents: [GatewayIntentBits.GuildMessages, GatewayIntentBits.MessageContent] });

// ruleid: chat-bot-self-trigger
client.on(Events.MessageCreate, async (message) => {
  await message.channel.sendTyping();
  const text = await answer(message.content);
  await message.reply(text.slice(0, 2000));
});

// ruleid: chat-bot-self-trigger
client.on("messageCreate", (message) => {
  if (!message.content) return;
  void message.channel.send(`${message.content.length} characters`);
});
