import asyncio
import os
import subprocess


def health() -> str:
    # ok: delegation-without-attenuation
    status = subprocess.run(["openclaw", "status", "--json"], env={**os.environ, "NO_COLOR": "1"})
    # ok: delegation-without-attenuation
    servers = subprocess.run("claude mcp list", shell=True, env=os.environ.copy())
    # ok: delegation-without-attenuation
    version = subprocess.check_output(["gemini", "--version"], env=os.environ)
    return f"{status} {servers} {version}"


async def version() -> None:
    # ok: delegation-without-attenuation
    await asyncio.create_subprocess_exec("claude", "--version", env=os.environ)
