import { writeFile } from "node:fs/promises";
import { type ChatInputCommandInteraction, Client, Events, PermissionFlagsBits } from "discord.js";

export class Setup {
  constructor(private readonly client: Client) {}

  listen(): void {
    this.client.on(Events.InteractionCreate, (interaction) => {
      if (interaction.isChatInputCommand()) void this.run(interaction);
    });
  }

  private async run(interaction: ChatInputCommandInteraction): Promise<void> {
    if (!(await this.answered(interaction))) return;
    await writeFile("guild.json", JSON.stringify(interaction.options));
  }

  private async answered(interaction: ChatInputCommandInteraction): Promise<boolean> {
    if (interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild) !== true) {
      return false;
    }
    return true;
  }
}

new Setup(new Client({ intents: [] })).listen();
