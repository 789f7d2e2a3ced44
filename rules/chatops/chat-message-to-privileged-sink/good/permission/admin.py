import os

from discord.ext import commands
import discord


class Admin(commands.Cog):
    @commands.command()
    @commands.has_permissions(administrator=True)
    async def restart(self, ctx, *, unit: str):
        os.system(f"systemctl restart {unit}")

    @commands.command()
    async def stop(self, ctx, *, unit: str):
        if not ctx.author.guild_permissions.administrator:
            return
        os.system(f"systemctl stop {unit}")
