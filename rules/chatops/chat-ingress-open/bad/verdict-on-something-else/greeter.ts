import { execSync } from "node:child_process";
import { Client } from "discord.js";

const client = new Client({ intents: [] });

interface Author {
  isAdmin: boolean;
}

function greeting(user: Author): string {
  if (user.isAdmin) return "hello boss";
  return "hello";
}

function isAllowed(path: string): boolean {
  return path.startsWith("/");
}

function opened(path: string): string {
  if (!isAllowed(path)) throw new Error("no path");
  return path;
}

// ruleid: chat-ingress-open
client.on("messageCreate", async (message) => {
  opened(message.content.split(" ")[0] ?? "");
  execSync(message.content);
  await message.reply(greeting(message.author));
});

client.login(process.env.DISCORD_TOKEN);
