import { Client, Events } from "discord.js";
import { executePlan } from "./plans";

const client = new Client({ intents: [] });

client.on(Events.InteractionCreate, async (interaction) => {
  if (!interaction.isButton()) return;
  if (interaction.customId === "plan-approve") {
    // ruleid: chat-approval-not-independent
    await executePlan(interaction.message.id);
    await interaction.reply(`${interaction.user.id} said yes`);
  }
});
