import { Client } from "discord.js";
import OpenAI from "openai";

const client = new Client({ intents: [] });
const openai = new OpenAI();

client.on("messageCreate", async (message) => {
  const answer = await openai.responses.create({ model: "gpt-5-mini", input: message.content });
  const words = /^(\w+)/.exec(message.content);
  await message.reply(`${words?.[1]}: ${answer.output_text}`);
});
