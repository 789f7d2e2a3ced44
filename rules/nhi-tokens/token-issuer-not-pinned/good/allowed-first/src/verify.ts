import { createRemoteJWKSet, decodeJwt } from "jose";

const allowed = new Set(["https://a.example", "https://b.example"]);

export function keysFor(token: string) {
  const issuer = decodeJwt(token).iss ?? "";
  if (!allowed.has(issuer)) throw new Error("unknown issuer");
  // ok: token-issuer-not-pinned
  return createRemoteJWKSet(new URL(`${issuer}/keys`));
}
