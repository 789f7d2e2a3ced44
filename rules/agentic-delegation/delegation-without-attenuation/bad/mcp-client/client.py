import os

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client


async def tools_of(command: str):
    # ruleid: delegation-without-attenuation
    server = StdioServerParameters(command=command, args=["serve"], env={**os.environ, "MODE": "read"})
    async with stdio_client(server) as (reader, writer), ClientSession(reader, writer) as session:
        await session.initialize()
        return await session.list_tools()
