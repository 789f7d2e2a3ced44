import { createRemoteJWKSet, decodeJwt, jwtVerify } from "jose";
import { partners } from "./partners.js";

const addresses: Record<string, string> = { "https://a.example": "https://a.example/keys" };

export async function byPartner(token: string) {
  const { iss } = decodeJwt(token);
  // ok: token-issuer-not-pinned
  const keys = createRemoteJWKSet(new URL(partners.get(iss ?? "")));
  return jwtVerify(token, keys, { issuer: iss });
}

export async function byTable(token: string) {
  const issuer = decodeJwt(token).iss as string;
  // ok: token-issuer-not-pinned
  return createRemoteJWKSet(new URL(addresses[issuer]));
}
