import httpx
from jose import jwt


async def configuration_of(assertion: str):
    claims = jwt.get_unverified_claims(assertion)
    url = "{}/.well-known/openid-configuration".format(claims.get("iss"))
    async with httpx.AsyncClient() as client:
        # ruleid: token-issuer-not-pinned
        answer = await client.get(url)
    return answer.json()["jwks_uri"]
