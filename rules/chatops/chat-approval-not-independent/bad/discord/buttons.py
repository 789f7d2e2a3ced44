import discord

from plans import execute_plan


class Decision(discord.ui.View):
    def __init__(self, plan):
        super().__init__()
        self.plan = plan

    @discord.ui.button(label="Approve", style=discord.ButtonStyle.green)
    async def approve(self, interaction, button):
        await interaction.response.defer()
        # ruleid: chat-approval-not-independent
        await execute_plan(self.plan)
