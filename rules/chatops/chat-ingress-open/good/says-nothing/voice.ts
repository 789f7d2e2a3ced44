import { execFile } from "node:child_process";
import { Client, Events } from "discord.js";

const client = new Client({ intents: [] });

// Who joins a room or looks at a message has said nothing.
client.on(Events.VoiceStateUpdate, (before) => {
  execFile("count", [before.id]);
});

client.on(Events.MessageReactionAdd, (reaction) => {
  execFile("count", [reaction.message.id]);
});

client.login(process.env.DISCORD_TOKEN);
