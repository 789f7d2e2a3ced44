import discord

from plans import execute_plan


class Decision(discord.ui.View):
    def __init__(self, plan, owner):
        super().__init__()
        self.plan = plan
        self.owner = owner

    async def interaction_check(self, interaction):
        return interaction.user.id == self.owner

    @discord.ui.button(label="Confirm")
    async def confirm(self, interaction, button):
        await interaction.response.defer()
        await execute_plan(self.plan)
