import logging

import httpx


class Access:
    def __init__(self, service: str):
        self.service = service

    async def is_authorized(self, user: str, action: str) -> bool:
        try:
            async with httpx.AsyncClient() as client:
                answer = await client.post(f"{self.service}/decide", json={"user": user, "action": action})
            return answer.json()["allow"]
        # ruleid: auth-bypass-or-fail-open
        except httpx.HTTPError as error:
            logging.error("no decision: %s", error)
            return True
