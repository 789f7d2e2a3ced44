import whatsapp from "whatsapp-web.js";
import { complete } from "./model.mjs";

const client = new whatsapp.Client({});

// ruleid: chat-bot-self-trigger
client.on("message_create", async (message) => {
  const chat = await message.getChat();
  await chat.sendMessage(await complete(message.body));
});

client.initialize();
