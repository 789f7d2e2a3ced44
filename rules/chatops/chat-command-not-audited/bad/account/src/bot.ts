import { Client, Events, GatewayIntentBits } from "discord.js";
import { IAMClient, CreateUserCommand } from "@aws-sdk/client-iam";

const client = new Client({ intents: [GatewayIntentBits.GuildMessages] });

client.on(Events.MessageCreate, async (message) => {
  if (message.content.startsWith("!join ")) {
    // ruleid: chat-command-not-audited
    await new IAMClient({}).send(new CreateUserCommand({ UserName: message.content.slice(6) }));
  }
});
