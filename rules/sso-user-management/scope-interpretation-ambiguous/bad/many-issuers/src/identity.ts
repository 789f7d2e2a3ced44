import { createRemoteJWKSet, decodeJwt, jwtVerify } from "jose";

const keysOf = {
  "https://sso.acme.dev": createRemoteJWKSet(new URL("https://sso.acme.dev/keys")),
  "https://login.partner.example": createRemoteJWKSet(new URL("https://login.partner.example/keys")),
};

/** The token is verified with the keys of whoever it says has made it. */
export async function identityOf(token: string) {
  const issuer = decodeJwt(token).iss as keyof typeof keysOf;
  const { payload } = await jwtVerify(token, keysOf[issuer], { audience: "tickets" });
  return payload as { sub: string; roles: string[] };
}
