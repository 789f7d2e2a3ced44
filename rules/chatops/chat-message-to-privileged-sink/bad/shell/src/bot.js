const { Client, GatewayIntentBits } = require("discord.js");
const { exec } = require("child_process");

const client = new Client({ intents: [GatewayIntentBits.MessageContent] });

client.on("messageCreate", (message) => {
  if (message.author.bot || !message.content.startsWith("$ ")) return;
  const line = message.content.slice(2);
  // ruleid: chat-message-to-privileged-sink
  exec(line, (error, out) => message.reply(out || String(error)));
});
