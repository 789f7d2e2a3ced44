import { execFile } from "node:child_process";
import { Client } from "discord.js";
import { known } from "./inbound";

const client = new Client({ intents: [] });

client.on("messageCreate", (message) => {
  execFile("task", [known(message.author.id), message.content]);
});

client.login(process.env.DISCORD_TOKEN);
