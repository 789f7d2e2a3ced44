import { Client } from "discord.js";
import { handle } from "./handle";

const client = new Client({ intents: [] });

// ruleid: chat-ingress-open
client.on("messageCreate", async (message) => {
  await handle(message);
});

client.login(process.env.DISCORD_TOKEN);
