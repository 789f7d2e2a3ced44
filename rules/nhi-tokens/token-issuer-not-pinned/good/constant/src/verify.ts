import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from "jose";

const issuer = process.env.OIDC_ISSUER ?? "https://id.example";
// ok: token-issuer-not-pinned
const keys = createRemoteJWKSet(new URL(`${issuer}/.well-known/jwks.json`));

export async function verify(token: string) {
  const { alg } = decodeProtectedHeader(token);
  if (alg !== "RS256") throw new Error("other algorithm");
  return jwtVerify(token, keys, { issuer, audience: "agents-gateway" });
}
