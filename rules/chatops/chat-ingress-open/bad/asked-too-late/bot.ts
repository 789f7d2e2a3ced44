import { execSync } from "node:child_process";
import { Client } from "discord.js";
import { note } from "./note";

const client = new Client({ intents: [] });

// What is told in a room is asked once everything is done.
// ruleid: chat-ingress-open
client.on("messageCreate", async (message) => {
  execSync(message.content);
  note(message.channel.id, "done");
});

client.login(process.env.DISCORD_TOKEN);
