import { execFile } from "node:child_process";
import { Client } from "discord.js";

const client = new Client({ intents: [] });

// ruleid: chat-ingress-open
client.on("messageCreate", (message) => {
  execFile("task", [message.content]);
});

// ok: chat-ingress-open
client.on("messageCreate", (message) => {
  own(message.author);
  execFile("task", ["--now", message.content]);
});

function own(user: { id: string }): void {
  if (user.id !== process.env.OWNER_USER) throw new Error("not for you");
}

client.login(process.env.DISCORD_TOKEN);
