import { createRemoteJWKSet, decodeJwt, jwtVerify } from "jose";

export async function verify(token: string) {
  const claims = decodeJwt(token);
  const address = `${claims.iss}/.well-known/jwks.json`;
  // ruleid: token-issuer-not-pinned
  const keys = createRemoteJWKSet(new URL(address));
  return jwtVerify(token, keys, { audience: "agents-gateway" });
}
