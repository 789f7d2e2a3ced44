import os

import httpx


def get_access_token() -> str:
    answer = httpx.post("https://accounts.example.com/token", data={"refresh_token": os.environ["REFRESH"]})
    return answer.json()["access_token"]


def stream(device: str) -> dict:
    # The program's own token, and no server: the function only has the library's name.
    headers = {"Authorization": f"Bearer {get_access_token()}"}
    # ok: mcp-token-passthrough
    return httpx.post(f"https://cameras.example.com/v1/{device}:stream", headers=headers).json()
