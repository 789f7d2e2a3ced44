import { Client, Events } from "discord.js";
import { Releases } from "./releases";

const client = new Client({ intents: [] });
const releases = new Releases();

client.on(Events.MessageCreate, async (message) => {
  if (message.author.bot) return;
  const [verb, ...rest] = message.content.split(" ");
  if (verb === "release") await releases.publish(rest.join(" "));
});
