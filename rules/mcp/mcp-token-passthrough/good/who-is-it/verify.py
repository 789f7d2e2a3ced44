import httpx
from fastmcp.server.dependencies import get_access_token


async def profile() -> dict:
    token = get_access_token().token
    async with httpx.AsyncClient() as client:
        answer = await client.get(
            "https://login.example.com/oauth2/userinfo", headers={"Authorization": f"Bearer {token}"}
        )
    return answer.json()
