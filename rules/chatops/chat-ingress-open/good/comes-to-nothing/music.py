import random

import discord
import requests
from discord import app_commands
from discord.ext import commands


class Music(commands.Cog):
    def __init__(self, bot):
        self.bot = bot
        self.queue = []

    @app_commands.command(name="shuffle")
    async def shuffle(self, interaction: discord.Interaction):
        random.shuffle(self.queue)
        await interaction.response.send_message("shuffled")

    @app_commands.command(name="gif")
    async def gif(self, interaction: discord.Interaction, query: str):
        found = requests.get("https://gifs.example/search", params={"q": query}, timeout=5).json()
        await interaction.response.send_message(found["url"])
